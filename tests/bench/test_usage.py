"""What a command costs is measured over the command and its children."""

import sys

import pytest

from bench.usage import FailedError, run

BUSY = "import time\nwhile time.process_time() < .3: pass"
CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])"


@pytest.mark.parametrize("code", [BUSY, CHILD])
def test_cpu_of_children_counts(code: str) -> None:
    """Work of .3 s is seen, in the process and in a child of it."""
    assert 0.3 <= run([sys.executable, "-c", code]).cpu < 3


def test_peak_memory_is_in_megabytes() -> None:
    """Two hundred million bytes more are two hundred more."""
    some, more = (run([sys.executable, "-c", f"x = b'1' * {size}"]).peak_mb for size in (400_000_000, 600_000_000))
    assert 190 < more - some < 210


def test_a_command_that_fails_is_named() -> None:
    """With its exit code and the end of what it said."""
    with pytest.raises(FailedError, match=r"exit 3: nothing there"):
        run([sys.executable, "-c", "import sys; print('nothing there', file=sys.stderr); sys.exit(3)"])
