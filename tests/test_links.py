"""The one command that goes to the network, on a real web server that has all the faults of the web."""

from __future__ import annotations

import csv
import io
import json
import signal
import socket
import ssl
import subprocess
import sys
import time
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import webserver
from conftest import write_directory
from running import DAY, Ran, environment
from webserver import Site, in_turn, says, to

from peerfind import __version__
from peerfind.cli import progress
from peerfind.keeping.links import asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Peerfind = Callable[..., Ran]
    Look = Callable[..., Ran]

_TRUSTED = cache(ssl.create_default_context)  # to read all certificates takes longer than a look
NOT_FOUND = "the site says that there is no such page (404)"
PRIVATE = "it leads to a machine that is not on the open internet, so it was not followed"


@pytest.fixture
def site() -> Iterator[Site]:
    yield from webserver.running()


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "BACKOFF", (0.01, 0.02))
    monkeypatch.setattr(ssl, "create_default_context", _TRUSTED)


@pytest.fixture
def look(peerfind: Peerfind, tmp_path: Path) -> Look:
    """Looks at addresses, which one group names as its sources."""

    def ran(
        *urls: str, flags: tuple[str, ...] = (), form: str = "json", private: bool = True
    ) -> Ran:
        group = {"contact": None, "sources": [{"url": url} for url in urls]}
        folder = write_directory(tmp_path / "directory", {"leeds/one": group})
        mine = ("--allow-private",) if private else ()
        always = ("--directory", str(folder), "--rate", "600000", "--today", DAY, *mine)
        return peerfind("links", *always, "-o", form, *flags)

    return ran


def links_of(ran: Ran) -> list[dict[str, Any]]:
    """The addresses that a look in JSON tells of."""
    found: list[dict[str, Any]] = json.loads(ran.out)["links"]
    return found


def only(ran: Ran) -> dict[str, Any]:
    """The one address that a look tells of."""
    (link,) = links_of(ran)
    return link


EVERY = ("--only", "dead,failing,moved,look,unsure,redirected,fine")

# What is said of a page


@pytest.mark.parametrize(
    ("page", "verdict", "why"),
    [
        pytest.param(200, "fine", "there is a page", id="200"),
        pytest.param(204, "fine", "there is a page", id="204"),
        pytest.param(webserver.no_head, "fine", "there is a page", id="HEAD refused"),
        pytest.param(webserver.wrong_head, "fine", "there is a page", id="HEAD answered wrongly"),
        pytest.param(webserver.head_dropped, "fine", "there is a page", id="HEAD hung up on"),
        pytest.param(404, "failing", NOT_FOUND, id="404"),
        pytest.param(410, "failing", "the site says that the page was taken away (410)", id="410"),
        pytest.param(500, "failing", "the site's server has a fault (500)", id="500"),
        pytest.param(503, "failing", "the site's server has a fault (503)", id="503"),
        pytest.param(401, "unsure", "the site does not answer robots (401)", id="401"),
        pytest.param(403, "unsure", "the site does not answer robots (403)", id="403"),
        pytest.param(405, "unsure", "the site does not answer robots (405)", id="405"),
        pytest.param(429, "unsure", "the site does not answer robots (429)", id="429"),
        pytest.param(999, "unsure", "the site does not answer robots (999)", id="999"),
        pytest.param(
            says(503, b"<title>Just a moment...</title>"),
            "unsure",
            "the site does not answer robots (503)",
            id="a challenge",
        ),
        pytest.param(webserver.dropped, "failing", "the connection broke off", id="hung up"),
        pytest.param(
            webserver.bad_headers,
            "failing",
            "what came back is no answer of a web server",
            id="bad headers",
        ),
        pytest.param(
            webserver.no_http,
            "failing",
            "what came back is no answer of a web server",
            id="another kind of server",
        ),
        pytest.param(300, "look", "it leads on, but does not say where to", id="300"),
        pytest.param(
            (302, {}), "look", "it leads on, but does not say where to", id="302 to nowhere"
        ),
    ],
)
def test_what_a_page_answers_is_told_in_words(
    site: Site, look: Look, page: Any, verdict: str, why: str
) -> None:
    site.pages["/page"] = page
    link = only(look(site.url("/page"), flags=EVERY))
    days = "; failed on 25 Nov 2026" if verdict == "failing" else ""
    assert (link["verdict"], link["why"]) == (verdict, f"{why}{days}")


