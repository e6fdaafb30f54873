"""make bench-load: how fast a graph of 100,000 nodes and 500,000 relationships gets into a database, by which way.

    python -m bench.load [--folder DIR] [--nodes N --relationships N] [--rounds N] [--anew]

Each way is a command of its own, from its start to its end, into a new database; the rounds go through all ways in
turn, so that a busy machine is busy for all, and the best of each counts. CPU seconds are those of the command and of
the server while it ran. What is measured stands in DIR/load/ITEM.json and is not measured again unless --anew. For
Linux; needs Java, Maven, and pip for neo4j-graphrag.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.graph import make_record, write_rows
from scripts.neo4j_server import Neo4jServer

GRAPHRAG = "neo4j-graphrag==1.22.0"
_WRITERS = Path(__file__).with_name("writers.py")
_TITLES = {
    "kg-load": "`kg load`",
    "bare": "the bare driver, the same UNWIND",
    "graphrag": f"{GRAPHRAG.replace('==', ' ')}, `Neo4jWriter`",
    "import": "`neo4j-admin database import full` of `kg export --to neo4j-csv`",
    "embedded": "the embedded engine (`kg query`, first time)",
}
Measured = dict[str, float]


def main() -> None:
    """Measure what is not yet measured, and print the table."""
    told = _arguments()
    folder: Path = told.folder / "load"
    if told.anew:
        for result in folder.glob("*.json"):
            result.unlink()
    _graph(folder, told.nodes, told.relationships)
    for number in range(told.rounds):
        for item, measure in WAYS.items():
            _once(folder, f"{item}-{number}", measure)
    print(*_table(folder, told.nodes + told.relationships), sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("out/bench"))
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--relationships", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--anew", action="store_true", help="measure all again")
    return parser.parse_args()


def _graph(folder: Path, nodes: int, relationships: int) -> None:
    """The record in folder/out, the rows beside it, and the files for neo4j-admin."""
    if (folder / "rows.jsonl").exists():
        return
    print(f"a graph of {nodes} nodes and {relationships} relationships …", file=sys.stderr)
    shutil.rmtree(folder / "out", ignore_errors=True)
    make_record(folder / "out", nodes, relationships)
    write_rows(folder / "out", folder / "part")
    (folder / "part").rename(folder / "rows.jsonl")


def _once(folder: Path, item: str, measure: Callable[[Path], Measured]) -> None:
    result = folder / f"{item}.json"
    if not result.exists():
        print(item, "…", file=sys.stderr)
        result.write_text(json.dumps(measure(folder)), encoding="utf-8")


def _kg_load(folder: Path) -> Measured:
    with _server(folder) as server:
        return _timed([*_KG, "load", "-o", str(folder / "out"), "--uri", server.uri], server)


def _bare(folder: Path) -> Measured:
    with _server(folder) as server:
        return _timed([sys.executable, str(_WRITERS), "bare", server.uri, str(folder / "rows.jsonl")], server)


def _graphrag(folder: Path) -> Measured:
    with _server(folder, apoc=True) as server:
        python = _peer(folder / "peers")
        return _timed([str(python), str(_WRITERS), "graphrag", server.uri, str(folder / "rows.jsonl")], server)


def _import(folder: Path) -> Measured:
    home, files = folder / "home", folder / "out" / "neo4j-csv"
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run([*_KG, "export", "-o", str(folder / "out"), "--to", "neo4j-csv"], check=True, **_QUIET)
    server = Neo4jServer(home, jvm=_JVM)
    server.configure()
    return _timed(["sh", str(files / "import.sh")], NEO4J_ADMIN=str(server.admin_script()))


def _embedded(folder: Path) -> Measured:
    shutil.rmtree(folder / "out" / ".engine", ignore_errors=True)
    return _timed([*_KG, "query", "-o", str(folder / "out"), "--cypher", "MATCH (n) RETURN count(n)"])


WAYS = {"kg-load": _kg_load, "bare": _bare, "graphrag": _graphrag, "import": _import, "embedded": _embedded}
_KG = [sys.executable, "-m", "kg.cli"]
_JVM = ("-Xmx2g",)
_QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def _server(folder: Path, apoc: bool = False) -> Iterator[Neo4jServer]:
    """A new server, with the flags of a server that is used for long."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    server = Neo4jServer(folder / "home", apoc=apoc, jvm=_JVM)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _peer(folder: Path) -> Path:
    """The Python of an environment that has neo4j-graphrag."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", GRAPHRAG], check=True)
    return python


def _timed(command: list[str], server: Neo4jServer | None = None, **environment: str) -> Measured:
    """Run a command: its seconds, and the MB that it and the server held at most."""
    if server:
        environment["KG_NEO4J_PASSWORD"] = server.password
    began, before = time.perf_counter(), _cpu(server)
    process = subprocess.Popen(command, env={**os.environ, **environment}, **_QUIET)
    _, status, usage = os.wait4(process.pid, 0)
    seconds, after = time.perf_counter() - began, _cpu(server)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed; run it by hand")
    own = usage.ru_utime + usage.ru_stime
    measured = {"seconds": seconds, "cpu": own + after - before, "own": own, "client": usage.ru_maxrss / 1024}
    return measured | ({"server": _peak(server)} if server else {})


def _cpu(server: Neo4jServer | None) -> float:
    """The CPU seconds that a server has used."""
    if not server:
        return 0.0
    user, system = _proc(server, "stat").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _peak(server: Neo4jServer) -> float:
    return next(int(line.split()[1]) / 1024 for line in _proc(server, "status").splitlines() if "VmHWM" in line)


def _proc(server: Neo4jServer, name: str) -> str:
    assert server.process
    return Path(f"/proc/{server.process.pid}/{name}").read_text(encoding="utf-8")


def _table(folder: Path, rows: int) -> Iterator[str]:
    yield "| | rows a second | rows a CPU second | CPU s of the command, its server with it | peak MB | of the server |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for item, title in _TITLES.items():
        found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob(f"{item}-*.json")]
        if found:
            best = {key: min(measured[key] for measured in found) for key in found[0]}
            rates = f"{rows / best['seconds']:,.0f} | {rows / best['cpu']:,.0f} | {best['own']:.0f}, {best['cpu']:.0f}"
            yield f"| {title} | {rates} | {best['client']:,.0f} | {best.get('server', 0):,.0f} |"


if __name__ == "__main__":
    main()
