from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import GROUP, VOCABULARY, group_yaml
from hypothesis import example, given
from hypothesis import strategies as st

from peerfind.directory import fields
from peerfind.directory.fields import CRISIS, FIELDS, PATTERN, QUESTION, SETTINGS, TERM
from peerfind.directory.readers import Key, Reading, is_cut, keyed
from peerfind.directory.vocabulary import FACETS, Vocabulary
from peerfind.source import Map, read_text

if TYPE_CHECKING:
    from peerfind.problems import Problem

WORDS = Vocabulary({
    **VOCABULARY,
    "cost": [
        {"id": "free", "aliases": ["no charge", "free of charge"], "label_cy": "am ddim"},
        {"id": "donation", "label": "by donation", "aliases": ["pay what you can"]},
        {"id": "paid", "aliases": ["a fee"]},
    ],
})  # fmt: skip
TEXTS = (
    "name", "organisation", "summary", "description", "status_note", "not_suitable_for", "area",
    "joining_note", "waiting", "confidentiality", "ground_rules", "leader_training", "distress_plan",
    "typical_session", "companions", "owner",
)  # fmt: skip
IDS = ("part_of", "replaced_by")
ID_LISTS = ("not_duplicate_of",)
TEXT_LISTS = ("also_known_as", "covers", "doubts", "former_ids")
REQUIRED = ("name", "summary", "format", "leader", "focus", "sources")


def read(text: str, keys: dict[str, Key] = FIELDS) -> tuple[dict[str, Any] | None, list[Problem]]:
    """What a file states, and its problems but for the keys that it lacks."""
    root = read_text(text, "f.yaml").root
    assert root is not None
    reading = Reading("f.yaml", WORDS)
    stated = keyed(root, keys, reading)
    lacks = tuple(f"{name} is missing: " for name in keys)
    return stated, [one for one in reading.problems if not one.message.startswith(lacks)]


