"""The page to give to a person: what it says, how plainly, and its forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st
from pace import some
from showing import GROUPS, LONDON, NOW, TODAY, index_of, record_of

from peerfind.model import Group
from peerfind.output import handout as layout
from peerfind.output import qr
from peerfind.schedule.recurrence import next_start
from peerfind.wording import handout as words
from peerfind.wording.handout import Handout, Leaflet, handout, leaflet
from peerfind.wording.sheets import sheet
from peerfind.wording.summary import MORE_LINES

CRISIS = ("In danger, or cannot keep safe: 0113 496 0999.", MORE_LINES)
WHARFE = "wharfe-evening-bereavement"


def given(name: str = WHARFE, /, **changes: Any) -> Leaflet:
    """The leaflet of a group with some changes; None takes a key away."""
    facts = {key: value for key, value in {**GROUPS[name], **changes}.items() if value is not None}
    index = index_of({**GROUPS, name: facts})
    record = record_of(name, index)
    group = Group.of(record)
    start = next_start(group.patterns, NOW, group.holiday_nation)
    network = record_of(group.part_of, index) if group.part_of else None
    found = sheet(record, index, TODAY, [start] if start else [], network)
    return leaflet(found, record, index.settings, TODAY)


def page(*leaflets: Leaflet) -> Handout:
    """The page of some leaflets."""
    return handout(leaflets or [given()], CRISIS, TODAY)


def lines(form: str, made: Handout) -> str:
    """A page in a form."""
    return "\n".join(getattr(layout, f"{form}_text")(made))


# What it says


def test_the_text_of_an_email() -> None:
    assert (
        lines("plain", page())
        == """\
A group that you could try

Written on 25 November 2026. Things may have changed since then.

It is your choice. You can go once and see how it feels. If it does not feel right, that is fine. \
You can stop, or try another one.


Wharfe Evening Bereavement Group
A quiet evening group for people whose partner has died.
Ring first. Ask if it is still on, and if it is right for you.

When: 1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August. Next: Tue 1 Dec 7pm.
Where: Example Hall, 1 Example Street, Otley LS21 3AA.
Phone: 0113 496 0001
Website: example.org/wharfe
How it works: In person. Just turn up. Free.
Who: Led by people who have been through it. For ages 18 and over. Run by Wharfe Example Trust.
We last checked this on 2 October 2026.


If you need help now
In danger, or cannot keep safe: 0113 496 0999."""
    )


def test_the_same_as_markdown() -> None:
    assert (
        lines("markdown", page(given("young-voices")))
        == """\
# A group that you could try

Written on 25 November 2026. Things may have changed since then.

It is your choice. You can go once and see how it feels. If it does not feel right, that is fine. \
You can stop, or try another one.

## Young Voices

For young people who hear voices.

**We do not know how to reach it. We read of it here: example.org/young. Ask if it is still on.**

- **When:** Times not stated: ask.
- **Where:** From home.
- **How it works:** Live chat.
- **Who:** Led by peer support workers, who have lived experience. For ages 16 to 25.

We have not checked this yet. It may have changed or ended.

## If you need help now

