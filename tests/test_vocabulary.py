from __future__ import annotations

from typing import Any

import pytest
from conftest import VOCABULARY
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.vocabulary import (
    CLOSED,
    FACETS,
    ROLL_UPS,
    Facet,
    Term,
    Understood,
    Vocabulary,
)
from peerfind.errors import UsageError

WORDS = Vocabulary(VOCABULARY)
FIXED = Vocabulary({})


class TestTheFormats:
    @pytest.mark.parametrize(
        ("roll_up", "below"),
        [
            pytest.param("face-to-face", {"in-person"}, id="face-to-face"),
            pytest.param("online", {"video", "chat", "forum", "email"}, id="online"),
            pytest.param(
                "remote", {"phone", "video", "chat", "forum", "text", "email"}, id="remote"
            ),
        ],
    )
    def test_roll_up_as_the_file_format_says(self, roll_up: str, below: set[str]) -> None:
        assert FIXED["format"].below(roll_up) == below | {roll_up}

    def test_are_the_ones_that_may_be_written(self) -> None:
        written = {"in-person", "phone", "video", "chat", "forum", "text", "email", "unknown"}
        assert {*FIXED["format"].terms} - ROLL_UPS == written


class TestTheLeaders:
    @pytest.mark.parametrize(
        ("roll_up", "below"),
        [
            pytest.param("lay", {"peer", "volunteer"}, id="lay"),
            pytest.param("lived-experience", {"peer", "peer-worker"}, id="lived experience"),
            pytest.param(
                "professional",
                {"nurse", "social-worker", "psychologist", "counsellor", "other-professional"},
                id="professional",
            ),
        ],
    )
    def test_roll_up_as_the_file_format_says(self, roll_up: str, below: set[str]) -> None:
        assert FIXED["leader"].below(roll_up) == below | {roll_up}

    @pytest.mark.parametrize("roll_up", ["lay", "professional"])
    def test_that_are_co_led_have_to_do_with_both_kinds(self, roll_up: str) -> None:
        assert FIXED["leader"].relation(roll_up, "co-led") == "related"
        assert FIXED["leader"].relation("lived-experience", "co-led") is None


def test_the_wants_are_fixed() -> None:
    assert {*FIXED["want"].terms} == {
        "anonymity", "no-travel", "personal-connection", "shared-activities", "real-time-feedback",
        "diverse-people", "own-pace", "practical-strategies", "one-to-one-attention",
        "lasting-friendship",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facet", "terms"),
    [
        ("setting", {"group", "one-to-one"}),
        ("cost", {"free", "donation", "paid"}),
        ("joining", {"drop-in", "book", "self-referral", "gp-referral", "professional-referral",
                     "membership"}),
        ("style", {"open-discussion", "structured", "course", "activity", "social", "guest-speakers"}),
    ],
)  # fmt: skip
def test_small_facets_are_fixed(facet: str, terms: set[str]) -> None:
    assert {*FIXED[facet].terms} == terms
    assert facet in CLOSED


def test_a_directory_adds_labels_to_a_fixed_term_and_cannot_undo_its_relations() -> None:
    chat = {"id": "chat", "label": "text chat", "broader": ["quick"], "offers": ["anonymity"]}
    facet = Vocabulary({"format": [chat]})["format"]
    assert facet.terms["chat"] == Term(
        "chat", "text chat", broader=("online", "remote", "quick"), offers=("anonymity",)
    )
    assert facet.offering("anonymity") == {"chat"}
    assert "chat" in facet.below("online")


