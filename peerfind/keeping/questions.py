"""The questions by which a group is written down: one registry for the interview, `--set` and issue forms.

What a key is, takes and needs comes from the file format; what stands here is how a person is asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from peerfind.directory.fields import FIELDS, NESTED
from peerfind.directory.shapes import shape_of
from peerfind.directory.vocabulary import CLOSED, ROLL_UPS
from peerfind.keeping.layout import ONE_A_LINE
from peerfind.model import UNKNOWN
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from peerfind.directory.readers import Key
    from peerfind.directory.vocabulary import Vocabulary

Kind = Literal["text", "list", "lines", "choice", "flag", "terms", "meetings", "sources"]
Answers = dict[str, Any]
"""What was answered, by the key of the question, as it is written in a file."""

# A new group was never checked by a program, and had no other id before.
NEVER = frozenset({"checked", "former_ids"})
_OTHERS_HOURS = frozenset({"phone", "chat", "forum", "text", "email", "video", UNKNOWN})
_IN_PERSON = frozenset({"in-person", UNKNOWN})


class Question(NamedTuple):
    """One question in plain words: what to write, an example, and why it is needed where it is.

    It is asked where the group has one of the `formats`, if any, and one of the keys `after` was answered,
    if any.
    """

    key: str
    ask: str
    help: str
    example: str
    why: str = ""
    formats: frozenset[str] = frozenset()
    after: tuple[str, ...] = ()

    @property
    def field(self) -> Key:
        """The key of the file format that it asks for."""
        return field_of(self.key)

    @property
    def is_required(self) -> bool:
        """Whether a group cannot be without it."""
        return self.field.required

    @property
    def kind(self) -> Kind:
        """In what way it is answered."""
        return kind_of(self.key)

    @property
    def facet(self) -> str:
        """The facet of the vocabulary whose terms answer it; empty for none."""
        return facet_of(self.key)

    def choices(self, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
        """What can be answered, each with what people call it; none where it is in free words."""
        if self.facet:
            facet = vocabulary[self.facet]
            taken_out = ROLL_UPS if self.facet in CLOSED else frozenset()
            return tuple((one, facet.label(one)) for one in facet.terms if one not in taken_out)
        words: list[Any] = shape_of(self.field.read).get("enum", [])
        return tuple((one, one) for one in words if isinstance(one, str))

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether it makes sense beside what was answered before."""
        formats = frozenset(answers.get("format", ()))
        has_format = not self.formats or not self.formats.isdisjoint(formats)
        return has_format and (not self.after or any(key in answers for key in self.after))


def field_of(key: str) -> Key:
    """The key of the file format that a key with a dot or without means. Raises KeyError for none."""
    top, _, inner = key.partition(".")
    return NESTED[top][inner] if inner else FIELDS[top]


def kind_of(key: str) -> Kind:
    """In what way a key is answered."""
    shape = shape_of(field_of(key).read)
    if key in ("meets", "hours"):
        return "meetings"
    if key == "sources":
        return "sources"
    if key in ONE_A_LINE:
        return "lines"
    if "enum" in shape:
        return "flag" if shape["enum"][:2] == ["yes", "no"] else "choice"
    if any(one.get("type") == "array" for one in shape.get("anyOf", ())):
        return "terms" if facet_of(key) else "list"
    return "text"


def facet_of(key: str) -> str:
    """The facet whose terms a key takes; empty for none."""
    shape = shape_of(field_of(key).read)
    if key in NESTED:
        return ""
    named = [one["$ref"] for one in shape.get("anyOf", (shape,)) if "$ref" in one]
    return str(named[0]).rpartition("/")[2] if named else ""


def asked_in_order(answers: Mapping[str, Any], skipped: Collection[str] = ()) -> list[Question]:
    """The questions that make sense beside what was answered, in their order."""
    return [one for one in QUESTIONS.values() if one.is_asked(answers) and one.key not in skipped]