def test_a_page_is_asked_for_its_head_and_for_no_more(site: Site, look: Look) -> None:
    site.pages["/page"] = 200
    assert look(site.url("/page")).code == 0
    assert site.methods("/page") == ["HEAD"]
    assert site.methods("/robots.txt") == ["GET"]


@pytest.mark.parametrize("page", [webserver.no_head, webserver.wrong_head, webserver.head_dropped])
def test_a_page_that_refuses_that_is_asked_for_as_a_whole(
    site: Site, look: Look, page: Any
) -> None:
    site.pages["/page"] = page
    assert look(site.url("/page")).code == 0
    assert site.methods("/page") == ["HEAD", "GET"]


def test_a_page_that_is_there_the_second_time_is_fine(site: Site, look: Look) -> None:
    site.pages["/page"] = in_turn(500, 200)
    assert only(look(site.url("/page"), flags=EVERY))["verdict"] == "fine"
    assert site.methods("/page") == ["HEAD", "GET", "GET"]


def test_a_page_that_is_not_there_is_asked_for_once_more_only(site: Site, look: Look) -> None:
    look(site.url("/gone"))
    assert site.methods("/gone") == ["HEAD", "GET"]


def test_a_fault_is_asked_about_three_times_and_no_more(site: Site, look: Look) -> None:
    site.pages["/page"] = 502
    assert only(look(site.url("/page")))["status"] == 502
    assert site.methods("/page") == ["HEAD", "GET", "GET", "GET"]


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_a_host_that_wants_to_rest_for_an_hour_is_left_alone(
    site: Site, look: Look, method: str
) -> None:
    hour = {"Retry-After": "3600"}
    site.pages["/a"] = lambda handler: handler.say(429, hour if handler.command == method else {})
    site.pages["/b"] = 200
    found = {link["url"]: link for link in links_of(look(site.url("/a"), site.url("/b")))}
    assert site.methods("/b") == []
    assert found[site.url("/b")]["why"] == "the site asked us to come back much later"
    assert {link["verdict"] for link in found.values()} == {"unsure"}
    assert site.methods("/a")[-1] == method


@pytest.mark.parametrize("page", [webserver.slow, webserver.dripping])
def test_a_page_that_comes_too_slowly_is_not_waited_for(site: Site, look: Look, page: Any) -> None:
    site.pages["/page"] = page
    link = only(look(site.url("/page"), flags=("--timeout", "0.1")))
    assert link["why"] == "no answer came in time; failed on 25 Nov 2026"


def test_of_a_huge_page_only_the_beginning_is_taken(site: Site, look: Look) -> None:
    sent = []

    def page(handler: Any) -> None:
        if handler.command == "HEAD":
            handler.say(405)
            return
        try:
            webserver.huge(handler)
        except OSError:
            sent.append("cut off")

    site.pages["/page"] = page
    assert only(look(site.url("/page"), flags=EVERY))["verdict"] == "fine"
    until = time.monotonic() + 2
    while not sent and time.monotonic() < until:
        time.sleep(0.005)
    assert sent == ["cut off"]


