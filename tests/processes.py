"""Processes that work at the same time, stop half way or are killed, in a program of their own.

That program has one thread and everything imported, so that a process is a fork and takes no time to start.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from running import ROOT, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

TESTS = Path(__file__).parent
WRITING: str | tuple[str, ...] = "store.py"


def by_itself(function: Callable[..., Any], *arguments: object) -> Any:
    """What a function of a test module returns, as plain data, when a program of its own calls it."""
    module, name = function.__module__, function.__name__
    tool = (
        f"import json, sys, {module}\n"
        f"print(json.dumps({module}.{name}(*json.loads(sys.argv[1]))))\n"
    )
    given = json.dumps([str(one) if isinstance(one, Path) else one for one in arguments])
    path = os.pathsep.join(map(str, (ROOT, TESTS)))
    ran = program(given, cwd=TESTS, tool=tool, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1")
    assert (ran.code, ran.err) == (0, ""), ran.err
    return json.loads(ran.out)


def started(work: Callable[[], object]) -> int:
    """A process that does some work and ends."""
    if pid := os.fork():
        return pid
    try:
        work()
    except BaseException:  # noqa: BLE001 (whatever it is, the process ends here)
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(0)


def killed(pid: int) -> bool:
    """Whether a process that was told to die at once had not ended before."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def together(works: list[Callable[[], object]]) -> list[Any]:
    """What several pieces of work come to that begin at the same moment, each in its own process."""
    held, let_go = os.pipe()
    answers = []
    for work in works:
        answer, told = os.pipe()

        def answering(work: Callable[[], object] = work, told: int = told) -> None:
            os.close(let_go)
            os.read(held, 1)  # until nobody holds the other end
            with os.fdopen(told, "w") as stream:
                json.dump(work(), stream)

        started(answering)
        os.close(told)
        answers.append(answer)
    os.close(let_go)
    found = []
    for answer in answers:
        with os.fdopen(answer) as stream:
            found.append(json.loads(stream.read() or "null"))
    os.close(held)
    for _ in works:
        os.wait()
    return found


def steps_of_writing(work: Callable[[], object]) -> int:
    """The number of steps that some work takes where files are written."""
    (count,) = together([lambda: _counted(work)])
    return int(count)


def _counted(work: Callable[[], object]) -> int:
    steps = 0

    def count(frame: FrameType, _: str, __: object) -> None:
        nonlocal steps
        steps += frame.f_code.co_filename.endswith(WRITING)

    sys.setprofile(count)
    work()
    sys.setprofile(None)
    return steps


def signalled(work: Callable[[], object], step: int, number: signal.Signals) -> None:
    """Do some work, and send this process a signal at a step where files are written."""
    steps = 0

    def count(frame: FrameType, _: str, __: object) -> None:
        nonlocal steps
        steps += frame.f_code.co_filename.endswith(WRITING)
        if steps == step:
            steps += 1
            os.kill(os.getpid(), number)

    sys.setprofile(count)
    work()
    sys.setprofile(None)


@contextmanager
def stopped(work: Callable[[], object], step: int) -> Iterator[int]:
    """A process that stands still inside a `with`, at a step where it writes files."""
    pid = started(lambda: signalled(work, step, signal.SIGSTOP))
    _, status = os.waitpid(pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    try:
        yield pid
    finally:
        killed(pid)
