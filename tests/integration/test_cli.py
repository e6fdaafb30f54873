"""kg load, query and explain as commands against a real server: by options, by variables, the password in a file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.invented import invented
from kg.in_memory import as_document
from kg.record import Record, elements, link
from tests.integration.database import Database, expected

pytestmark = pytest.mark.integration

HELD = "MATCH ()-[r:HOLDS_POST]->() RETURN r.id AS id, r.evidence AS evidence ORDER BY id LIMIT 1"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three articles."""
    folder = tmp_path_factory.mktemp("out")
    with Record(folder / "kg.sqlite") as record:
        for article in invented(3):
            record.put_document(as_document(article))
            record.put_annotation(article, "invented")
        link(record)
    return folder


def kg(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command with no variable of the user's, and no terminal."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("KG_NEO4J")}
    command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
    options = {"capture_output": True, "encoding": "utf-8", "stdin": subprocess.DEVNULL}
    return subprocess.run(command, env={**own, **variables}, check=False, **options)  # type: ignore[call-overload, no-any-return]


def _way(way: str, database: Database, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The options and the variables that name the server."""
    user, password = database.auth
    if way == "options":
        return ["--uri", database.uri, "--user", user, "--database", "neo4j"], {"KG_NEO4J_PASSWORD": password}
    (folder / "password").write_text(f"{password}\n", encoding="utf-8")
    variables = {"URI": database.uri, "USER": user, "DATABASE": "neo4j", "PASSWORD_FILE": str(folder / "password")}
    return [], {f"KG_NEO4J_{name}": value for name, value in variables.items()}


@pytest.mark.parametrize("way", ["options", "variables"])
def test_load_query_explain(database: Database, out: Path, tmp_path: Path, way: str) -> None:
    """What is loaded is the record, what is asked is the server, and its ids are those that kg explain takes."""
    options, variables = _way(way, database, tmp_path)
    loaded = kg("load", "-o", out, *options, **variables)
    assert loaded.returncode == 0, loaded.stderr
    with Record(out / "kg.sqlite") as record:
        assert database.content() == expected(elements(record))
    asked = kg("query", "-o", tmp_path / "nothing", "--cypher", HELD, "--format", "json", *options, **variables)
    (row,) = json.loads(asked.stdout)
    explained = kg("explain", row["id"], "-o", out)
    assert explained.returncode == 0
    assert "HOLDS_POST" in explained.stdout
    said = loaded.stdout + loaded.stderr + asked.stderr
    assert database.auth[1] not in said
    assert "MENTIONS" in loaded.stdout
    assert "0 removed" in loaded.stderr


def test_named_query(database: Database, out: Path, tmp_path: Path) -> None:
    """A named query of a server gives the rows that the same query of the build gives."""
    options, variables = _way("options", database, tmp_path)
    kg("load", "-o", out, *options, **variables)
    answers = [
        kg("query", "who-holds", "--param", "post=书记", "-o", out, "--format", "csv", *more, **variables).stdout
        for more in ([], options)
    ]
    assert answers[0] == answers[1]
    assert len(answers[0].splitlines()) > 1


WRONG = [
    ({"KG_NEO4J_PASSWORD": "wrong-password"}, 3, "refuses the password"),
    ({"KG_NEO4J_PASSWORD_FILE": "/no/such/file"}, 1, "KG_NEO4J_PASSWORD_FILE"),
    ({}, 2, "KG_NEO4J_PASSWORD"),
]


@pytest.mark.parametrize("command", ["load", "query"])
@pytest.mark.parametrize(("variables", "code", "says"), WRONG, ids=["wrong", "no-file", "none"])
def test_password(database: Database, out: Path, command: str, variables: dict[str, str], code: int, says: str) -> None:
    """A wrong password, one that cannot be read, and none where nobody can be asked: one line, nothing written."""
    more = ["--cypher", HELD] if command == "query" else []
    done = kg(command, "-o", out, "--uri", database.uri, *more, **variables)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert database.size() == 0