GOOD = [
    *[pytest.param(f"{key}: 19:30 no ~", {key: "19:30 no ~"}, id=key) for key in TEXTS],
    *[pytest.param(f"{key}: [one, 'two: 2']", {key: ["one", "two: 2"]}, id=key)
      for key in TEXT_LISTS],
    *[pytest.param(f"{key}: one", {key: ["one"]}, id=f"one of {key}") for key in TEXT_LISTS],
    *[pytest.param(f"{key}: an-id-2", {key: "an-id-2"}, id=key) for key in IDS],
    *[pytest.param(f"{key}: [an-id, b]", {key: ["an-id", "b"]}, id=key) for key in ID_LISTS],
    pytest.param("name: '  A  '", {"name": "A"}, id="spaces around a text"),
    pytest.param("also_known_as: [a, b, a]", {"also_known_as": ["a", "b"]}, id="said twice"),
    *[pytest.param(f"status: {one}", {"status": one}, id=f"status {one}")
      for one in ("open", "full", "paused", "closed")],
    pytest.param("status: Open", {"status": "open"}, id="status in capitals"),
    pytest.param(
        "format: [in-person, phone, video, chat, forum, text, email, unknown]",
        {"format": ["in-person", "phone", "video", "chat", "forum", "text", "email", "unknown"]},
        id="every format",
    ),
    pytest.param("format: video", {"format": ["video"]}, id="one format"),
    pytest.param("setting: [group, one-to-one]", {"setting": ["group", "one-to-one"]}, id="setting"),
    pytest.param(
        "leader: [peer, peer-worker, volunteer, nurse, social-worker, psychologist, counsellor, "
        "other-professional, co-led, unknown]",
        {"leader": ["peer", "peer-worker", "volunteer", "nurse", "social-worker", "psychologist",
                    "counsellor", "other-professional", "co-led", "unknown"]},
        id="every leader",
    ),
    pytest.param("focus: [grief, anxiety]", {"focus": ["grief", "anxiety"]}, id="focus"),
    pytest.param("activities: [walking]", {"activities": ["walking"]}, id="activities"),
    pytest.param(
        "style: [open-discussion, structured, course, activity, social, guest-speakers]",
        {"style": ["open-discussion", "structured", "course", "activity", "social",
                   "guest-speakers"]},
        id="every style",
    ),
    *[pytest.param(f"ages: {one}", {"ages": one}, id=f"ages {one}")
      for one in ("18-30", "16+", "under 18", "up to 35", "all", "18 to 25", "18–25", "All ages")],
    pytest.param("only_for: [women+south-asian, men]", {"only_for": ["women+south-asian", "men"]},
                 id="only for"),
    pytest.param("only_for: women + mothers", {"only_for": ["women+mothers"]}, id="both of two"),
    pytest.param("welcomes: [carers, men]", {"welcomes": ["carers", "men"]}, id="welcomes"),
    pytest.param("languages: [en, CY, ur, bfi, pa-Guru]",
                 {"languages": ["en", "cy", "ur", "bfi", "pa-guru"]}, id="languages"),
    pytest.param("languages: no", {"languages": ["no"]}, id="Norwegian is not a no"),
    pytest.param("meets: by arrangement", {"meets": "by arrangement"}, id="by arrangement"),
    pytest.param("meets: Any time", {"meets": "any time"}, id="any time"),
    pytest.param("hours: any time", {"hours": "any time"}, id="hours any time"),
    pytest.param("hours: [{days: daily, start: 18:00, end: 23:00}]",
                 {"hours": [{"days": ["monday", "tuesday", "wednesday", "thursday", "friday",
                                      "saturday", "sunday"], "start": "18:00", "end": "23:00"}]},
                 id="hours"),
    *[pytest.param(f"nation: {one}", {"nation": one}, id=one)
      for one in ("England", "Scotland", "Wales", "Northern Ireland", "Jersey", "Guernsey",
                  "Isle of Man")],
    pytest.param("nation: northern ireland", {"nation": "Northern Ireland"}, id="small letters"),
    pytest.param(
        "venue: {name: A, address: 1 B St, town: C, county: D, postcode: hx7 8ad, latitude: 53.8, "
        "longitude: -1.5, directions: E, private: no}",
        {"venue": {"name": "A", "address": "1 B St", "town": "C", "county": "D",
                   "postcode": "hx7 8ad", "latitude": 53.8, "longitude": -1.5, "directions": "E",
                   "private": "no"}},
        id="venue",
    ),
    pytest.param("venue: {private: YES}", {"venue": {"private": "yes"}}, id="private"),
    pytest.param("covers: UK", {"covers": ["UK"]}, id="covers"),
    pytest.param("access: [step-free, hearing-loop]", {"access": ["step-free", "hearing-loop"]},
                 id="access"),
    pytest.param("no_access: step-free", {"no_access": ["step-free"]}, id="no access"),
    pytest.param("cost: Free", {"cost": "free"}, id="free"),
    pytest.param("cost: donation", {"cost": "donation"}, id="donation"),
    *[pytest.param(f"cost: {one}", {"cost": "free"}, id=f"free as {one}")
      for one in ("no charge", "Free of charge", "NO-CHARGE", "am ddim")],
    *[pytest.param(f"cost: {one}", {"cost": "donation"}, id=f"donation as {one}")
      for one in ("by donation", "Donation", "pay what you can")],
    pytest.param("cost: free, £1 for tea", {"cost": "free, £1 for tea"}, id="a name among others"),
    pytest.param("cost: £3 a session", {"cost": "£3 a session"}, id="an amount"),
    pytest.param(
        "joining: [drop-in, book, self-referral, gp-referral, professional-referral, membership]",
        {"joining": ["drop-in", "book", "self-referral", "gp-referral", "professional-referral",
                     "membership"]},
        id="every way to join",
    ),
    *[pytest.param(f"size: {one}", {"size": one}, id=f"size {one}")
      for one in ("6-12", "8", "20+", "up to 15", "6 – 12")],
    *[pytest.param(f"membership: {one}", {"membership": one}, id=f"membership {one}")
      for one in ("open", "closed")],
    pytest.param(
        "contact: {phone: 0113 496 0123, text: 07700 900123, email: a@example.org, "
        "website: https://example.org, consent: 2026-02-28}",
        {"contact": {"phone": "0113 496 0123", "text": "07700 900123", "email": "a@example.org",
                     "website": "https://example.org", "consent": "2026-02-28"}},
        id="contact",
    ),
    pytest.param("contact: {phone: 01134960123}", {"contact": {"phone": "01134960123"}},
                 id="a number keeps its nought"),
    pytest.param(
        "sources: [{url: https://example.org, published: 2023, kind: k, note: n}, "
        "{published: 2023-05}, {published: 2023-05-11}]",
        {"sources": [{"url": "https://example.org", "published": "2023", "kind": "k", "note": "n"},
                     {"published": "2023-05"}, {"published": "2023-05-11"}]},
        id="sources",
    ),
    *[pytest.param(f"checked: {{on: 2026-10-02, how: {how}, by: volunteer, note: n}}",
                   {"checked": {"on": "2026-10-02", "how": how, "by": "volunteer", "note": "n"}},
                   id=f"checked by {how}")
      for how in ("phone", "email", "visit", "website")],
    pytest.param("checked: {on: 2026-10-02}", {"checked": {"on": "2026-10-02"}}, id="checked"),
    pytest.param("external_ids: {oruk: 0123, hsds: a b}",
                 {"external_ids": {"oruk": "0123", "hsds": "a b"}}, id="external ids"),
]  # fmt: skip

WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday"]
PATTERNS = [
    pytest.param("days: tuesday", {"days": ["tuesday"]}, id="a day"),
    pytest.param("days: [Fri, Mondays, mon]", {"days": ["monday", "friday"]}, id="days in order"),
    pytest.param("days: weekdays", {"days": WEEK}, id="weekdays"),
    pytest.param("days: weekend", {"days": ["saturday", "sunday"]}, id="weekend"),
    pytest.param("days: [weekend, fri]", {"days": ["friday", "saturday", "sunday"]}, id="both"),
    pytest.param("start: 19:30", {"start": "19:30"}, id="start"),
    pytest.param("start: 7pm", {"start": "19:00"}, id="seven in the evening"),
    pytest.param("start: 7.30pm", {"start": "19:30"}, id="half past seven"),
    pytest.param("start: noon", {"start": "12:00"}, id="noon"),
    *[pytest.param(f"start: {band}", {"start": band}, id=band)
      for band in ("morning", "afternoon", "evening")],
    pytest.param("start: 22:00, end: 01:00", {"start": "22:00", "end": "01:00"}, id="past midnight"),
    *[pytest.param(f"every: {every}", {"every": every}, id=f"every {every}")
      for every in ("week", "2 weeks", "3 weeks", "month", "2 months", "varies")],
    pytest.param("which: [1, last, third]", {"which": [1, "last", 3]}, id="which"),
    pytest.param("which: first", {"which": [1]}, id="first"),
    pytest.param("from: 2026-01-06, until: 2026-12-22",
                 {"from": "2026-01-06", "until": "2026-12-22"}, id="dates"),
    pytest.param(
        "except: [2026-12-22, 2026-12-22 to 2027-01-04, August, bank holidays]",
        {"except": ["2026-12-22", "2026-12-22 to 2027-01-04", "august", "bank holidays"]},
        id="exceptions",
    ),
    pytest.param("format: [video]", {"format": ["video"]}, id="its own format"),
    pytest.param("note: ring first", {"note": "ring first"}, id="note"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), GOOD)
def test_a_value_is_read_as_a_person_means_it(text: str, stated: dict[str, Any]) -> None:
    assert read(text) == (stated, [])


@pytest.mark.parametrize(("text", "pattern"), PATTERNS)
@pytest.mark.parametrize("key", ["meets", "hours"])
def test_a_meeting_pattern_is_read(key: str, text: str, pattern: dict[str, Any]) -> None:
    assert read(f"{key}: [{{{text}}}]") == ({key: [pattern]}, [])
    assert read(f"{key}: {{{text}}}") == ({key: [pattern]}, [])


def test_every_key_has_an_example_of_a_good_value() -> None:
    shown = {key for param in GOOD for key in param.values[1]}  # type: ignore[union-attr]
    assert shown == FIELDS.keys()
    assert {key for param in PATTERNS for key in param.values[1]} == PATTERN.keys()  # type: ignore[union-attr]


