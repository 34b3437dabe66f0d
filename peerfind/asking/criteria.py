"""What can be asked, each thing once: its flag, its help, its weight, its scorer.

A scorer is a pure function of what was asked, a group cut down to the criterion's `keys`, and the
context of the question. Since it reads nothing else, an index calls it once for each distinct value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerfind.asking import scorers
from peerfind.asking.scoring import NOT_STATED, Score
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from peerfind.asking.scorers import Related, Scorer
    from peerfind.asking.scoring import Ask, Context
    from peerfind.model import Group


class Criterion(NamedTuple):
    """One thing that can be asked of a group.

    `keys` are the record's keys that its scorer reads. `related`, if any, tells for some asked terms which
    others have to do with them, by the key under which they may stand: a group with none of them there
    has nothing to do with what is asked.
    `facet` is the vocabulary of its values, where they are terms. `question` is what to ask the group
    where it is not stated, and `prior` what that is worth: a group whose place is not known is seldom
    near.
    """

    name: str
    metavar: str
    help: str
    weight: float
    keys: tuple[str, ...]
    scorer: Scorer
    question: str
    facet: str | None = None
    repeatable: bool = True
    related: Related | None = None
    prior: float = NOT_STATED

    def score(self, ask: Ask, group: Group, context: Context) -> Score:
        """How `group` meets `ask`; what is not stated is worth the prior, from 0 to 1."""
        found = self.scorer(ask, group, context)
        if found.verdict != "not-stated":
            return found
        return Score(found.verdict, self.prior, found.found, found.parts)


def _terms(
    name: str, weight: float, help_: str, question: str, scorer: Scorer, *keys: str
) -> Criterion:
    """A criterion whose values are terms of the facet of its name."""
    return Criterion(name, "TERM", help_, weight, keys or (name,), scorer, question, facet=name)


# `near` weighs more than `focus`, so that a group for just this that is too far to go to comes after a more
# general one that can be joined from home; those for just this from home and more general near by are equals.
_MEETING = ("format", "meets", "hours", "_holiday_nation")

CRITERIA: dict[str, Criterion] = {
    criterion.name: criterion
    for criterion in (
        _terms(
            "focus", 4.0, "What it is about, such as grief.", "what it is about",
            scorers.focus_score, "focus", "_named_focus",
        )._replace(related=scorers.focus_related),
        Criterion(
            "near", "PLACE", "Postcode, LS6, town, or lat,lon; - asks for it.", 6.0,
            ("format", "_reach", "_place"), scorers.near_score, "where it meets", repeatable=False,
            prior=0.15,
        ),
        _terms(
            "format", 3.0, "How people meet, such as in-person or online.", "how people meet",
            scorers.format_score, "format", "_joint", "_holiday_nation",
        ),
        _terms(
            "leader", 3.0, "Who leads, such as peer or professional.", "who leads it",
            scorers.leader_score,
        ),
        _terms(
            "setting", 2.0, "group or one-to-one.", "whether it is a group", scorers.setting_score,
        ),
        Criterion(
            "age", "YEARS", "The person's age in whole years.", 1.5, ("ages", "_unsuited_ages"),
            scorers.age_score, "what ages it is for", repeatable=False,
        ),
        Criterion(
            "for", "TERM", "Communities the person belongs to, such as men.", 3.0,
            ("only_for", "welcomes"), scorers.for_score, "whom it welcomes", facet="community", prior=0.3,
        ),
        Criterion(
            "day", "DAY", "monday, weekdays, weekend, today, tomorrow.", 2.5, _MEETING,
            scorers.day_score, "on what days it meets",
        ),
        Criterion(
            "time", "TIME", "morning, afternoon, evening, or 18:00-21:00.", 2.5, _MEETING,
            scorers.time_score, "at what time it meets",
        ),
        _terms(
            "activity", 2.0, "What people do, such as walking.", "what people do there",
            scorers.best_term("activities", "activity"), "activities", "_named_activities",
        ),
        _terms(
            "style", 1.0, "How a meeting runs, such as structured.", "how a meeting runs",
            scorers.best_term("style", "style"),
        ),
        _terms(
            "language", 4.0, "Language spoken, such as cy or BSL.", "what languages are spoken",
            scorers.best_term("languages", "language"), "languages",
        ),
        _terms(
            "access", 3.0, "What must be there, such as step-free.", "access",
            scorers.access_score, "access", "no_access",
        ),
        _terms(
            "joining", 1.0, "How one joins, such as drop-in.", "how one joins",
            scorers.best_term("joining", "joining"),
        ),
        _terms("cost", 1.5, "free, donation or paid.", "what it costs", scorers.cost_score),
        _terms(
            "want", 1.5, "What the person looks for, such as anonymity.", "what it offers",
            scorers.want_score, "format", "setting", "leader", "style", "activities", "only_for", "welcomes",
        ),
    )
}  # fmt: skip

# What is tested on the same meeting.
AT_ONE_MEETING = ("format", "day", "time")

# The criterion whose values are terms of each facet.
OF_FACET = {one.facet: one for one in CRITERIA.values() if one.facet}

# What a question may be about that may cost a life: whom to ring then stands above the groups as well.
URGENT = frozenset({"suicidal-thoughts", "suicide-attempt", "self-harm", "mental-health-crisis"})

# What the subject weighs where other words keep groups that have nothing to do with it.
SUBJECT_SAID = 10.0
# Of its weight, what a pronoun counts: it says what a person may join, and little more.
FAINT = 0.1
NAME_SAID = 40.0  # what words weigh that ask for a group by its name
WORDS_BESIDE = 1.0  # what other words weigh beside a subject that was named
WORDS_WEIGHT = 4.0
WORDS = "words"
# What lowers a total, and can be given another weight than 1.
FRESHNESS = "freshness"
VARIETY = "variety"
LOSSES = (FRESHNESS, VARIETY)
