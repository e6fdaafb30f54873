"""The demonstration: the example page becomes a graph, and the graph answers the question of the model case."""

from collections.abc import Callable
from pathlib import Path

from kg.build import BuildOptions, Report, build
from kg.reading import ReadOptions
from kg.resources import resource

# The question of the model case: who attended the unveiling, in which post of which body, by which sentence.
QUERIES: tuple[tuple[str, dict[str, str]], ...] = (("who-attended", {"event": "揭牌仪式"}),)


def example() -> Path:
    """The folder of the example page."""
    return resource("examples")


def demo(out: Path, progress: Callable[[str, int, int], None]) -> Report:
    """Build the graph of the example page into ``out``; its front matter or sources.tsv tell date and place."""
    sources = example() / "sources.tsv"
    reading = ReadOptions(sources=sources if sources.exists() else None)
    return build([str(example())], out, BuildOptions(reading=reading), progress)