def test_a_port_at_which_nobody_is(look: Look, site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = links_of(look(f"http://127.0.0.1:{port}/", site.url("/")))
    assert found[0]["why"] in {
        "nothing takes a connection there; failed on 25 Nov 2026",
        f"{NOT_FOUND}; failed on 25 Nov 2026",
    }
    assert {one["reason"] for one in found} == {"no-connection", "not-found"}


def test_a_name_that_nobody_has(look: Look, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **more: (
            none() if host == "gone.example.org" else real(host, *rest, **more)
        ),
    )
    site.pages["/"] = 200
    link = only(look("http://gone.example.org/", site.url("/")))
    assert link["why"] == "there is no machine of that name any more; failed on 25 Nov 2026"


def test_https_where_there_is_none_is_for_a_person_to_look_at(look: Look, site: Site) -> None:
    site.pages["/"] = 200
    link = only(look(f"https://127.0.0.1:{site.port}/", site.url("/")))
    assert (link["verdict"], link["reason"]) == ("look", "tls")
    assert link["why"].startswith("browsers will warn: its certificate is not in order")


# Redirects


def test_a_page_that_moved_for_good_is_told_with_its_new_address(site: Site, look: Look) -> None:
    site.pages |= {"/old": to("/middle", 301), "/middle": to("new?x=1#top", 308), "/new?x=1": 200}
    link = only(look(site.url("/old")))
    assert (link["verdict"], link["new"]) == ("moved", site.url("/new?x=1"))


def test_a_page_that_leads_on_for_now_is_only_told(site: Site, look: Look) -> None:
    site.pages |= {"/old": to("/new", 302), "/new": 200}
    link = only(look(site.url("/old")))
    assert (link["verdict"], link["new"]) == ("redirected", site.url("/new"))


def test_what_is_for_good_ends_where_what_is_for_now_begins(site: Site, look: Look) -> None:
    site.pages |= {"/a": to("/b", 301), "/b": to("/c", 307), "/c": to("/d", 301), "/d": 200}
    link = only(look(site.url("/a")))
    assert (link["verdict"], link["new"]) == ("moved", site.url("/b"))


def test_a_redirect_to_a_page_that_is_not_there_is_no_new_address(site: Site, look: Look) -> None:
    site.pages["/old"] = to("/gone", 301)
    link = only(look(site.url("/old")))
    assert (link["verdict"], link["status"]) == ("failing", 404)


def test_a_redirect_to_another_host_asks_that_host_for_leave(site: Site, look: Look) -> None:
    site.pages |= {"/old": to(site.url("/new", "localhost"), 301), "/new": 200}
    assert only(look(site.url("/old")))["new"] == site.url("/new", "localhost")
    assert len(site.methods("/robots.txt")) == 2
    assert [one.headers["host"] for one in site.asked if one.path == "/new"] == [
        f"localhost:{site.port}"
    ]


def test_a_redirect_to_the_first_page_may_stand_for_a_page_that_is_gone(
    site: Site, look: Look
) -> None:
    site.pages |= {"/group": to("/", 301), "/": 200}
    link = only(look(site.url("/group"), site.url("/")))
    assert (link["verdict"], link["reason"]) == ("look", "home")
    assert link["why"] == "it leads to the site's first page, so the page may be gone"


@pytest.mark.parametrize("path", ["/a", "/b"])
def test_a_circle_is_left(site: Site, look: Look, path: str) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/c"), "/c": to("/b")}
    link = only(look(site.url(path)))
    assert (link["verdict"], link["reason"]) == ("look", "loop")
    assert len(site.asked) <= 4


def test_a_way_without_end_is_left(site: Site, look: Look) -> None:
    site.pages |= {f"/{n}": to(f"/{n + 1}", 301) for n in range(100)}
    link = only(look(site.url("/0")))
    assert (link["verdict"], link["reason"]) == ("look", "too-many")
    assert len(site.asked) == 12


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("mailto:someone@example.org", "scheme"),
        ("https:///nowhere", "odd-redirect"),
        ("http://[::1", "odd-redirect"),
        ("http://example.org:port/", "odd-redirect"),
    ],
)
def test_a_redirect_to_what_is_no_page_is_not_followed(
    site: Site, look: Look, location: str, reason: str
) -> None:
    site.pages["/page"] = to(location, 301)
    link = only(look(site.url("/page")))
    assert (link["verdict"], link["reason"]) == ("look", reason)


