"""Graphs that the tests of the sinks share."""

import pytest

from kg.types import Element

from .graphs import invented_graph, trap_graph


@pytest.fixture(scope="session")
def small() -> list[Element]:
    """An invented graph of 60 articles."""
    return invented_graph(60)


@pytest.fixture(scope="session")
def tiny() -> list[Element]:
    """An invented graph of 12 articles."""
    return invented_graph(12)


@pytest.fixture
def traps() -> list[Element]:
    """A graph with every known trap."""
    return trap_graph()