_ALL = (
    Question(
        "name", "What is the group called?",
        "The name as the group itself writes it.", "Hebden Bridge Bereavement Walk",
        "Without a name nobody can ask for it.",
    ),
    Question(
        "summary", "What is it, in one or two sentences of your own?",
        "What people do there, and whom it is for. Do not copy from a website.",
        "A gentle canal-side walk and a hot drink for people who have lost someone close.",
        "It is the first thing that people read.",
    ),
    Question(
        "format", "How do people meet?",
        "Never work it out from an address: an address does not mean that people meet there.", "in-person",
        "Somebody who cannot travel must know. If the source does not say, write unknown.",
    ),
    Question(
        "leader", "Who leads it?",
        "As the source says it.", "peer, nurse",
        "Many want somebody who has been through it. If the source does not say, write unknown.",
    ),
    Question(
        "focus", "What is it about?",
        "The most special word that fits; several if they are equal.", "grief",
        "A search finds groups by what they are about.",
    ),
    Question(
        "sources", "Where do the facts come from?",
        "The address of a public page, and how old the page is if it tells you. One source a line.",
        "https://example.org/walk 2026-05",
        "Whoever checks the entry must find the page again.",
    ),
    Question(
        "organisation", "Who stands behind it?",
        "The charity, trust or service that runs it.", "Calder Example Trust",
    ),
    Question(
        "venue.town", "In which town or village is it?",
        "The town alone.", "Hebden Bridge", "", _IN_PERSON,
    ),
    Question(
        "venue.postcode", "What is the postcode of the place?",
        "Of the place where people meet, not of the office.", "HX7 8AD", "", _IN_PERSON,
    ),
    Question(
        "venue.county", "In which county is it?",
        "It tells towns of one name apart.", "West Yorkshire", "", _IN_PERSON,
    ),
    Question(
        "venue.name", "What is the place called?",
        "The hall, the park or the café.", "Example Hall", "", _IN_PERSON,
    ),
    Question(
        "venue.address", "In which street is it?",
        "House number and street.", "1 Example Street", "", _IN_PERSON,
    ),
    Question(
        "venue.private", "Is the exact place only told to people who get in touch?",
        "For a refuge or a home. Then leave the street out: what is in a file is public.", "no", "",
        _IN_PERSON,
    ),
    Question(
        "nation", "In which nation is it?",
        "Where it is, or to which it belongs.", "England",
    ),
    Question(
        "contact.phone", "Which number do people ring?",
        "The organisation's number. A private person's only if they agreed.", "01632 960 100",
    ),
    Question(
        "contact.text", "Which number do people text?",
        "The number, and the word to send if there is one.", "07700 900 100",
    ),
    Question(
        "contact.email", "Which e-mail address do people write to?",
        "The organisation's address. A private person's only if they agreed.", "walk@example.org",
    ),
    Question(
        "contact.website", "Which website is about the group?",
        "The page about this group, if there is one.", "https://example.org/walk",
    ),
    Question(
        "contact.consent", "Is that a private person's number or mailbox? On which day did they agree?",
        "Skip it for an organisation's. The day as year, month and day.", "2026-05-02", "", frozenset(),
        ("contact.phone", "contact.text", "contact.email"),
    ),
    Question(
        "meets", "When does it meet?",
        "Days, times and how often, one meeting a line; or by arrangement, or any time.",
        "1st and 3rd Tuesday, 10.30am to noon, not August",
    ),
    Question(
        "hours", "When is the line, chat or forum open?",
        "Days and times, one stretch a line; or any time.", "weekdays 9am to 5pm", "", _OTHERS_HOURS,
    ),
    Question("activities", "What do people do there?", "Nothing but what the source says.", "walking"),
    Question("style", "How does a meeting run?", "Several, with commas between.", "open-discussion"),
    Question("setting", "Is it a group, or one person with another?", "Skip it for a group.", "group"),
    Question("ages", "What ages is it for?", "18-30, 16+, under 18, up to 35 or all.", "18+"),
    Question(
        "only_for", "Is it only for some people?",
        "Only if the group says only: nobody else will be shown it. women+south-asian means both at once.",
        "women",
    ),
    Question(
        "welcomes", "Who is made specially welcome?",
        "People whom it is meant for, where others may come too.", "carers",
    ),
    Question("languages", "Which languages does it use?", "Names or tags.", "English, Urdu"),
    Question(
        "covers", "Is it only for people who live somewhere?",
        "Only if the source says so: nobody else will be shown it. Counties, nations or towns.",
        "West Yorkshire",
    ),
    Question("access", "What is there for disabled people?", "What is known to be there.", "step-free"),
    Question(
        "no_access", "What is known to be missing for disabled people?",
        "Only what is known.", "hearing-loop",
    ),
    Question("cost", "What does it cost?", "free, donation, or the amount.", "£3 a session"),
    Question("joining", "How do people join?", "Several, with commas between.", "drop-in"),
    Question(
        "doubts", "Does anything not add up?",
        "Leave out a fact that sources contradict, and say so here. One doubt a line.",
        "The poster says Tuesday, the website Wednesday.",
    ),
)  # fmt: skip
QUESTIONS: dict[str, Question] = {one.key: one for one in _ALL}
"""The questions in the order in which they are asked, those that a group needs first."""
