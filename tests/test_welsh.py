"""What people see with `--lang cy`: Welsh where it is sure, English elsewhere, and data as it was."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from coming import coming_directory
from hypothesis import given
from hypothesis import strategies as st
from running import DAY, Ran, example_directory, in_process, program
from showing import GROUPS

from peerfind import config
from peerfind.cli.forms import AGENDA, ANSWER, COMPARISON, DATA, SHEET
from peerfind.cli.speaking import TRANSLATED
from peerfind.directory.vocabulary import Facet, Term
from peerfind.errors import UsageError
from peerfind.language import WELSH, catalogue, spoken
from peerfind.model import Ages
from peerfind.schedule.recurrence import BANDS, BANK_HOLIDAYS, DAY_NAMES, MONTH_NAMES, Pattern
from peerfind.schedule.words import clock, day_words, long_day, short_words, words
from peerfind.wording import say, summary
from peerfind.wording.where import distance_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHARFE = "wharfe-evening-bereavement"
OTHER = next(one for one in GROUPS if one != WHARFE)
MATCH = ("match", "--focus", "grief", "--near", "LS21", "--today", DAY)
NEXT = ("next", "--focus", "grief", "--near", "LS21", "--today", DAY)
SHOW = ("show", WHARFE, "--today", DAY)
TUESDAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_directory(tmp_path_factory.mktemp("example") / "directory")


def done(ran: Ran) -> str:
    """What a command wrote that ended well."""
    assert ran.code == 0
    return ran.out


# Whole outputs


def test_an_answer_in_welsh(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*MATCH, *("--limit", "1", "--lang", "cy", "-o", "plain")))
        == """\
Deallwyd: grief, ger LS21.
4 grŵp, y 1 gorau yma. Wedi'u gadael allan: 1 wedi cau, 1 am bethau eraill.

Grŵp 1 o 1: Wharfe Evening Bereavement Group.
Ynghylch: A quiet evening group for people whose partner has died.
Ffôn: 0113 496 0001
Gwefan: example.org/wharfe
Pryd: Dydd Mawrth 1 Rhagfyr 2026, 7pm tan 8.30pm, yna dydd Mawrth cyntaf, trydydd dydd Mawrth y mis, ond nid ym mis Awst.
Ble: Tua 1 milltir (by district), Otley. Example Hall, 1 Example Street, Otley LS21 3AA.
Sut: Wyneb yn wyneb, am ddim.
Pwy: Dan arweiniad pobl sydd wedi bod trwy'r un peth, galwch heibio, 18 oed a throsodd.
Addas: grief (yma: grief of a partner), agos.
Gwiriwyd: Cadarnhawyd dros y ffôn 2 Hyd 2026.
Id: wharfe-evening-bereavement

Directory: named by PEERFIND_DIRECTORY; newest check 2 October 2026.

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis
"""  # noqa: E501
    )


def test_a_group_in_welsh(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*SHOW, *("--lang", "cy", "-o", "plain")))
        == """\
Wharfe Evening Bereavement Group.
Id: wharfe-evening-bereavement
A quiet evening group for people whose partner has died.
Pryd: Dydd Mawrth cyntaf, trydydd dydd Mawrth y mis, 7pm tan 8.30pm, ond nid ym mis Awst. Nesaf: Maw 1 Rhag 7pm, Maw 15 Rhag 7pm.
Ble: Example Hall, 1 Example Street, Otley LS21 3AA.
Sut: Wyneb yn wyneb. Galwch heibio. Am ddim.
Ffôn: 0113 496 0001
Gwefan: example.org/wharfe
Pwy: Dan arweiniad pobl sydd wedi bod trwy'r un peth. 18 oed a throsodd. Wedi'i drefnu gan Wharfe Example Trust.
Ynghylch: Grief of a partner.
Gwiriwyd: Cadarnhawyd dros y ffôn 2 Hyd 2026. By: link worker.
Ffynhonnell: example.org/wharfe (Mai 2026).
Heb ei nodi: Access, languages, how many come and whether new people can come any week.
Gofynnwch: Is it the same people each week?
Gofynnwch: What happens if someone gets upset?
Gofynnwch: May I just listen?
All questions: peerfind questions wharfe-evening-bereavement

