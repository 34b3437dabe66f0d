"""Which machines may be gone to: those of the open network, and never those that stand beside us.

A name is looked up once, and the connection is made to what was found. Who answers for a name can so not
give one address to be judged and another to be connected to.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_MOST_TRIED = 3  # of the addresses of one name
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}
_LOW_32_BITS = 0xFFFFFFFF


class PrivateError(Exception):
    """A name stands for no machine of the open network."""


def is_open(address: str) -> bool:
    """Whether an IP address belongs to the open network, also one of version 4 that is wrapped in 6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & _LOW_32_BITS)
        if inner is not None:
            return is_open(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def looked_up(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as the system finds them. Raises OSError, UnicodeError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [*dict.fromkeys(str(address[0]) for *_, address in found)]


class Guarded(httpx.AsyncBaseTransport):
    """A transport that looks names up, refuses what is not of the open network, and connects to the rest."""

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport,
        *,
        allow_private: bool = False,
        resolve: Resolve = looked_up,
    ) -> None:
        self._inner = inner
        self._allow_private = allow_private
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request. Raises PrivateError, OSError and what httpx raises."""
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or _PORTS[request.url.scheme]
        found = await self._resolve(host, port)
        allowed = [one for one in found if self._allow_private or is_open(one)]
        if not allowed:
            raise PrivateError
        *others, last = allowed[:_MOST_TRIED]
        for address in others:
            try:
                return await self._inner.handle_async_request(_pinned(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._inner.handle_async_request(_pinned(request, host, last))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


def _pinned(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """A request to an IP address, which still asks for its host and wants the host's certificate."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address.partition("%")[0]),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": host},
    )


def network(*, allow_private: bool) -> httpx.AsyncBaseTransport:
    """The real network, guarded. No connection is used twice: two hosts may share a machine."""
    limits = httpx.Limits(max_keepalive_connections=0)
    return Guarded(httpx.AsyncHTTPTransport(limits=limits), allow_private=allow_private)