def test_no_name_and_password_is_sent(site: Site, look: Look) -> None:
    mine = f"127.0.0.1:{site.port}"
    site.pages |= {"/a": to(f"http://me:secret@{mine}/b"), "/b": 200}
    ran = look(f"http://me:secret@{mine}/a")
    assert (only(ran)["url"], "secret" in ran.out) == (site.url("/a"), False)
    assert all("authorization" not in one.headers for one in site.asked)


def test_no_cookie_is_sent_back(site: Site, look: Look) -> None:
    site.pages |= {"/a": (302, {"Location": "/b", "Set-Cookie": "who=you; Path=/"}), "/b": 200}
    look(site.url("/a"))
    assert [one.path for one in site.asked] == ["/robots.txt", "/a", "/b"]
    assert all("cookie" not in one.headers for one in site.asked)


def test_each_request_says_who_we_are(site: Site, look: Look) -> None:
    look(site.url("/gone"))
    said = {one.headers["user-agent"] for one in site.asked}
    assert said == {f"peerfind/{__version__} (link check; +https://pypi.org/project/peerfind/)"}


def test_settings_of_the_person_are_not_taken(
    site: Site, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    site.pages["/"] = 200
    assert only(look(site.url("/"), flags=EVERY))["verdict"] == "fine"
    assert all("authorization" not in one.headers for one in site.asked)


# What a machine may be asked


def test_this_machine_is_not_asked_unless_that_is_allowed(site: Site, look: Look) -> None:
    site.pages["/"] = 200
    urls = (site.url("/"), site.url("/", "localhost"), f"http://[::1]:{site.port}/")
    ran = look(*urls, private=False)
    assert {(link["verdict"], link["why"]) for link in links_of(ran)} == {("look", PRIVATE)}
    assert (ran.code, site.asked) == (4, [])


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1"])
def test_another_way_of_writing_this_machine_is_seen_through(
    site: Site, look: Look, host: str
) -> None:
    look(site.url("/", host), private=False)
    assert site.asked == []


def test_what_robots_txt_refuses_is_not_asked_for(site: Site, look: Look) -> None:
    site.pages |= {
        "/robots.txt": says(200, b"User-agent: *\nDisallow: /private/\nAllow: /private/open\n"),
        "/private/open": 200,
        "/private/page": 200,
    }
    found = links_of(look(site.url("/private/page"), site.url("/private/open"), flags=EVERY))
    assert [(one["verdict"], one["reason"]) for one in found] == [
        ("unsure", "robots"),
        ("fine", "ok"),
    ]
    assert site.methods("/private/page") == []


def test_what_robots_txt_says_of_others_is_not_for_us(site: Site, look: Look) -> None:
    site.pages |= {
        "/robots.txt": says(200, b"User-agent: *\nDisallow: /\nUser-agent: peerfind\nAllow: /\n"),
        "/": 200,
    }
    assert only(look(site.url("/"), flags=EVERY))["verdict"] == "fine"


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        pytest.param(404, "fine", id="there is none"),
        pytest.param(403, "fine", id="it is refused"),
        pytest.param(401, "fine", id="it wants a password"),
        pytest.param(500, "unsure", id="a fault"),
        pytest.param(503, "unsure", id="busy"),
        pytest.param(429, "unsure", id="too many requests"),
        pytest.param(webserver.dropped, "unsure", id="hung up"),
        pytest.param(webserver.bad_headers, "unsure", id="no answer of a server"),
        pytest.param(to("/robots.txt"), "unsure", id="a circle"),
        pytest.param(to("/rules"), "unsure", id="elsewhere"),
        pytest.param(says(200, b"\xff\xfe\x00nonsense"), "fine", id="nonsense"),
    ],
)
def test_a_robots_txt_that_cannot_be_had(site: Site, look: Look, page: Any, verdict: str) -> None:
    site.pages |= {"/robots.txt": page, "/page": 200}
    site.pages["/rules"] = says(200, b"User-agent: *\nDisallow: /page\n")
    assert only(look(site.url("/page"), flags=EVERY))["verdict"] == verdict
    assert bool(site.methods("/page")) == (verdict == "fine")


