"""Every sentence of the rules that an answer keeps, each as a test of small directories."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from asking import DAY, SETTINGS, VOCABULARY, ask, bare, document, ids, index_of, match_of, score_of
from conftest import write_directory

from peerfind.__main__ import run
from peerfind.asking.criteria import CRITERIA
from peerfind.errors import UsageError
from peerfind.output.export import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Facts = dict[str, Any]
Groups = dict[str, Facts]

LEEDS, OTLEY, WHITBY = ({"town": town} for town in ("Leeds", "Otley", "Whitby"))
RESULT_KEYS = [
    "rank", "id", "name", "score", "reach", "distance_miles", "distance_km", "place_precision",
    "criteria", "next_meeting", "freshness", "group",
]  # fmt: skip
VERDICTS = {"met", "partly", "missed", "not-stated", "not-applicable"}


def verdict(facts: Facts, name: str, asked: str, **flags: Any) -> str:
    """How a group with `facts` meets one ask."""
    return score_of(ask(index_of({"one": facts}), **{name: asked}, **flags), name, "one").verdict


def hidden(facts: Facts, *words: str, **flags: Any) -> dict[str, int]:
    """Why a group with `facts` is left out."""
    return ask(index_of({"one": facts}), *words, **flags).hidden


@pytest.fixture
def match(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs `peerfind match` on groups: its exit code, and what it wrote and told."""
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))

    def run_match(groups: Mapping[str, Facts], *arguments: str) -> tuple[int, str, str]:
        folder = tmp_path / "directory"
        files = {at: bare(**facts) for at, facts in groups.items()}
        write_directory(folder, files, vocabulary=VOCABULARY, settings=SETTINGS)
        code = run(["match", "--directory", str(folder), "--today", DAY, *arguments])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run_match


@pytest.fixture
def rerun(capsys: pytest.CaptureFixture[str]) -> Callable[[list[str]], dict[str, Any]]:
    """Runs `peerfind match` with the flags that a relaxation gives: the JSON document."""

    def run_again(flags: list[str]) -> dict[str, Any]:
        assert run(["match", "-o", "json", *flags]) == 0
        read: dict[str, Any] = json.loads(capsys.readouterr().out)
        return read

    return run_again


# What it is about selects, the rest ranks.


