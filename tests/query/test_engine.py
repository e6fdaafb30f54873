"""The embedded engine: loaded once, on loopback, never written to, and gone when its command is."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from kg.errors import OutsideError
from kg.query.engine import engine
from kg.query.run import Graph, embedded
from tests.query.invented import invented_graph

WRITES = [
    "CREATE (n:Person {id: 'x'}) RETURN n.id",
    "MATCH (n:Person) SET n.name = 'x' RETURN n.id",
    "MERGE (n:Person {id: 'x'}) RETURN n.id",
    "MATCH (n:Person) DETACH DELETE n",
    "CREATE INDEX FOR (n:Person) ON (n.name)",
]
CHILD = """
import sys, time
from pathlib import Path
from kg.query.engine import engine
from tests.query.invented import invented_graph
with engine(Path(sys.argv[1]), "invented", invented_graph) as address:
    print(address.uri, flush=True)
    time.sleep(600)
"""


def _folder(home: Path) -> dict[str, bytes]:
    return {str(p.relative_to(home)): p.read_bytes() for p in sorted(home.rglob("*")) if p.is_file()}


def test_engine_refuses_writes(graph: Graph, engine_home: Path) -> None:
    """Past the guard, the engine itself refuses to write, whatever the session's mode, and no file changes."""
    before = _folder(engine_home)
    for cypher in WRITES:
        with graph._driver.session(database="neo4j") as session, pytest.raises(Neo4jError):
            session.run(neo4j.Query(cypher)).consume()
    assert graph.rows("MATCH (n:Person) RETURN count(n) AS n").rows == ((37,),)
    assert _folder(engine_home) == before


def test_second_opening_loads_nothing(graph: Graph, engine_home: Path) -> None:
    """A kept graph is opened, beside another command that has it open, without asking for its elements."""
    del graph

    def never() -> list[object]:
        raise AssertionError("loaded again")

    with embedded(engine_home, "invented", never) as again:  # type: ignore[arg-type]
        assert again.rows("MATCH (n) RETURN count(n) AS n").rows[0][0] > 200


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="reads /proc")
def test_listens_on_loopback(graph: Graph, engine_home: Path) -> None:
    """Every port of the engine is bound to loopback, and the password is on no command line."""
    del graph
    with engine(engine_home, "invented", invented_graph) as address:
        child = max(_children(), key=lambda pid: (Path("/proc") / pid).stat().st_ctime)
        listening = _listening(child)
        assert listening
        assert listening <= {"0100007F", "0000000000000000FFFF00000100007F"}
        command = (Path("/proc") / child / "cmdline").read_text(encoding="utf-8")
        assert address.password not in command


def _children() -> list[str]:
    stats = [path.read_text(encoding="utf-8") for path in Path("/proc").glob("[0-9]*/stat")]
    return [stat.split()[0] for stat in stats if stat.rpartition(")")[2].split()[1] == str(os.getpid())]


def _listening(pid: str) -> set[str]:
    """The addresses, in the kernel's hexadecimal, on which a process listens."""
    links = [str(path.readlink()) for path in (Path("/proc") / pid / "fd").iterdir()]
    inodes = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [
        row.split()
        for table in ("tcp", "tcp6")
        for row in (Path("/proc/net") / table).read_text(encoding="utf-8").splitlines()[1:]
    ]
    return {row[1].partition(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes}


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
def test_ends_with_a_killed_command(graph: Graph, engine_home: Path) -> None:
    """A command that is killed leaves neither an engine nor its files behind."""
    del graph
    command = [sys.executable, "-c", CHILD, str(engine_home)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    port = int(process.stdout.readline().rpartition(":")[2])
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _closes(port)


def _closes(port: int) -> bool:
    import socket

    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return True
        time.sleep(0.2)
    return False


def test_cut_load_leaves_no_graph(tmp_path: Path) -> None:
    """A load that fails leaves no database that could be taken for the graph."""

    def broken() -> list[object]:
        raise RuntimeError("cut")

    with pytest.raises(RuntimeError), engine(tmp_path / "home", "x", broken):  # type: ignore[arg-type]
        pass
    assert not (tmp_path / "home" / "x").exists()


def test_no_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engine's wheel one line names --uri."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(OutsideError, match="--uri"), engine(tmp_path, "x", list):
        pass
