"""graph.graphml and graph.gexf, read by the Gephi toolkit itself."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.sinks.common import export
from kg.sinks.values import plain, printable, typed_properties
from kg.types import Element, Node

from .graphs import trap_graph

READER = Path(__file__).parent / "java" / "ReadWithGephi.java"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
TOOLKIT = "org.gephi:gephi-toolkit:0.10.1:jar:all"
RENAMED = {"start": "startDate", "end": "endDate"}
Rows = dict[tuple[str, str], dict[str, str]]


def _toolkit(folder: Path) -> Path:
    """The toolkit from Maven; skip without Java or Maven, and fail where CI=true."""
    missing = [name for name in ("java", "mvn") if not shutil.which(name)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{' and '.join(missing)} missing: Gephi must be tried in CI")
    if missing:
        pytest.skip(f"{' and '.join(missing)} missing: Gephi is not tried")
    command = ["mvn", "-B", "-ntp", "-q", PLUGIN, f"-Dartifact={TOOLKIT}", f"-DoutputDirectory={folder}"]
    subprocess.run(command, cwd=folder, check=True)
    return next(folder.glob("gephi-toolkit-*.jar"))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """What Gephi finds in both files: a row an element, by file."""
    folder = tmp_path_factory.mktemp("gephi")
    jar = _toolkit(folder)
    files = [folder / "graph.graphml", folder / "graph.gexf"]
    for file in files:
        export(trap_graph(), file, file.suffix[1:])
    command = ["java", "-Djava.awt.headless=true", "-cp", str(jar), str(READER), *map(str, files)]
    output = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    rows: dict[str, Rows] = {file.suffix[1:]: {} for file in files}
    for line in output.split("\n"):
        name, *cells = line.split("\t")
        if cells:
            values = dict(cell.split("=", 1) for cell in cells[2:])
            rows[name.rpartition(".")[2]][cells[0], cells[1]] = values
    return rows


def _escaped(text: str) -> str:
    for char, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(char, written)
    return text


def _expected(element: Element, format: str) -> dict[str, str]:
    values = {k: _escaped(printable(plain(v))) for k, v in typed_properties(element.properties).items() if v != ""}
    if isinstance(element, Node):
        own = {"labels": element.label, "label": values.get("name", element.id)}
    else:
        own = {"label": element.type, "fact": element.id, "source": element.start, "target": element.end}
    if format == "gexf":
        values = {RENAMED.get(k, k): v for k, v in values.items()}
        return {**values, **own} if isinstance(element, Node) else {**values, **own, "rel": element.type}
    if isinstance(element, Node):
        return {**values, **own, "labels": f":{element.label}"}
    return {**values, **own, "interaction": element.type}


@pytest.mark.integration
@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_gephi_reads_every_element(format: str, read: dict[str, Rows]) -> None:
    """Every node and edge, parallel ones apart, with its label, type and properties; an empty text is none."""
    expected = {("node" if isinstance(e, Node) else "edge", e.id): _expected(e, format) for e in trap_graph()}
    found = {key: {k: v for k, v in row.items() if k != "time"} for key, row in read[format].items()}
    assert found == expected


@pytest.mark.integration
def test_gephi_reads_the_time_of_gexf(read: dict[str, Rows]) -> None:
    """A fact and an event last from their first day to their last, in milliseconds of UTC."""
    assert read["gexf"]["edge", "f1"]["time"] == "<[1706745600000.0, 1767139200000.0]>"
    assert read["gexf"]["node", "e1"]["time"] == "<[1759276800000.0, 1767139200000.0]>"
    assert "time" not in read["gexf"]["edge", "f4"]
