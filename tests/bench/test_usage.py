"""What a command costs is measured over the command and its children."""

import subprocess
import sys

import pytest

from bench.tools import ROOT
from bench.usage import FailedError, run

BUSY = "import time\nwhile time.process_time() < .3: pass"
CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"


@pytest.mark.parametrize("code", [BUSY, CHILD])
def test_cpu_of_children_counts(code: str) -> None:
    """Work of .3 s is seen, in the process and in a child of it."""
    assert 0.3 <= run([sys.executable, "-c", code]).cpu < 3


PEAKS = """
import sys
from bench.usage import run
for size in (400_000_000, 600_000_000):
    print(run([sys.executable, "-c", f"x = b'1' * {size}"]).peak_mb)
"""


def test_peak_memory_is_in_megabytes() -> None:
    """Two hundred million bytes more are two hundred more, measured from a small process as `run` asks."""
    told = subprocess.run([sys.executable, "-c", PEAKS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    some, more = map(float, told.split())
    assert 190 < more - some < 210


def test_a_command_that_fails_is_named() -> None:
    """With its exit code and the end of what it said."""
    with pytest.raises(FailedError, match=r"exit 3: nothing there"):
        run([sys.executable, "-c", "import sys; print('nothing there', file=sys.stderr); sys.exit(3)"])