In danger, or cannot keep safe: 0113 496 0999."""
    )


def test_several_groups_have_another_title() -> None:
    assert page(given(), given("young-voices")).title == "Groups that you could try"


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        (None, "We have not checked this yet. It may have changed or ended."),
        ("2026-10-02", "We last checked this on 2 October 2026."),
        ("2026-01-02", "We last checked this on 2 January 2026. It may have changed."),
        (
            "2023-01-02",
            "We last checked this a long time ago, on 2 January 2023. It may have changed or ended.",
        ),
    ],
)
def test_when_it_was_checked(checked: str | None, said: str) -> None:
    assert given(checked=checked and {"on": checked, "how": "phone"}).checked == said


@pytest.mark.parametrize(
    ("contact", "first", "link"),
    [
        ({"phone": "0113 496 0001"}, words.FIRST["phone"], "tel:01134960001"),
        ({"text": "07700 900 123"}, words.FIRST["text"], ""),
        ({"email": "a@example.org"}, words.FIRST["email"], ""),
        ({"website": "https://example.org"}, words.FIRST["website"], "https://example.org"),
        (
            {"email": "a@example.org", "website": "https://example.org"},
            words.FIRST["email"],
            "https://example.org",
        ),
    ],
    ids=["phone", "text", "email", "website", "email and website"],
)
def test_how_to_be_sure_first(contact: dict[str, str], first: str, link: str) -> None:
    found = given(contact=contact)
    assert (found.first, found.link) == (first, link)


def test_where_nothing_is_known_the_one_who_gave_the_page_is_asked() -> None:
    assert given(contact=None, sources=[{"kind": "leaflet"}]).first == words.FIRST["nothing"]


def test_the_networks_number_is_said_to_be_the_networks() -> None:
    rows = {row.label: row.facts for row in given("widowed-together-online").rows}
    assert [fact.words for fact in rows["Phone"]] == ["01632 960 100 (the network's)"]


@pytest.mark.parametrize(
    ("status", "notes", "has_times"),
    [
        ("full", ("Full just now: new places in March.",), True),
        ("paused", ("Paused just now: new places in March.", words.RESTING), False),
        ("closed", ("Closed: new places in March.", words.RESTING), False),
        ("open", ("New places in March.",), True),
    ],
)
def test_a_group_to_which_nobody_can_go_now_says_so_and_has_no_times(
    status: str, notes: tuple[str, ...], *, has_times: bool
) -> None:
    found = given(status=status, status_note="new places in March")
    assert found.notes == notes
    assert ("When" in {row.label for row in found.rows}) == has_times


def test_what_is_unclear_or_unsuitable_is_said() -> None:
    found = given(not_suitable_for="children", doubts=["The page has two numbers."])
    assert found.notes == ("Not suitable for: children.", "Unclear: The page has two numbers.")


def test_a_private_place_stays_private() -> None:
    venue = {**GROUPS[WHARFE]["venue"], "private": "yes"}
    said = lines("html", page(given(venue=venue))) + lines("plain", page(given(venue=venue)))
    assert "The exact place is given when you get in touch." in said
    for secret in ("Example Hall", "Example Street", "3AA", "53.918"):
        assert secret not in said


def test_what_is_for_staff_is_left_out() -> None:
    said = lines("plain", page()) + lines("markdown", page()) + lines("html", page())
    for word in ("wharfe-evening-bereavement", "Source", "Not stated", "peerfind", "link worker"):
        assert word not in said


# The page on paper


class Tags(HTMLParser):
    """The tags of a page, to see that each is closed and what it holds."""

    VOID = frozenset({"meta", "path", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_needs_nothing_else() -> None:
    made = lines("html", page(given(), given("young-voices")))
    tags = Tags(made)
    assert tags.open == []
    assert not {"script", "img", "iframe"} & {tag for tag, _ in tags.seen}
    linked = [attrs["href"] for tag, attrs in tags.seen if tag == "a"]
    assert linked == ["tel:01134960001", "https://www.example.org/wharfe/"]
    assert "@page { size: A4;" in made
    assert 'name="viewport"' in made


def test_the_whole_page_for_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr, "square", lambda link, title: f"[{link}: {title}]")
    made = lines("html", page())
    assert (
        made[made.index("<main>") :]
        == """\
