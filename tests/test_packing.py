"""What is packed into the parts of an index comes back as it was, and is the same bytes on every machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.scan import Scan
from peerfind.index import packing
from peerfind.index.columns import mask_of, numbers_in
from peerfind.index.stamps import UNSURE, checksum, packed_stamps, settled, stamps
from peerfind.problems import Problem

if TYPE_CHECKING:
    from random import Random

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
records = st.lists(st.dictionaries(st.text(), plain, max_size=3), max_size=70)
whole_numbers = st.lists(st.integers(0, (1 << 32) - 1)) | st.lists(st.integers(0, 300))


@given(plain)
def test_plain_data_come_back(data: Any) -> None:
    assert packing.unpacked(packing.packed(data)) == data


@pytest.mark.parametrize("length", [0, 1, 4095, 4096, 4097, 100_000])
def test_long_data_come_back_too_in_fewer_bytes(length: int) -> None:
    data = ["é" * length]
    packed = packing.packed(data)
    assert packing.unpacked(packed) == data
    assert len(packed) < 5000


@given(whole_numbers)
def test_numbers_come_back(numbers: list[int]) -> None:
    assert [*packing.numbers(packing.packed_numbers(numbers))] == numbers


@pytest.mark.parametrize(
    ("most", "size"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4), ((1 << 32) - 1, 4)]
)
def test_numbers_take_as_few_bytes_as_the_largest_needs(most: int, size: int) -> None:
    assert len(packing.packed_numbers([0, most, 1])) == 1 + 3 * size


def test_numbers_are_the_same_bytes_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = packing.packed_numbers([1, 258])
    assert packed[1:] == b"\1\0\2\1"
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    assert packing.packed_numbers([1, 258])[1:] == b"\0\1\1\2"
    assert [*packing.numbers(packed)] == [256, 513]


@pytest.mark.parametrize("data", [b"", b"x", b"Q12345678"])
def test_bytes_that_are_no_numbers_are_no_row(data: bytes) -> None:
    with pytest.raises(ValueError, match="numbers"):
        packing.numbers(data)


@given(records)
def test_records_come_back(found: list[dict[str, Any]]) -> None:
    like = packing.pattern(found)
    blocks = [*packing.packed_blocks(found, like)]
    lines = [line for one in blocks for line in packing.block(one, like)]
    assert [packing.unpacked(line) for line in lines] == found
    assert len(blocks) == -(-len(found) // packing.BLOCK)


# Sets of groups

sets = st.integers(0, 80).flatmap(
    lambda size: st.tuples(st.just(size), st.sets(st.integers(0, max(size - 1, 0)), max_size=size))
)


@given(sets, st.randoms(use_true_random=False))
def test_a_set_of_groups_is_a_number_that_is_joined_cut_and_counted(
    one: tuple[int, set[int]], chance: Random
) -> None:
    size, numbers = one[0], one[1] if one[0] else set()
    other = {number for number in range(size) if chance.random() < 0.5}
    mask, mask_of_other = mask_of(numbers, size), mask_of(other, size)
    assert [*numbers_in(mask, size)] == sorted(numbers)
    assert mask.bit_count() == len(numbers)
    assert [*numbers_in(mask | mask_of_other, size)] == sorted(numbers | other)
    assert [*numbers_in(mask & mask_of_other, size)] == sorted(numbers & other)
    assert [*numbers_in(mask & ~mask_of_other, size)] == sorted(numbers - other)


# What is kept of a scan

names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
times = st.integers(-(10**18), 4 * 10**18)
stamped = st.tuples(st.integers(0, 1 << 40), times, times, st.integers(0, (1 << 63) - 1))
problems = st.builds(
    Problem, st.text(), st.integers(1), st.integers(1), st.just("error"), st.text(), st.text()
)
scans = st.builds(
    Scan,
    files=st.dictionaries(names, stamped, max_size=8),
    problems=st.lists(problems, max_size=2).map(tuple),
)


@given(scans)
def test_a_scan_comes_back(found: Scan) -> None:
    assert stamps(packed_stamps(found)) == found


@given(scans, scans)
def test_the_sum_of_a_scan_is_its_own(one: Scan, other: Scan) -> None:
    is_same = [*one.files.items()] == [*other.files.items()] and one.problems == other.problems
    assert (checksum(one) == checksum(other)) == is_same


@given(st.dictionaries(names, stamped, min_size=1, max_size=8), st.data())
def test_the_sum_of_a_scan_changes_with_any_part_of_any_stamp(
    files: dict[str, Any], data: st.DataObject
) -> None:
    file = data.draw(st.sampled_from([*files]))
    part = data.draw(st.integers(0, 3))
    bit = data.draw(st.integers(0, 39))
    stamp = [*files[file]]
    stamp[part] ^= 1 << bit
    changed = {**files, file: tuple(stamp)}
    assert checksum(Scan(files, ())) != checksum(Scan(changed, ()))  # type: ignore[arg-type]


NOW = 1_795_000_000_123_456_789
ages = st.integers(-(10**9), 3 * 10**9) | st.integers(-(10**18), 10**18)


@given(st.lists(st.tuples(ages, ages), max_size=5))
def test_only_files_that_changed_just_before_are_to_be_read_again(
    found: list[tuple[int, int]],
) -> None:
    files = {f"{at}": (1, NOW - one, NOW - other, at) for at, (one, other) in enumerate(found)}
    marked = settled(Scan(files, ()), NOW).files
    for (file, stamp), own_ages in zip(files.items(), found, strict=True):
        assert marked[file] in (stamp, UNSURE)
        if any(0 <= age < 20_000_000 for age in own_ages):
            assert marked[file] == UNSURE
        if all(age >= 2_000_000_000 for age in own_ages):
            assert marked[file] == stamp
