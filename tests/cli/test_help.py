"""`kg --help` answers at once: it loads none of what the commands need."""

import json
import subprocess
import sys

import pytest

HEAVY = {"spacy", "onnxruntime", "neo4j", "networkx", "numpy", "scipy", "lxml", "msgspec", "arcadedb_embedded", "ray"}
_SHOW = """
import json, runpy, sys
sys.argv = ["kg", *{arguments}]
try:
    runpy.run_module("kg.cli", run_name="__main__", alter_sys=True)
except SystemExit as end:
    print(json.dumps([end.code or 0, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["query", "--help"], ["load", "--help"]])
def test_help_imports_no_library_of_the_work(arguments: list[str]) -> None:
    """Neither that of all commands nor that of one."""
    command = [sys.executable, "-c", _SHOW.format(arguments=arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert "Usage" in done.stdout
    assert set(modules) & HEAVY == set()
