"""What a site lets robots ask for, by RFC 9309."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from peerfind.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AGENT = "peerfind"
MOST_BYTES = 500 * 1024  # RFC 9309 asks for no less
_KEPT = "/?=&$*%:@!'()+,;~-._"


class Rule(NamedTuple):
    """A path that may be asked for or not, with `*` for anything and `$` for the end."""

    path: str
    is_allowed: bool

    def fits(self, target: str) -> bool:
        """Whether the rule is about a path with its query."""
        is_whole = self.path.endswith("$")
        first, *others = self.path.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        last = others.pop() if is_whole and others else ""
        at, end = len(first), len(target) - len(last)
        for part in others:
            if (found := target.find(part, at, end)) < 0:
                return False
            at = found + len(part)
        has_star = "*" in self.path
        return not is_whole or (target.endswith(last) and at <= end if has_star else at == end)


class Robots(NamedTuple):
    """The rules for us; `delay` is how many seconds the site wants between two requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be asked for: the longest rule decides, or who allows."""
        path = _escaped(target)
        fitting = [(len(rule.path), rule.is_allowed) for rule in self.rules if rule.fits(path)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Robots()


def read_robots(content: str) -> Robots:
    """The rules for us in a `robots.txt`: those that name us, else those for all."""
    groups = [*_groups(_lines(content))]
    own = [group for agents, group in groups if AGENT in agents]
    chosen = own or [group for agents, group in groups if "*" in agents]
    rules = [line for group in chosen for line in group]
    paths = tuple(
        Rule(_escaped(value), name == "allow")
        for name, value in rules
        if name in {"allow", "disallow"} and value
    )
    return Robots(
        paths, max((_seconds(v) for name, v in rules if name == "crawl-delay"), default=0)
    )


def _lines(content: str) -> Iterator[tuple[str, str]]:
    for line in content.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _groups(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Whom each group of lines is for, and its rules."""
    agents: set[str] = set()
    rules: list[tuple[str, str]] = []
    for name, value in lines:
        if name == "user-agent":
            if rules:
                yield agents, rules
                agents, rules = set(), []
            found = re.match(r"[\w-]+|\*", value)
            agents.add(found[0].lower() if found else "")
        elif agents and name in {"allow", "disallow", "crawl-delay"}:
            rules.append((name, value))
    if agents:
        yield agents, rules


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) else 0.0


def _escaped(path: str) -> str:
    """A path with the same letters escaped, however it was typed."""
    return quote(unquote(path, errors="surrogateescape"), safe=_KEPT, errors="surrogateescape")