BAD: list[Any] = [
    *[pytest.param(f"{key}: [a]", ("not-text", 1, len(key) + 3), None, id=f"list for {key}")
      for key in TEXTS],
    *[pytest.param(f"{key}: An Id", ("not-an-id", 1, len(key) + 3), None, id=f"spaces in {key}")
      for key in (*IDS, *ID_LISTS)],
    *[pytest.param(f"{key}: [a, {{b: c}}]", ("not-text", 1, len(key) + 7), ["a"],
                   id=f"map in {key}") for key in TEXT_LISTS],
    pytest.param("status: shut", ("unknown-status", 1, 9), None, id="status"),
    pytest.param("format: [video, zoom]", ("unknown-term", 1, 17), ["video"], id="format"),
    pytest.param("format: [online]", ("unknown-term", 1, 10), None, id="roll-up of formats"),
    pytest.param("format: [Video]", ("unknown-term", 1, 10), None, id="a term in capitals"),
    pytest.param("setting: pair", ("unknown-term", 1, 10), None, id="setting"),
    pytest.param("leader: [peer, lay]", ("unknown-term", 1, 16), ["peer"], id="roll-up of leaders"),
    pytest.param("leader: professional", ("unknown-term", 1, 9), None, id="professional"),
    pytest.param("focus: [greif, anxiety]", ("unknown-term", 1, 9), ["anxiety"], id="focus"),
    pytest.param("focus: [bereavement]", ("unknown-term", 1, 9), None, id="an alias"),
    pytest.param("activities: [sailing]", ("unknown-term", 1, 14), None, id="activities"),
    pytest.param("style: [loud]", ("unknown-term", 1, 9), None, id="style"),
    *[pytest.param(f"ages: {ages}", ("not-ages", 1, 7), None, id=f"ages {ages}")
      for ages in ("adults", "18", "30-18", "under 0", "-5", "18-", "16 plus")],
    pytest.param("only_for: [men, wimmin]", ("unknown-term", 1, 17), ["men"], id="only for"),
    pytest.param("only_for: [women+asian]", ("unknown-term", 1, 12), None, id="half of only for"),
    pytest.param("only_for: [[women]]", ("not-text", 1, 12), None, id="a list in only for"),
    pytest.param("only_for: [women+]", ("unknown-term", 1, 12), None, id="nothing after a plus"),
    pytest.param("only_for: [women++men]", ("unknown-term", 1, 12), None, id="two pluses"),
    pytest.param("welcomes: [everyone]", ("unknown-term", 1, 12), None, id="welcomes"),
    pytest.param("languages: [English]", ("not-a-language", 1, 13), None, id="language by name"),
    pytest.param("meets: tuesdays", ("not-a-meeting-time", 1, 8), None, id="meets as text"),
    pytest.param("meets: [tuesdays]", ("not-keys", 1, 9), None, id="a list of texts"),
    pytest.param("hours: by arrangement", ("not-a-meeting-time", 1, 8), None, id="hours"),
    pytest.param("nation: Britain", ("unknown-nation", 1, 9), None, id="nation"),
    pytest.param("venue: The Hall", ("not-keys", 1, 8), None, id="venue as text"),
    pytest.param("venue: {town: A, street: B}", ("unknown-key", 1, 18), {"town": "A"}, id="key of venue"),
    pytest.param("venue: {latitude: north}", ("not-a-coordinate", 1, 19), None, id="latitude"),
    pytest.param("venue: {latitude: 90.1}", ("not-a-coordinate", 1, 19), None, id="too far north"),
    pytest.param("venue: {latitude: nan}", ("not-a-coordinate", 1, 19), None, id="not a number"),
    pytest.param("venue: {longitude: inf}", ("not-a-coordinate", 1, 20), None, id="too far east"),
    pytest.param("venue: {town: A, private: true}", ("not-yes-or-no", 1, 27),
                 {"town": "A", "private": "yes"}, id="private as true is kept back"),
    pytest.param("venue: {town: A, Privat: yes}", ("unknown-key", 1, 18),
                 {"town": "A", "private": "yes"}, id="private misspelt is kept back"),
    pytest.param("covers: [[a]]", ("not-text", 1, 10), None, id="covers"),
    pytest.param("access: [lift]", ("unknown-term", 1, 10), None, id="access"),
    pytest.param("no_access: [lift]", ("unknown-term", 1, 13), None, id="no access"),
    pytest.param("cost: [free]", ("not-text", 1, 7), None, id="cost as a list"),
    pytest.param("joining: [ring]", ("unknown-term", 1, 11), None, id="joining"),
    pytest.param("size: lots", ("not-a-size", 1, 7), None, id="size"),
    pytest.param("membership: full", ("unknown-membership", 1, 13), None, id="membership"),
    pytest.param("contact: 0113 496 0123", ("not-keys", 1, 10), None, id="contact as text"),
    pytest.param("contact: {phone: a, fax: b}", ("unknown-key", 1, 21), {"phone": "a"}, id="fax"),
    pytest.param("contact: {consent: yes}", ("not-a-date", 1, 20), None, id="consent"),
    pytest.param("sources: [{published: May 2023}]", ("not-a-date", 1, 23), None, id="published"),
    pytest.param("sources: [{published: 2023-13}]", ("not-a-date", 1, 23), None, id="month 13"),
    pytest.param("sources: [https://example.org]", ("not-keys", 1, 11), None, id="source as text"),
    pytest.param("checked: {on: 2026-02-30}", ("not-a-date", 1, 15), None, id="30 February"),
    pytest.param("checked: {on: 02/10/2026}", ("not-a-date", 1, 15), None, id="date with strokes"),
    pytest.param("checked: {on: 2026-10-02, how: gossip}", ("unknown-check", 1, 32),
                 {"on": "2026-10-02"}, id="how it was checked"),
    pytest.param("external_ids: [a]", ("not-keys", 1, 15), None, id="external ids as a list"),
    pytest.param("external_ids: {a: [b], c: d}", ("not-text", 1, 19), {"c": "d"}, id="external id"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem", "kept"), BAD)
def test_a_bad_value_costs_only_itself_and_says_where_it_is(
    text: str, problem: tuple[str, int, int], kept: Any
) -> None:
    stated, problems = read(f"{text}\nowner: us\n")
    key = text.partition(":")[0]
    if key == "owner":
        stated, problems = read(text)
    assert [(one.rule, one.line, one.column) for one in problems] == [problem]
    assert (stated or {}).get(key) == kept
    assert problems[0].is_error
    assert key == "owner" or (stated or {})["owner"] == "us"


BAD_PATTERNS = [
    pytest.param("days: [mon, tusday]", ("unknown-day", 22), {"days": ["monday"]}, id="day"),
    pytest.param("days: mon, start: 7", ("not-a-time", 28), {"days": ["monday"]}, id="seven o'clock"),
    pytest.param("start: 19:00, end: late", ("not-a-time", 29), {"start": "19:00"}, id="end"),
    pytest.param("start: 19:00, end: evening", ("not-a-time", 29), {"start": "19:00"},
                 id="end in the evening"),
    pytest.param("days: mon, note: [a]", ("not-text", 27), {"days": ["monday"]}, id="note"),
    pytest.param("days: mon, format: [zoom]", ("unknown-term", 30), {"days": ["monday"]},
                 id="format"),
    pytest.param("days: mon, notes: a", ("unknown-key", 21), {"days": ["monday"]},
                 id="a misspelt note"),
    pytest.param("days: mon, strat: 7pm", ("unknown-key", 21), {"days": ["monday"]},
                 id="a misspelt start"),
    pytest.param("days: mon, room: 5", ("unknown-key", 21),
                 {"days": ["monday"], "_unsure": True}, id="a key that looks like from"),
    pytest.param("days: mon, teacher: a", ("unknown-key", 21), {"days": ["monday"]},
                 id="a key that looks like none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem", "kept"), BAD_PATTERNS)
def test_a_bad_value_in_a_pattern_costs_only_itself(
    text: str, problem: tuple[str, int], kept: dict[str, Any]
) -> None:
    stated, problems = read(f"meets: [{{{text}}}]")
    assert [(one.rule, one.column) for one in problems] == [problem]
    assert stated == {"meets": [kept]}


UNSURE = [
    pytest.param("every: 3rd week", "unknown-repeat", {}, id="how often"),
    pytest.param("which: thrid", "unknown-repeat", {}, id="which one of the month"),
    pytest.param("which: [1, thrid]", "unknown-repeat", {"which": [1]}, id="one of two"),
    pytest.param("from: 2026-13-01", "not-a-date", {}, id="the first date"),
    pytest.param("until: summer", "not-a-date", {}, id="the last date"),
    pytest.param("except: [august, agust]", "not-a-date", {"except": ["august"]}, id="exception"),
    pytest.param("untill: 2026-06-01", "unknown-key", {}, id="a misspelt key"),
    pytest.param("evry: 2 weeks", "unknown-key", {}, id="a misspelt key that says how often"),
    pytest.param(
        "every: 2 weeks, from: soon",
        "not-a-date",
        {"every": "2 weeks"},
        id="the first date of a fortnight",
    ),
    pytest.param(
        "every: month, which: thrid",
        "unknown-repeat",
        {"every": "month"},
        id="which one of a stated month",
    ),
    pytest.param("every: varies, until: summer", "not-a-date", {"every": "varies"}, id="varies"),
    pytest.param("exept: [august], note: a", "unknown-key", {"note": "a"}, id="a misspelt except"),
    pytest.param(
        "from: 2026-05-01, until: 2026-04-01, note: a",
        "ends-before-start",
        {"note": "a"},
        id="the end before the start",
    ),
]


@pytest.mark.parametrize(("text", "rule", "kept"), UNSURE)
def test_no_date_is_made_up_where_a_word_about_dates_cannot_be_read(
    text: str, rule: str, kept: dict[str, Any]
) -> None:
    stated, problems = read(f"meets: [{{days: mon, start: 7pm, {text}}}]")
    assert [problem.rule for problem in problems] == [rule]
    pattern = {"days": ["monday"], "start": "19:00", **kept, "_unsure": True}
    assert stated == {"meets": [pattern]}


@pytest.mark.parametrize(
    ("lost", "kept"),
    [
        pytest.param("every: &x 2 weeks", {}, id="an anchor"),
        pytest.param("until: 2026-05-01, until: 2026-06-01", {}, id="two different values"),
        pytest.param("evry: 1, evry: 2", {}, id="a misspelt key twice"),
        pytest.param("except: [*x, august]", {"except": ["august"]}, id="one of several"),
        pytest.param("except: [*x]", {}, id="the only one"),
    ],
)
def test_no_date_is_made_up_where_a_word_about_dates_was_refused(
    lost: str, kept: dict[str, Any]
) -> None:
    stated, _ = read(f"meets: [{{days: mon, {lost}}}]")
    assert stated == {"meets": [{"days": ["monday"], **kept, "_unsure": True}]}


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param("note: &x a", id="a note that was refused"),
        pytest.param("start: 1, start: 2", id="two starts"),
        pytest.param("strat: 1, strat: 2", id="a misspelt key twice"),
        pytest.param("every: ''", id="an empty word about dates"),
        pytest.param("except: [{}, '']", id="an empty list of dates"),
    ],
)
def test_the_dates_are_sure_where_no_word_about_them_was_lost(sound: str) -> None:
    stated, _ = read(f"meets: [{{days: mon, {sound}}}]")
    assert stated == {"meets": [{"days": ["monday"]}]}