def test_robots_txt_is_asked_for_once_a_host(site: Site, look: Look) -> None:
    site.pages |= {f"/{n}": 200 for n in range(5)}
    look(*(site.url(f"/{n}") for n in range(5)))
    assert site.methods("/robots.txt") == ["GET"]


def test_a_host_is_asked_one_thing_at_a_time(site: Site, look: Look) -> None:
    def short(handler: Any) -> None:
        time.sleep(0.01)
        handler.say(200)

    site.pages |= {f"/{n}": short for n in range(8)} | {"/old": to("/0")}
    look(*(site.url(f"/{n}") for n in range(8)), site.url("/old"))
    assert (len(site.asked), site.most_at_once) == (11, 1)


def test_between_two_requests_there_is_a_pause(site: Site, look: Look) -> None:
    site.pages |= {f"/{n}": 200 for n in range(3)}
    begun = time.monotonic()
    look(*(site.url(f"/{n}") for n in range(3)), flags=("--rate", "600"))
    assert time.monotonic() - begun >= 0.3


# Dead only after repeats


def seen_on(day: str, state: Path) -> tuple[str, ...]:
    return ("--today", day, "--state", str(state), *EVERY)


def test_a_page_is_dead_after_three_different_days(site: Site, look: Look, tmp_path: Path) -> None:
    state, url = tmp_path / "state.json", site.url("/gone")
    days = ("2026-11-01", "2026-11-01", "2026-11-08", "2026-11-15")
    ran = [look(url, flags=seen_on(day, state)) for day in days]
    assert [(one.code, only(one)["verdict"]) for one in ran] == [
        (0, "failing"),
        (0, "failing"),
        (0, "failing"),
        (1, "dead"),
    ]
    assert only(ran[-1])["why"] == f"{NOT_FOUND}; failed on 1 Nov 2026, 8 Nov 2026 and 15 Nov 2026"
    assert json.loads(state.read_text())["addresses"] == {
        url: {"failed_on": ["2026-11-01", "2026-11-08", "2026-11-15"], "why": "not-found"}
    }


def test_a_page_that_comes_back_begins_anew(site: Site, look: Look, tmp_path: Path) -> None:
    state, url = tmp_path / "state.json", site.url("/page")
    for day in ("2026-11-01", "2026-11-02"):
        look(url, flags=seen_on(day, state))
    site.pages["/page"] = 200
    assert only(look(url, flags=seen_on("2026-11-03", state)))["verdict"] == "fine"
    site.pages["/page"] = 404
    assert only(look(url, flags=seen_on("2026-11-04", state)))["failed_on"] == ["2026-11-04"]


def test_a_page_of_which_nothing_can_be_told_stays_as_it_was(
    site: Site, look: Look, tmp_path: Path
) -> None:
    state, url = tmp_path / "state.json", site.url("/page")
    look(url, flags=seen_on("2026-11-01", state))
    before = state.read_text()
    site.pages["/page"] = 403
    assert only(look(url, flags=seen_on("2026-11-02", state)))["verdict"] == "unsure"
    assert state.read_text() == before


