"""A new group: what its file says, what it is called, where it stands, and how it is put there."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from peerfind import places, text
from peerfind.directory.fields import FIELDS, NESTED
from peerfind.directory.folder import group_id, group_in, unknown_links
from peerfind.directory.scan import is_group, listed
from peerfind.errors import UsageError
from peerfind.keeping.checking import Judge
from peerfind.keeping.duplicates import pairs_with
from peerfind.keeping.formatting import changed
from peerfind.keeping.placing import create
from peerfind.named import NamedTuple
from peerfind.problems import Problem
from peerfind.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from peerfind.directory.vocabulary import Vocabulary
    from peerfind.keeping.duplicates import Pair
    from peerfind.keeping.questions import Answers
    from peerfind.model import Record

NO_PLACE = "uk"  # the folder of groups that are in no nation of their own
_LONGEST_ID = 60  # letters of an id, before a place or a number comes behind it
_NAMELESS = "group"


class NewFile(NamedTuple):
    """A file that is not written yet: its path below the folder of the directory, and its bytes."""

    file: str
    data: bytes

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.data.decode()


class Adding:
    """A directory to which a group is to be added."""

    def __init__(
        self, folder: Path, vocabulary: Vocabulary, records: Sequence[Record], today: date
    ) -> None:
        self.folder = folder
        self.vocabulary = vocabulary
        self._records = records
        self._judge = Judge(folder, today)
        self._ids = {group_id(file) for file in listed(folder).paths if is_group(file)}
        self._former = {name for one in records for name in one.get("former_ids", ())}

    def file(self, answers: Answers, wanted: str = "") -> NewFile:
        """The file that says what was answered, in the layout of the directory.

        Its id is the one that is `wanted`, if any, where that was never used. Raises UsageError where it has
        no layout, which is a text that no file can hold.
        """
        name = answers.get("name", _NAMELESS)
        place = _place(answers)
        town = answers.get("venue.town") or (place.name if place else "")
        free = self._free_id(wanted or id_of(name), id_of(town, ""))
        file = f"groups/{self._place_folder(answers, place)}/{free}.yaml"
        plain = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in nested(answers).items()
        )
        made = changed(plain.encode(), file)
        if isinstance(made, Problem):
            raise UsageError(f"No file can be written of this. {made.message}")
        return NewFile(file, made.after)

    def problems(self, new: NewFile) -> list[Problem]:
        """What `check` says of the file, those that cost a reader most first."""
        group = group_in(read_bytes(new.data, new.file), self.vocabulary)
        links = unknown_links([group], self._ids, self._former.__contains__)
        levels = ("error", "warning", "hint")
        every = {*self._judge.problems(new.file, new.data), *links}
        return sorted(every, key=lambda one: (levels.index(one.level), one.line, one.column))

    def doubles(self, answers: Answers) -> list[Pair]:
        """The groups of the directory that may be this one, by what was answered so far."""
        if "name" not in answers:
            return []
        new = self.file(answers)
        record = group_in(read_bytes(new.data, new.file), self.vocabulary).record
        return pairs_with(record, self._records) if record else []

    def write(self, new: NewFile) -> Path:
        """Put the file in its place, and give its path. Raises UsageError where there is one already."""
        path = self.folder / new.file
        if group_id(new.file) in {
            group_id(file) for file in listed(self.folder).paths if is_group(file)
        }:
            raise UsageError(f"Somebody has just added {group_id(new.file)}. Look at that first.")
        create(path, new.file, new.data)
        return path

    def take(self, new: NewFile, former: Iterable[str] = ()) -> None:
        """Count a file as one of the directory, so that others get other ids, and none of its former ones."""
        self._ids.add(group_id(new.file))
        self._former.update(former)

    def _free_id(self, first: str, town: str) -> str:
        """An id, with the town behind it where that was ever used, else with a number."""
        tries = [first, f"{first}-{town}"] if town else [first]
        used = self._ids | self._former
        base, number = tries[-1], 2
        while (found := next((one for one in tries if one not in used), "")) == "":
            tries.append(f"{base}-{number}")
            number += 1
        return found

    def _place_folder(self, answers: Answers, place: places.Place | None) -> str:
        """The folder of the county, as most groups there have it, else that of the nation."""
        county = (place.county if place else "") or answers.get("venue.county", "")
        if county:
            return self._usual_folder(county) or id_of(county, NO_PLACE)
        nation = answers.get("nation") or (place.nation if place else "") or _covered(answers)
        return id_of(nation, NO_PLACE) if nation else NO_PLACE

    def _usual_folder(self, county: str) -> str:
        """The folder in which most groups of a county stand; empty where there are none."""
        counted = Counter(
            one["_file"].split("/")[1]
            for one in self._records
            if _county(one) == county and one["_file"].count("/") > 1
        )
        return min(counted, key=lambda one: (-counted[one], one), default="")


def nested(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the file has them: `venue.town` stands under venue, and all in the order of the format."""
    found: dict[str, Any] = {}
    for key in FIELDS:
        if key in answers:
            found[key] = answers[key]
        inner = {
            name.partition(".")[2]: value
            for name, value in answers.items()
            if name.startswith(f"{key}.")
        }
        if inner:
            order = [*NESTED.get(key, inner)]
            found[key] = dict(sorted(inner.items(), key=lambda one: order.index(one[0])))
    return found


def missing(answers: Container[str]) -> list[str]:
    """What is needed and was not answered: each key, and what it says."""
    needed = (key for key in FIELDS.values() if key.required and key.name not in answers)
    return [f"{key.name} ({key.doc})" for key in needed]


def _place(answers: Answers) -> places.Place | None:
    """Where the group meets or belongs, as far as it can be told."""
    return places.venue_place(
        town=answers.get("venue.town"),
        county=answers.get("venue.county"),
        postcode=answers.get("venue.postcode"),
        nation=answers.get("nation"),
    )


def _covered(answers: Answers) -> str:
    """The nation of the only place whose people may come; empty where there are several, or none."""
    regions = {places.region(one) for one in answers.get("covers", ())}
    nations = {region[0] or "" for region in regions if region}
    return nations.pop() if len(nations) == 1 else ""


def _county(record: Record) -> str:
    place = record.get("_place")
    return str((place and place[5]) or record.get("venue", {}).get("county", ""))


def id_of(name: str, otherwise: str = _NAMELESS) -> str:
    """A name in the form of an id; `otherwise` where nothing of it can stand in one."""
    plain = re.sub(r"[^a-z0-9-]+", "", text.slug(name))
    short = plain[: _LONGEST_ID + 1]
    cut = (
        short.rpartition("-")[0]
        if len(plain) > _LONGEST_ID and "-" in short
        else plain[:_LONGEST_ID]
    )
    return re.sub(r"-+", "-", cut).strip("-") or otherwise
