"""Each fact of a group in plain English."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from peerfind.directory.vocabulary import Facet, Term
from peerfind.model import Ages, Checked, Contact, Group, Source
from peerfind.wording import say
from peerfind.wording.say import NO_CONTACT, Fact, Site, Way

COMMUNITIES = Facet(
    "community",
    [Term("women", "women"), Term("mothers", "mothers"), Term("south-asian", "South Asian people")],
)


# How people meet, and who leads


@pytest.mark.parametrize(
    ("formats", "setting", "words"),
    [
        pytest.param(("in-person",), (), "in person", id="one"),
        pytest.param(("in-person", "video"), (), "in person and video", id="two"),
        pytest.param(
            ("chat", "forum", "text"), (), "live chat, online forum and text message", id="three"
        ),
        pytest.param(("phone",), ("one-to-one",), "phone, one to one", id="one to one"),
        pytest.param(
            ("phone",),
            ("group", "one-to-one"),
            "phone, in a group or one to one",
            id="both settings",
        ),
        pytest.param(
            ("phone",), ("group",), "phone", id="a group is usual and goes without saying"
        ),
        pytest.param(("unknown",), (), "how people meet is not stated: ask", id="unknown"),
        pytest.param((), (), "how people meet is not stated: ask", id="absent"),
    ],
)
def test_formats_are_said_as_people_say_them(
    formats: tuple[str, ...], setting: tuple[str, ...], words: str
) -> None:
    assert say.format_words(Group(format=formats, setting=setting)) == words


@pytest.mark.parametrize(
    ("leader", "words"),
    [
        pytest.param(("peer",), "Led by people who have been through it", id="peer"),
        pytest.param(
            ("peer-worker",),
            "Led by peer support workers, who have lived experience",
            id="peer worker",
        ),
        pytest.param(("volunteer",), "Led by volunteers", id="volunteer"),
        pytest.param(("nurse",), "Led by a nurse", id="nurse"),
        pytest.param(("social-worker",), "Led by a social worker", id="social worker"),
        pytest.param(("psychologist",), "Led by a psychologist", id="psychologist"),
        pytest.param(("counsellor",), "Led by a counsellor", id="counsellor"),
        pytest.param(("other-professional",), "Led by a professional", id="other professional"),
        pytest.param(
            ("nurse", "peer"),
            "Led by people who have been through it and a nurse",
            id="both are named, lay people first",
        ),
        pytest.param(
            ("co-led",),
            "Led by volunteers or people who have been through it, together with a professional",
            id="co-led, without saying who",
        ),
        pytest.param(
            ("co-led", "peer"),
            "Led by people who have been through it, together with a professional",
            id="co-led, the lay side named",
        ),
        pytest.param(
            ("co-led", "volunteer", "nurse"),
            "Led by volunteers, together with a nurse",
            id="co-led, both sides named",
        ),
        pytest.param(("unknown",), "Leader not stated: ask", id="unknown"),
        pytest.param((), "Leader not stated: ask", id="absent"),
    ],
)
def test_who_leads_is_said_without_codes(leader: tuple[str, ...], words: str) -> None:
    assert say.leader_words(leader) == words


@pytest.mark.parametrize("facet", ["format", "leader", "joining"])
def test_every_word_that_the_file_format_fixes_has_words_of_its_own(facet: str) -> None:
    from peerfind.directory.vocabulary import ROLL_UPS, Vocabulary

    said = {
        "format": {*say.FORMATS, "unknown"},
        "leader": {*say.LEADERS, "unknown"} - ROLL_UPS,
        "joining": {*say.JOINING},
    }
    assert {*Vocabulary({})[facet].terms} - ROLL_UPS == said[facet]


def test_the_roll_ups_of_leaders_have_words_too() -> None:
    assert {"lay", "lived-experience", "professional"} <= {*say.LEADERS}


# What it costs, how one joins, whom it is for


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        pytest.param("free", "free", id="free"),
        pytest.param("donation", "by donation", id="donation"),
        pytest.param("£3 a session", "£3 a session", id="amount"),
        pytest.param(None, "", id="not stated"),
    ],
)
def test_costs(cost: str | None, words: str) -> None:
    assert say.cost_words(cost) == words


@pytest.mark.parametrize(
    ("joining", "words"),
    [
        pytest.param((), "", id="not stated"),
        pytest.param(("drop-in",), "just turn up", id="one"),
        pytest.param(("book", "gp-referral"), "book first or through a GP", id="two ways"),
    ],
)
def test_how_one_joins(joining: tuple[str, ...], words: str) -> None:
    assert say.joining_words(joining) == words


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        pytest.param(None, "", id="not stated"),
        pytest.param("18-30", "for ages 18 to 30", id="range"),
        pytest.param("16+", "for ages 16 and over", id="and over"),
        pytest.param("under 18", "for ages up to 17", id="under, which leaves that age out"),
        pytest.param("up to 35", "for ages up to 35", id="up to, which takes it in"),
        pytest.param("all", "for all ages", id="all"),
    ],
)
def test_ages(ages: str | None, words: str) -> None:
    assert say.ages_words(ages and Ages.parse(ages)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({}, [], id="anyone"),
        pytest.param({"only_for": ("women",)}, ["only for women"], id="one"),
        pytest.param(
            {"only_for": ("women+south-asian", "mothers")},
            ["only for women who are also South Asian people or mothers"],
            id="both, or another",
        ),
        pytest.param(
            {"covers": ("England", "Wales")}, ["only for people in England and Wales"], id="place"
        ),
        pytest.param({"covers": ("UK",)}, [], id="the whole UK is no limit worth a word"),
    ],
)
def test_who_alone_may_join(facts: dict[str, Any], words: list[str]) -> None:
    assert [*say.only_for_words(Group(**facts), COMMUNITIES)] == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({}, "", id="nobody in particular"),
        pytest.param({"welcomes": ("women",)}, "specially for women", id="one"),
        pytest.param(
            {"welcomes": ("mothers", "south-asian")},
            "specially for mothers and South Asian people",
            id="two",
        ),
        pytest.param(
            {"welcomes": ("women", "mothers"), "only_for": ("women+south-asian",)},
            "specially for mothers",
            id="not again those that it is only for",
        ),
        pytest.param({"welcomes": ("women",), "only_for": ("women",)}, "", id="all said already"),
    ],
)
def test_whom_it_is_specially_for(facts: dict[str, Any], words: str) -> None:
    assert say.welcome_words(Group(**facts), COMMUNITIES) == words


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        (["England", "Wales"], "England and Wales"),
        (["UK"], "the UK"),
        (["Jersey", "Isle of Man"], "Jersey and the Isle of Man"),
    ],
)
def test_parts_of_the_country_have_the_article_that_they_need(
    regions: list[str], words: str
) -> None:
    assert say.region_words(regions) == words


# Dates and checks


@pytest.mark.parametrize(
    ("published", "words"),
    [("2023", "2023"), ("2023-05", "May 2023"), ("2023-05-01", "1 May 2023")],
)
def test_a_date_of_publication_is_as_exact_as_it_is_known(published: str, words: str) -> None:
    assert say.published_words(published) == words


CHECK = Checked(date(2026, 10, 2), "phone")


@pytest.mark.parametrize(
    ("group", "freshness", "words"),
    [
        pytest.param(
            Group(checked=CHECK), "checked", "Confirmed by phone 2 Oct 2026", id="of late"
        ),
        pytest.param(
            Group(checked=CHECK), "due", "Last confirmed by phone 2 Oct 2026: ring first", id="due"
        ),
        pytest.param(
            Group(checked=CHECK),
            "stale",
            "Last confirmed by phone 2 Oct 2026, long ago: ring first",
            id="stale",
        ),
        pytest.param(
            Group(checked=Checked(date(2026, 10, 2))),
            "checked",
            "Confirmed 2 Oct 2026",
            id="how is not stated",
        ),
        pytest.param(
            Group(sources=(Source(published="2021"), Source(published="2023-05"), Source())),
            "never-checked",
            "Never confirmed (source of May 2023): ring first",
            id="never, the newest source counts",
        ),
        pytest.param(
            Group(sources=(Source(url="https://example.org"),)),
            "never-checked",
            "Never confirmed (source without a date): ring first",
            id="never, and no date",
        ),
    ],
)
def test_freshness_says_what_to_do_unless_it_was_checked_lately(
    group: Group, freshness: Any, words: str
) -> None:
    assert say.freshness_words(group, freshness, [Way("phone", "0113 496 0001")]) == words


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["phone", "website"], "ring first"),
        (["email", "website"], "ask first"),
        ([], "check first"),
    ],
)
def test_nobody_is_told_to_ring_where_there_is_no_number(kinds: list[str], words: str) -> None:
    said = say.freshness_words(Group(), "never-checked", [Way(kind, "x") for kind in kinds])
    assert said == f"Never confirmed (source without a date): {words}"


# How to get in touch


def test_the_phone_comes_first_and_links_are_made() -> None:
    contact = Contact(
        "0113 496 0001", "07700 900 123", "hello@example.org", "https://example.org/a/"
    )
    assert say.ways(contact) == (
        Way("phone", "0113 496 0001", "tel:01134960001"),
        Way("text", "07700 900 123"),
        Way("email", "hello@example.org", "mailto:hello@example.org"),
        Way("website", "example.org/a", "https://example.org/a/"),
    )


def test_the_network_answers_for_a_group_without_a_contact_of_its_own() -> None:
    network = {"name": "Example Network", "contact": {"phone": "01632 960 100"}}
    (way,) = say.ways(None, network)
    assert way.said == "01632 960 100 (the network's)"


def test_a_group_with_a_contact_of_its_own_needs_no_network() -> None:
    network = {"contact": {"phone": "01632 960 100"}}
    assert [way.said for way in say.ways(Contact(email="a@example.org"), network)] == [
        "a@example.org"
    ]


@pytest.mark.parametrize("network", [None, {"name": "Example Network"}])
def test_no_way_is_made_up(network: dict[str, Any] | None) -> None:
    assert say.ways(None, network) == ()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "//x",
        "x",
    ],
)
def test_only_web_pages_are_linked(address: str) -> None:
    assert say.web_link(address) == ""


@pytest.mark.parametrize("address", ['https://example.org/"onclick', "https://example.org/<b>"])
def test_an_address_that_could_leave_its_quotes_is_not_linked(address: str) -> None:
    assert say.web_link(address) == ""


@pytest.mark.parametrize(
    "mailbox", ["a@example.org?bcc=b@example.org", "a b@example.org", "nobody"]
)
def test_only_a_bare_mailbox_is_linked(mailbox: str) -> None:
    (way,) = say.ways(Contact(email=mailbox))
    assert (way.words, way.link) == (mailbox, "")


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("0113 496 0001", "tel:01134960001"),
        ("+44 113 496 0001", "tel:+441134960001"),
        ("(0113) 496-0001", "tel:01134960001"),
        ("0113 496 0001 ext 2", ""),
        ("ask at the desk", ""),
    ],
)
def test_only_a_bare_number_can_be_rung_by_a_link(phone: str, link: str) -> None:
    assert say.phone_link(phone) == link


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a/b", "example.org/a/b"),
        ("example.org", "example.org"),
    ],
)
def test_web_addresses_are_shown_as_people_type_them(address: str, words: str) -> None:
    assert say.web_words(address) == words


PAGE = Source(url="https://www.example.org/a/b/")


@pytest.mark.parametrize(
    ("sources", "site"),
    [
        pytest.param((), Site(), id="none"),
        pytest.param((Source(kind="leaflet"),), Site(), id="paper"),
        pytest.param(
            (Source(kind="leaflet"), PAGE, Source(url="https://example.org/second")),
            Site("example.org", "example.org/a/b", "https://www.example.org/a/b/"),
            id="the first page",
        ),
        pytest.param(
            (Source(url="javascript:alert(1)"),),
            Site("javascript:alert(1)", "javascript:alert(1)", ""),
            id="what is no page is not linked",
        ),
    ],
)
def test_the_page_that_an_entry_was_read_on(sources: tuple[Source, ...], site: Site) -> None:
    assert say.site(sources) == site


@pytest.mark.parametrize(
    ("columns", "said"), [(0, "example.org"), (14, "example.org"), (15, "example.org/a/b")]
)
def test_a_page_is_told_whole_where_it_has_room(columns: int, said: str) -> None:
    assert say.site((PAGE,)).within(columns) == said
    assert say.without_contact(say.site((PAGE,)), columns) == f"{NO_CONTACT}: see {said}"


def test_without_a_page_there_is_nothing_to_see() -> None:
    assert say.without_contact(Site()) == "no way to get in touch is stated"


# Cautions


def test_cautions_are_sentences_in_the_order_of_their_weight() -> None:
    group = Group(
        status="paused",
        status_note="back in spring",
        replaced_by="new-circle",
        not_suitable_for="people in crisis",
        doubts=("The day differs.", "no address"),
    )
    assert [*say.cautions(group)] == [
        "Paused just now: back in spring.",
        "In its place: new-circle.",
        "Not suitable for: people in crisis.",
        "Unclear: The day differs.",
        "Unclear: no address.",
    ]


@pytest.mark.parametrize(
    ("status", "note", "words"),
    [
        ("full", None, ["Full just now."]),
        ("closed", None, ["Closed."]),
        ("open", None, []),
        (None, "moves house in May", ["Moves house in May."]),
    ],
)
def test_only_a_state_that_matters_is_told(
    status: str | None, note: str | None, words: list[str]
) -> None:
    assert [*say.cautions(Group(status=status, status_note=note))] == words


# Small change


def test_cleaning_reaches_into_every_part() -> None:
    assert say.cleaned((Fact("a\u202eb\x1b[31m", ""), ("c\n d",), 3)) == (
        Fact("ab[31m", ""),
        ("c d",),
        3,
    )
    assert isinstance(say.cleaned(Fact("a")), Fact)


@pytest.mark.parametrize(
    ("words", "whole"),
    [("book first", "Book first."), ("May I?", "May I?"), ("Done.", "Done."), ("", ".")],
)
def test_a_sentence_starts_with_a_capital_and_stops(words: str, whole: str) -> None:
    assert say.sentence(words) == whole


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 groups"), (1, "1 group"), (2, "2 groups"), (1234, "1,234 groups")]
)
def test_counts_agree_with_their_noun(number: int, words: str) -> None:
    assert say.counted(number, "group") == words