In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example Listeners).
More lines: peerfind crisis
"""  # noqa: E501
    )


def test_a_card_in_welsh_on_a_terminal(peerfind: Callable[..., Ran]) -> None:
    assert (
        done(peerfind(*MATCH, *("--limit", "1", "--lang", "cy", "-o", "table")))
        == """\
Deallwyd:   grief · ger LS21
4 grŵp, y 1 gorau yma. Wedi'u gadael allan: 1 wedi cau, 1 am bethau eraill.

 1  Wharfe Evening Bereavement Group          tua 1 milltir (by district), Otley
    A quiet evening group for people whose partner has died.
    Maw 1 Rhag 7pm-8.30pm, yna dydd Mawrth cyntaf, trydydd dydd Mawrth y mis
    wyneb yn wyneb · am ddim
    Dan arweiniad pobl sydd wedi bod trwy'r un peth · galwch heibio
    18 oed a throsodd
    0113 496 0001 · example.org/wharfe
    addas  grief (yma: grief of a partner), agos
    Cadarnhawyd dros y ffôn 2 Hyd 2026                wharfe-evening-bereavement

All 4: --limit 0   One in full: peerfind show ID
Directory: named by PEERFIND_DIRECTORY; newest check 2 October 2026
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


def test_meetings_in_welsh(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = coming_directory(tmp_path / "directory")
    run = in_process(monkeypatch, capsys, tmp_path, folder)
    assert (
        done(run(*NEXT, *("--limit", "2", "--lang", "cy", "-o", "table")))
        == """\
Deallwyd:   grief · o fewn 25 milltir: LS21
8 cyfarfod, 6 grŵp rhwng Mer 25 Tach a Maw 1 Rhag, y 2 cyntaf yma. Wedi'u gadael
allan: 1 wedi cau, 1 yn rhy bell, 1 am bethau eraill.

Dydd Mercher 25 Tachwedd 2026
  10.30am   Otley Morning Circle              tua 1 milltir (by district), Otley
            tan hanner dydd · wyneb yn wyneb
            0113 496 0002
            Heb ei gadarnhau erioed (ffynhonnell: Mai 2026): ffoniwch yn gyntaf
            otley-morning

Dydd Gwener 27 Tachwedd 2026
  2pm       Rare Meeting                      tua 1 milltir (by district), Otley
            wyneb yn wyneb
            0113 496 0010
            Heb ei gadarnhau erioed (ffynhonnell: Mai 2026): ffoniwch yn gyntaf
            rare

All 8: --limit 0
1 whose dates are not stated, 1 whose times are not stated, 1 by arrangement, 1
at any time and 1 open at set hours fit too: --undated lists them
One in full: peerfind show ID
Directory: named by PEERFIND_DIRECTORY; newest source May 2026, none confirmed
In danger, or cannot keep safe: 0113 496 0999.
Very low now: 0113 496 0111 (Example Night Line) or 01632 960 123 (Example
Listeners).
More lines: peerfind crisis
"""
    )


# What never changes


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        *((MATCH, form) for form in ANSWER if form not in TRANSLATED),
        *((NEXT, form) for form in AGENDA if form not in TRANSLATED),
        *((SHOW, form) for form in SHEET if form not in TRANSLATED),
    ],
)
def test_data_and_messages_are_the_same_in_either_language(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], form: str
) -> None:
    english = done(peerfind(*asked, "-o", form))
    assert done(peerfind(*asked, "-o", form, "--lang", "cy")) == english
    monkeypatch.setenv("PEERFIND_LANG", "cy")
    assert done(peerfind(*asked, "-o", form)) == english


def test_no_form_of_data_is_ever_translated() -> None:
    assert not {*DATA, "ics", "message"} & {*TRANSLATED}


@pytest.mark.parametrize("form", COMPARISON)
def test_a_comparison_is_english(peerfind: Callable[..., Ran], form: str) -> None:
    asked = ("show", "--compare", WHARFE, OTHER, "--today", DAY, "-o", form)
    assert done(peerfind(*asked, "--lang", "cy")) == done(peerfind(*asked))


