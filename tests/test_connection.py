"""Where a server is: options before the environment, a password from nowhere else, and clear words in time."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kg.connection import Target, connect, target
from kg.errors import KGError, OutsideError, UsageError

ENVIRON = {"KG_NEO4J_URI": "neo4j://db:7687", "KG_NEO4J_PASSWORD": "secret"}


def test_environment_and_options() -> None:
    """Options go before the environment; user and database have defaults."""
    assert target(environ=ENVIRON) == Target("neo4j://db:7687", "neo4j", "secret", None)
    given = target("bolt://other", "reader", "news", {**ENVIRON, "KG_NEO4J_USER": "x", "KG_NEO4J_DATABASE": "y"})
    assert given == Target("bolt://other", "reader", "secret", "news")


def test_password_file_and_prompt(tmp_path: Path) -> None:
    """A file gives the password without its line end; a prompt is asked last; no log can show it."""
    path = tmp_path / "password"
    path.write_text("秘密 1\n", encoding="utf-8")
    assert target("bolt://h", environ={"KG_NEO4J_PASSWORD_FILE": str(path)}).password == "秘密 1"
    assert target("bolt://h", environ={}, prompt=lambda _: "typed").password == "typed"
    assert "secret" not in repr(target(environ=ENVIRON))
    with pytest.raises(OutsideError, match="password"):
        target("bolt://h", environ={"KG_NEO4J_PASSWORD_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("uri", "environ"),
    [
        (None, {}),
        ("http://127.0.0.1:7474", ENVIRON),
        ("localhost:7687", ENVIRON),
        ("bolt://me:pw@host", ENVIRON),
        ("bolt://h", {}),
    ],
)
def test_wrong_usage(uri: str | None, environ: dict[str, str]) -> None:
    """No address, none that a driver knows, one that holds a password, and no password are errors of usage."""
    with pytest.raises(UsageError):
        target(uri, environ=environ)


@contextmanager
def _listener(answer: bytes, then: bytes = b"") -> Iterator[int]:
    """A port that answers the first words of a client, and what it says next."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            client, _ = server.accept()
            with client, suppress(OSError):
                for reply in (answer, then):
                    client.recv(4096)
                    client.sendall(reply)
                time.sleep(1)

        threading.Thread(target=serve, daemon=True).start()
        yield int(server.getsockname()[1])


def _packed(text: str) -> bytes:
    return b"\xd0" + bytes([len(text)]) + text.encode()


# SUCCESS {server: "Neo4j/4.4.30", connection_id: "bolt-1"}, as a server of 4.4 answers HELLO over Bolt 4.4
_FIELDS = b"\xa2" + _packed("server") + _packed("Neo4j/4.4.30") + _packed("connection_id") + _packed("bolt-1")
_SUCCESS = b"\xb1\x70" + _FIELDS
_OLD = len(_SUCCESS).to_bytes(2, "big") + _SUCCESS + b"\x00\x00"


def _failure(port: int) -> tuple[KGError, float]:
    began = time.monotonic()
    with pytest.raises(KGError) as caught, connect(Target(f"bolt://127.0.0.1:{port}", "neo4j", "x")):
        pass
    return caught.value, time.monotonic() - began


def test_no_server() -> None:
    """Where nothing listens, one line says so at once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    error, seconds = _failure(port)
    assert "no Neo4j server answers" in str(error)
    assert "\n" not in str(error)
    assert seconds < 5


def test_no_bolt() -> None:
    """Where something else listens, one line says so in time."""
    with _listener(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        error, seconds = _failure(port)
    assert "\n" not in str(error)
    assert seconds < 5


def test_silent_port() -> None:
    """A port that accepts and never answers is given up within five seconds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        error, seconds = _failure(int(server.getsockname()[1]))
    assert isinstance(error, OutsideError)
    assert seconds < 5.5


def test_old_server() -> None:
    """A server of 4.4 is refused by its version."""
    with _listener(b"\x00\x00\x04\x04", _OLD) as port:
        error, _ = _failure(port)
    assert "needs Neo4j 5.26 or later" in str(error)
