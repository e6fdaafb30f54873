"""Statements to a server in managed transactions, tried again while a server that went away may come back."""

import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, TransientError

from kg.connection import Target, connect, first_line
from kg.errors import OutsideError
from kg.resources import resource

T = TypeVar("T")
Row = Mapping[str, Any]
_PAUSE = 1.0
_READ_ONLY = ("Forbidden", "ForbiddenOnReadOnlyDatabase", "AccessMode")


@cache
def statement(name: str, **names: str) -> str:
    """Return cypher/load/``name``.cypher with labels and types (static in Cypher) in their places."""
    text = _code(resource("cypher", "load", f"{name}.cypher").read_text(encoding="utf-8"))
    return re.sub(r"\b(LABEL|START|TYPE|END)\b", lambda match: f"`{names[match[1]]}`", text)


def statements(name: str) -> list[str]:
    """Return the statements of cypher/``name``.cypher."""
    text = _code(resource("cypher", f"{name}.cypher").read_text(encoding="utf-8"))
    return [part.strip() for part in text.split(";") if part.strip()]


def _code(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))


class Server:
    """A database on a server that has answered once; every call is tried again for ``wait`` seconds."""

    def __init__(self, driver: neo4j.Driver, where: Target, wait: float) -> None:
        self._driver = driver
        self._where = where
        self._wait = wait
        self.left = threading.Event()

    def run(self, cypher: str) -> None:
        """Run one statement in a transaction of its own (schema commands want that)."""
        self._persist(lambda session: session.run(neo4j.Query(cypher)).consume())

    def write(self, cypher: str, rows: Iterable[Row]) -> list[neo4j.Record]:
        """Run a statement over rows in one managed transaction; the statement must bear to be repeated."""
        parameters = {"rows": list(rows)}
        return self._persist(lambda session: session.execute_write(lambda tx: list(tx.run(cypher, parameters))))

    def read(self, cypher: str, take: Callable[[neo4j.Result], T]) -> T:
        """Return what ``take`` makes of the answer; it is called again after a lost connection."""
        return self._persist(lambda session: session.execute_read(lambda tx: take(tx.run(cypher))))

    def _persist(self, work: Callable[[neo4j.Session], T]) -> T:
        deadline: float | None = None
        while True:
            try:
                with self._driver.session(database=self._where.database) as session:
                    return work(session)
            except (DriverError, Neo4jError) as error:
                if not _passing(error, lost=deadline is not None):
                    raise self._refused(error) from error
                deadline = deadline or time.monotonic() + self._wait
                if self.left.wait(_PAUSE) or time.monotonic() >= deadline:
                    raise self._gone(error) from error

    def _gone(self, error: Exception) -> OutsideError:
        return OutsideError(
            f"the server at {self._where.uri} went away and did not come back within {self._wait:g} s "
            f"({first_line(error)}); load again when it is up"
        )

    def _refused(self, error: Exception) -> OutsideError:
        code = (getattr(error, "code", None) or "").rpartition(".")[2]
        if code in _READ_ONLY:
            what = f"{self._where.user} may not write to {self._where.uri}, or the database is read-only"
        elif code == "DatabaseNotFound":
            what = f"{self._where.uri} has no database {self._where.database or 'of this user'}"
        else:
            what = f"{self._where.uri} refused a statement"
        return OutsideError(f"{what} ({first_line(error)})")


class Writer:
    """Writes in a thread of its own, one transaction after the other: while the server works the next is prepared."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[list[neo4j.Record]] | None = None

    def write(self, cypher: str, rows: Iterable[Row]) -> None:
        """Begin to write; what failed in the write before is raised now."""
        self.wait()
        self._running = self._thread.submit(self._server.write, cypher, rows)

    def wait(self) -> None:
        """Wait until all is written; raises what `Server.write` raises."""
        running, self._running = self._running, None
        if running:
            running.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:
            self._server.left.set()  # a server that went away is not waited for any longer
        self._thread.shutdown()


def _passing(error: Exception, lost: bool) -> bool:
    """Whether an error may pass by itself; a server that comes back may refuse all users and databases at first."""
    if isinstance(error, (DriverError, TransientError)):
        return True
    code = getattr(error, "code", None) or ""
    return lost and (isinstance(error, AuthError) or (isinstance(error, ClientError) and ".Database." in code))


__all__ = ["Row", "Server", "Writer", "connect", "statement", "statements"]
