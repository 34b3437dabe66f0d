"""How politely the web is gone to, by a clock that jumps, and a network that is none."""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import some

from peerfind.keeping.links import asking, guard, looking
from peerfind.keeping.links.addresses import Address, Spot
from peerfind.keeping.links.guard import Guarded, PrivateError
from peerfind.keeping.links.manners import Manners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerfind.keeping.links.looking import Looked

    Page = Callable[[httpx.Request], httpx.Response]

LATENCY = 0.25
ROBOTS = "/robots.txt"


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop that does not wait: where it would, its clock jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        select = self._selector.select  # type: ignore[attr-defined]

        def jump(timeout: float | None = None) -> Any:
            if found := select(0):
                return found
            assert timeout is not None, "everything waits for something that never happens"
            self.now += timeout
            return found

        self._selector.select = jump  # type: ignore[attr-defined]

    def time(self) -> float:
        return self.now


def unread(status: int, **more: Any) -> httpx.Response:
    """An answer without content, as it comes from a network: nobody has read it yet."""
    return httpx.Response(status, stream=httpx.ByteStream(b""), **more)


class Web(httpx.AsyncBaseTransport):
    """A web in which each page answers after a while; it keeps who was asked what, from when to when."""

    def __init__(self, page: Page | None = None) -> None:
        self.page = page or (lambda _: httpx.Response(200))
        self.asked: list[tuple[str, str, float, float]] = []
        self.methods: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        self.methods.append(request.method)
        await asyncio.sleep(LATENCY)
        self.asked.append((request.url.host, request.url.path, begun, loop.time()))
        found = self.page(request)
        is_empty = request.url.path == ROBOTS and found.status_code == 200 and not found.content
        status = 404 if is_empty else found.status_code
        return httpx.Response(status, headers=found.headers, stream=httpx.ByteStream(found.content))

    def by_host(self) -> dict[str, list[tuple[float, float]]]:
        """From when to when each host was asked, in order."""
        found = defaultdict(list)
        for host, _, begun, ended in sorted(self.asked, key=lambda one: one[2]):
            found[host].append((begun, ended))
        return found

    @property
    def most_at_once(self) -> int:
        """How many requests ran at the same time, at most."""
        begun = [(at, 1) for _, _, at, _ in self.asked]
        ended = [(at, -1) for *_, at in self.asked]
        most = running = 0
        for _, change in sorted([*begun, *ended], key=lambda one: one):
            running += change
            most = max(most, running)
        return most

    @property
    def seconds(self) -> float:
        """When the last answer came."""
        return max(ended for *_, ended in self.asked)


@pytest.fixture(autouse=True, scope="module")
def _jumping() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.events, "new_event_loop", JumpingLoop)
        yield


def addresses(*urls: str) -> list[Address]:
    return [Address(url, (Spot("groups/one.yaml", 1, "one"),)) for url in urls]


def look(web: Web, *urls: str, **manners: Any) -> Looked:
    return looking.look(addresses(*urls), Manners(**manners), lambda *_: None, web)


def pages(host: str, count: int) -> list[str]:
    return [f"http://{host}/{number}" for number in range(count)]


# One host, many hosts


def test_a_thousand_pages_of_one_host_are_asked_for_one_by_one() -> None:
    web = Web()
    looked = look(web, *pages("one.example.org", 1000), pause=2.0)
    assert len(looked.outcomes) == 1000
    (times,) = web.by_host().values()
    assert web.most_at_once == 1
    assert all(after - ended >= 2.0 for (_, ended), (after, _) in pairwise(times))
    assert web.seconds == pytest.approx(1001 * LATENCY + 1000 * 2.0)


def test_a_thousand_hosts_are_asked_side_by_side_but_only_so_many_at_once() -> None:
    web = Web()
    look(web, *(f"http://h{n}.example.org/" for n in range(1000)), pause=2.0, at_once=8)
    assert web.most_at_once == 8
    assert len(web.asked) == 2000
    assert web.seconds == pytest.approx(2000 * LATENCY / 8, rel=0.05)


def test_a_large_host_does_not_come_after_all_the_small_ones() -> None:
    web = Web()
    small = [f"http://a{n}.example.org/" for n in range(300)]
    look(web, *small, *pages("z.example.org", 100), pause=1.0, at_once=4)
    alone = 101 * LATENCY + 100 * 1.0
    assert web.asked[0][0] == "z.example.org"
    assert web.seconds < alone * 1.6