class TestRelations:
    @pytest.mark.parametrize(
        ("asked", "found", "relation"),
        [
            pytest.param("depression", "depression", "same", id="same"),
            pytest.param("mental-health", "postnatal-depression", "narrower", id="far narrower"),
            pytest.param("postnatal-depression", "mental-health", "broader", id="far broader"),
            pytest.param("depression", "anxiety", "related", id="related"),
            pytest.param("anxiety", "depression", "related", id="related, the other way round"),
            pytest.param("anxiety", "postnatal-depression", None, id="related is not passed on"),
            pytest.param("depression", "grief", None, id="nothing to do with it"),
            pytest.param("nonesuch", "grief", None, id="an unknown word"),
            pytest.param("nonesuch", "nonesuch", "same", id="an unknown word is itself"),
        ],
    )
    def test_hold_between_terms(self, asked: str, found: str, relation: str | None) -> None:
        assert WORDS["focus"].relation(asked, found) == relation

    def test_broader_wins_over_related(self) -> None:
        facet = Facet("focus", [Term("a", "a", broader=("b",), related=("b",)), Term("b", "b")])
        assert (facet.relation("a", "b"), facet.relation("b", "a")) == ("broader", "narrower")

    def test_a_circle_in_the_data_ends(self) -> None:
        facet = Facet("focus", [Term("a", "a", broader=("b",)), Term("b", "b", broader=("a",))])
        assert facet.above("a") == facet.below("a") == {"a", "b"}

    def test_a_broader_term_that_is_not_known_is_still_above(self) -> None:
        assert Facet("focus", [Term("a", "a", broader=("lost",))]).above("a") == {"a", "lost"}

    @given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"))))
    def test_above_and_below_mirror_each_other(self, broader: dict[str, list[str]]) -> None:
        facet = Facet("focus", [Term(t, t, broader=tuple(up)) for t, up in broader.items()])
        for one in "abcdef":
            for other in "abcdef":
                assert (other in facet.above(one)) == (one in facet.below(other))

    @pytest.mark.parametrize(
        ("community", "excluded"),
        [
            pytest.param(
                "men", {"women", "mothers"}, id="stated by the other one, and what is below"
            ),
            pytest.param("women", {"men"}, id="stated"),
            pytest.param("mothers", {"men"}, id="by a broader term"),
            pytest.param("carers", set(), id="excludes nobody"),
            pytest.param("unknown", set(), id="not known"),
        ],
    )
    def test_a_person_is_not_both_of_what_excludes_each_other(
        self, community: str, excluded: set[str]
    ) -> None:
        assert WORDS.excluded(community) == excluded


class TestWhatAPersonTypes:
    @pytest.mark.parametrize(
        ("facet", "typed", "understood"),
        [
            pytest.param("focus", "grief", Understood("grief", ""), id="id"),
            pytest.param("focus", "Grief and Loss", Understood("grief", ""), id="label"),
            pytest.param("focus", "POSTNATAL DEPRESSION", Understood("postnatal-depression", ""),
                         id="id with a space"),
            pytest.param("focus", "bereavement", Understood("grief", "bereavement"), id="alias"),
            pytest.param("focus", "Baby Blues", Understood("postnatal-depression", "Baby Blues"),
                         id="alias in capitals"),
            pytest.param("focus", "depresion", Understood("depression", "depresion", near_spelling=True),
                         id="a letter missing"),
            pytest.param("focus", "bereavment", Understood("grief", "bereavment", near_spelling=True),
                         id="an alias with a letter missing"),
            pytest.param("focus", "angziety", Understood("anxiety", "angziety", near_spelling=True),
                         id="two slips in a long word"),
            pytest.param("language", "ur", Understood("ur", ""), id="a language without a term"),
            pytest.param("language", "UR", Understood("ur", ""), id="a language in capitals"),
            pytest.param("language", "welsh", Understood("cy", ""), id="a language by its name"),
        ],
    )  # fmt: skip
    def test_is_understood(self, facet: str, typed: str, understood: Understood) -> None:
        assert WORDS[facet].understood(typed) == understood

    @pytest.mark.parametrize(
        ("facet", "typed", "said"),
        [
            pytest.param(
                "focus", "depressed",
                "'depressed' is not among the focus terms. Did you mean depression? "
                "All of them: peerfind terms focus", id="too far from a term",
            ),
            pytest.param(
                "focus", "xyzzy",
                "'xyzzy' is not among the focus terms. All of them: peerfind terms focus", id="like none",
            ),
            pytest.param(
                "community", "man",
                "'man' is not among the community terms. Did you mean men? "
                "All of them: peerfind terms community", id="too short for a slip",
            ),
            pytest.param(
                "focus", "\x1b[31m",
                "'[31m' is not among the focus terms. All of them: peerfind terms focus", id="made safe",
            ),
        ],
    )  # fmt: skip
    def test_that_is_no_term_is_wrong_use(self, facet: str, typed: str, said: str) -> None:
        with pytest.raises(UsageError) as caught:
            WORDS[facet].understood(typed)
        assert str(caught.value) == said

    def test_as_near_to_two_terms_as_to_one_is_neither(self) -> None:
        facet = Facet("focus", [Term("tics", "tics"), Term("tips", "tips")])
        with pytest.raises(UsageError, match=r"Did you mean tics or tips\?"):
            facet.understood("tixs")

    def test_is_a_terms_own_id_before_it_is_anothers_alias(self) -> None:
        facet = Facet("focus", [Term("a", "a", aliases=("loss", "b")), Term("b", "b label")])
        assert facet.understood("b").term == "b"
        assert facet.understood("loss").term == "a"

    def test_may_be_welsh(self) -> None:
        grief = {"id": "grief", "label_cy": "galar", "aliases_cy": ["profedigaeth"]}
        facet = Vocabulary({"focus": [grief]})["focus"]
        assert facet.understood("Galar").term == facet.understood("profedigaeth").term == "grief"

    @given(st.sampled_from([(name, term) for name in VOCABULARY for term in WORDS[name].terms]))
    def test_is_understood_by_every_name_that_a_term_has(self, at: tuple[str, str]) -> None:
        facet = WORDS[at[0]]
        for name in facet.terms[at[1]].names:
            assert facet.understood(name.upper()).term == at[1]

    @given(st.text(max_size=12), st.sampled_from(FACETS))
    def test_is_either_understood_or_explained(self, typed: str, facet: str) -> None:
        try:
            found = WORDS[facet].understood(typed).term
        except UsageError:
            found = ""
        assert found in WORDS[facet] or typed.casefold() not in WORDS[facet]


