"""What is known of web addresses without any network: where they stand, what sites allow, what is said."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from conftest import write_directory
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.answers.check import chosen
from peerfind.config import shipped_directory
from peerfind.keeping.links.addresses import Address, Spot, addresses, at_host, normalised
from peerfind.keeping.links.asking import Answer, retry_after
from peerfind.keeping.links.looking import by_host
from peerfind.keeping.links.outcomes import Hop, Outcome, is_challenge, judged, reason
from peerfind.keeping.links.robots import Robots, Rule, read_robots
from peerfind.keeping.links.state import Failure, noted, of_addresses, read_state, state_text
from peerfind.keeping.links.verdicts import VERDICTS
from peerfind.wording.linking import HEADINGS, links_said

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 25)
HERE = "https://example.org/group"


# Addresses


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://example.org/walk", "https://example.org/walk"),
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/Walk", "https://example.org/Walk"),
        ("  http://example.org/a?b=c&d  ", "http://example.org/a?b=c&d"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://me:secret@example.org:8443/a", "https://example.org:8443/a"),
        ("example.org/walk", "https://example.org/walk"),
        ("www.example.org", "https://www.example.org/"),
        ("http://[2001:db8::1]:80/", "http://[2001:db8::1]:80/"),
        ("https://grŵp.example.org/", "https://grŵp.example.org/"),
        ("see our page", None),
        ("", None),
        ("someone@example.org", None),
        ("mailto:someone@example.org", None),
        ("ftp://example.org/", None),
        ("javascript://example.org/%0aalert(1)", None),
        ("https://", None),
        ("https://example.org/a b", None),
        ("http://[::1", None),
        ("http://example.org:port/", None),
        ("http://example.org:99999/", None),
    ],
)
def test_an_address_as_it_is_asked_for(typed: str, url: str | None) -> None:
    assert normalised(typed) == url


@settings(max_examples=some(40))
@given(st.text(max_size=40) | st.text(max_size=30).map("https://{}".format))
def test_any_text_is_an_address_or_none_and_stays_what_it_is(typed: str) -> None:
    found = normalised(typed)
    if found is not None:
        assert normalised(found) == found
        assert found.startswith(("http://", "https://"))
        assert "#" not in found


def found_in(folder: Path, *paths: str) -> dict[str, list[tuple[str, int, str]]]:
    asked = chosen([folder / path for path in paths], str(folder))
    return {one.url: [(*spot,) for spot in one.spots] for one in addresses(asked)}


def test_each_address_stands_once_with_all_its_places(tmp_path: Path) -> None:
    page = [{"url": HERE}]
    groups = {
        "leeds/one": {"contact": {"website": f"{HERE}#times"}, "sources": page},
        "york/two": {"contact": None, "sources": page},
    }
    crisis = [{"id": "line", "name": "Line", "sources": page, "website": "example.org"}]
    folder = write_directory(tmp_path / "directory", groups, crisis=crisis)
    assert found_in(folder) == {
        HERE: [
            ("crisis.yaml", 1, "line"),
            ("groups/leeds/one.yaml", 21, "one"),
            ("groups/leeds/one.yaml", 22, "one"),
            ("groups/york/two.yaml", 21, "two"),
        ],
        "https://example.org/": [("crisis.yaml", 1, "line")],
    }
    assert [*found_in(folder, "groups/york")] == [HERE]
    assert len(found_in(folder, "groups/york")[HERE]) == 1


def test_a_group_that_is_closed_needs_no_page(tmp_path: Path) -> None:
    shut = {"status": "closed", "sources": [{"url": HERE}]}
    paused = {"status": "paused", "contact": None, "sources": [{"url": f"{HERE}/paused"}]}
    folder = write_directory(tmp_path / "directory", {"shut": shut, "paused": paused})
    assert [*found_in(folder)] == [f"{HERE}/paused"]


def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    groups = {"one": "name: [", "two": "", "three": "- a\n- url: x\n", "four": "contact: words\n"}
    folder = write_directory(tmp_path / "directory", {**groups, "five": "contact: {website: []}\n"})
    (folder / "guide").mkdir()
    (folder / "guide" / "page.md").write_bytes(b"\xff\xfe https://example.org/page\n")
    (folder / "guide" / "folder.md").mkdir()
    assert [*found_in(folder)] == ["https://example.org/page"]


@pytest.mark.parametrize(
    ("line", "urls"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("(https://example.org/a), and", ["https://example.org/a"]),
        ("[words](https://example.org/a).", ["https://example.org/a"]),
        ("<https://example.org/a>", ["https://example.org/a"]),
        ("https://example.org/a_(b)?", ["https://example.org/a_(b)"]),
        ("[x](https://example.org/a_(b)), y", ["https://example.org/a_(b)"]),
        ("[https://example.org/a](https://example.org/b)", ["https://example.org/a", "https://example.org/b"]),
        ("| https://example.org/a|https://example.org/b |", ["https://example.org/a", "https://example.org/b"]),
        ("`https://example.org/a`", ["https://example.org/a"]),
        ("example.org, http, https://", []),
    ],
)  # fmt: skip
def test_addresses_in_a_page_of_prose(tmp_path: Path, line: str, urls: list[str]) -> None:
    folder = write_directory(tmp_path / "directory")
    (folder / "guide").mkdir()
    (folder / "guide" / "page.md").write_text(f"# Page\n\n{line}\n")
    assert found_in(folder) == {url: [("guide/page.md", 3, "")] for url in urls}


def test_every_address_of_the_shipped_directory_can_be_asked_for() -> None:
    found = addresses(chosen([], str(shipped_directory())))
    assert len(found) > 200
    assert len({one.url for one in found}) == len(found)
    assert all(one.host and one.spots for one in found)
    files = {spot.file.split("/")[0] for one in found for spot in one.spots}
    assert {"groups", "crisis.yaml", "guide"} <= files


def some(*urls: str) -> list[Address]:
    return [Address(url, (Spot("groups/one.yaml", 3, "one"),)) for url in urls]


def test_a_host_has_those_below_it_and_no_others() -> None:
    every = some("http://example.org/", "http://www.example.org/", "http://notexample.org/")
    for typed in ("example.org", " WWW.Example.org "):
        assert [one.host for one in at_host(every, typed)] == ["example.org", "www.example.org"]


def test_the_host_with_most_pages_comes_first() -> None:
    every = some("http://a.org/1", "http://b.org/1", "http://b.org/2", "http://a2.org/")
    assert by_host(every) == [
        ["http://b.org/1", "http://b.org/2"],
        ["http://a.org/1"],
        ["http://a2.org/"],
    ]


# What sites allow


@pytest.mark.parametrize(
    ("path", "target", "fits"),
    [
        ("/", "/anything", True),
        ("/fish", "/fish.html", True),
        ("/fish", "/Fish", False),
        ("/fish/", "/fish", False),
        ("/*.php", "/index.php?x=1", True),
        ("/*.php$", "/index.php?x=1", False),
        ("/*.php$", "/a.php/b.php", True),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/a*b*c$", "/a-b-c", True),
        ("/a*b*c$", "/a-c-b", False),
        ("/ab*ab$", "/ab", False),
        ("*", "/", True),
        ("/*$", "/anything", True),
        ("/a*a$", "/a", False),
    ],
)
def test_a_rule_fits_as_the_standard_says(path: str, target: str, fits: bool) -> None:  # noqa: FBT001
    assert Rule(path, is_allowed=False).fits(target) == fits


@given(st.text("ab*", max_size=6), st.booleans(), st.text("ab", max_size=8))
def test_a_rule_fits_as_a_pattern_would(path: str, is_whole: bool, target: str) -> None:  # noqa: FBT001
    import re

    pattern = ".*".join(path.split("*")) + ("$" if is_whole else "")
    rule = Rule(path + ("$" if is_whole else ""), is_allowed=False)
    assert rule.fits(target) == bool(re.match(pattern, target))


def test_a_rule_of_many_stars_takes_no_time() -> None:
    begun = time.process_time()
    assert not Rule("/" + "*a" * 5000 + "b$", is_allowed=False).fits("/" + "a" * 20000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("content", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("Disallow: /", "/a", True),
        ("user-AGENT : *\n disallow : /a # why\n", "/a", False),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: PeerFind/2.0\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: peerfind\nDisallow: /x", "/a", True),
        ("User-agent: peerfind\nDisallow: /x\nUser-agent: peerfind\nDisallow: /y", "/y", False),
        ("User-agent: peerfinder\nDisallow: /", "/a", True),
        ("User-agent: *\nSitemap: /s\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("User-agent: *\nDisallow: /café", "/caf%c3%a9", False),
        ("<html>User-agent: *</html>", "/", True),
    ],
)
def test_what_a_robots_txt_lets_us_ask_for(content: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    assert read_robots(content).allows(path) == allowed


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_robots_txt_can_be_read(content: str, path: str) -> None:
    read_robots(f"User-agent: *\n{content}").allows(f"/{path}")


def test_a_pause_that_is_asked_for() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 2.5\nDisallow: /a").delay == 2.5
    assert read_robots("User-agent: *\nCrawl-delay: -1\n").delay == 0
    assert Robots().allows("/anything")


# Answers


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120), (" 7 ", 7), ("0", 0), ("", 0), ("-5", 0), ("soon", 0), ("1.5", 0), ("\u0663", 0),
        ("9" * 40, 999999999),
        ("Wed, 25 Nov 2026 00:01:00 GMT", 60),
        ("Wed, 25 Nov 2026 00:01:00 -0000", 60),
        ("Tue, 24 Nov 2026 00:00:00 GMT", 0),
        ("Wed, 99 Nov 2026 00:01:00 GMT", 0),
    ],
)  # fmt: skip
def test_how_long_an_answer_asks_us_to_wait(said: str, seconds: float) -> None:
    from datetime import UTC, datetime

    answer = Answer(429, {"retry-after": said}, b"")
    assert retry_after(answer, datetime(2026, 11, 25, tzinfo=UTC)) == seconds


def test_every_status_has_a_name() -> None:
    names = {status: reason(status) for status in range(200, 1000)}
    assert {names[status] for status in (200, 204, 299)} == {"ok"}
    assert {names[status] for status in (300, 304, 399)} == {"odd-redirect"}
    assert {names[status] for status in (401, 403, 405, 418, 429, 451, 999)} == {"blocked"}
    assert {names[status] for status in (500, 502, 503, 530)} == {"server"}
    assert (names[404], names[410]) == ("not-found", "gone")
    assert reason(503, is_challenge=True) == "blocked"


@pytest.mark.parametrize(
    ("status", "headers", "body", "expected"),
    [
        (503, {}, b"Please complete the CAPTCHA", True),
        (503, {"cf-mitigated": "challenge"}, b"", True),
        (503, {"retry-after": "5"}, b"", True),
        (503, {}, b"Backend fetch failed", False),
        (500, {}, b"captcha", False),
        (200, {}, b"captcha", False),
    ],
)
def test_a_site_that_wants_a_person_is_told_from_one_that_is_broken(
    status: int,
    headers: dict[str, str],
    body: bytes,
    expected: bool,  # noqa: FBT001
) -> None:
    assert is_challenge(status, headers, body) == expected


# What is said of an address


def verdict(outcome: Outcome, *days: str, url: str = HERE) -> tuple[str, str]:
    failures = {url: Failure(days, outcome.why)} if days else {}
    (found,) = judged({url: outcome}, some(url), failures)
    return found.verdict, found.new


def led(*hops: tuple[str, bool]) -> Outcome:
    return Outcome("ok", 200, hops=tuple(Hop(to, is_permanent) for to, is_permanent in hops))


NEW, OTHER = "https://example.org/new", "https://example.org/other"


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome("ok", 200), ("fine", "")),
        (led((NEW, True)), ("moved", NEW)),
        (led((NEW, False)), ("redirected", "")),
        (led((NEW, True), (OTHER, True)), ("moved", OTHER)),
        (led((NEW, True), (OTHER, False)), ("moved", NEW)),
        (led((NEW, False), (OTHER, True)), ("redirected", "")),
        (led(("https://example.org/", True)), ("look", "")),
        (led(("https://www.hugedomains.com/domain?x=example", False)), ("look", "")),
        (led(("https://nothugedomains.com/x", False)), ("redirected", "")),
        (Outcome("tls"), ("look", "")),
        (Outcome("private"), ("look", "")),
        (Outcome("loop"), ("look", "")),
        (Outcome("robots"), ("unsure", "")),
        (Outcome("later"), ("unsure", "")),
        (Outcome("no-name-now"), ("unsure", "")),
        (Outcome("blocked", 403), ("unsure", "")),
        (Outcome("not-found", 404, hops=(Hop(NEW, is_permanent=True),)), ("failing", "")),
    ],
)
def test_what_is_said(outcome: Outcome, expected: tuple[str, str]) -> None:
    assert verdict(outcome) == expected


def test_a_first_page_that_leads_to_the_first_page_has_only_moved() -> None:
    moved = led(("https://www.example.org/", True))
    assert verdict(moved, url="https://example.org/") == ("moved", "https://www.example.org/")


def test_only_three_days_make_an_address_dead() -> None:
    days = ("2026-11-01", "2026-11-02", "2026-11-03")
    found = [verdict(Outcome("gone", 410), *days[:count])[0] for count in range(4)]
    assert found == ["failing", "failing", "failing", "dead"]
    assert verdict(Outcome("blocked", 403), *days)[0] == "unsure"


def test_the_worst_comes_first_and_what_was_not_looked_at_is_not_told() -> None:
    outcomes = {"http://a.org/": Outcome("ok", 200), "http://b.org/": Outcome("gone", 410)}
    found = judged(outcomes, some("http://a.org/", "http://b.org/", "http://c.org/"), {})
    assert [one.address.url for one in found] == ["http://b.org/", "http://a.org/"]


def test_every_verdict_has_its_words() -> None:
    assert [*HEADINGS] == [*VERDICTS]


REASONS = [
    "ok", "not-found", "gone", "server", "no-name", "no-name-now", "no-connection", "timeout",
    "dropped", "bad-answer", "blocked", "robots", "no-robots", "later", "tls", "private", "scheme",
    "bad-address", "loop", "too-many", "odd-redirect",
]  # fmt: skip


@pytest.mark.parametrize("why", REASONS)
def test_every_reason_has_its_words(why: str) -> None:
    findings = judged({HERE: Outcome(why, 0, "more")}, some(HERE), {})
    (link,) = links_said(findings, 1, VERDICTS, 0).links
    assert len(link.why) > 10
    assert (link.reason, link.why.endswith("(more)")) == (why, True)


def test_the_counts_are_of_all_however_few_are_listed() -> None:
    outcomes = {f"http://{n}.org/": Outcome("ok" if n % 2 else "gone", 410) for n in range(10)}
    found = links_said(judged(outcomes, some(*outcomes), {}), 12, (), 2)
    assert len(found.links) == 2
    assert found.count_line == (
        "10 of 12 web addresses looked at: 5 failed but not yet dead and 5 fine."
    )


def test_nothing_of_what_a_server_says_can_steer_a_terminal() -> None:
    evil = Outcome("tls", 0, "\x1b[31mexpired\u202e")
    (link,) = links_said(judged({HERE: evil}, some(HERE), {}), 1, (), 0).links
    assert link.why.endswith("([31mexpired)")


# What is kept


def test_what_is_kept_can_be_read_again(tmp_path: Path) -> None:
    state = {HERE: Failure(("2026-11-01", "2026-11-09"), "gone")}
    path = tmp_path / "state.json"
    path.write_text(state_text(state), encoding="utf-8")
    assert read_state(path) == state
    assert read_state(None) == read_state(tmp_path / "none.json") == {}


OUTCOMES = st.sampled_from([Outcome("ok", 200), Outcome("gone", 410), Outcome("robots")])


@given(st.lists(st.tuples(st.integers(0, 40), OUTCOMES), max_size=30))
def test_the_days_are_those_since_it_was_last_seen_to_live(looks: list[tuple[int, Any]]) -> None:
    state: dict[str, Failure] = {}
    failed: set[str] = set()
    for after, outcome in sorted(looks, key=lambda one: one[0]):
        day = DAY + timedelta(days=after)
        state = noted(state, {HERE: outcome}, day)
        failed = set() if outcome.why == "ok" else failed
        failed |= {day.isoformat()} if outcome.has_failed else set()
        kept = state[HERE].failed_on if HERE in state else ()
        assert kept == tuple(sorted(kept))
        assert {*kept} <= failed
        assert len(kept) == min(len(failed), 11)
        assert kept[:1] == tuple(sorted(failed)[:1])


def test_others_stay_as_they_are() -> None:
    state = {HERE: Failure(("2026-11-01",), "gone"), OTHER: Failure(("2026-11-02",), "gone")}
    after = noted(state, {HERE: Outcome("ok", 200)}, DAY)
    assert after == {OTHER: state[OTHER]}
    assert len(state) == 2
    assert of_addresses(state, [HERE, NEW]) == {HERE: state[HERE]}


def test_the_file_is_plain_to_read() -> None:
    said = json.loads(state_text({OTHER: Failure((), "x"), HERE: Failure(("2026-11-01",), "gone")}))
    assert [*said["addresses"]] == [HERE, OTHER]
    assert said["version"] == 1