def test_an_address_that_is_gone_from_the_directory_is_forgotten(
    site: Site, look: Look, tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    look(site.url("/a"), site.url("/b"), flags=seen_on("2026-11-01", state))
    look(site.url("/a"), flags=(*seen_on("2026-11-02", state), "--host", "example.org"))
    assert [*json.loads(state.read_text())["addresses"]] == [site.url("/a")]


def test_without_a_network_nothing_is_written_down(look: Look, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ran = look(f"http://127.0.0.1:{free.getsockname()[1]}/", flags=("--state", str(state)))
    assert ran.code == 4
    assert ran.err == (
        "peerfind: No machine answered, so there may be no network here. Nothing was written down.\n"
    )
    assert only(ran)["failed_on"] == []
    assert json.loads(state.read_text()) == {"version": 1, "addresses": {}}


def test_only_one_day_without_a_file_to_keep_it_in(site: Site, look: Look) -> None:
    for day in ("2026-11-01", "2026-11-02", "2026-11-03"):
        assert look(site.url("/gone"), flags=("--today", day)).code == 0


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "7", '{"version": 2, "addresses": {}}', '{"version": 1}', "\u00ff",
     '{"version": 1, "addresses": {"x": {"failed_on": ["soon"], "why": ""}}}',
     '{"version": 1, "addresses": {"x": {"failed_on": [1], "why": ""}}}',
     '{"version": 1, "addresses": {"x": []}}', '{"version": 1, "addresses": []}'],
)  # fmt: skip
def test_a_file_that_holds_something_else_is_left_alone(
    site: Site, look: Look, tmp_path: Path, content: str
) -> None:
    state = tmp_path / "notes.txt"
    state.write_text(content, encoding="latin-1")
    ran = look(site.url("/"), flags=("--state", str(state)))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"peerfind: {state} holds no state of links. Name another file: --state\n"
    assert (state.read_text(encoding="latin-1"), site.asked) == (content, [])


def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(
    site: Site, look: Look, tmp_path: Path
) -> None:
    state = tmp_path / "nowhere" / "state.json"
    ran = look(site.url("/"), flags=("--state", str(state)))
    assert (ran.code, ran.out, site.asked) == (2, "", [])
    assert ran.err == f"peerfind: {state} cannot be written: No such file or directory.\n"


def test_a_folder_is_no_file(site: Site, look: Look, tmp_path: Path) -> None:
    ran = look(site.url("/"), flags=("--state", str(tmp_path)))
    assert (ran.code, ran.out, site.asked) == (2, "", [])
    assert "cannot be read" in ran.err


