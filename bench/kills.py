"""Kills a piece of work at a chosen moment (SIGKILL), in a forked child that has the models in memory already.

A command spends nearly all of its time on loading; killed there it has done nothing yet. So the child is forked from a
process that has loaded, and the moment is chosen by what the child reports: after its n-th step, somewhere before the
next. POSIX only.
"""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

Report = Callable[[str], None]
Work = Callable[[Report], object]


class Step(NamedTuple):
    """A step that the work reported, and the seconds until its next one or its end."""

    name: str
    seconds: float


def profile(work: Work) -> list[Step]:
    """Do the work in a child to its end; return its steps, the first of them its start.

    Raises:
        RuntimeError: the work failed.
    """
    child = _Child(work)
    steps, since = [], time.perf_counter()
    name: str | None = "start"
    while name is not None:
        following = child.step()
        now = time.perf_counter()
        steps.append(Step(name, now - since))
        name, since = following, now
    if child.wait() != 0:
        raise RuntimeError("the work failed in a child that nobody killed; its error stands on stderr")
    return steps


def kill(work: Work, steps: Sequence[Step], rng: random.Random) -> str | None:
    """Kill the work within a step that is chosen at random, each stage as often as another.

    Returns:
        The step in which it was killed, or None when it had ended before.
    """
    name = rng.choice(sorted({step.name for step in steps}))
    number = rng.choice([n for n, step in enumerate(steps) if step.name == name])
    child = _Child(work)
    for _ in range(number):
        child.step()
    time.sleep(rng.uniform(0, steps[number].seconds))
    os.kill(child.process, signal.SIGKILL)
    return name if child.wait() == -signal.SIGKILL else None


class _Child:
    """A forked process that does the work; it reports its steps through a pipe."""

    def __init__(self, work: Work) -> None:
        reading, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(reading)
            _do(work, writing)
        os.close(writing)
        self._steps = os.fdopen(reading, "r", encoding="utf-8")

    def step(self) -> str | None:
        """The next step; None when the work has ended."""
        return self._steps.readline().strip() or None

    def wait(self) -> int:
        """The exit code of the child; minus the signal that ended it."""
        _, status = os.waitpid(self.process, 0)
        self._steps.close()
        return os.waitstatus_to_exitcode(status)


def _do(work: Work, pipe: int) -> None:
    """Do the work and end, without what the parent has registered for its own end."""
    code = 1
    try:
        work(lambda name: _tell(pipe, name))
        code = 0
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def _tell(pipe: int, name: str) -> None:
    os.write(pipe, f"{name}\n".encode())


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name, hidden ones too, without the record, its lock, and run.json, which tells times."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(("kg.sqlite", ".lock", "run.json")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def check_killed(folder: Path, allowed: Iterable[dict[str, bytes]]) -> None:
    """Check that every file under its final name is whole: one of those that were or will be there.

    Raises:
        AssertionError: a file is half-written, or the record is damaged.
    """
    states = list(allowed)
    for name, data in contents(folder).items():
        unfinished = Path(name).name.startswith(".") and name.endswith(".part")
        assert unfinished or data in [state.get(name) for state in states], f"{folder / name} is half-written"
    record = folder / "kg.sqlite"
    if record.exists():
        db = sqlite3.connect(record)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",), f"{record} is damaged"
        db.close()
