"""What is kept of a scan: a sum that tells whether any file has changed, and all of it to tell which."""

from __future__ import annotations

import zlib
from array import array
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from peerfind.directory.scan import Scan, is_group
from peerfind.index import packing
from peerfind.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from peerfind.directory.scan import Stamp

# A file that changed so shortly before it was read may change again within one tick of the clock that
# stamps files. That is a fiftieth of a second at most, or two seconds where it tells whole seconds only.
_TICK_NS, _COARSE_TICK_NS = 20_000_000, 2_000_000_000
_SECOND_NS = 1_000_000_000
_DAY_NS = 24 * 3600 * _SECOND_NS  # the clock of another machine may be as much ahead
# Stands for the stamp of such a file: no file has it, so it is read again.
UNSURE: Stamp = (-1, 0, 0, 0)


def settled(found: Scan, read_ns: int) -> Scan:
    """A scan in which files that may change unseen after `read_ns` are marked to be read again."""
    long_ago_ns = read_ns - _COARSE_TICK_NS
    files = {
        file: stamp
        if stamp[1] < long_ago_ns and stamp[2] < long_ago_ns
        else _unless_unsure(stamp, read_ns)
        for file, stamp in found.files.items()
    }
    return Scan(files, found.problems)


def _unless_unsure(stamp: Stamp, read_ns: int) -> Stamp:
    _, modified_ns, changed_ns, _ = stamp
    tick_ns = _TICK_NS if modified_ns % _SECOND_NS else _COARSE_TICK_NS
    lately = range(read_ns - tick_ns + 1, read_ns + _DAY_NS)
    return UNSURE if modified_ns in lately or changed_ns in lately else stamp


def shared(found: Scan) -> Scan:
    """What of a scan a look at the files that all groups share would have found."""
    files = {file: stamp for file, stamp in found.files.items() if not is_group(file)}
    return Scan(files, [one for one in found.problems if not is_group(f"{one.file}/")])


def checksum(found: Scan) -> bytes:
    """A sum over the names and the stamps of all files, which differs when any of them does.

    It is two sums of different kinds, so that what one of them cannot tell apart the other does.
    """
    sums = (one(part) for part in found.rows for one in (zlib.crc32, zlib.adler32))
    heads = (one.to_bytes(4, "little") for one in (len(found.rows), *sums))
    return b"".join((*heads, packing.packed(found.problems)))


def packed_stamps(found: Scan) -> bytes:
    """A scan in few bytes: files that were written together have times and numbers that are alike."""
    sizes, modified, changed, inodes = (
        zip(*found.files.values(), strict=True) if found.files else [()] * 4
    )
    rows = (
        sizes,
        _steps(modified),
        (after - before for before, after in zip(modified, changed, strict=True)),
        _steps(inodes),
    )
    body = b"".join(array("q", row).tobytes() for row in rows)
    problems = packing.packed(found.problems)
    heads = (len(found.files).to_bytes(8, "little"), len(problems).to_bytes(8, "little"))
    return zlib.compress(b"".join((*heads, problems, body, found.rows.names)), 1)


def stamps(data: bytes) -> Scan:
    """The scan that `packed_stamps` was given."""
    plain = zlib.decompress(data)
    size, after = (int.from_bytes(plain[at : at + 8], "little") for at in (0, 8))
    start, row = 16 + after, array("q")
    end = start + 4 * row.itemsize * size
    row.frombytes(plain[start:end])
    sizes, modified, changed, inodes = (row[at * size : (at + 1) * size] for at in range(4))
    times = [*accumulate(modified)]
    later = (one + step for one, step in zip(times, changed, strict=True))
    each = zip(sizes, times, later, accumulate(inodes), strict=True)
    names = plain[end:].decode(errors="surrogateescape").split("\0")[:-1]
    problems = (Problem(*one) for one in packing.unpacked(plain[16:start]))
    return Scan(dict(zip(names, each, strict=True)), tuple(problems))


def _steps(numbers: Sequence[int]) -> Iterable[int]:
    return (after - before for before, after in pairwise((0, *numbers)))
