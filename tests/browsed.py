"""The screen of browsing as a person plays it: keys are pressed, and what is seen is read as text."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from test_browsing import finder

from peerfind.browsing.screen import Browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.pilot import Pilot

    from peerfind.browsing.finding import Finder

Size = tuple[int, int]


@cache
def thread() -> ThreadPoolExecutor:
    """The one thread in which the engine is asked, for all the tests."""
    return ThreadPoolExecutor(1)


@cache
def shared() -> Finder:
    """What finds: opened once, for a finder that was asked before answers as a new one does."""
    return finder(limit=20)


def played(
    *keys: str,
    then: Callable[[Browser], Any] | None = None,
    size: Size = (80, 24),
    words: str = "",
) -> Any:
    """What `then` makes of a screen of a size after some keys; the text on it without `then`."""
    return walked(keys, then=then, size=size, words=words)[-1]


def walked(
    keys: Iterable[str | Size],
    then: Callable[[Browser], Any] | None = None,
    size: Size = (80, 24),
    words: str = "",
) -> list[Any]:
    """The same before the first key and after each; a size among the keys is what a terminal becomes."""

    async def play() -> list[Any]:
        app = Browser(shared(), thread(), words)
        came = []
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            came.append((then or seen)(app))
            for key in keys:
                await (pilot.press(key) if isinstance(key, str) else pilot.resize_terminal(*key))
                await settled(pilot)
                came.append((then or seen)(app))
        return came

    return asyncio.run(play())


async def settled(pilot: Pilot[int]) -> None:
    """Wait until the engine was asked for all that was typed."""
    app = pilot.app
    assert isinstance(app, Browser)
    while app.is_waiting:  # noqa: ASYNC110 (the timer tells nobody)
        await asyncio.sleep(0.005)
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


def seen(app: Browser) -> str:
    """The text on the screen, without spaces at the ends of lines."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 (there is no other way to the text)
    return "\n".join(strip.text.rstrip() for strip in strips)
