"""Loads that are killed: run again, the server holds what it would hold had nobody killed them."""

import os
import random
import signal
import subprocess
import sys
import time
from typing import Any

from neo4j import GraphDatabase

from bench.trials import Builds

_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS p ORDER BY n.id"
_LINKS = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS p ORDER BY r.id, a.id, b.id"


class Loads:
    """Loads of the whole build over that of the older one, each a command of its own."""

    def __init__(self, builds: Builds, uri: str) -> None:
        """Load once without killing, to know the result and the time.

        Raises:
            RuntimeError: the database holds something.
        """
        self.builds, self.uri = builds, uri
        user, password = os.environ.get("KG_NEO4J_USER", "neo4j"), os.environ["KG_NEO4J_PASSWORD"]
        self.driver = GraphDatabase.driver(uri, auth=(user, password))
        if self._held() != ([], []):
            raise RuntimeError(f"{uri} holds a graph; torture needs an empty database")
        self._load("old").wait()
        started = time.monotonic()
        self._load("whole").wait()
        self.seconds = time.monotonic() - started
        self.whole = self._held()

    def trial(self, rng: random.Random) -> str | None:
        """Kill a load and run it again; "load", or None when it had ended.

        Raises:
            AssertionError: the server does not hold the build.
        """
        self._load("old").wait()
        process = self._load("whole")
        time.sleep(rng.uniform(0, self.seconds))
        process.send_signal(signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        assert self._load("whole").wait() == 0, "kg load failed after a load that was killed"
        assert self._held() == self.whole, "the server does not hold what it would hold had nobody killed the load"
        return "load" if killed else None

    def _load(self, build: str) -> "subprocess.Popen[bytes]":
        out = self.builds.old if build == "old" else self.builds.whole
        command = [sys.executable, "-m", "kg.cli", "load", "-o", str(out), "--uri", self.uri]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def _held(self) -> tuple[list[Any], list[Any]]:
        nodes, links = (self.driver.execute_query(query).records for query in (_NODES, _LINKS))
        return [record.data() for record in nodes], [record.data() for record in links]
