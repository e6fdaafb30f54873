"""graph.html, in a real browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kg.sinks import html
from kg.sinks.common import export
from kg.sinks.html import script_json
from kg.types import Element, Node, Relationship

from .browser import opened

EDGE_POINT = """([id]) => { const e = kg.shape(kg.byId.get(id)).renderedMidpoint();
    const box = document.getElementById('graph').getBoundingClientRect(); return [box.x + e.x, box.y + e.y]; }"""
NODE_POINT = EDGE_POINT.replace("renderedMidpoint", "renderedPosition")
BODY = "苏州市姑苏区教育局"
SHOWN = "(kind) => kg.cy.elements(kind + ':visible').length"


@pytest.fixture(scope="module")
def browser() -> Iterator[tuple[Page, list[str]]]:
    """One browser for the module."""
    with opened() as page_and_log:
        yield page_and_log


def _open(browser: tuple[Page, list[str]], graph: list[Element], folder: Path) -> Page:
    export(graph, folder / "graph.html", "html")
    page, log = browser
    page.goto("about:blank")
    log.clear()
    page.goto((folder / "graph.html").as_uri())
    page.wait_for_function("window.kg")
    return page


def _assert_shown(page: Page, kind: str, count: int) -> None:
    """So many are shown, at once or as soon as it is drawn; the page forbids code that waits inside."""
    for _ in range(100):
        if page.evaluate(SHOWN, kind) == count:
            return
        page.wait_for_timeout(50)
    assert page.evaluate(SHOWN, kind) == count


def _assert_quiet(log: list[str]) -> None:
    """No error, no warning, and no request but for the page itself."""
    assert [line for line in log if not line.startswith(("request: file://", "request: data:"))] == []
    assert len([line for line in log if line.startswith("request: file://")]) == 1


def _facts(graph: list[Element], type_: str) -> list[Relationship]:
    return [e for e in graph if isinstance(e, Relationship) and e.type == type_]


def _name(graph: list[Element], key: str) -> str:
    return next(str(e.properties["name"]) for e in graph if e.id == key)


def test_choosing_an_edge_shows_its_sentence(
    browser: tuple[Page, list[str]], tiny: list[Element], tmp_path: Path
) -> None:
    """A click on an edge shows both ends, its type, and every sentence with article and date."""
    page = _open(browser, tiny, tmp_path)
    fact = max(_facts(tiny, "POST_IN"), key=lambda f: len(f.properties["quotes"]))  # type: ignore[arg-type]
    page.evaluate("([id]) => { location.hash = id }", [fact.start])
    page.wait_for_selector("#details h3")
    page.wait_for_timeout(300)
    page.mouse.click(*page.evaluate(EDGE_POINT, [fact.id]))
    page.wait_for_selector("blockquote")
    text = page.inner_text("#details")
    assert _name(tiny, fact.start) in text
    assert _name(tiny, fact.end) in text
    assert "所属机构 post in" in text
    quotes = fact.properties["quotes"]
    assert isinstance(quotes, tuple)
    assert page.locator("blockquote").count() == len(quotes)
    for quote in quotes:
        where, when, sentence = quote.split(" · ")
        assert sentence in text
        assert f"{where} · {when}" in text
    assert page.locator("mark").count() > 0
    _assert_quiet(browser[1])


def test_choosing_a_node_shows_its_facts(browser: tuple[Page, list[str]], tiny: list[Element], tmp_path: Path) -> None:
    """A click on a node lists each of its facts; a fact in the list leads to its sentence."""
    page = _open(browser, tiny, tmp_path)
    event = next(e for e in tiny if isinstance(e, Node) and e.label == "Event")
    page.fill("#search", str(event.properties["name"]))
    page.keyboard.press("Enter")
    page.wait_for_selector("#details h3")
    page.keyboard.press("Escape")
    page.mouse.click(*page.evaluate(NODE_POINT, [event.id]))
    page.wait_for_selector("#details h3")
    around = [e for e in tiny if isinstance(e, Relationship) and event.id in (e.start, e.end)]
    around = [e for e in around if e.type != "MENTIONS"]
    assert page.inner_text("#details h3") == event.properties["name"]
    assert page.locator(".fact").count() == len(around)
    page.locator(".fact").first.click()
    page.wait_for_selector("blockquote")
    _assert_quiet(browser[1])


@pytest.mark.parametrize(
    ("typed", "first"),
    [("林", None), (BODY[3:], BODY), ("ＷＵ", ""), ("没有这个名字", "")],
)
def test_search(
    typed: str, first: str | None, browser: tuple[Page, list[str]], tiny: list[Element], tmp_path: Path
) -> None:
    """Names and aliases are found by any part of them; what is not there is said not to be."""
    page = _open(browser, tiny, tmp_path)
    page.fill("#search", typed)
    results = page.locator("#results button")
    if first == "":
        assert "Nothing found" in page.inner_text("#results")
        return
    found = results.locator(".name").all_inner_texts()
    assert found
    assert all(typed in name for name in found)
    if first:
        assert found[0] == first
    results.first.click()
    assert page.inner_text("#details h3") == found[0]
    _assert_quiet(browser[1])


def test_an_alias_is_found(browser: tuple[Page, list[str]], traps: list[Element], tmp_path: Path) -> None:
    """小顾 leads to the person who is so called."""
    page = _open(browser, traps, tmp_path)
    page.fill("#search", "小顾")
    page.keyboard.press("Enter")
    assert page.inner_text("#details h3") == "顾\ufffd若\ufffd溪"


def test_filters(browser: tuple[Page, list[str]], tiny: list[Element], tmp_path: Path) -> None:
    """Taking off a label hides its nodes and their facts; taking off a type hides its facts alone."""
    page = _open(browser, tiny, tmp_path)
    people = sum(isinstance(e, Node) and e.label == "Person" for e in tiny)
    nodes, edges = page.evaluate(SHOWN, "node"), page.evaluate(SHOWN, "edge")
    page.uncheck("input[data-key=HOSTS]")
    _assert_shown(page, "node", nodes)
    _assert_shown(page, "edge", edges - len(_facts(tiny, "HOSTS")))
    page.uncheck("input[data-key=Person]")
    _assert_shown(page, "node", nodes - people)
    assert f"{nodes - people} entities" in page.inner_text("#count")
    page.check("input[data-key=Person]")
    page.check("input[data-key=HOSTS]")
    _assert_shown(page, "edge", edges)
    _assert_quiet(browser[1])


def test_text_never_becomes_markup(browser: tuple[Page, list[str]], traps: list[Element], tmp_path: Path) -> None:
    """A name with </script> and a quote with U+2029 stay text."""
    page = _open(browser, traps, tmp_path)
    page.fill("#search", "</script>")
    page.keyboard.press("Enter")
    assert page.inner_text("#details h3") == "</script><b>\"尤&清和'"
    page.evaluate("location.hash = '0'")
    page.wait_for_selector("blockquote")
    assert page.locator("blockquote p").text_content() == "</script>\u2029<"
    assert page.locator("#details b").count() == 0
    _assert_quiet(browser[1])


def test_names_are_drawn_and_none_is_cut_off(
    browser: tuple[Page, list[str]], tiny: list[Element], tmp_path: Path
) -> None:
    """Names are painted beside the nodes, and the border of the drawing is free of ink."""
    page = _open(browser, tiny, tmp_path)
    page.wait_for_timeout(400)
    inked = page.evaluate(
        """() => { const c = document.getElementById('names'), g = c.getContext('2d');
        const ink = (x, y, w, h) => g.getImageData(x, y, w, h).data.some((v, i) => i % 4 === 3 && v > 40);
        return [ink(0, 0, c.width, c.height), ink(0, 0, 1, c.height), ink(c.width - 1, 0, 1, c.height)]; }"""
    )
    assert inked == [True, False, False]


def test_only_the_best_connected_are_drawn_and_it_says_so(
    browser: tuple[Page, list[str]], tiny: list[Element], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit the best connected nodes stay, and both page and stats say how many there are."""
    monkeypatch.setattr(html, "LARGEST", 50)
    stats = export(tiny, tmp_path / "a" / "graph.html", "html")
    total = sum(isinstance(e, Node) and e.label not in ("Article", "Sentence") for e in tiny)
    assert sum(stats.nodes.values()) == 50
    assert stats.notes == (f"graph.html draws the 50 best connected of {total:,} entities",)
    page = _open(browser, tiny, tmp_path)
    assert page.evaluate(SHOWN, "node") == 50
    assert f"Only the 50 best connected of {total:,} entities are drawn." in page.inner_text("#note")


def test_the_file_needs_no_network_and_holds_the_names(tiny: list[Element], tmp_path: Path) -> None:
    """Nothing is loaded by address, and a plain search finds a Chinese name in the file."""
    export(tiny, tmp_path / "graph.html", "html")
    text = (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", text)
    assert "default-src 'none'" in text
    assert BODY in text
    assert "Permission is hereby granted" in text


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028\u2029", '"\\', "\x00", "顾若溪"])
def test_script_json(text: str) -> None:
    """JSON inside a script element is the same JSON, without what could end the element."""
    written = script_json([text])
    assert json.loads(written) == [text]
    assert not set("<\u2028\u2029\x00") & set(written)
