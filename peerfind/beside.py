"""Work that another process does beside this one, where that is safe and pays."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO, NoReturn

S = TypeVar("S")
T = TypeVar("T")

# To start a process and to take over what it made costs as much as to read some hundred files.
FEWEST = 2000
_FIRST_OF_OURS, _MOST_OPEN = 3, 1 << 16  # below are the standard streams


class Beside(Generic[T]):
    """What some work comes to, done meanwhile in a process of its own.

    Where `size`, the number of things it does, is small, where no process can be forked, or where that
    one comes to nothing, it is done here when its result is asked for.
    """

    def __init__(self, work: Callable[[], T], size: int) -> None:
        self._work = work
        self._process = 0
        if size >= FEWEST and _can_fork():
            self._fork()

    def _fork(self) -> None:
        reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            # A lock that the other holds must end with it, so nothing that is open may be kept here.
            os.closerange(_FIRST_OF_OURS, writing)
            os.closerange(writing + 1, _MOST_OPEN)
            self._do(os.fdopen(writing, "wb"))
        os.close(writing)
        self._stream = os.fdopen(reading, "rb")

    def _do(self, stream: BinaryIO) -> NoReturn:
        """Do the work and pass it on; whatever happens, nothing else of the program is done."""
        import pickle

        status = 1
        try:
            with stream:
                pickle.dump(self._work(), stream, pickle.HIGHEST_PROTOCOL)
            status = 0
        finally:
            os._exit(status)

    def result(self) -> T:
        """What the work comes to; it can be asked for once."""
        if not self._process:
            return self._work()
        import pickle

        with self._stream as stream:
            data = stream.read()
        _, status = os.waitpid(self._process, 0)
        if status:
            return self._work()
        found: T = pickle.loads(data)  # noqa: S301 (our own process wrote it)
        return found


def by_halves(work: Callable[[Sequence[S]], Iterable[T]], things: Sequence[S]) -> Iterator[T]:
    """What some work comes to for things in their order, the second half of many beside the first."""
    middle = len(things) // 2
    second = Beside(lambda: [*work(things[middle:])], len(things))
    yield from work(things[:middle])
    yield from second.result()


def _can_fork() -> bool:
    """Whether another process pays and is safe: not beside other threads, which might hold a lock."""
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    return sys.platform == "linux" and is_alone and (os.cpu_count() or 1) > 1
