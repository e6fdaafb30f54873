"""The invented graph, open in one embedded engine for all tests of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query.run import Graph, embedded
from tests.query.invented import invented_graph


@pytest.fixture(scope="session")
def engine_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that keeps the engine's database for the session."""
    return tmp_path_factory.mktemp("engine") / ".engine"


@pytest.fixture(scope="session")
def graph(engine_home: Path) -> Iterator[Graph]:
    """The invented graph in the embedded engine."""
    with embedded(engine_home, "invented", invented_graph) as opened:
        yield opened
