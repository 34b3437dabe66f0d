"""What is kept of a scan, so that one comparison of bytes tells whether any file has changed."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from peerfind.directory.scan import Scan
from peerfind.index import packing
from peerfind.problems import Problem

if TYPE_CHECKING:
    from peerfind.directory.scan import Stamp

_NUMBERS = 4
# A file that changed so shortly before it was read may change again within one tick of the clock that
# stamps files. That is a fiftieth of a second at most, or two seconds where it tells whole seconds only.
_TICK_NS, _COARSE_TICK_NS = 20_000_000, 2_000_000_000
_SECOND_NS = 1_000_000_000
# Stands for the stamp of such a file: no file has it, so it is read again.
UNSURE: Stamp = (-1, 0, 0, 0)


def packed_stamps(found: Scan, read_ns: int | None = None) -> bytes:
    """A scan as bytes; a file that may change unseen after `read_ns` is marked to be read again."""
    files = found.files
    if read_ns is not None:
        files = {
            file: UNSURE if _is_unsure(stamp, read_ns) else stamp for file, stamp in files.items()
        }
    row = array("q", chain.from_iterable(files.values()))
    problems = packing.packed(found.problems)
    heads = (len(problems), _NUMBERS * row.itemsize * len(files))
    return b"".join((*(one.to_bytes(8, "little") for one in heads), problems, row, _names(files)))


def stamps(data: bytes) -> Scan:
    """The scan that `packed_stamps` was given."""
    after = 16 + int.from_bytes(data[:8], "little")
    end = after + int.from_bytes(data[8:16], "little")
    row = array("q")
    row.frombytes(data[after:end])
    files = data[end:].decode(errors="surrogateescape").split("\0") if row else []
    each = (tuple(row[at : at + _NUMBERS]) for at in range(0, len(row), _NUMBERS))
    problems = (Problem(*one) for one in packing.unpacked(data[16:after]))
    return Scan(dict(zip(files, each, strict=True)), tuple(problems))  # type: ignore[arg-type]


def _names(files: dict[str, Stamp]) -> bytes:
    return "\0".join(files).encode(errors="surrogateescape")


def _is_unsure(stamp: Stamp, read_ns: int) -> bool:
    _, modified_ns, changed_ns, _ = stamp
    tick_ns = _TICK_NS if modified_ns % _SECOND_NS else _COARSE_TICK_NS
    return max(modified_ns, changed_ns) > read_ns - tick_ns