def test_the_file_is_put_in_place_whole(site: Site, look: Look, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text("")
    (tmp_path / "other.json").hardlink_to(state)
    look(site.url("/gone"), flags=("--state", str(state)))
    assert (state.read_text() > "", (tmp_path / "other.json").read_text()) == (True, "")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# What is printed


@pytest.fixture
def mixed(site: Site, peerfind: Peerfind, tmp_path: Path) -> Callable[..., Ran]:
    """A look at a directory that has an address of most kinds."""
    site.pages |= {"/new": 200, "/old": to("/new", 301), "/for-now": to("/new"), "/shut": 403}
    sources = [{"url": site.url(path)} for path in ("/for-now", "/shut", "/gone")]
    groups = {
        "leeds/one": {"contact": {"website": site.url("/old")}, "sources": sources},
        "york/two": {"contact": {"website": site.url("/gone")}, "sources": sources[2:]},
        "york/shut": {"status": "closed", "sources": [{"url": site.url("/closed")}]},
    }
    crisis = [{"id": "line", "name": "Line", "phone": "1", "sources": [{"url": site.url("/new")}]}]
    folder = write_directory(tmp_path / "directory", groups, crisis=crisis)
    (folder / "guide").mkdir()
    (folder / "guide" / "page.md").write_text(f"# A\n\nSee [this]({site.url('/gone')}).\n")
    always = ("--allow-private", "--rate", "600000", "--today", DAY)

    def ran(*flags: str) -> Ran:
        return peerfind("links", "--directory", str(folder), *always, *flags)

    return ran


def test_the_whole_list_in_plain_lines(mixed: Callable[..., Ran], site: Site) -> None:
    ran = mixed("-o", "plain")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace(f"127.0.0.1:{site.port}", "example.org") == (
        "5 web addresses looked at: 1 failed but not yet dead, 1 moved, 1 could not be told, "
        "1 redirected for now and 1 fine.\n"
        "\n"
        "Failed, not yet dead: that takes 3 different days and --state FILE.\n"
        "- http://example.org/gone\n"
        "  The site says that there is no such page (404); failed on 25 Nov 2026.\n"
        "  In groups/leeds/one.yaml:22 (one)\n"
        "  In groups/york/two.yaml:21 (two)\n"
        "  In groups/york/two.yaml:22 (two)\n"
        "  In guide/page.md:3\n"
        "\n"
        "Moved for good: write the new address.\n"
        "- http://example.org/old\n"
        "  It leads on for good.\n"
        "  Write: http://example.org/new\n"
        "  In groups/leeds/one.yaml:21 (one)\n"
        "\n"
        "Could not tell: sites that turn robots away say nothing of their pages.\n"
        "- http://example.org/shut\n"
        "  The site does not answer robots (403).\n"
        "  In groups/leeds/one.yaml:22 (one)\n"
        "\n"
        "Leads to another page for now: nothing to do.\n"
        "- http://example.org/for-now\n"
        "  It leads on for now.\n"
        "  Leads to: http://example.org/new\n"
        "  In groups/leeds/one.yaml:22 (one)\n"
    )


def test_each_address_is_asked_for_once_however_many_have_it(
    mixed: Callable[..., Ran], site: Site
) -> None:
    mixed()
    assert site.methods("/gone") == ["HEAD", "GET"]
    assert site.methods("/closed") == []


def test_a_sheet_has_a_line_for_each_place(mixed: Callable[..., Ran], site: Site) -> None:
    rows = [*csv.DictReader(io.StringIO(mixed("-o", "csv", "--only", "failing").out))]
    assert [(one["file"], one["line"], one["entry"]) for one in rows] == [
        ("groups/leeds/one.yaml", "22", "one"),
        ("groups/york/two.yaml", "21", "two"),
        ("groups/york/two.yaml", "22", "two"),
        ("guide/page.md", "3", ""),
    ]
    assert {(one["verdict"], one["url"], one["status"]) for one in rows} == {
        ("failing", site.url("/gone"), "404")
    }


def test_data_has_the_counts_and_the_places(mixed: Callable[..., Ran], site: Site) -> None:
    document = json.loads(mixed("-o", "json", "--limit", "1").out)
    assert [*document] == ["version", "total", "counts", "links"]
    assert (document["version"], document["total"]) == (1, 5)
    assert document["counts"] == {
        "dead": 0, "failing": 1, "moved": 1, "look": 0, "unsure": 1, "redirected": 1, "fine": 1,
    }  # fmt: skip
    (link,) = document["links"]
    assert (link["url"], link["status"], link["failed_on"]) == (site.url("/gone"), 404, [DAY])
    assert link["spots"][-1] == {"file": "guide/page.md", "line": 3, "entry": ""}


def test_markdown_is_a_list_to_tick_off(mixed: Callable[..., Ran], site: Site) -> None:
    said = mixed("-o", "markdown").out
    assert said.count("\n### ") == 4
    assert f"- [ ] [http://127.0.0.1:{site.port}/gone]({site.url('/gone')}): the site" in said
    assert "  - guide/page" in said


@pytest.mark.parametrize("width", [40, 80])
def test_the_table_keeps_within_the_terminal(
    mixed: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = mixed("-o", "table").out
    assert max(map(len, said.splitlines())) <= width
    assert "\nMoved for good: write the new address\n" in said


@pytest.mark.parametrize(("verdict", "listed"), [("moved", 1), ("fine", 1), ("dead", 0)])
def test_only_some_are_listed_and_all_are_counted(
    mixed: Callable[..., Ran], verdict: str, listed: int
) -> None:
    ran = mixed("--only", verdict, "-o", "plain")
    assert ran.out.startswith("5 web addresses looked at: 1 failed")
    assert ran.out.count("\n- ") == listed


def test_a_host_alone_can_be_asked(mixed: Callable[..., Ran], site: Site) -> None:
    ran = mixed("--host", "example.org")
    assert (ran.code, ran.out, ran.err) == (0, "No web address was found to look at.\n", "")
    assert site.asked == []
    assert mixed("--host", "127.0.0.1").out.startswith("5 web addresses")


def test_files_alone_can_be_asked_about(
    mixed: Callable[..., Ran], site: Site, tmp_path: Path
) -> None:
    folder = tmp_path / "directory"
    mixed(str(folder / "guide" / "page.md"))
    assert {one.path for one in site.asked} == {"/robots.txt", "/gone"}
    site.asked.clear()
    mixed(str(folder / "crisis.yaml"), str(folder / "groups" / "york"))
    assert {one.path for one in site.asked} == {"/robots.txt", "/gone", "/new"}


def test_what_a_file_or_a_site_says_is_never_obeyed(site: Site, look: Look) -> None:
    site.pages["/old"] = to("/new%0a?<script>[x](y)", 301)
    site.pages["/new%0a?<script>[x](y)"] = 200
    said = look(site.url("/old"), form="markdown").out
    assert "<script>" not in said
    assert "\x1b" not in said


def test_a_formula_is_no_cell(mixed: Callable[..., Ran]) -> None:
    cells = [cell for row in csv.reader(io.StringIO(mixed("-o", "csv").out)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


# Wrong use, and an end before the end


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--only", "ded"], "--only takes dead, failing, moved, look, unsure, redirected or fine, not 'ded'."),  # noqa: E501
        (["--rate", "0"], "--rate takes a number above 0, not 0."),
        (["--rate", "nan"], "--rate takes a number above 0, not nan."),
        (["--timeout", "-1"], "--timeout takes a number above 0, not -1."),
        (["--at-once", "0"], "--at-once takes a number above 0, not 0."),
        (["--limit", "-1"], "--limit takes a number of groups, or 0 for all, not -1."),
        (["-o", "html"], "--output takes table, plain, markdown, csv or json, not 'html'."),
        (["nowhere"], "There is no file or folder nowhere."),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_a_line(look: Look, flags: list[str], told: str, site: Site) -> None:
    ran = look(site.url("/"), flags=tuple(flags))
    assert (ran.code, ran.out, site.asked) == (2, "", [])
    assert ran.err == f"peerfind: {told}\n"


def test_what_is_missing_is_told_with_how_to_install_it(
    look: Look, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerfind.cli.linking.find_spec", lambda _: None)
    ran = look(site.url("/"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'peerfind: links needs httpx. Install it: pip install "peerfind[links]"\n'


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
def test_who_interrupts_it_has_what_was_found_up_to_then(site: Site, tmp_path: Path) -> None:
    site.pages["/slow"] = webserver.slow
    sources = [{"url": site.url("/gone")}, {"url": site.url("/slow")}]
    folder = write_directory(tmp_path / "directory", {"one": {"contact": None, "sources": sources}})
    state = tmp_path / "state.json"
    command = [
        sys.executable, "-m", "peerfind", "links", "--allow-private", "--rate", "600000", "-o", "json",
        "--directory", str(folder), "--state", str(state), "--today", DAY,
    ]  # fmt: skip
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(PEERFIND_CACHE="cache"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as running:  # fmt: skip
        until = time.monotonic() + 20
        while not site.methods("/slow") and time.monotonic() < until:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (130, "Interrupted: 1 of 2 looked at.\n")
    assert [one["url"] for one in json.loads(out)["links"]] == [site.url("/gone")]
    assert [*json.loads(state.read_text())["addresses"]] == [site.url("/gone")]


def test_how_far_it_has_come_is_shown_on_a_terminal_only(
    site: Site, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(progress, "_PAUSE_SECONDS", 0.0)
    urls = (site.url("/a"), site.url("/b"))
    assert look(*urls).err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "Looking at the web: 1 of 2 addresses" in look(*urls).err