@pytest.mark.parametrize("form", TRANSLATED)
@pytest.mark.parametrize("asked", [MATCH, NEXT, SHOW])
def test_crisis_lines_are_english_in_every_form(
    peerfind: Callable[..., Ran], asked: tuple[str, ...], form: str
) -> None:
    english = done(peerfind(*asked, "-o", form))
    welsh = done(peerfind(*asked, "-o", form, "--lang", "cy"))
    danger = re.search(r"In danger, or cannot keep safe.*", english, re.DOTALL)
    assert danger
    assert welsh != english
    assert welsh.endswith(danger[0])


@pytest.mark.parametrize("command", [("crisis",), ("questions", WHARFE), ("terms", "focus")])
def test_what_has_no_welsh_heeds_no_variable(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    english = done(peerfind(*command))
    monkeypatch.setenv("PEERFIND_LANG", "cy")
    assert done(peerfind(*command)) == english


def test_crisis_words_are_the_same_while_welsh_is_spoken() -> None:
    contacts: list[dict[str, Any]] = [
        {"id": "emergency", "name": "Emergency", "phone": "999", "nations": ["Wales"]},
        {"id": "line", "name": "Example line", "phone": "0113 496 0900", "nations": ["Wales"]},
    ]
    english = summary.crisis_pointer(contacts, "Wales"), summary.crisis_sms(contacts, "Wales")
    with spoken(WELSH):
        welsh = summary.crisis_pointer(contacts, "Wales"), summary.crisis_sms(contacts, "Wales")
    assert welsh == english


@pytest.mark.parametrize("asked", [MATCH, NEXT, SHOW])
def test_phones_ids_and_addresses_are_the_same(
    peerfind: Callable[..., Ran], asked: tuple[str, ...]
) -> None:
    kept = re.compile(r"\d{4} \d{3} \d{4}|https?://\S+|example\.org\S*|[A-Z]{2}\d+ \d[A-Z]{2}")
    english = done(peerfind(*asked, "-o", "plain"))
    welsh = done(peerfind(*asked, "-o", "plain", "--lang", "cy"))
    assert kept.findall(welsh) == kept.findall(english)


# Which language


@pytest.mark.parametrize(
    ("variable", "flag", "is_welsh"),
    [
        ("", (), False),
        ("cy", (), True),
        ("cy_GB.UTF-8", (), True),
        ("CY", (), True),
        ("en", (), False),
        ("fr", (), False),
        ("cyprus", (), False),
        ("cy", ("--lang", "en"), False),
        ("en", ("--lang", "cy"), True),
        ("", ("--lang", "CY"), True),
    ],
)
def test_the_flag_goes_before_the_variable(
    peerfind: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    flag: tuple[str, ...],
    *,
    is_welsh: bool,
) -> None:
    monkeypatch.setenv("PEERFIND_LANG", variable)
    assert ("Pryd:" in done(peerfind(*SHOW, "-o", "plain", *flag))) is is_welsh


@pytest.mark.parametrize("asked", [MATCH, NEXT, SHOW])
@pytest.mark.parametrize("lang", ["fr", "", "welsh\x1b[2J"])
def test_a_language_that_is_not_spoken_is_refused(
    peerfind: Callable[..., Ran], asked: tuple[str, ...], lang: str
) -> None:
    ran = peerfind(*asked, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("peerfind: --lang takes en or cy, not ")
    assert "\x1b" not in ran.err


def test_the_refusal_is_one_for_python_too() -> None:
    with pytest.raises(UsageError):
        config.language("gd")


def test_one_run_leaves_no_language_for_the_next(peerfind: Callable[..., Ran]) -> None:
    before = done(peerfind(*SHOW, "-o", "plain"))
    done(peerfind(*SHOW, "-o", "plain", "--lang", "cy"))
    assert done(peerfind(*SHOW, "-o", "plain")) == before


def test_english_reads_no_catalogue(tmp_path: Path, directory: Path) -> None:
    code = (
        "import sys; from peerfind.__main__ import run; from peerfind.language import catalogue; "
        f"code = run({[*SHOW, '-o', 'plain']!r}); "
        "print(catalogue.cache_info().currsize, 'peerfind.schedule.welsh' in sys.modules)"
    )
    ran = program(cwd=tmp_path, tool=code, PEERFIND_DIRECTORY=str(directory))
    assert ran.out.splitlines()[-1] == "0 False"


# Dates, times and patterns


@pytest.mark.parametrize(
    ("stated", "full", "short"),
    [
        (
            {"days": ["tuesday"], "every": "week", "start": "19:00", "end": "20:30"},
            "Bob dydd Mawrth, 7pm tan 8.30pm",
            "Bob dydd Mawrth 7pm-8.30pm",
        ),
        ({"days": ["sunday"], "start": "evening"}, "Dyddiau Sul, gyda'r nos", None),
        ({"days": [*DAY_NAMES], "every": "week"}, "Bob dydd", "Bob dydd"),
        (
            {"days": ["monday", "thursday"], "every": "week", "start": "12:00"},
            "Bob dydd Llun, dydd Iau, hanner dydd",
            None,
        ),
        (
            {"days": ["tuesday"], "every": "month", "which": [1, 3], "start": "10:30"},
            "Dydd Mawrth cyntaf, trydydd dydd Mawrth y mis, 10.30am",
            None,
        ),
        (
            {"days": ["friday"], "every": "month", "which": [2]},
            "Ail ddydd Gwener y mis",
            "Ail ddydd Gwener y mis",
        ),
        ({"days": ["friday"], "every": "month", "which": [-1]}, "Dydd Gwener olaf y mis", None),
        ({"days": ["friday"], "which": [4]}, "Pedwerydd dydd Gwener", None),
        (
            {"days": ["friday"], "every": "2 weeks", "from": "2026-03-06"},
            "Bob pythefnos, dydd Gwener o 6 Mawrth 2026",
            "Bob pythefnos, dydd Gwener",
        ),
        (
            {"days": ["friday"], "every": "week", "until": "2026-12-04", "except": ["august"]},
            "Bob dydd Gwener tan 4 Rhagfyr 2026, ond nid ym mis Awst",
            "Bob dydd Gwener",
        ),
        (
            {"days": ["monday"], "every": "week", "except": [BANK_HOLIDAYS, "2026-12-28"]},
            "Bob dydd Llun, ond nid ar wyliau banc, ar 28 Rhagfyr 2026",
            None,
        ),
        (
            {"days": [*DAY_NAMES], "every": "week", "start": "00:00", "end": "00:00"},
            "Bob dydd, 24 awr",
            None,
        ),
    ],
)
def test_a_pattern_in_welsh(stated: dict[str, Any], full: str, short: str | None) -> None:
    pattern = Pattern.from_stated(stated)
    with spoken(WELSH):
        assert words(pattern) == full
        assert short is None or short_words(pattern) == short


@pytest.mark.parametrize(
    "stated",
    [
        {"days": ["tuesday"], "every": "varies", "start": "12:00"},
        {"every": "week", "start": "12:00"},
        {"days": ["tuesday"], "every": "2 weeks"},
        {"days": ["tuesday"], "every": "3 weeks", "from": "2026-03-03"},
        {"days": ["tuesday"], "every": "2 months", "which": [1], "from": "2026-03-03"},
        {"days": ["tuesday", "friday"], "every": "month", "which": [1]},
        {"days": ["tuesday"], "every": "week", "end": "12:00"},
        {"days": ["tuesday"], "start": "12:00", "_unsure": True},
    ],
)
def test_what_welsh_is_not_sure_of_is_english_as_a_whole(stated: dict[str, Any]) -> None:
    pattern = Pattern.from_stated(stated)
    english = words(pattern), short_words(pattern)
    with spoken(WELSH):
        assert (words(pattern), short_words(pattern)) == english


patterns = st.builds(
    Pattern,
    days=st.lists(st.integers(0, 6), unique=True, max_size=7).map(lambda days: (*sorted(days),)),
    start=st.none()
    | st.sampled_from([*BANDS])
    | st.times().map(lambda at: at.replace(microsecond=0)),
    every=st.sampled_from([None, "week", "2 weeks", "3 weeks", "month", "2 months", "varies"]),
    which=st.sampled_from([(), (1,), (2, 4), (-1,)]),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    is_unsure=st.booleans(),
)
ENGLISH_WORDS = re.compile(
    r"\b(every|of the|month|week|until|from|in the|noon|midnight|evening|morning|[a-z]+days?)\b",
    re.IGNORECASE,
)


@given(patterns)
def test_a_pattern_is_told_in_one_language(pattern: Pattern) -> None:
    english = words(pattern)
    with spoken(WELSH):
        said = words(pattern)
    assert said == english or not ENGLISH_WORDS.search(said)


@given(patterns)
def test_the_figures_of_a_pattern_are_the_same(pattern: Pattern) -> None:
    """Dates and times in Welsh have the figures of the English ones, in their order."""
    figures = re.compile(r"\d+(?:\.\d\d)?[ap]m|\d{1,2}(?= [A-Z])|\d{4}")
    english = figures.findall(words(pattern))
    with spoken(WELSH):
        assert figures.findall(words(pattern)) == english


@given(st.dates(), st.times())
def test_a_date_keeps_its_figures(day: date, at: time) -> None:
    with spoken(WELSH):
        assert day_words(day).split()[1] == str(day.day)
        assert re.findall(r"\d+", long_day(day)) == [str(day.day), str(day.year)]
        told = clock(at)
    assert told == clock(at) or told in ("hanner dydd", "hanner nos")


def test_a_date_in_welsh() -> None:
    with spoken(WELSH):
        assert day_words(TUESDAY) == "Maw 1 Rhag"
        assert long_day(TUESDAY) == "dydd Mawrth 1 Rhagfyr 2026"
        assert say.short_date(TUESDAY) == "1 Rhag 2026"
        assert [say.published_words(f"2026-{n:02}") for n in range(1, 13)] == [
            f"{catalogue(WELSH)[name.capitalize()]} 2026" for name in MONTH_NAMES
        ]


# Phrases


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (Ages(18, None), "18 oed a throsodd"),
        (Ages(0, None), "i bob oed"),
        (Ages(0, 25), "hyd at 25 oed"),
        (Ages(16, 25), "16 i 25 oed"),
    ],
)
def test_ages_in_welsh(ages: Ages, said: str) -> None:
    with spoken(WELSH):
        assert say.ages_words(ages) == said


