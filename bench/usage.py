"""What a command costs: CPU seconds with those of its children, wall seconds, peak memory. For Linux and macOS."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_MAXRSS = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss, in bytes


class Usage(NamedTuple):
    """CPU seconds, wall seconds, and the peak memory of the largest process in MB."""

    cpu: float
    wall: float
    peak_mb: float


class FailedError(RuntimeError):
    """A command that is measured did not succeed."""


def run(command: Sequence[str | Path], one_core: bool = True) -> Usage:
    """Run a command to its end, on one core where the system can hold it there, one thread a process.

    Call it from a small process: to Linux, what that held is a peak of the command too.

    Raises:
        FailedError: it exits with another code than 0, with the end of what it said.
    """
    hold = ["taskset", "-c", str(_core())] if one_core and shutil.which("taskset") else []
    start = time.perf_counter()
    with subprocess.Popen(
        [*hold, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | {"OMP_NUM_THREADS": "1"}
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(map(str, command))[:300]}: exit {process.returncode}: {_end(said)}")
    return Usage(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss * _MAXRSS / 1e6)


def _core() -> int:
    """The last core that we may use: the first does most of the system's own work."""
    return max(os.sched_getaffinity(0))


def _end(said: bytes) -> str:
    return " ".join(said.decode(errors="replace").split())[-300:]