<main>
<h1>A group that you could try</h1>
<p>Written on 25 November 2026. Things may have changed since then.</p>
<p>It is your choice. You can go once and see how it feels. If it does not feel right, that is fine. \
You can stop, or try another one.</p>
<article aria-labelledby="g1">
<h2 id="g1">Wharfe Evening Bereavement Group</h2>
<p>A quiet evening group for people whose partner has died.</p>
<p class="first">Ring first. Ask if it is still on, and if it is right for you.</p>
<dl>
<dt>When</dt><dd>1st and 3rd Tuesday of the month, 7pm to 8.30pm, not in August. \
Next: Tue 1 Dec 7pm.</dd>
<dt>Where</dt><dd>Example Hall, 1 Example Street, Otley LS21 3AA.</dd>
<dt>Phone</dt><dd><a href="tel:01134960001">0113 496 0001</a></dd>
<dt>Website</dt><dd><a href="https://www.example.org/wharfe/">example.org/wharfe</a></dd>
<dt>How it works</dt><dd>In person. Just turn up. Free.</dd>
<dt>Who</dt><dd>Led by people who have been through it. For ages 18 and over. \
Run by Wharfe Example Trust.</dd>
</dl>
<div class="square">[tel:01134960001: To ring, point your phone's camera at this square.]\
<p>To ring, point your phone&#x27;s camera at this square.</p></div>
<p>We last checked this on 2 October 2026.</p>
</article>
</main>
<footer>
<h2>If you need help now</h2>
<p>In danger, or cannot keep safe: 0113 496 0999.</p>
</footer>
</body>
</html>"""
    )


@settings(max_examples=some(40))
@given_(
    name=st.text(max_size=60),
    summary=st.text(max_size=120),
    note=st.text(max_size=60),
    link=st.sampled_from(["", "tel:01134960001", "https://example.org"]),
)
def test_any_page_is_well_formed_and_has_what_must_be_there(
    name: str, summary: str, note: str, link: str
) -> None:
    one = Leaflet(name, summary, (note,), words.FIRST["phone"], (), "Checked.", link)
    made = page(one, one._replace(link=""))
    assert Tags(lines("html", made)).open == []
    for form in ("plain", "markdown", "html"):
        said = lines(form, made)
        assert said.count("Ring first.") == 2
        assert "0113 496 0999" in said


def test_a_square_for_the_phone_says_what_it_is_for() -> None:
    made = lines("html", page())
    assert made.count("<svg") == 1
    assert f"<p>{words.SCAN['tel'].replace(chr(39), '&#x27;')}</p>" in made


def test_a_square_for_the_site_where_there_is_no_phone() -> None:
    made = lines("html", page(given(contact={"website": "https://example.org/x"})))
    assert "To see the website, point" in made


def test_no_square_where_there_is_nothing_to_ring_or_see() -> None:
    assert "<svg" not in lines("html", page(given("young-voices")))


def test_a_square_holds_the_link() -> None:
    import segno

    made = qr.square("tel:01134960001", "To ring")
    told = segno.make("tel:01134960001", error="m", micro=False).svg_inline(
        omitsize=True, border=4, light="#fff", title="To ring"
    )
    assert made == told
    assert "<title>To ring</title>" in made
    assert re.search(r'viewBox="0 0 \d+ \d+"', made)


def test_the_page_comes_without_squares_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr, "is_there", lambda: False)
    made = lines("html", page())
    assert "<svg" not in made
    assert "0113 496 0001" in made
    assert words.SCAN["tel"][:12] not in made


def test_each_page_but_the_last_has_the_crisis_lines_of_its_own_on_paper() -> None:
    made = lines("html", page(given(), given("young-voices")))
    assert made.count('<p class="each">In danger, or cannot keep safe: 0113 496 0999.</p>') == 1
    assert made.index('class="each">') < made.index("Young Voices")
    assert '<p class="each">' not in lines("html", page())


def test_what_a_directory_says_is_shown_and_never_run() -> None:
    found = given(name="<b>*Wharfe*</b>", summary="A & <script>x</script>.")
    made = lines("html", page(found))
    assert "<script>" not in made
    assert "&lt;b&gt;*Wharfe*&lt;/b&gt;" in made
    assert r"\<b\>\*Wharfe\*\</b\>" in lines("markdown", page(found))


# How plainly


FIXED = (
    *words.TITLES, words.WRITTEN.format(day="2 May 2026"), words.CHOICE, words.RESTING, words.HELP_NOW,
    *(one.format(day="2 May 2026") for one in words.CHECKED.values()),
    *(one.format(site="the page") for one in words.FIRST.values()), *words.SCAN.values(),
)  # fmt: skip
YOUNGEST_AND_OLDEST = (9, 11)  # years of those who read as easily as this
SCHOOL_BEGINS = 5  # years at grade 0


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, without an e that is not heard."""
    heard = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", "x", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", heard)))


def reading_age(text: str) -> float:
    """The age in years at which a text is read with ease, after Flesch and Kincaid (1975)."""
    sentences = [one for one in re.split(r"[.!?:]\s*", text) if one]
    found = re.findall(r"[A-Za-z']+", text)
    count = sum(map(syllables, found))
    grade = 0.39 * len(found) / len(sentences) + 11.8 * count / len(found) - 15.59
    return grade + SCHOOL_BEGINS


@pytest.mark.parametrize(
    ("word", "count"),
    [("page", 1), ("website", 2), ("group", 1), ("changed", 1), ("ended", 2), ("camera", 3),
     ("people", 2), ("once", 1), ("the", 1), ("tried", 1)],
)  # fmt: skip
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_measure_tells_plain_words_from_others() -> None:
    hard = "Participation necessitates a preliminary confirmation of continued availability."
    assert reading_age("The cat sat on the mat. It was a good day.") < 9
    assert reading_age(hard) > 18


@pytest.mark.parametrize("fixed", FIXED)
def test_each_fixed_sentence_suits_a_reader_of_eleven(fixed: str) -> None:
    assert reading_age(fixed) <= YOUNGEST_AND_OLDEST[1]


def test_all_of_them_together_suit_a_reader_of_nine() -> None:
    assert reading_age(" ".join(FIXED)) <= YOUNGEST_AND_OLDEST[0]


@pytest.mark.parametrize("fixed", FIXED)
def test_no_sentence_is_long(fixed: str) -> None:
    assert max(len(one.split()) for one in re.split(r"[.!?] ", fixed)) <= 16


def test_the_day_is_that_of_the_directory() -> None:
    assert TODAY.isoformat() == NOW.astimezone(LONDON).date().isoformat()
    assert "25 November 2026" in page().above[0]