def test_a_word_about_dates_said_twice_alike_is_sure() -> None:
    stated, _ = read("meets: [{days: mon, every: month, every: month}]")
    assert stated == {"meets": [{"days": ["monday"], "every": "month"}]}


@pytest.mark.parametrize("pattern", ["every: 3rd week", "from: 2026-05-01, until: 2026-04-01"])
def test_a_pattern_that_says_nothing_else_is_not_stated(pattern: str) -> None:
    stated, problems = read(f"meets: [{{{pattern}}}]")
    assert stated == {}
    assert len(problems) == 1


def test_unsure_dates_are_those_of_their_own_pattern_alone() -> None:
    stated, _ = read("hours: [{days: mon, every: 3rd}, {days: tue}]")
    assert stated == {"hours": [{"days": ["monday"], "_unsure": True}, {"days": ["tuesday"]}]}


def test_nobody_can_write_that_dates_are_unsure() -> None:
    stated, problems = read("meets: [{days: mon, _unsure: yes}]")
    assert stated == {"meets": [{"days": ["monday"]}]}
    assert [problem.rule for problem in problems] == ["unknown-key"]


@pytest.mark.parametrize("lost", ["private: &x yes", "private: no, private: yes"])
def test_a_venue_whose_privacy_was_refused_is_kept_back(lost: str) -> None:
    stated, _ = read(f"venue: {{town: A, {lost}}}")
    assert stated == {"venue": {"town": "A", "private": "yes"}}