def test_whoever_waits_for_a_pause_keeps_no_other_from_asking() -> None:
    web = Web()
    look(web, *pages("a.example.org", 3), *pages("b.example.org", 3), pause=10.0, at_once=1)
    assert web.most_at_once == 1
    assert web.seconds < 32


@settings(max_examples=some(25), deadline=None)
@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=8),
    st.integers(1, 5),
    st.sampled_from([0.0, 0.1, 1.0, 7.5]),
)
def test_never_two_at_one_host_never_too_many_and_all_of_them(
    counts: list[int], at_once: int, pause: float
) -> None:
    web = Web()
    urls = [url for n, count in enumerate(counts) for url in pages(f"h{n}.example.org", count)]
    looked = look(web, *urls, pause=pause, at_once=at_once)
    assert {*looked.outcomes} == {*urls}
    assert web.most_at_once <= at_once
    for times in web.by_host().values():
        assert all(after - ended >= pause - 1e-9 for (_, ended), (after, _) in pairwise(times))


def test_how_far_it_has_come_is_told_after_each() -> None:
    told: list[tuple[int, int]] = []
    urls = addresses(*pages("one.example.org", 3))
    looking.look(urls, Manners(), lambda done, total: told.append((done, total)), Web())
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_to_look_at_nothing_starts_nothing() -> None:
    web = Web()
    looked = look(web)
    assert (looked, web.asked) == (looking.Looked({}, has_answer=False, is_interrupted=False), [])


