"""A look at many addresses: all hosts at once, as far as that is polite, and those with most to ask first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from peerfind import __version__
from peerfind.keeping.links.asking import Asker
from peerfind.keeping.links.guard import network
from peerfind.keeping.links.turns import Turns
from peerfind.keeping.links.visiting import Visitor
from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import httpx

    from peerfind.keeping.links.addresses import Address
    from peerfind.keeping.links.manners import Manners
    from peerfind.keeping.links.outcomes import Outcome

AGENT = f"peerfind/{__version__} (link check; +https://pypi.org/project/peerfind/)"


class Looked(NamedTuple):
    """What a look came to, by address; `has_answer` tells whether any machine answered at all."""

    outcomes: dict[str, Outcome]
    has_answer: bool
    is_interrupted: bool


def look(
    addresses: Sequence[Address],
    manners: Manners,
    progress: Callable[[int, int], None],
    transport: httpx.AsyncBaseTransport | None = None,
) -> Looked:
    """Look at each address once. A user who interrupts it has what was found up to then.

    `progress` is told how many of how many were looked at.
    """
    turns = Turns(manners.pause, manners.at_once)
    way = transport or network(allow_private=manners.allow_private)
    asker = Asker(way, turns, agent=AGENT, timeout=manners.timeout)
    outcomes: dict[str, Outcome] = {}
    visitor = Visitor(asker, turns)

    async def at_host(urls: Iterable[str]) -> None:
        for url in urls:
            outcomes[url] = await visitor.visit(url)
            progress(len(outcomes), len(addresses))

    async def everywhere() -> None:
        async with way, asyncio.TaskGroup() as tasks:
            for urls in by_host(addresses):
                tasks.create_task(at_host(urls))

    try:
        if addresses:
            asyncio.run(everywhere())
    except KeyboardInterrupt:
        return Looked(outcomes, asker.answers > 0, is_interrupted=True)
    return Looked(outcomes, asker.answers > 0, is_interrupted=False)


def by_host(addresses: Iterable[Address]) -> list[list[str]]:
    """The addresses of each host; the host that will take longest first."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(address.host, []).append(address.url)
    return sorted(hosts.values(), key=lambda urls: (-len(urls), urls))
