"""Keeps a graph in an embedded ArcadeDB and lends a Bolt address to it for as long as a command runs.

The engine is a child process (``kg.query.engine_process``) on loopback, with random ports and a random
password that reaches it through its standard input; it ends when that input ends, so also when this
process is killed. It opens the database read-only.
"""

import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from kg.errors import OutsideError
from kg.resources import PACKAGE
from kg.types import Element

DATABASE = "neo4j"
_STARTS = 3


class Address(NamedTuple):
    """Where a running engine answers; ``user`` and ``password`` are valid for this run alone."""

    uri: str
    user: str
    password: str
    database: str


@contextmanager
def engine(home: Path, digest: str, elements: Callable[[], Iterable[Element]]) -> Iterator[Address]:
    """Serve the graph ``elements()`` over Bolt, read-only, while the block runs.

    Args:
        home: folder that keeps the database, one folder a ``digest`` (``out/.engine``).
        digest: hash of the graph; the same digest is loaded once and then only opened.
        elements: gives the graph, nodes before relationships; called only when it must be loaded.

    Raises:
        OutsideError: the engine has no wheel here, does not start, or the disk refuses.
    """
    _require_wheel()
    with tempfile.TemporaryDirectory(prefix="kg-engine-", ignore_cleanup_errors=True) as run:
        folder = _place(home, digest, Path(run))
        kept = (folder / DATABASE).is_dir()
        process, address = _start(folder, Path(run), None if kept else elements)
        try:
            if not kept:
                _forget_others(folder)
            yield address
        finally:
            _stop(process)


def _require_wheel() -> None:
    if importlib.util.find_spec("arcadedb_embedded") is None:
        raise OutsideError(
            "the embedded engine (arcadedb-embedded) is not installed or has no wheel for this platform; "
            "ask a Neo4j server with --uri"
        )


def _place(home: Path, digest: str, run: Path) -> Path:
    """Return the folder of the digest; in the run folder, to be thrown away, where ``home`` is not writable."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return home / digest
    except OSError:
        return run / digest


def _start(
    folder: Path, run: Path, elements: Callable[[], Iterable[Element]] | None
) -> tuple[subprocess.Popen[bytes], Address]:
    for attempt in range(_STARTS):
        bolt, http = _free_ports(2)
        address = Address(f"bolt://127.0.0.1:{bolt}", "root", secrets.token_urlsafe(24), DATABASE)
        process = _spawn(run)
        try:
            _send(process, folder, run, address, (bolt, http), elements)
            answer = _answer(process)
        except BaseException:
            _stop(process)
            raise
        if answer.get("ready"):
            return process, address
        _stop(process)
        if "port" not in answer or attempt == _STARTS - 1:
            raise OutsideError(
                f"the embedded engine did not start ({_reason(answer, run)}); ask a Neo4j server with --uri"
            )
    raise AssertionError("unreachable")


def _spawn(run: Path) -> subprocess.Popen[bytes]:
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    with (run / "engine.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "kg.query.engine_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=run,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
            start_new_session=True,  # Ctrl-C is for this process, which then stops the child
        )


def _send(
    process: subprocess.Popen[bytes],
    folder: Path,
    run: Path,
    address: Address,
    ports: tuple[int, int],
    elements: Callable[[], Iterable[Element]] | None,
) -> None:
    assert process.stdin is not None
    settings = {
        "folder": str(folder),
        "run": str(run),
        "database": address.database,
        "password": address.password,
        "bolt": ports[0],
        "http": ports[1],
        "load": elements is not None,
    }
    with suppress(BrokenPipeError):  # the child died: its answer, or its log, says why
        process.stdin.write(json.dumps(settings).encode() + b"\n")
        if elements is not None:
            _send_elements(process, elements())
        process.stdin.flush()


def _send_elements(process: subprocess.Popen[bytes], elements: Iterable[Element]) -> None:
    assert process.stdin is not None
    encoder = msgspec.json.Encoder()
    for element in elements:
        process.stdin.write(encoder.encode(element) + b"\n")
    process.stdin.write(b"\n")


def _answer(process: subprocess.Popen[bytes]) -> dict[str, object]:
    assert process.stdout is not None
    line = process.stdout.readline()
    return dict(json.loads(line)) if line else {}


def _reason(answer: dict[str, object], run: Path) -> str:
    if "error" in answer:
        return str(answer["error"])
    lines = (run / "engine.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else "no reason given"


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            assert pipe is not None
            pipe.close()


def _free_ports(count: int) -> tuple[int, int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        first, second = (int(one.getsockname()[1]) for one in sockets)
        return first, second
    finally:
        for one in sockets:
            one.close()


def _forget_others(folder: Path) -> None:
    """Remove the databases of other digests: the graph they held is no longer the record's."""
    for other in folder.parent.iterdir():
        if other != folder and other.is_dir() and ".building" not in other.name:
            shutil.rmtree(other, ignore_errors=True)