@pytest.mark.parametrize(
    ("facts", "is_hidden"),
    [
        pytest.param({"focus": ["anxiety"]}, False, id="the same term"),
        pytest.param({"focus": ["mental-health"]}, False, id="a broader one"),
        pytest.param({"focus": ["panic"]}, False, id="a narrower one"),
        pytest.param({"focus": ["stress"]}, False, id="a related one"),
        pytest.param({"focus": ["grief"], "summary": "For worry."}, False, id="its own words"),
        pytest.param({"focus": ["grief"]}, True, id="nothing to do with it"),
    ],
)
def test_a_group_that_has_nothing_to_do_with_the_focus_is_hidden(
    facts: Facts,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    assert hidden(facts, focus="anxiety") == ({"focus": 1} if is_hidden else {})


def test_one_free_word_is_enough_to_stay_and_more_rank_higher() -> None:
    groups: Groups = {
        "a-one": {"summary": "By a river."},
        "b-two": {"summary": "By a river with a lantern."},
        "c-none": {"summary": "In a hall."},
    }
    found = ask(index_of(groups), "river", "lantern")
    assert ids(found) == ["b-two", "a-one"]
    assert found.hidden == {"words": 1}


def test_every_other_ask_only_ranks() -> None:
    opposite = bare(
        leader=["nurse"], cost="£3", joining=["book"], no_access=["step-free"], languages=["en"],
        meets=[{"days": "mon", "start": "10:00"}], style=["social"], activities=["crafts"],
    )  # fmt: skip
    found = ask(
        index_of({"one": opposite}), format="video", leader="peer", setting="one-to-one",
        day="sunday", time="evening", activity="walking", style="course", language="cy",
        access="step-free", joining="drop-in", cost="free", want="anonymity",
    )  # fmt: skip
    assert ids(found) == ["one"]
    assert {one.score.verdict for one in found.matches[0].judged} == {"missed"}


# Only these hide.


def test_only_these_hide_and_each_group_counts_once_under_the_first_that_applies() -> None:
    groups: Groups = {
        "closed": {"status": "closed", "ages": "under 12", "focus": ["gambling"]},
        "paused": {"status": "paused", "checked": {"on": "2020-01-01"}},
        "stale": {"checked": {"on": "2020-01-01"}, "ages": "under 12"},
        "age": {"ages": "under 12", "only_for": ["women"]},
        "for": {"only_for": ["women"], "covers": ["Wales"]},
        "covers": {"covers": ["Wales"], "venue": WHITBY},
        "within": {"venue": WHITBY, "leader": ["nurse"]},
        "avoid": {"leader": ["nurse"], "cost": "£3"},
        "require": {"cost": "£3", "focus": ["gambling"]},
        "focus": {"cost": "free", "focus": ["gambling"], "summary": "In a hall."},
        "words": {"cost": "free", "summary": "In a hall."},
        "kept": {"cost": "free", "summary": "By a river."},
    }
    found = ask(
        index_of(groups), "river", age=40, for_="men", near="Leeds", within="10",
        avoid="leader=nurse", cost="free", require="cost", focus="grief",
    )  # fmt: skip
    assert found.hidden == {name: 1 for name in groups if name != "kept"}
    assert [*found.hidden] == [*groups][:-1]
    assert ids(found) == ["kept"]


@pytest.mark.parametrize(
    ("include", "facts"),
    [
        pytest.param("closed", {"status": "closed"}, id="closed"),
        pytest.param("paused", {"status": "paused"}, id="paused"),
        pytest.param("stale", {"checked": {"on": "2020-01-01"}}, id="stale"),
    ],
)
def test_include_lifts_the_first_three(include: str, facts: Facts) -> None:
    assert hidden(facts) == {include: 1}
    assert hidden(facts, include=include) == {}


def test_include_lifts_nothing_else() -> None:
    assert hidden({"status": "closed", "ages": "65+"}, age=30, include="closed") == {"age": 1}


def test_full_ranks_lower_and_is_never_hidden() -> None:
    groups: Groups = {"a-full": {"status": "full"}, "b-open": {"status": "open"}, "c-silent": {}}
    for flags in ({}, {"include": "full"}):
        found = ask(index_of(groups), **flags)
        assert ids(found) == ["b-open", "c-silent", "a-full"]
        assert found.hidden == {}


def test_a_group_that_was_never_checked_is_never_hidden_for_that() -> None:
    found = ask(index_of({"one": {}}), focus="grief")
    assert (found.total, found.matches[0].freshness) == (1, "never-checked")


def test_the_total_and_all_of_the_hidden_are_the_groups_read() -> None:
    groups: Groups = {f"kept-{at:02}": {} for at in range(12)}
    others: Groups = {"shut": {"status": "closed"}, "other": {"focus": ["gambling"]}}
    found = ask(index_of({**groups, **others}), focus="grief", limit=3)
    assert (len(found.matches), found.total) == (3, 12)
    assert found.total + sum(found.hidden.values()) == 14


# Several terms in one flag.

BEST = {
    "format": ("video,in-person", {"format": ["in-person"]}),
    "setting": ("one-to-one,group", {}),
    "leader": ("nurse,peer", {"leader": ["peer"]}),
    "language": ("cy,en", {"languages": ["en"]}),
    "style": ("course,social", {"style": ["social"]}),
    "activity": ("crafts,walking", {"activities": ["walking"]}),
    "joining": ("book,drop-in", {"joining": ["drop-in"]}),
    "cost": ("paid,free", {"cost": "free"}),
    "day": ("mon,tue", {"meets": [{"days": "tue"}]}),
    "time": ("morning,evening", {"meets": [{"days": "tue", "start": "19:00"}]}),
}


@pytest.mark.parametrize(("name", "case"), BEST.items(), ids=BEST)
def test_of_several_terms_the_best_one_counts(name: str, case: tuple[str, Facts]) -> None:
    asked, facts = case
    assert verdict(facts, name, asked, require=name) == "met"


MEAN = {
    "focus": ("grief,gambling", {"focus": ["grief"]}, {"focus": ["grief", "gambling"]}),
    "access": ("step-free,lift", {"access": ["step-free"]}, {"access": ["step-free", "lift"]}),
    "want": ("no-travel,anonymity", {"format": ["video"]}, {"format": ["chat"]}),
}


@pytest.mark.parametrize(("name", "case"), MEAN.items(), ids=MEAN)
def test_of_focus_access_and_want_the_mean_counts(
    name: str, case: tuple[str, Facts, Facts]
) -> None:
    asked, some, every = case
    found = ask(index_of({"some": some, "every": every}), **{name: asked})
    assert ids(found) == ["every", "some"]
    assert score_of(found, name, "every").value == 1
    one_met, one_not = score_of(found, name, "some").parts
    assert (one_met[1], one_not[1] != "met") == ("met", True)
    assert 0.5 <= score_of(found, name, "some").value < 1


@pytest.mark.parametrize(("name", "case"), MEAN.items(), ids=MEAN)
def test_require_then_needs_every_one(name: str, case: tuple[str, Facts, Facts]) -> None:
    asked, some, every = case
    found = ask(index_of({"some": some, "every": every}), **{name: asked}, require=name)
    assert ids(found) == ["every"]
    assert found.hidden == {"require": 1}


# Unknown term, place or name.

UNKNOWN = {
    "a term": ({"focus": "anxieties"}, ("anxieties", "anxiety")),
    "an alias": ({"focus": "bereaved people"}, ("bereaved people",)),
    "a place": ({"near": "Otleyy"}, ("Otleyy", "Otley")),
    "a name in require": ({"require": "acess"}, ("acess", "access")),
    "a name in weight": ({"weight": "foucs=2"}, ("foucs", "focus")),
    "a name in avoid": ({"avoid": "formt=phone"}, ("formt", "format")),
    "a term in avoid": ({"avoid": "format=in person or so"}, ("in person or so", "in-person")),
    "an order": ({"sort": "nearr"}, ("nearr", "near")),
    "an include": ({"include": "closedd"}, ("closedd", "closed")),
}


@pytest.mark.parametrize(("flags", "named"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_term_place_or_name_is_wrong_use_naming_it_and_the_nearest(
    flags: dict[str, Any], named: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError) as told:
        ask(index_of({}), **flags)
    assert told.value.exit_code == 2
    assert [word for word in named if word not in str(told.value)] == []


def test_wrong_use_is_exit_code_2_and_says_so_on_standard_error(match: Any) -> None:
    code, out, err = match({"one": {}}, "--focus", "anxieties")
    assert (code, out) == (2, "")
    assert "'anxieties'" in err
    assert "anxiety" in err


def test_an_alias_or_a_near_spelling_works_and_is_reported() -> None:
    corrections = document(ask(index_of({}), focus="bereavment", format="Zoom"))["query"]
    assert corrections["corrections"] == [
        {"flag": "focus", "typed": "bereavment", "understood": "grief", "near_spelling": True},
        {"flag": "format", "typed": "Zoom", "understood": "video", "near_spelling": False},
    ]


# Terms.


@pytest.mark.parametrize(
    ("name", "facts", "asked", "expected"),
    [
        pytest.param("focus", {"focus": ["anxiety"]}, "anxiety", "met", id="itself"),
        pytest.param("focus", {"focus": ["panic"]}, "anxiety", "met", id="narrower"),
        pytest.param("focus", {"focus": ["mental-health"]}, "anxiety", "partly", id="broader"),
        pytest.param("focus", {"focus": ["stress"]}, "anxiety", "partly", id="related"),
        pytest.param("activity", {"activities": ["walking"]}, "outdoors", "met", id="an activity"),
        pytest.param("activity", {"activities": ["outdoors"]}, "walking", "partly", id="a broader"),
    ],
)
def test_the_term_itself_or_a_narrower_one_is_met_a_broader_or_related_one_partly(
    name: str, facts: Facts, asked: str, expected: str
) -> None:
    assert verdict(facts, name, asked) == expected


@pytest.mark.parametrize("key", ["name", "summary", "description"])
@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [("focus", "gambling", "betting"), ("activity", "crafts", "knitting")],
)
def test_a_focus_or_activity_that_only_the_groups_own_words_name_is_partly(
    key: str, name: str, asked: str, words: str
) -> None:
    assert verdict({key: f"Come for {words}."}, name, asked) == "partly"


@pytest.mark.parametrize(
    ("name", "facts"), [("format", {"format": ["unknown"]}), ("leader", {"leader": ["unknown"]})]
)
def test_unknown_is_not_stated(name: str, facts: Facts) -> None:
    asked = {"format": "video", "leader": "peer"}[name]
    assert verdict(facts, name, asked) == "not-stated"


def test_donation_partly_meets_free() -> None:
    assert verdict({"cost": "donation"}, "cost", "free") == "partly"


@pytest.mark.parametrize("activity", ["walking", "crafts", "singing"])
def test_any_stated_activity_serves_shared_activities(activity: str) -> None:
    assert verdict({"activities": [activity]}, "want", "shared-activities") == "met"


# A fact that is not stated.

STATED = {
    "format": ("video", ["video"], ["in-person"], ["unknown"]),
    "leader": ("peer", ["peer"], ["nurse"], ["unknown"]),
    "activities": ("walking", ["walking"], ["crafts"], None),
    "style": ("course", ["course"], ["social"], None),
    "languages": ("cy", ["cy"], ["en"], None),
    "joining": ("book", ["book"], ["drop-in"], None),
    "cost": ("free", "free", "£3", None),
    "meets": ("monday", [{"days": "mon"}], [{"days": "tue"}], None),
}
FLAG = {"activities": "activity", "languages": "language", "meets": "day"}


@pytest.mark.parametrize(("key", "case"), STATED.items(), ids=STATED)
def test_a_fact_that_is_not_stated_scores_between_met_and_missed_and_never_hides(
    key: str, case: tuple[Any, ...]
) -> None:
    asked, met, missed, silent = case
    groups = {"a-missed": {key: missed}, "b-silent": {key: silent}, "c-met": {key: met}}
    found = ask(index_of(groups), **{FLAG.get(key, key): asked})
    assert ids(found) == ["c-met", "b-silent", "a-missed"]
    assert score_of(found, FLAG.get(key, key), "b-silent").verdict == "not-stated"


@pytest.mark.parametrize(("key", "case"), STATED.items(), ids=STATED)
def test_what_is_not_stated_is_left_out_and_counted_where_it_is_required(
    key: str, case: tuple[Any, ...]
) -> None:
    name = FLAG.get(key, key)
    found = ask(index_of({"one": {key: case[3]}}), **{name: case[0]}, require=name)
    assert (found.total, found.hidden) == (0, {"require": 1})


# One meeting must do.


@pytest.mark.parametrize(
    ("flags", "met"),
    [
        pytest.param({"day": "tue", "time": "evening", "format": "in-person"}, True, id="one"),
        pytest.param({"day": "thu", "time": "morning", "format": "video"}, True, id="the other"),
        pytest.param({"day": "tue", "time": "morning"}, False, id="a day of one, a time of two"),
        pytest.param({"day": "thu", "format": "in-person"}, False, id="another's format"),
        pytest.param({"time": "evening", "format": "video"}, False, id="another's time"),
    ],
)
def test_one_meeting_must_do(flags: dict[str, str], met: bool) -> None:  # noqa: FBT001
    facts = {
        "format": ["in-person", "video"],
        "meets": [
            {"days": "tue", "start": "19:00", "format": ["in-person"]},
            {"days": "thu", "start": "10:00", "format": ["video"]},
        ],
    }
    assert hidden(facts, **flags, require="all") == ({} if met else {"require": 1})
    assert hidden(facts, **flags) == {}


def test_past_until_a_pattern_meets_nothing() -> None:
    over = {"meets": [{"days": "tue", "start": "19:00", "until": "2026-11-24"}]}
    assert verdict(over, "day", "tue") == verdict(over, "time", "evening") == "missed"
    last = {"meets": [{"days": "tue", "start": "19:00", "until": "2026-11-25"}]}
    assert verdict(last, "day", "tue") == verdict(last, "time", "evening") == "met"


def test_any_time_meets_all_and_by_arrangement_is_not_stated() -> None:
    for name, asked in (("day", "sunday"), ("time", "04:00-05:00")):
        assert verdict({"meets": "any time"}, name, asked) == "met"
        assert verdict({"meets": "by arrangement"}, name, asked) == "not-stated"


# Leaders.


@pytest.mark.parametrize(
    ("leaders", "asked", "expected"),
    [
        pytest.param(["peer", "nurse"], "co-led", "met", id="both are named"),
        pytest.param(["volunteer", "counsellor"], "co-led", "met", id="volunteer and counsellor"),
        pytest.param(["co-led"], "co-led", "met", id="said without who"),
        pytest.param(["co-led"], "lay", "partly", id="partly lay"),
        pytest.param(["co-led"], "professional", "partly", id="partly professional"),
        pytest.param(["peer"], "co-led", "missed", id="lay people alone"),
        pytest.param(["peer", "volunteer"], "co-led", "missed", id="two kinds of lay people"),
    ],
)
def test_co_led_is_lay_people_and_a_professional_together(
    leaders: list[str], asked: str, expected: str
) -> None:
    assert verdict({"leader": leaders}, "leader", asked) == expected


# Eligibility.


def test_age_counts_only_against_stated_ages() -> None:
    assert hidden({"ages": "18-30"}, age=17) == {"age": 1}
    assert hidden({"ages": "18-30"}, age=18) == hidden({}, age=17) == {}


@pytest.mark.parametrize(
    ("only_for", "person", "is_hidden"),
    [
        pytest.param(["women"], "men", True, id="excluded by the term"),
        pytest.param(["women"], "fathers", True, id="excluded by its broader term"),
        pytest.param(["fathers"], "women", True, id="or the other way round"),
        pytest.param(["women", "carers"], "men", False, id="an alternative is open"),
        pytest.param(["women+south-asian", "mothers"], "men", True, id="no alternative is open"),
        pytest.param(["women+south-asian"], "women", False, id="not settled"),
        pytest.param(["carers"], "men", False, id="a man may be a carer"),
    ],
)
def test_only_for_hides_only_when_none_of_its_alternatives_can_be_met(
    only_for: list[str],
    person: str,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    assert hidden({"only_for": only_for}, for_=person) == ({"for": 1} if is_hidden else {})


def test_where_for_does_not_settle_it_it_is_a_question() -> None:
    assert verdict({"only_for": ["women+south-asian"]}, "for", "women") == "not-stated"
    both = "women,south-asian"
    assert verdict({"only_for": ["women+south-asian"]}, "for", both) == "met"


@pytest.mark.parametrize(
    ("covers", "near", "is_hidden"),
    [
        pytest.param(["Wales"], "Leeds", True, id="another nation"),
        pytest.param(["Wales", "Cornwall"], "Leeds", True, id="every entry elsewhere"),
        pytest.param(["Wales", "West Yorkshire"], "Leeds", False, id="one entry here"),
        pytest.param(["Penzance"], "Leeds", True, id="lies in another county"),
        pytest.param(["Wales"], "57.00,1.50", False, id="nation and county not known"),
        pytest.param(["Wales"], None, False, id="no place asked"),
    ],
)
def test_covers_hides_only_when_every_entry_names_or_lies_in_a_different_one(
    covers: list[str],
    near: str | None,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    asked = {"near": near} if near else {}
    assert hidden({"covers": covers}, **asked) == ({"covers": 1} if is_hidden else {})


# Place names.


def test_a_place_that_is_several_times_larger_is_taken_and_the_others_are_told() -> None:
    query = document(ask(index_of({}), near="Leeds"))["query"]
    assert query["near"]["county"] == "West Yorkshire"
    assert [note for note in query["notes"] if "Leeds, Kent" in note]


def test_otherwise_it_is_wrong_use_with_the_choices_and_what_to_type() -> None:
    with pytest.raises(UsageError) as told:
        ask(index_of({}), near="Bangor")
    assert told.value.exit_code == 2
    assert "Bangor, Gwynedd" in str(told.value)
    assert document(ask(index_of({}), near="Bangor, Gwynedd"))["query"]["near"]["nation"] == "Wales"


# Place.


@pytest.mark.parametrize("formats", [["video"], ["phone", "text"], ["forum", "unknown"]])
def test_remote_groups_are_never_given_a_place_or_a_distance_and_never_lost(
    formats: list[str],
) -> None:
    facts = {"format": formats, "venue": WHITBY}
    (result,) = document(ask(index_of({"one": facts}), near="Leeds", within="1"))["results"]
    assert result["reach"] == "remote"
    assert (result["distance_km"], result["place_precision"]) == (None, None)
    assert result["criteria"][0]["verdict"] == "not-applicable"


def test_a_remote_group_counts_as_a_middling_distance() -> None:
    groups: Groups = {
        "far": {"venue": WHITBY},
        "near": {"venue": LEEDS},
        "remote": {"format": ["video"]},
    }
    assert ids(ask(index_of(groups), near="Leeds")) == ["near", "remote", "far"]


def test_a_hybrid_takes_its_better_side() -> None:
    formats = ["in-person", "phone"]
    groups: Groups = {
        "hybrid-far": {"format": formats, "venue": WHITBY},
        "hybrid-near": {"format": formats, "venue": LEEDS},
        "local-far": {"venue": WHITBY},
        "local-near": {"venue": LEEDS},
    }
    found = ask(index_of(groups), near="Leeds")
    values = {name: score_of(found, "near", name).value for name in groups}
    assert (
        values["hybrid-near"] == values["local-near"] > values["hybrid-far"] > values["local-far"]
    )
    assert match_of(found, "hybrid-near").reach == "both"


def test_the_reach_of_a_hybrid_is_remote_when_its_venue_is_beyond_within() -> None:
    facts = {"format": ["in-person", "phone"], "venue": WHITBY}
    found = ask(index_of({"one": facts}), near="Leeds", within="10")
    assert (found.matches[0].reach, found.matches[0].distance_km) == ("remote", None)
    assert ask(index_of({"one": facts}), near="Leeds").matches[0].reach == "both"


@pytest.mark.parametrize(
    ("facts", "is_hidden"),
    [
        pytest.param({"venue": WHITBY}, True, id="known to be farther"),
        pytest.param({"venue": OTLEY}, False, id="within what the precision of both ends allows"),
        pytest.param({"venue": {"town": "Nowhereby"}}, False, id="a place that is not known"),
        pytest.param({}, False, id="no place stated"),
        pytest.param({"format": ["unknown"], "venue": WHITBY}, False, id="perhaps not in person"),
    ],
)
def test_within_hides_only_in_person_groups_whose_place_is_known_to_be_farther(
    facts: Facts,
    is_hidden: bool,  # noqa: FBT001
) -> None:
    assert hidden(facts, near="Leeds", within="9") == ({"within": 1} if is_hidden else {})


def test_an_unknown_place_is_a_question() -> None:
    assert verdict({}, "near", "Leeds", within="10") == "not-stated"


def test_within_without_near_is_wrong_use(match: Any) -> None:
    code, out, err = match({"one": {}}, "--within", "10")
    assert (code, out) == (2, "")
    assert "--near" in err


# Total and order.


def test_the_total_is_the_mean_of_the_scores_by_weight() -> None:
    facts = {"checked": {"on": DAY}, "cost": "free", "style": ["social"]}
    index = index_of({"one": facts})
    weights = ["cost=3", "style=1"]
    assert ask(index, cost="free", style="course", weight=weights).matches[0].score == 0.75
    assert ask(index).matches[0].score == 1


def test_the_total_is_lowered_a_little_by_the_age_of_the_check_and_by_full() -> None:
    groups: Groups = {
        "checked": {"checked": {"on": DAY}},
        "due": {"checked": {"on": "2026-01-01"}},
        "full": {"checked": {"on": DAY}, "status": "full"},
        "never": {},
        "stale": {"checked": {"on": "2020-01-01"}},
    }
    found = ask(index_of(groups), include="stale")
    scores = {match.group.id: match.score for match in found.matches}
    assert scores.pop("checked") == 1
    assert all(0.8 < one < 1 for one in scores.values())
    assert scores["due"] > scores["stale"]


def test_ties_go_by_fresher_then_nearer_then_name_then_id() -> None:
    groups: Groups = {
        "a": {"name": "Willow", "venue": OTLEY},
        "b": {"name": "Willow", "venue": OTLEY},
        "c": {"name": "Aspen", "venue": OTLEY},
        "d": {"name": "Zelkova", "venue": LEEDS},
        "e": {"name": "Zelkova", "venue": WHITBY, "checked": {"on": "2026-11-01"}},
        "f": {"name": "Zelkova", "venue": WHITBY, "checked": {"on": "2026-11-02"}},
    }
    found = ask(index_of(groups), near="Leeds", weight=["near=0", "freshness=0"])
    assert {match.score for match in found.matches} == {1}
    assert ids(found) == ["f", "e", "d", "c", "a", "b"]


# Nothing found.

CRAMPED: Groups = {
    "far": {"venue": WHITBY, "cost": "free"},
    "costly": {"venue": LEEDS, "cost": "£3"},
    "other": {"venue": LEEDS, "focus": ["gambling"], "cost": "free"},
    "nurse": {"venue": LEEDS, "leader": ["nurse"], "cost": "free"},
    "old": {"venue": LEEDS, "cost": "free", "checked": {"on": "2020-01-01"}},
}
CRAMPED_FLAGS = (
    "--near", "Leeds", "--within", "5", "--cost", "free", "--require", "cost", "--focus", "grief",
    "--avoid", "leader=professional",
)  # fmt: skip


def test_nothing_found_gives_changes_whose_flags_find_as_many_as_they_say(
    match: Any, rerun: Any
) -> None:
    code, out, _ = match(CRAMPED, *CRAMPED_FLAGS, "-o", "json")
    first = json.loads(out)
    assert (code, first["total"]) == (0, 0)
    assert [one["change"] for one in first["relaxations"]] == [
        "free as a wish, not a must",
        "with entries that nobody has checked for long",
        "allowing professional",
        "within 100 miles",
        "about anything",
    ]
    for one in first["relaxations"]:
        assert rerun(one["flags"])["total"] == one["count"] > 0


def test_fewer_than_three_give_changes_too_and_three_do_not() -> None:
    others: Groups = {"other": {"focus": ["gambling"]}}
    two = ask(index_of({"a": {}, "b": {}, **others}), focus="grief")
    three = ask(index_of({"a": {}, "b": {}, "c": {}, **others}), focus="grief")
    assert [one.total for one in two.relaxations] == [3]
    assert three.relaxations == ()


# The JSON document.


def test_json_has_the_keys_of_the_contract(match: Any) -> None:
    groups: Groups = {"one": {"venue": LEEDS, "meets": [{"days": "tue", "start": "19:00"}]}}
    code, out, _ = match(groups, "river", "--near", "LS6", "--focus", "grief", "-o", "json")
    assert code == 0
    read = json.loads(out)
    assert [*read] == [
        "version", "today", "query", "total", "hidden", "results", "relaxations", "unreadable",
    ]  # fmt: skip
    assert (read["version"], read["today"], read["unreadable"]) == (1, DAY, 0)


def test_a_result_has_the_keys_and_types_of_the_contract(match: Any) -> None:
    groups: Groups = {
        "one": {"venue": OTLEY, "meets": [{"days": "tue", "start": "19:00"}]},
        "two": {"format": ["video"]},
    }
    _, out, _ = match(groups, "--near", "Leeds", "--focus", "grief", "--age", "30", "-o", "json")
    local, remote = sorted(json.loads(out)["results"], key=lambda one: one["id"])
    assert [*local] == [*remote] == RESULT_KEYS
    assert isinstance(local["rank"], int)
    assert (local["reach"], remote["reach"]) == ("local", "remote")
    assert local["place_precision"] == "town"
    for one in local["criteria"]:
        assert [*one] == ["name", "asked", "found", "verdict", "score", "weight"]
        assert one["name"] in CRITERIA
        assert one["verdict"] in VERDICTS
        assert isinstance(one["asked"], list)
        assert isinstance(one["found"], list)
        assert isinstance(one["score"], float)
        assert isinstance(one["weight"], float)


def test_scores_have_four_decimals_and_distances_have_one() -> None:
    index = index_of({"one": {"venue": OTLEY, "cost": "donation"}})
    (result,) = document(ask(index, near="Leeds", cost="free", day="mon"))["results"]
    scores = [result["score"], *(one["score"] for one in result["criteria"])]
    assert scores == [round(one, 4) for one in scores]
    assert all(0 <= one <= 1 for one in scores)
    assert (result["distance_miles"], result["distance_km"]) == (9.6, 15.5)


@pytest.mark.parametrize(
    ("venue", "near", "worse"),
    [
        pytest.param({"town": "Otley"}, "53.80,-1.55", "town", id="the group's"),
        pytest.param({"latitude": "53.9", "longitude": "-1.69"}, "LS6", "district", id="the asked"),
        pytest.param(
            {"latitude": "53.9", "longitude": "-1.69"}, "53.80,-1.55", "point", id="equals"
        ),
    ],
)
def test_place_precision_is_the_worse_of_both_ends(venue: Facts, near: str, worse: str) -> None:
    (result,) = document(ask(index_of({"one": {"venue": venue}}), near=near))["results"]
    assert result["place_precision"] == worse


@pytest.mark.parametrize(
    ("meets", "expected"),
    [
        pytest.param([{"days": "wed", "start": "09:00"}], "2026-11-25T09:00:00+00:00", id="today"),
        pytest.param([{"days": "tue", "start": "7pm"}], "2026-12-01T19:00:00+00:00", id="later"),
        pytest.param(
            [{"days": "mon", "start": "19:00", "from": "2027-04-01"}],
            "2027-04-05T19:00:00+01:00",
            id="in summer time",
        ),
        pytest.param([{"days": "tue"}], "2026-12-01", id="a date alone"),
        pytest.param([{"days": "tue", "every": "2 weeks"}], None, id="cannot be told"),
        pytest.param("any time", None, id="any time"),
    ],
)
def test_next_meeting_is_the_first_start_from_now_on(
    match: Any, meets: Any, expected: str | None
) -> None:
    _, out, _ = match({"one": {"meets": meets}}, "-o", "json")
    assert json.loads(out)["results"][0]["next_meeting"] == expected


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        pytest.param("2026-05-25", "checked", id="within review_after, to the day"),
        pytest.param("2026-05-24", "due", id="past review_after"),
        pytest.param("2024-11-25", "due", id="hide_after to the day"),
        pytest.param("2024-11-24", "stale", id="past hide_after"),
        pytest.param(None, "never-checked", id="no check"),
    ],
)
def test_freshness_is_how_long_ago_it_was_checked(checked: str | None, expected: str) -> None:
    facts = {"checked": checked and {"on": checked}}
    found = ask(index_of({"one": facts}), include="stale")
    assert document(found)["results"][0]["freshness"] == expected


def test_the_group_has_its_stated_keys_and_a_private_venue_is_already_reduced() -> None:
    venue = {"name": "Example House", "town": "Leeds", "postcode": "LS1 4AP", "private": "yes"}
    facts = {"venue": venue, "welcomes": ["carers"], "contact": {"phone": "0113 496 0123"}}
    (result,) = document(ask(index_of({"one": facts})))["results"]
    group = result["group"]
    assert group["venue"] == {"town": "Leeds", "private": "yes", "postcode": "LS1"}
    assert (group["welcomes"], group["contact"]) == (["carers"], {"phone": "0113 496 0123"})
    assert "cost" not in group


def test_a_place_from_a_prompt_stays_a_dash_wherever_asks_are_repeated(
    match: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("Bingley\n"))
    code, out, err = match(
        {"one": {"venue": OTLEY}}, "--near", "-", "--within", "3", "--cost", "free",
        "--require", "cost", "-o", "json",
    )  # fmt: skip
    read = json.loads(out)
    assert code == 0
    assert read["query"]["near"] == {"typed": "-"}
    assert read["relaxations"]
    for one in read["relaxations"]:
        assert one["flags"][one["flags"].index("--near") + 1] == "-"
    assert "bingley" not in (out + err).lower()
    wider = ask(index_of({"one": {"venue": OTLEY}}), near="-", near_typed="Bingley")
    assert document(wider)["results"][0]["criteria"][0]["asked"] == ["-"]
    assert "bingley" not in "".join(json_text(wider)).lower()


def test_what_a_person_asked_is_in_the_query_and_nowhere_else() -> None:
    groups: Groups = {"one": {"venue": LEEDS}, "two": {}, "three": {}}
    read = document(ask(index_of(groups), near="Otley", age=47, cost="free"))
    asked = read.pop("query")
    assert (asked["near"]["name"], asked["age"]) == ("Otley", 47)
    for result in read["results"]:
        del result["criteria"]  # which repeat the asks by their names
    assert "Otley" not in json.dumps(read)
    assert "47" not in json.dumps(read["results"][-1]["group"])


# The other forms.


def test_jsonl_is_one_result_a_line(match: Any) -> None:
    _, out, _ = match({"one": {}, "two": {}}, "-o", "jsonl")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["one", "two"]


@pytest.mark.parametrize(("form", "comma"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_begin_with_the_columns_id_and_name(match: Any, form: str, comma: str) -> None:
    _, out, _ = match({"one": {"name": "Lantern"}}, "-o", form)
    head, row = out.splitlines()
    assert head.split(comma)[:2] == ["id", "name"]
    assert row.split(comma)[:2] == ["one", "Lantern"]


def test_with_no_ask_at_all_the_directory_is_listed(match: Any) -> None:
    code, out, _ = match({"one": {}, "two": {"focus": ["gambling"]}}, "-o", "json")
    assert (code, json.loads(out)["total"]) == (0, 2)


def test_an_empty_answer_is_done_and_with_fail_empty_it_is_exit_code_1(match: Any) -> None:
    assert match({"one": {}}, "--focus", "gambling", "-o", "json")[0] == 0
    assert match({"one": {}}, "--focus", "gambling", "-o", "json", "--fail-empty")[0] == 1
    assert match({"one": {}}, "--focus", "grief", "-o", "json", "--fail-empty")[0] == 0


def test_the_limit_is_10_and_0_is_all(match: Any) -> None:
    groups: Groups = {f"g{at:02}": {} for at in range(12)}
    for flags, shown in (((), 10), (("--limit", "0"), 12), (("--limit", "3"), 3)):
        read = json.loads(match(groups, "-o", "json", *flags)[1])
        assert (len(read["results"]), read["total"]) == (shown, 12)


def test_two_runs_write_the_same_bytes(match: Any) -> None:
    arguments = (*CRAMPED_FLAGS, "-o", "json")
    assert match(CRAMPED, *arguments) == match(CRAMPED, *arguments)


def test_flags_may_be_repeated_or_have_commas_in_any_order(match: Any) -> None:
    flags = ("--format", "video,in-person", "--cost", "free")
    turned = ("--cost", "free", "--format", "in-person", "--format", "video")
    one, other = (json.loads(match(CRAMPED, *given, "-o", "json")[1]) for given in (flags, turned))
    assert [(r["id"], r["score"]) for r in one["results"]] == [
        (r["id"], r["score"]) for r in other["results"]
    ]
