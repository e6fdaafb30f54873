"""The Browser that comes with Neo4j, driven in headless Chromium: the model case is drawn, named and coloured.

With ``KG_PICTURES=docs/img`` the pictures are kept there.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.resources import resource
from scripts.neo4j_server import Neo4jServer
from tests.integration.conftest import missing
from tests.integration.database import Database
from tests.query.invented import invented_graph

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.integration

SECONDS = 300_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
DROP = """([text, name]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.querySelector('.monaco-editor').dispatchEvent(
      new DragEvent(type, {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""
COLOURS = "[...document.querySelectorAll('g.node circle.b-outline')].map(c => c.getAttribute('fill').toUpperCase())"
CAPTIONS = """[...document.querySelectorAll('g.node')].map(
  node => [...node.querySelectorAll('text')].map(text => text.textContent.trim()).join(''))"""


@pytest.fixture(scope="module")
def page(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """The Browser's page, connected."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        missing("Chromium (chromium, or CHROMIUM) to look at the Browser with")
    with playwright.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=chromium,
            headless=True,
            args=FLAGS,
            viewport={"width": 1200, "height": 780},
            device_scale_factor=1.5,
        )
        context.route(lambda url: "//127.0.0.1" not in url, lambda route: route.abort())
        page = context.new_page()
        page.set_default_timeout(SECONDS)
        address = f"http://127.0.0.1:{neo4j_server.http}/browser/?dbms={neo4j_server.uri}"
        page.goto(address, wait_until="domcontentloaded")
        page.fill("[data-testid=username]", neo4j_server.user)
        page.fill("[data-testid=password]", neo4j_server.password)
        page.click("[data-testid=connect]")
        page.wait_for_selector("text=/You are connected/i")
        yield page
        context.close()


def _show(page: object, cypher: str, picture: Path) -> None:
    page.click(".monaco-editor .view-lines >> nth=0")  # type: ignore[attr-defined]
    page.keyboard.press("Control+A")  # type: ignore[attr-defined]
    page.keyboard.insert_text(cypher)  # type: ignore[attr-defined]
    page.keyboard.press("Control+Enter")  # type: ignore[attr-defined]
    page.wait_for_selector("article >> nth=0 >> g.node")  # type: ignore[attr-defined]
    page.click("article >> nth=0 >> [title=Fullscreen]")  # type: ignore[attr-defined]
    page.wait_for_timeout(8000)  # type: ignore[attr-defined]  # the layout settles
    page.screenshot(path=picture)  # type: ignore[attr-defined]


def _saved(name: str) -> str:
    """A saved query with its parameters written in: the editor takes them as commands of their own."""
    text = resource("cypher", "browser", "saved", f"{name}.cypher").read_text(encoding="utf-8")
    for parameter, value in re.findall(r":param (\w+) => (.+);", text):
        text = text.replace(f"${parameter}", value)
    return "\n".join(line for line in text.splitlines() if not line.startswith((":", "//")))


def test_model_case(page: object, database: Database, tmp_path: Path) -> None:
    """Who attended the unveiling: every node is captioned with its name and coloured by its label."""
    database.load(invented_graph())
    style = resource("cypher", "browser", "style.grass").read_text(encoding="utf-8")
    page.evaluate(DROP, [style, "style.grass"])  # type: ignore[attr-defined]
    page.wait_for_selector("text=/:style/")  # type: ignore[attr-defined]
    pictures = Path(os.environ.get("KG_PICTURES", str(tmp_path)))
    pictures.mkdir(parents=True, exist_ok=True)
    _show(page, _saved("event"), pictures / "browser-event.png")
    captions = page.evaluate(CAPTIONS)  # type: ignore[attr-defined]
    assert {"陆听澜", "许映雪", "顾长风", "揭牌仪式", "副区长", "区科技局副局长", "西湖区妇联"} <= set(captions)
    wanted = dict(re.findall(r"node\.(\w+) \{[^}]*?\n  color: (#\w+);", style))
    drawn = set(page.evaluate(COLOURS))  # type: ignore[attr-defined]
    assert {wanted[label] for label in ("Person", "Post", "Organization", "Event", "Place", "Date")} <= drawn


@pytest.mark.parametrize("path", sorted(resource("cypher", "browser", "saved").glob("*.cypher")), ids=lambda p: p.stem)
def test_saved_queries(database: Database, path: Path) -> None:
    """Every saved query has a title and runs on the server."""
    database.load(invented_graph())
    assert re.match(r"// .+ — .+\n", path.read_text(encoding="utf-8"))
    assert database.run(_saved(path.stem))