def test_a_venue_that_states_its_privacy_is_not_kept_back_for_a_misspelt_key() -> None:
    stated, _ = read("venue: {town: A, private: no, privat: x}")
    assert stated == {"venue": {"town": "A", "private": "no"}}


def test_until_before_from_is_a_problem() -> None:
    _, problems = read("meets: [{days: mon, from: 2026-05-01, until: 2026-04-01}]")
    assert [(one.rule, one.line, one.column) for one in problems] == [("ends-before-start", 1, 9)]


def test_a_check_without_its_day_is_no_check() -> None:
    reading = Reading("f.yaml", Vocabulary({}))
    root = read_text("checked: {how: phone}\n", "f.yaml").root
    assert root is not None
    assert "checked" not in (keyed(root, FIELDS, reading) or {})
    assert ("missing", 1, 10) in [(one.rule, one.line, one.column) for one in reading.problems]


MESSAGES = [
    pytest.param("nmae: A\n",
                 "'nmae' is not known at the start of a line here. Did you mean name?", "name", id="key"),
    pytest.param("status: opne\n",
                 "'opne' is not known here. Write open, full, paused or closed.", "open",
                 id="one of a few"),
    pytest.param("focus: [greif]\n",
                 "'greif' is not among the words for focus. Did you mean grief?", "grief", id="a near term"),
    pytest.param("focus: [bereavement]\n",
                 "'bereavement' is not among the words for focus. Did you mean grief?", "grief",
                 id="an alias"),
    pytest.param("style: [§]\n",
                 "'§' is not among the words for style. The words are activity, course, guest-speakers, "
                 "open-discussion, social and structured.", "", id="no near term"),
    pytest.param("ages: adults\n",
                 "'adults' cannot be used. Write ages as 18-30, 16+, under 18, up to 35 or all.", "",
                 id="ages"),
    pytest.param("venue: [a]\n",
                 "Write this as lines below, two spaces in, such as name: Example Hall.", "",
                 id="not keys"),
    pytest.param("external_ids: a\n", "Write each fact on a line of its own.", "", id="not keys of any name"),
    pytest.param('status: "\\e[31mopen"\n',
                 "'[31mopen' is not known here. Write open, full, paused or closed.", "open",
                 id="what a terminal would obey"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "fix"), MESSAGES)
def test_a_problem_says_what_to_write_instead(text: str, message: str, fix: str) -> None:
    _, problems = read(text)
    assert [(one.message, one.fix) for one in problems] == [(message, fix)]


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize("nothing", ["", '""', "' '", "[]", "{}", "['', {}]"])
def test_an_empty_value_is_not_stated(key: str, nothing: str) -> None:
    stated, problems = read(f"{key}: {nothing}\n")
    assert stated == {}
    (problem,) = problems
    assert (problem.line, problem.column) == (1, 1)
    if key in REQUIRED:
        assert (problem.rule, problem.level) == ("missing", "error")
    else:
        assert (problem.rule, problem.level) == ("empty", "hint")


@pytest.mark.parametrize("key", REQUIRED)
def test_a_required_key_is_asked_for(key: str) -> None:
    reading = Reading("f.yaml", Vocabulary(VOCABULARY))
    root = read_text(group_yaml(**{key: None}), "f.yaml").root
    assert root is not None
    keyed(root, FIELDS, reading)
    (problem,) = reading.problems
    assert problem[1:5] == (1, 1, "error", "missing")
    assert problem.message.startswith(f"{key} is missing: ")