@pytest.mark.parametrize(
    ("stored", "label"),
    [({"id": "step-free"}, "step free"), ({"id": "a", "label": "An A"}, "An A")],
)
def test_a_term_without_a_label_is_called_by_its_id(stored: dict[str, Any], label: str) -> None:
    assert Vocabulary({"access": [stored]})["access"].label(stored["id"]) == label


def test_a_term_that_is_not_known_is_called_by_its_id() -> None:
    assert WORDS["focus"].label("no-such-term") == "no such term"


@pytest.mark.parametrize("tag", ["en", "cy", "ur", "bfi", "pa-Guru", "zh-Hant-TW"])
def test_any_language_tag_is_a_language_and_nothing_else(tag: str) -> None:
    assert tag in WORDS["language"]
    assert tag not in WORDS["focus"]
    assert f"{tag} " not in WORDS["language"]


class TestReasons:
    WORDS = Vocabulary(
        {
            "format": [
                {"id": "phone", "label": "by phone", "offers": ["no-travel", "anonymity"],
                 "reasons": {"no-travel": "you ring from home"}},
                {"id": "video", "label": "by video call", "offers": ["no-travel"],
                 "reasons": {"no-travel": "you join from home"}},
            ],
            "activity": [{"id": "walking", "offers": ["shared-activities"]}],
        }
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("want", "terms", "reason"),
        [
            pytest.param("no-travel", ["phone", "video"], "you ring from home", id="the first's"),
            pytest.param(
                "no-travel", ["walking", "video"], "you join from home", id="who serves it"
            ),
            pytest.param("anonymity", ["phone"], "by phone", id="the label, without a reason"),
            pytest.param("shared-activities", ["walking"], "walking", id="of any facet"),
            pytest.param("anonymity", ["video", "crafts"], "", id="none serves it"),
        ],
    )
    def test_say_why_a_term_serves_a_want(self, want: str, terms: list[str], reason: str) -> None:
        assert self.WORDS.reason(want, terms) == reason


class TestMentions:
    LOSSES = Facet(
        "focus",
        [Term("grief-partner", "grief for a partner", ("lost my husband",)), Term("the", "the")],
    )

    @pytest.mark.parametrize(
        ("said", "found"),
        [
            pytest.param("lost my husband", [(0, 3, "grief-partner")], id="as written"),
            pytest.param("she has lost her husband now", [(2, 3, "grief-partner")], id="by others"),
            pytest.param("lost husband", [(0, 2, "grief-partner")], id="in short"),
            pytest.param("lost their dear husband", [], id="another word between"),
            pytest.param("husband lost", [], id="the other way round"),
            pytest.param("her the", [], id="fillers alone"),
        ],
    )
    def test_pass_over_the_small_words(self, said: str, found: list[tuple[int, int, str]]) -> None:
        assert [*self.LOSSES.mentions(said.split())] == found
