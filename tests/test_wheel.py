"""The wheel alone, in an empty environment elsewhere, gives every command with models, rules and Cypher."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEGABYTES = 100


def _run(*command: object, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KG_", "VIRTUAL_ENV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.integration
def test_the_wheel_runs_the_demonstration_elsewhere(tmp_path: Path) -> None:
    """At most 100 MB; installed without the checkout it builds the example, answers, and lists its questions."""
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size <= MEGABYTES * 2**20
    venv.create(tmp_path / "empty", with_pip=True)
    folder = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    _run(folder / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    said = _run(folder / "kg", "demo", "-o", tmp_path / "out", cwd=tmp_path)
    assert "揭牌仪式" in said
    assert (tmp_path / "out" / "graph.html").stat().st_size > 10_000
    assert len(_run(folder / "kg", "query", cwd=tmp_path).splitlines()) >= 40
