"""Grades groups for a question by `rubric.md`. It shares no code with the program that is judged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from evaluation.wishes import Wishes, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evaluation.wishes import Need, Record

__all__ = ["OUT", "Judge", "World"]

OUT = "x"
LISTS = ("format", "leader", "focus", "activities", "style", "only_for", "welcomes", "languages", "access",
         "no_access", "setting", "covers", "joining")  # fmt: skip


class Judge(Wishes):
    """Grades every group of a directory for a need."""

    def __init__(self, groups: Mapping[str, Record], world: World) -> None:
        """Take the groups by id, and what else there is to know."""
        self.groups = {name: _as_lists(record) for name, record in groups.items()}
        super().__init__(world)

    def grades(self, need: Need) -> dict[str, str]:
        """The grade of each group that has one above 0, and of those that are out."""
        found = {name: self._grade(name, record, need) for name, record in self.groups.items()}
        return {name: grade for name, grade in sorted(found.items()) if grade != "0"}

    def _grade(self, name: str, record: Record, need: Need) -> str:
        """The grade of one group: 3 to 0, or that it is out."""
        if "names" in need:
            return self._named(name, record, need["names"])
        about = self._about(record, need)
        if self._is_out(record, need):
            return OUT if about else "0"
        if about < 2:
            return str(about)
        missed = sum(self._missed(record, need)) + self._doubts(record, need)
        return str(max(1, 3 - missed))

    def _named(self, name: str, record: Record, names: Sequence[str]) -> str:
        """The grade of a group where some were asked for by name: a sister of one is related."""
        if name in names:
            return "3"
        meant = [self.groups[one] for one in names]
        is_sister = any(
            one.get("organisation", "-") == record.get("organisation")
            and set(one["focus"]) & set(record["focus"])
            for one in meant
        )
        return "1" if is_sister and record.get("status") not in ("closed", "paused") else "0"

    # What it is about

    def _about(self, record: Record, need: Need) -> int:
        """2 for just this, 1 for related, 0 for neither."""
        asked = [
            *(("focus", one) for one in need.get("about", ())),
            *(("activity", one) for one in need.get("doing", ())),
        ]
        if not asked:
            return 2
        levels = [self._level(record, facet, term) for facet, term in asked]
        if need.get("any"):
            return max(levels)
        return min(levels) if min(levels) == max(levels) else 1

    def _level(self, record: Record, facet: str, term: str) -> int:
        """2 where a group states a term or a narrower one, 1 where it is near or in its words, or 0."""
        stated = record["focus" if facet == "focus" else "activities"]
        below = self._closure(facet, term, down=True)
        if below & set(stated):
            return 2
        near = self._closure(facet, term, down=False) | self._related(facet, term)
        return 1 if near & set(stated) or self._says(record, facet, below) else 0

    def _says(self, record: Record, facet: str, terms: Iterable[str]) -> bool:
        """Whether the group's own words hold a name of a term, word for word."""
        own = _plain(" . ".join(record.get(key, "") for key in ("name", "summary", "description")))
        known = self.world.terms[facet]
        names = (
            name
            for term in terms
            for name in (term, known[term]["label"], *known[term].get("aliases", ()))
        )
        return any(f" {_plain(name)} " in f" {own} " for name in names if len(_plain(name)) > 3)

    def _related(self, facet: str, term: str) -> set[str]:
        """The terms that are related to one, whichever of the two says so."""
        known = self.world.terms[facet]
        back = {other for other, record in known.items() if term in record.get("related", ())}
        return back | set(known[term].get("related", ()))

    # Who cannot go, and what was to be left out

    def _is_out(self, record: Record, need: Need) -> bool:
        """Whether the person cannot go to a group, or does not want it."""
        return (
            record.get("status") in ("closed", "paused")
            or self._is_wrong_age(record, need)
            or self._is_for_others(record, need)
            or self._is_elsewhere(record, need)
            or self._is_avoided(record, need)
            or any(not self._meets(record, need, name) for name in need.get("must", ()))
            or ("within" in need and not self._meets_within(record, need))
        )

    def _is_wrong_age(self, record: Record, need: Need) -> bool:
        """Whether a group states ages that leave the person out."""
        if "age" not in need or "ages" not in record:
            return False
        youngest, oldest = _ages(record["ages"])
        return not youngest <= int(need["age"]) <= oldest

    def _is_for_others(self, record: Record, need: Need) -> bool:
        """Whether all whom a group is for are people that the person is not."""
        people = {
            one
            for person in need.get("people", ())
            for one in self._closure("community", person, down=False)
        }
        alternatives = [set(one.split("+")) for one in record["only_for"]]
        if not people or not alternatives or any(one <= people for one in alternatives):
            return False
        return all(any(self._excludes(term, people) for term in one) for one in alternatives)

    def _excludes(self, term: str, people: set[str]) -> bool:
        """Whether nobody who is one of `people` is one of `term`."""
        known = self.world.terms["community"]
        above = self._closure("community", term, down=False)
        excluded = {other for one in above for other in known[one].get("excludes", ())}
        back = {one for person in people for one in known[person].get("excludes", ())}
        return bool(excluded & people or back & above)

    def _is_elsewhere(self, record: Record, need: Need) -> bool:
        """Whether a group is only for an area that is not where the person is."""
        if not record["covers"] or "near" not in need:
            return False
        _, _, county, nation = self.world.towns[need["near"]]
        here = {county, nation, "UK", need["near"].partition(",")[0]}
        return not here & set(record["covers"])

    def _is_avoided(self, record: Record, need: Need) -> bool:
        """Whether a group states what was to be left out."""
        for name, terms in need.get("avoid", {}).items():
            key = {"for": "only_for", "activity": "activities"}.get(name, name)
            facet = {"for": "community"}.get(name, name)
            stated = {part for one in record[key] for part in one.split("+")}
            stated |= set(record["welcomes"]) if name == "for" else set()
            if key == "setting" and not stated:
                stated = {"group"}
            for term in terms:
                if stated & self._members(facet, term):
                    return True
        return False

    def _doubts(self, record: Record, need: Need) -> int:
        """A group that is full, and one for some people only where nobody said that the person is one."""
        people = {
            one
            for person in need.get("people", ())
            for one in self._closure("community", person, down=False)
        }
        alternatives = [set(one.split("+")) for one in record["only_for"]]
        is_open = not alternatives or any(one <= people for one in alternatives)
        return (record.get("status") == "full") + (not is_open)

    # Wishes

    def _missed(self, record: Record, need: Need) -> Iterator[int]:
        """How many wishes each thing that was asked for counts as missed."""
        if "near" in need and "near" not in need.get("must", ()):
            yield self._distance(record, need)
        for name in (
            "format",
            "setting",
            "leader",
            "when",
            "cost",
            "language",
            "access",
            "activity",
            "people",
            "want",
            "joining",
            "style",
        ):
            if name in need.get("must", ()) or (
                name not in need and not (name == "when" and {"days", "time"} & need.keys())
            ):
                continue
            yield 0 if self._meets(record, need, name) else 1
        for name, terms in need.get("rather_not", {}).items():
            stated = set(record[{"activity": "activities"}.get(name, name)])
            wrong = set().union(*(self._members(name, term) for term in terms))
            yield 0 if stated - {"unknown"} and not stated <= wrong else 1


def _as_lists(record: Record) -> dict[str, Any]:
    """A group in which every property that may be a list is one."""
    lists = {key: record.get(key, []) for key in LISTS}
    return {
        **record,
        **{key: [value] if isinstance(value, str) else value for key, value in lists.items()},
    }


def _plain(text: str) -> str:
    """The words of a text in small letters, and nothing else."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", "")))


def _ages(text: str) -> tuple[int, int]:
    """The youngest and the oldest age that a text states."""
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    if not numbers:
        return 0, 200
    if text.startswith("under"):
        return 0, numbers[0] - 1
    if text.startswith("up to"):
        return 0, numbers[0]
    return numbers[0], numbers[1] if len(numbers) > 1 else 200
