"""A command that is stopped, or whose reader has seen enough, ends without a traceback."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# A process that was started in the background ignores SIGINT; the command must not, whoever runs the tests.
_MAIN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from kg.cli import main; main()"


@pytest.fixture
def reading(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """kg read at work: it has written, and waits for its output to be taken."""
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(f'{{"id": "a{n}", "text": "{"会议召开。" * 20}"}}\n' for n in range(3000)), encoding="utf-8"
    )
    command = [sys.executable, "-c", _MAIN, "read", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"{"
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal to send to one process")
def test_ctrl_c_says_that_it_stopped(reading: "subprocess.Popen[bytes]") -> None:
    """Exit code 130 and one line."""
    reading.send_signal(signal.SIGINT)
    _, said = reading.communicate(timeout=60)
    assert (reading.returncode, said.decode().count("\n")) == (130, 1)
    assert said.startswith(b"kg: stopped")


def test_a_reader_that_has_seen_enough_is_no_failure(reading: "subprocess.Popen[bytes]") -> None:
    """kg read … | head ends with 0 and says nothing."""
    assert reading.stdout is not None
    assert reading.stderr is not None
    reading.stdout.close()
    assert (reading.wait(timeout=60), reading.stderr.read()) == (0, b"")
