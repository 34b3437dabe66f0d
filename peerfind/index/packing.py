"""Parts of an index as bytes: plain data, rows of whole numbers, records.

Bytes are the same for the same content on every machine: numbers are little-endian, and nothing in them
tells when or where they were made.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from peerfind.model import Record

    Codes = bytes | array[int]

# Sizes of a number, by the first byte of a row of them: the smallest that holds the largest one.
_SIZES = {"B": 1 << 8, "H": 1 << 16, "I": 1 << 32}
_LEVEL = 5  # a fifth faster than the usual 6, and files are a fortieth longer
_LONG = 4096  # bytes of JSON; to inflate less takes longer than to read it
_DEFLATED = b"\1"  # nothing else starts with it
_RAW = -15  # without a sum, as every part has one; the largest window
_PATTERN_BYTES = 1 << 14
_PATTERN_RECORDS = 64
BLOCK = 32
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def packed(data: Any) -> bytes:
    """Plain data as JSON without spaces, deflated where it is long."""
    return _deflated(_json(data))


def unpacked(data: bytes) -> Any:
    """The plain data that `packed` was given."""
    return json.loads(_inflated(data))


def packed_lines(items: Iterable[Any]) -> bytes:
    """Plain data, each item a line of JSON."""
    return _deflated(b"\n".join(map(_json, items)))


def lines(data: bytes) -> list[str]:
    """The lines of what `packed_lines` was given."""
    return _inflated(data).decode().split("\n")


def _deflated(plain: bytes) -> bytes:
    return _DEFLATED + zlib.compress(plain, _LEVEL) if len(plain) > _LONG else plain


def _inflated(data: bytes) -> bytes:
    return zlib.decompress(data[1:]) if data[:1] == _DEFLATED else data


def packed_numbers(numbers: Sequence[int]) -> bytes:
    """A row of whole numbers, none below 0, each in as few bytes as the largest needs."""
    return _deflated(_plain_numbers(numbers))


def _plain_numbers(numbers: Sequence[int]) -> bytes:
    most = max(numbers, default=0)
    size = next(size for size, limit in _SIZES.items() if most < limit)
    return size.encode() + _little(array(size, numbers)).tobytes()


def numbers(data: bytes) -> Codes:
    """The row that `packed_numbers` was given: bytes where each number fits in one, else an array.

    Raises ValueError for bytes that are no such row.
    """
    return _numbers(_inflated(data))


def _numbers(plain: bytes) -> Codes:
    size = plain[:1].decode(errors="replace")
    if size not in _SIZES:
        raise ValueError("not a row of numbers")
    if size == "B":
        return plain[1:]
    row = array(size)
    row.frombytes(memoryview(plain)[1:])
    return _little(row)


def _little(row: array[int]) -> array[int]:
    """A row with its bytes in little-endian order, from or to the order of this machine."""
    if sys.byteorder == "big":
        row.byteswap()
    return row


def packed_shard(postings: Mapping[str, Mapping[int, int]]) -> bytes:
    """Some stems, and for each the groups that say it, in rising order, with how often they do."""
    rows = bytearray()
    starts = {}
    for stem, often in postings.items():
        starts[stem] = len(rows), len(often)
        rows += _plain_numbers([after - before for before, after in pairwise((0, *often))])
        rows += _plain_numbers([*often.values()])
    head = _json(starts)
    return zlib.compress(len(head).to_bytes(4, "little") + head + rows, _LEVEL)


def shard(data: bytes) -> Callable[[str], dict[int, int]]:
    """A look-up of the stems that `packed_shard` was given; no group says any other."""
    plain = zlib.decompress(data)
    after = 4 + int.from_bytes(plain[:4], "little")
    starts = json.loads(plain[4:after])

    def posting(stem: str) -> dict[int, int]:
        if stem not in starts:
            return {}
        start, count = starts[stem]
        gaps, at = _row(plain, after + start, count)
        often, _ = _row(plain, at, count)
        return dict(zip(accumulate(gaps), often, strict=True))

    return posting


def _row(plain: bytes, start: int, count: int) -> tuple[Codes, int]:
    """A row of so many numbers that starts there, and where it ends."""
    end = start + 1 + count * array(chr(plain[start])).itemsize
    return _numbers(plain[start:end]), end


def pattern(records: Sequence[Record]) -> bytes:
    """Some of the records as text, by which the rest are shortened (a preset dictionary, RFC 1950)."""
    step = max(1, len(records) // _PATTERN_RECORDS)
    return b"\n".join(map(_json, records[::step]))[:_PATTERN_BYTES]


def packed_blocks(records: Sequence[Record], like: bytes) -> Iterator[bytes]:
    """The records, `BLOCK` together: they are much alike, and to find one is to read a few."""
    for start in range(0, len(records), BLOCK):
        deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, zdict=like)
        text = b"\n".join(map(_json, records[start : start + BLOCK]))
        yield deflating.compress(text) + deflating.flush()


def block(data: bytes, like: bytes) -> list[bytes]:
    """The records of a block, each as a line of JSON; `like` is the pattern that it was packed with."""
    return zlib.decompressobj(_RAW, zdict=like).decompress(data).split(b"\n")


def _json(data: Any) -> bytes:
    return _ENCODER.encode(data).encode()