def test_who_interrupts_it_has_what_there_is() -> None:
    def page(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/2":
            raise KeyboardInterrupt
        return httpx.Response(200)

    looked = look(Web(page), *pages("one.example.org", 5))
    assert [*looked.outcomes] == pages("one.example.org", 2)
    assert (looked.is_interrupted, looked.has_answer) == (True, True)


# What a host asks for


def with_robots(content: str) -> Page:
    return lambda request: httpx.Response(200, text=content if request.url.path == ROBOTS else "")


@pytest.mark.parametrize(("asked", "kept"), [("5", 5.0), ("0.5", 1.0), ("9999", 30.0), ("x", 1.0)])
def test_a_host_may_ask_for_a_longer_pause(asked: str, kept: float) -> None:
    web = Web(with_robots(f"User-agent: *\nCrawl-delay: {asked}\n"))
    look(web, *pages("one.example.org", 4), pause=1.0)
    (times,) = web.by_host().values()
    pauses = [after - ended for (_, ended), (after, _) in pairwise(times)]
    assert pauses[1:] == pytest.approx([kept] * 3)


def busy_once(status: int, **headers: str) -> tuple[Page, list[str]]:
    """A web of which one page is busy the first two times."""
    asked: list[str] = []

    def page(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/0":
            asked.append(request.method)
            if len(asked) < 3:
                return httpx.Response(status, headers=headers)
        return httpx.Response(200)

    return page, asked


def test_the_second_and_the_third_time_come_later_and_later() -> None:
    page, asked = busy_once(500)
    web = Web(page)
    looked = look(web, *pages("one.example.org", 1), pause=0.0)
    assert [one.why for one in looked.outcomes.values()] == ["ok"]
    assert asked == ["HEAD", "GET", "GET"]
    times = [(begun, ended) for _, path, begun, ended in web.asked if path == "/0"]
    assert times[2][0] - times[1][1] == pytest.approx(asking.BACKOFF[0])


def test_a_host_is_left_alone_for_as_long_as_it_says_in_all_its_pages() -> None:
    page, asked = busy_once(429, **{"Retry-After": "20"})
    web = Web(page)
    looked = look(web, *pages("one.example.org", 2), pause=0.0)
    assert {one.why for one in looked.outcomes.values()} == {"ok"}
    assert asked == ["HEAD", "GET", "GET"]
    times = [(begun, ended) for _, _, begun, ended in web.asked]
    waits = [round(after - ended) for (_, ended), (after, _) in pairwise(times)]
    assert waits == [0, 20, 20, 0]


def test_who_wants_a_longer_rest_than_we_have_is_not_asked_again() -> None:
    page, asked = busy_once(503, **{"Retry-After": "61"})
    looked = look(Web(page), *pages("one.example.org", 3), "http://two.example.org/")
    assert [looked.outcomes[url].why for url in pages("one.example.org", 3)] == [
        "blocked",
        "later",
        "later",
    ]
    assert looked.outcomes["http://two.example.org/"].why == "ok"
    assert asked == ["HEAD"]


def test_a_host_that_has_no_name_is_asked_for_once() -> None:
    def page(_: httpx.Request) -> httpx.Response:
        raise OSError(-2, "no such name") from gaierror(noname=True)

    web = Web(page)
    looked = look(web, *pages("gone.example.org", 50))
    assert {one.why for one in looked.outcomes.values()} == {"no-name"}
    assert (len(web.asked), looked.has_answer) == (1, False)


def gaierror(*, noname: bool) -> OSError:
    import socket

    return socket.gaierror(socket.EAI_NONAME if noname else socket.EAI_AGAIN, "x")


def test_a_name_that_cannot_be_looked_up_just_now_is_asked_for_again() -> None:
    def page(_: httpx.Request) -> httpx.Response:
        raise gaierror(noname=False)

    web = Web(page)
    looked = look(web, *pages("gone.example.org", 5))
    assert {one.why for one in looked.outcomes.values()} == {"no-name-now"}
    assert not any(one.has_failed for one in looked.outcomes.values())
    assert len(web.asked) == 3


def test_a_machine_at_which_nobody_is_has_failed_with_all_its_pages() -> None:
    def page(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    web = Web(page)
    looked = look(web, *pages("gone.example.org", 20))
    assert {(one.why, one.has_failed) for one in looked.outcomes.values()} == {
        ("no-connection", True)
    }
    assert len(web.asked) == 3


@pytest.mark.parametrize("status", [500, 503, 429])
def test_without_rules_no_page_is_asked_for(status: int) -> None:
    web = Web(lambda request: httpx.Response(status if request.url.path == ROBOTS else 200))
    looked = look(web, *pages("one.example.org", 20))
    assert {one.why for one in looked.outcomes.values()} == {"no-robots"}
    assert {path for _, path, *_ in web.asked} == {ROBOTS}
    assert len(web.asked) == 3


def test_an_answer_that_never_comes_is_not_waited_for() -> None:
    class Silent(Web):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path != ROBOTS:
                await asyncio.sleep(1e6)
            return unread(404)

    looked = look(Silent(), *pages("one.example.org", 1), timeout=5.0)
    assert [one.why for one in looked.outcomes.values()] == ["timeout"]


# What went wrong, by its name


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def certificate(message: str) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_message = message
    return error


@pytest.mark.parametrize(
    ("error", "why", "detail"),
    [
        (httpx.ConnectTimeout(""), "timeout", ""),
        (httpx.ReadTimeout(""), "timeout", ""),
        (httpx.PoolTimeout(""), "timeout", ""),
        (TimeoutError(), "timeout", ""),
        (httpx.ConnectError(""), "no-connection", ""),
        (ConnectionRefusedError(), "no-connection", ""),
        (OSError(), "no-connection", ""),
        (caused(httpx.ConnectError(""), gaierror(noname=True)), "no-name", ""),
        (caused(httpx.ConnectError(""), gaierror(noname=False)), "no-name-now", ""),
        (caused(httpx.ConnectError(""), ssl.SSLError()), "tls", ""),
        (
            caused(httpx.ConnectError(""), certificate("certificate has expired")),
            "tls",
            "certificate has expired",
        ),
        (httpx.ReadError(""), "dropped", ""),
        (httpx.WriteError(""), "dropped", ""),
        (httpx.RemoteProtocolError("Server disconnected without a response"), "dropped", ""),
        (httpx.RemoteProtocolError("illegal header line"), "bad-answer", ""),
        (httpx.LocalProtocolError("too much"), "bad-answer", ""),
        (httpx.DecodingError("x"), "bad-answer", ""),
        (httpx.InvalidURL("x"), "bad-address", ""),
        (UnicodeError("label too long"), "bad-address", ""),
        (PrivateError(), "private", ""),
        (ValueError(), "bad-answer", ""),
    ],
)
def test_each_fault_has_a_name(error: Exception, why: str, detail: str) -> None:
    found = asking.fault(error)
    assert (found.why, found.detail) == (why, detail)


def test_causes_in_a_circle_have_an_end() -> None:
    one, other = OSError(), ValueError()
    one.__cause__, other.__cause__ = other, one
    assert asking.fault(one).why == "no-connection"


# Which machines may be gone to


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "239.1.1.1", "240.0.0.1",  # noqa: S104
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1",
        "64:ff9b::7f00:1", "64:ff9b::c0a8:101",
    ],
)  # fmt: skip
def test_no_machine_beside_us_is_of_the_open_network(address: str) -> None:
    assert not guard.is_open(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::", "::ffff:1.1.1.1"],
)  # fmt: skip
def test_others_are(address: str) -> None:
    assert guard.is_open(address)


@given(st.ip_addresses(v=4))
def test_a_machine_is_the_same_however_it_is_wrapped(address: Any) -> None:
    wrapped = [f"::ffff:{address}", f"64:ff9b::{int(address) >> 16:x}:{int(address) & 0xFFFF:x}"]
    assert {guard.is_open(one) for one in wrapped} == {guard.is_open(str(address))}
    assert not (guard.is_open(str(address)) and (address.is_private or address.is_loopback))


class Names:
    """A resolver that gives another answer each time; the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.left = [*answers]
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append((host, port))
        return self.left.pop(0) if self.left[1:] else self.left[0]


class Wire(httpx.AsyncBaseTransport):
    """Keeps to which machine each request went; those of some machines do not get through."""

    def __init__(self, *shut: str) -> None:
        self.requests: list[httpx.Request] = []
        self.shut = shut
        self.is_closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.host in self.shut:
            raise httpx.ConnectError("shut")
        return httpx.Response(200)

    async def aclose(self) -> None:
        self.is_closed = True


def send(wire: Wire, names: Names, url: str, **flags: bool) -> httpx.Response:
    async def sent() -> httpx.Response:
        async with Guarded(wire, resolve=names, **flags) as transport:
            return await transport.handle_async_request(httpx.Request("HEAD", url))

    return asyncio.run(sent())


def test_a_name_is_looked_up_once_and_the_connection_made_to_what_was_found() -> None:
    wire, names = Wire(), Names(["93.184.216.34"], ["127.0.0.1"])
    assert send(wire, names, "https://example.org/a?b=c").status_code == 200
    (request,) = wire.requests
    assert str(request.url) == "https://93.184.216.34/a?b=c"
    assert request.headers["host"] == "example.org"
    assert request.extensions["sni_hostname"] == "example.org"
    assert (names.asked, wire.is_closed) == ([("example.org", 443)], True)


def test_a_name_that_stands_for_a_machine_beside_us_is_refused() -> None:
    wire = Wire()
    with pytest.raises(PrivateError):
        send(wire, Names(["127.0.0.1", "::1", "10.1.1.1"]), "http://example.org/")
    assert wire.requests == []


def test_of_a_name_that_stands_for_both_only_the_open_one_is_gone_to() -> None:
    wire = Wire()
    send(wire, Names(["10.0.0.1", "93.184.216.34"]), "http://example.org:8080/")
    assert [str(one.url) for one in wire.requests] == ["http://93.184.216.34:8080/"]
    assert wire.requests[0].headers["host"] == "example.org:8080"


def test_a_machine_beside_us_is_gone_to_where_that_is_allowed() -> None:
    wire = Wire()
    send(wire, Names(["10.0.0.1"]), "http://example.org/", allow_private=True)
    assert [one.url.host for one in wire.requests] == ["10.0.0.1"]


def test_the_next_address_is_tried_where_one_takes_no_connection() -> None:
    wire = Wire("2606:4700::1")
    assert send(wire, Names(["2606:4700::1", "1.1.1.1"]), "http://example.org/").status_code == 200
    assert [one.url.host for one in wire.requests] == ["2606:4700::1", "1.1.1.1"]


def test_no_more_than_three_are_tried() -> None:
    machines = [f"1.1.1.{n}" for n in range(9)]
    wire = Wire(*machines)
    with pytest.raises(httpx.ConnectError):
        send(wire, Names(machines), "http://example.org/")
    assert len(wire.requests) == 3


def test_a_name_in_other_letters_is_asked_for_as_machines_write_it() -> None:
    names = Names(["1.1.1.1"])
    send(Wire(), names, "http://grŵp.example.org/")
    assert names.asked == [("xn--grp-c2a.example.org", 80)]


def test_each_redirect_is_looked_at_again() -> None:
    class Leading(Wire):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            if request.url.path == ROBOTS:
                return unread(404)
            return unread(302, headers={"location": "http://inside.example.org/secret"})

    class ByName(Names):
        async def __call__(self, host: str, port: int) -> list[str]:
            self.asked.append((host, port))
            return ["10.0.0.5"] if host.startswith("inside") else ["1.1.1.1"]

    wire = Leading()
    guarded = Guarded(wire, resolve=ByName([]))
    urls = addresses("http://example.org/a")
    looked = looking.look(urls, Manners(), lambda *_: None, guarded)
    (outcome,) = looked.outcomes.values()
    assert (outcome.why, outcome.hops[-1].to) == ("private", "http://inside.example.org/secret")
    assert {one.url.host for one in wire.requests} == {"1.1.1.1"}