@pytest.mark.parametrize(
    "line", ["name: &x A", "focus: [*x]", "focus: &x [grief]", "leader: !t peer"]
)
def test_a_required_key_whose_value_was_refused_is_not_missing(line: str) -> None:
    key = line.partition(":")[0]
    root = read_text(f"{group_yaml(**{key: None})}{line}\n", "f.yaml").root
    assert root is not None
    reading = Reading("f.yaml", Vocabulary(VOCABULARY))
    assert key not in (keyed(root, FIELDS, reading) or {})
    assert reading.problems == []


def test_the_required_keys_are_those_of_the_file_format() -> None:
    assert tuple(key.name for key in FIELDS.values() if key.required) == REQUIRED


@pytest.mark.parametrize("typed", ["ask us", "free for members", "a fee", "paid", "freee"])
def test_an_amount_is_missed_but_the_cost_is_kept(typed: str) -> None:
    stated, (problem,) = read(f"cost: {typed}")
    assert stated == {"cost": typed}
    assert (problem.rule, problem.level, problem.column) == ("cost-without-amount", "warning", 7)
    said = f"{typed!r} names no amount. Write free, donation, or an amount such as £3 a session."
    assert problem.message == said


def test_values_stand_in_the_order_of_the_file_format_whatever_that_of_the_file() -> None:
    stated, _ = read("owner: us\nfocus: grief\nname: A\n")
    assert [*(stated or {})] == ["name", "focus", "owner"]


def test_a_complete_group_is_read_without_a_problem() -> None:
    stated, problems = read(group_yaml())
    assert (stated, problems) == (GROUP, [])


OTHERS = [
    pytest.param(
        TERM,
        "{id: grief, label: Grief, aliases: [loss], broader: a, related: [b], excludes: [c], "
        "note: n, label_cy: galar, aliases_cy: [colled], distinct_from: [d], wanted: yes, "
        "offers: [anonymity], reasons: {anonymity: no names}}",
        {"id": "grief", "label": "Grief", "aliases": ["loss"], "broader": ["a"], "related": ["b"],
         "excludes": ["c"], "note": "n", "label_cy": "galar", "aliases_cy": ["colled"],
         "distinct_from": ["d"], "wanted": "yes", "offers": ["anonymity"],
         "reasons": {"anonymity": "no names"}},
        id="a term",
    ),
    pytest.param(
        CRISIS,
        "{id: line, name: Line, organisation: O, phone: 116 000, phone_note: press 2, text: 85000, "
        "email: a@example.org, website: https://example.org, textphone: 18001, hours: any time, "
        "nations: [wales], ages: under 18, languages: cy, cost: free, sources: [{note: n}], "
        "doubts: [d], rank: 10, checked: {on: 2026-10-02}}",
        {"id": "line", "name": "Line", "organisation": "O", "phone": "116 000",
         "phone_note": "press 2", "text": "85000", "email": "a@example.org",
         "website": "https://example.org", "textphone": "18001", "hours": "any time",
         "nations": ["Wales"], "ages": "under 18", "languages": ["cy"], "cost": "free",
         "sources": [{"note": "n"}], "doubts": ["d"], "rank": 10, "checked": {"on": "2026-10-02"}},
        id="a crisis contact",
    ),
    pytest.param(
        QUESTION,
        "{id: when, ask: When?, why: W, fields: [meets, hours], sets: [online, young people]}",
        {"id": "when", "ask": "When?", "why": "W", "fields": ["meets", "hours"],
         "sets": ["online", "young people"]},
        id="a question",
    ),
    pytest.param(
        SETTINGS,
        "{title: T, country: GB, time_zone: Europe/London, units: km, review_after: 6 months, "
        "hide_after: 24 months, licence: CC-BY-4.0, corrections: c}",
        {"title": "T", "country": "GB", "time_zone": "Europe/London", "units": "km",
         "review_after": "6 months", "hide_after": "24 months", "licence": "CC-BY-4.0",
         "corrections": "c"},
        id="settings",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "text", "stated"), OTHERS)
def test_the_other_files_have_their_own_keys(
    keys: dict[str, Key], text: str, stated: dict[str, Any]
) -> None:
    assert read(text, keys) == (stated, [])
    assert stated.keys() == keys.keys()


