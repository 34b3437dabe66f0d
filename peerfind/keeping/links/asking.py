"""One request and its answer, or why there is none; asked again where that may help."""

from __future__ import annotations

import asyncio
import socket
import ssl
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpx

from peerfind import config
from peerfind.keeping.links.guard import PrivateError
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerfind.keeping.links.turns import Turns

BACKOFF = (2.0, 8.0)  # seconds before the second and the third time
LONGEST_WAIT = 60.0  # seconds that a host may ask us to wait; who asks for more is left alone
_AGAIN = frozenset({429, 500, 502, 503, 504})
_PASSING = frozenset({"timeout", "dropped", "no-connection", "no-name-now"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_BAD = 400


# The first that an error is one of names it.
_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateError, "private"),
    (TimeoutError, "timeout"),
    (httpx.TimeoutException, "timeout"),
    (httpx.ConnectError, "no-connection"),
    (httpx.ProtocolError, "bad-answer"),
    (httpx.NetworkError, "dropped"),
    (httpx.InvalidURL, "bad-address"),
    (UnicodeError, "bad-address"),
    (OSError, "no-connection"),
)


class Answer(NamedTuple):
    """What came back: a status, headers by their names in small letters, the beginning of the content."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_bad(self) -> bool:
        """Whether it is no page and leads to none."""
        return self.status >= _BAD

    @property
    def leads_to(self) -> str:
        """Where it leads, as it says that; empty where it leads nowhere."""
        return self.headers.get("location", "") if self.status in _REDIRECTS else ""

    @property
    def is_permanent(self) -> bool:
        """Whether it leads there for good."""
        return self.status in _FOR_GOOD


class FaultError(Exception):
    """There is no answer; `why` is the name of the reason, and `detail` says more where there is more."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


class Asker:
    """Asks for pages, by turns; it counts the `answers` that it had."""

    def __init__(
        self, transport: httpx.AsyncBaseTransport, turns: Turns, *, agent: str, timeout: float
    ) -> None:
        self._transport = transport
        self._turns = turns
        self._timeout = timeout
        self._headers = {"user-agent": agent, "accept": "*/*", "connection": "close"}
        self._left_alone: set[str] = set()
        self.answers = 0

    async def once(self, method: str, url: httpx.URL, most: int = 0) -> Answer:
        """The answer to one request, with at most so many bytes of its content. Raises FaultError."""
        async with self._turns.turn(url.host):
            if url.host in self._left_alone:
                raise FaultError("later")
            try:
                answer = await self._answer(method, url, most)
            except (httpx.HTTPError, httpx.InvalidURL, PrivateError, OSError, ValueError) as error:
                raise fault(error) from error
        self.answers += 1
        return answer

    async def _answer(self, method: str, url: httpx.URL, most: int) -> Answer:
        limits = httpx.Timeout(self._timeout).as_dict()
        asked = httpx.Request(method, url, headers=self._headers, extensions={"timeout": limits})
        async with asyncio.timeout(self._timeout):  # of all of it: a host may send a byte a second
            got = await self._transport.handle_async_request(asked)
            try:
                body = await _beginning(got, most) if most else b""
            finally:
                await got.aclose()
        return Answer(got.status_code, {k.lower(): v for k, v in got.headers.items()}, body)

    async def again(self, method: str, url: httpx.URL, most: int = 0) -> Answer:
        """The answer to a request that is repeated while it may yet succeed. Raises FaultError."""
        for wait in BACKOFF:
            try:
                answer = await self.once(method, url, most)
            except FaultError as error:
                if error.why not in _PASSING:
                    raise
                self._turns.hold_off(url.host, wait)
                continue
            if answer.status not in _AGAIN or not self.may_wait(url, answer, wait):
                return answer
        answer = await self.once(method, url, most)
        if answer.status in _AGAIN:
            self.may_wait(url, answer, 0.0)
        return answer

    def may_wait(self, url: httpx.URL, answer: Answer, wait: float = 0.0) -> bool:
        """Whether a host may be asked again soon; it rests as long as it says, `wait` at least."""
        asked = retry_after(answer, config.now(UTC))
        if asked > LONGEST_WAIT:
            self._left_alone.add(url.host)
            return False
        self._turns.hold_off(url.host, max(asked, wait))
        return True


async def _beginning(got: httpx.Response, most: int) -> bytes:
    body = b""
    async for piece in got.aiter_raw():
        body += piece
        if len(body) >= most:
            break
    return body[:most]


def retry_after(answer: Answer, now: datetime) -> float:
    """How many seconds an answer asks us to wait, as a number or as a date; 0 where it says nothing."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return 0.0
    whole = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (whole - now).total_seconds())


def fault(error: BaseException) -> FaultError:
    """What went wrong, by its name."""
    causes = [*_causes(error)]
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FaultError("tls", cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return FaultError("tls")
        if isinstance(cause, socket.gaierror):
            return FaultError("no-name-now" if cause.errno == socket.EAI_AGAIN else "no-name")
    return FaultError(next((name for name in map(_name, causes) if name), "bad-answer"))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _name(error: BaseException) -> str:
    """The name of what a kind of error says; empty where it says nothing."""
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" in str(error):
        return "dropped"
    return next((name for kind, name in _NAMES if isinstance(error, kind)), "")
