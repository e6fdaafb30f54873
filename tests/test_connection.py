"""Reaching a server: clear words, in time, where there is none, none of Neo4j, or an old one."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from kg.connection import Target, connect
from kg.errors import KGError, OutsideError, UsageError


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "localhost:7687", "bolt://me:pw@host", "bolt://", ""])
def test_no_address(uri: str) -> None:
    """What no driver knows as an address, and one that holds a password, are errors of usage."""
    with pytest.raises(UsageError, match="no address"), connect(Target(uri, "neo4j", "x")):
        pass


def test_password_in_no_log() -> None:
    """The text of a target leaves the password out."""
    assert "secret" not in repr(Target("bolt://h", "neo4j", "secret"))


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


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+ssc"])
def test_no_tls(scheme: str) -> None:
    """A port that answers TLS with something else is one line that names the address without it."""
    with _listener(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        with pytest.raises(OutsideError) as caught, connect(Target(f"{scheme}://127.0.0.1:{port}", "neo4j", "x")):
            pass
        assert str(caught.value).endswith(
            f"does not speak TLS; without it: {scheme.partition('+')[0]}://127.0.0.1:{port}"
        )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_the_line_is_the_only_one(scheme: str) -> None:
    """The command prints our line alone: what the driver would log beside it is left out."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        uri = f"{scheme}://127.0.0.1:{server.getsockname()[1]}"
    command = [sys.executable, "-m", "kg.cli", "query", "--cypher", "RETURN 1", "--uri", uri]
    environment = {**os.environ, "KG_NEO4J_PASSWORD": "x"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
