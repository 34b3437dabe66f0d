"""Whose turn it is: one request at a time at each host, with a pause after it, and few at once over all."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Turns:
    """Turns at hosts, by the clock of the event loop that runs; `pause` is in seconds."""

    def __init__(self, pause: float, at_once: int) -> None:
        self._pause = pause
        self._all = asyncio.Semaphore(at_once)
        self._own: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._pauses: dict[str, float] = {}
        self._free_from: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at a host, and keep others from it until the pause after it is over."""
        loop = asyncio.get_running_loop()
        async with self._own[host]:
            while (wait := self._free_from.get(host, 0.0) - loop.time()) > 0:  # noqa: ASYNC110 (no event ends it)
                await asyncio.sleep(wait)
            async with self._all:
                try:
                    yield
                finally:
                    self.hold_off(host, self._pauses.get(host, self._pause))

    def slow_down(self, host: str, pause: float) -> None:
        """Leave no less than so many seconds between the requests to a host."""
        self._pauses[host] = max(pause, self._pause)

    def hold_off(self, host: str, seconds: float) -> None:
        """Leave a host alone for so many seconds from now."""
        until = asyncio.get_running_loop().time() + seconds
        self._free_from[host] = max(until, self._free_from.get(host, 0.0))