@pytest.mark.parametrize(
    ("far", "said"),
    [(0.1, "llai na hanner milltir"), (1.6, "tua 1 milltir"), (16.1, "tua 10 milltir")],
)
def test_a_distance_in_welsh(far: float, said: str) -> None:
    with spoken(WELSH):
        assert distance_words(far, None, "mi") == said


def test_no_joint_in_welsh_changes_the_word_after_it() -> None:
    with spoken(WELSH):
        assert say.listed(["galar", "pryder", "iselder"]) == "galar, pryder, iselder"
        assert say.listed(["menywod", "dynion"], "or") == "menywod / dynion"
        assert say.listed([]) == ""
        assert (say.counted(1, "group"), say.counted(2, "group")) == ("1 grŵp", "2 grŵp")
        assert say.counted(2, "widget") == "2 widgets"


def test_a_term_is_called_by_its_welsh_label_where_it_has_one() -> None:
    facet = Facet(
        "focus", [Term("grief", "grief", label_cy="galar"), Term("debt", "money worries")]
    )
    with spoken(WELSH):
        assert [*map(facet.label, ("grief", "debt", "no-such"))] == [
            "galar",
            "money worries",
            "no such",
        ]
    assert facet.label("grief") == "grief"


def test_labels_have_room_in_their_column() -> None:
    labels = (
        "When",
        "Where",
        "How",
        "Who",
        "About",
        "Note",
        "Access",
        "More",
        "Part of",
        "Checked",
    )
    others = ("Source", "Not stated", "Ask", "Contact", "Understood", *say.WAY_LABELS.values())
    assert all(len(catalogue(WELSH)[one]) < 12 for one in (*labels, *others))


def test_the_settings_speak_welsh_unless_a_variable_or_a_flag_says_otherwise(
    peerfind: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    file = tmp_path / "settings/peerfind/config.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("language: cy\n")
    asked = (*MATCH, "-o", "plain")
    assert done(peerfind(*asked)).startswith("Deallwyd: ")
    assert done(peerfind(*asked, "--lang", "en")).startswith("Understood: ")
    monkeypatch.setenv("PEERFIND_LANG", "en")
    assert done(peerfind(*asked)).startswith("Understood: ")
