"""The demonstration: the example page becomes a graph, and the graph answers the question of the model case."""

from collections.abc import Callable
from pathlib import Path

from kg.build import BuildOptions, build
from kg.report import Report
from kg.resources import resource

# The question of the model case: who attended the unveiling, in which post of which body, and by which sentences.
QUERIES: tuple[tuple[str, dict[str, str]], ...] = (
    ("who-attended", {"event": "揭牌仪式"}),
    ("sentences-about", {"name": "揭牌仪式"}),
)


def example() -> Path:
    """The folder of the example page, from here where it lies below: keys of articles begin with it."""
    folder = resource("examples")
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def demo(out: Path, progress: Callable[[str, int, int], None]) -> Report:
    """Build the graph of the example page into ``out``; its front matter tells date and place."""
    return build([str(example())], out, BuildOptions(), progress)