@pytest.mark.parametrize(
    ("keys", "text", "rule"),
    [
        pytest.param(TERM, "{id: A B}", "not-an-id", id="id of a term"),
        pytest.param(TERM, "{id: a, offers: [money]}", "unknown-term", id="a want"),
        pytest.param(CRISIS, "{rank: first}", "not-a-number", id="rank"),
        pytest.param(CRISIS, "{rank: -1}", "not-a-number", id="rank below nought"),
        *[
            pytest.param(SETTINGS, f"{{time_zone: {zone}}}", "not-a-time-zone", id=f"zone {zone}")
            for zone in (
                "Europe/Atlantis",
                "London time",
                "../zone",
                "/etc/passwd",
                "Europe",
                "'\\0'",
            )
        ],
        pytest.param(QUESTION, "{fields: [mets]}", "unknown-key", id="key that answers"),
        pytest.param(SETTINGS, "{units: furlongs}", "unknown-unit", id="units"),
        pytest.param(SETTINGS, "{hide_after: a while}", "not-a-period", id="hide after"),
        pytest.param(SETTINGS, "{review_after: 6 moons}", "not-a-period", id="review after"),
    ],
)
def test_the_other_files_have_their_own_problems(
    keys: dict[str, Key], text: str, rule: str
) -> None:
    assert [problem.rule for problem in read(text, keys)[1]] == [rule]


@pytest.mark.parametrize(
    ("typed", "rank"),
    [("10", 10), ("0", 0), ("2.5", 2.5), ("10.0", 10), ("10000", 10_000)],
)
def test_a_rank_is_whole_where_a_whole_number_is_written(typed: str, rank: float) -> None:
    stated, problems = read(f"rank: {typed}", CRISIS)
    assert (stated, problems) == ({"rank": rank}, [])
    assert type((stated or {})["rank"]) is type(rank)


@pytest.mark.parametrize("zone", ["Europe/London", "UTC", "Pacific/Auckland"])
def test_a_time_zone_is_one_that_there_is(zone: str) -> None:
    assert read(f"time_zone: {zone}", SETTINGS) == ({"time_zone": zone}, [])


def test_an_unknown_time_zone_says_what_to_write() -> None:
    _, (problem,) = read("time_zone: Leeds time", SETTINGS)
    assert (
        problem.message == "'Leeds time' cannot be used. Write a time zone such as Europe/London."
    )


@pytest.mark.parametrize(
    ("keys", "text", "such_as"),
    [
        pytest.param(CRISIS, "rank: a", "between 0 and 10000, such as 10.", id="rank"),
        pytest.param(
            fields.VENUE, "latitude: a", "between -90 and 90, such as 53.8197.", id="north"
        ),
        pytest.param(
            fields.VENUE, "longitude: a", "between -180 and 180, such as -1.5491.", id="east"
        ),
    ],
)
def test_a_number_is_asked_for_with_one_that_could_stand_there(
    keys: dict[str, Key], text: str, such_as: str
) -> None:
    _, (problem,) = read(text, keys)
    assert problem.message == f"'a' cannot be used. Write a number {such_as}"


@pytest.mark.parametrize("facet", FACETS)
def test_a_term_has_the_same_keys_in_every_facet(facet: str) -> None:
    keys = fields.term_keys(facet)
    assert [*keys] == [*TERM]
    assert keys["label"] is TERM["label"]


CUT = [
    pytest.param("only_for", "[women, men]", False, id="whole"),
    pytest.param("only_for", "women", False, id="one that is no list"),
    pytest.param("only_for", "[women, wimmin]", True, id="a term that is not known"),
    pytest.param("only_for", "[women, men+asian]", True, id="half of one"),
    pytest.param("only_for", "[women, *x]", True, id="one that was refused"),
    pytest.param("only_for", "[women, '']", False, id="an empty one"),
    pytest.param("only_for", "[women, women]", False, id="said twice"),
    pytest.param("only_for", "[]", False, id="nothing"),
    pytest.param("cost", "a little", False, id="a warning costs nothing"),
    pytest.param("contact", "{phone: a, fax: b}", True, id="a key that is not known"),
    pytest.param("contact", "{phone: a, email: *x}", True, id="a key that was refused"),
]


@pytest.mark.parametrize(("key", "typed", "expected"), CUT)
def test_a_value_is_cut_where_an_error_costs_a_part_of_it(
    key: str, typed: str, *, expected: bool
) -> None:
    root = read_text(f"{key}: {typed}\n", "f.yaml").root
    assert isinstance(root, Map)
    reading = Reading("f.yaml", WORDS)
    assert is_cut(root.entries[key][1], FIELDS[key], reading) is expected
    assert reading.problems == []


scalars = st.one_of(
    st.sampled_from(
        ["open", "grief", "2026-02-29", "7pm", "all", "1", "any time", "private", "\u017f"]
    ),
    st.text("ab1 -+:.'é0²٣", max_size=6),
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*PATTERN, *fields.VENUE, "on", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FIELDS, "x"]), anything, max_size=4))
@example({"checked": {"note": "open"}})
def test_reading_never_raises_and_reports_what_it_leaves_out(keys: dict[str, Any]) -> None:
    stated, problems = read(group_yaml(**keys))
    assert stated is not None
    told = {problem.line for problem in problems}
    lines = group_yaml(**keys).splitlines()
    for number, line in enumerate(lines, 1):
        name = line.partition(":")[0]
        assert name in stated or number in told
