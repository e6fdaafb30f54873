"""The blocks of text of an HTML tree in the order of the source, each with its share of link text."""

import re
from collections.abc import Iterator

from lxml import etree

from kg.reading.clean import clean
from kg.reading.words import words
from kg.types import Record

_CELLS = frozenset(["td", "th"])
_CELL_CHARS = 20
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SOFT = "\x1f"  # a line end of the source, which is a space between words and nothing between characters
_WIDE = "[⺀-鿿豈-﫿＀-￯“”‘’—…]"
_SOFT_IN_CHINESE = re.compile(f"(?<={_WIDE}){_SOFT} ?(?={_WIDE})")
_INDENT = re.compile("[ \u3000\xa0]{2,}|\u3000")
_STOP = re.compile("[。！？!?][”’」』）)】]*$")
_HEADING = re.compile("h[1-6]")


class HtmlBlock(Record, frozen=True):
    """A block of text: ``level`` as of a heading, ``holder`` the number of the element around its paragraph."""

    text: str
    level: int
    line: int
    holder: int
    links: float


def html_blocks(root: etree._Element) -> Iterator[HtmlBlock]:
    """The blocks under ``root``: the text of block elements, cut further at <br> where a paragraph begins."""
    walk = _Walk()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start" and _dropped(element):
            walker.skip_subtree()
        elif event == "start":
            yield from walk.start(element)
        elif event == "end" and not _dropped(element):
            yield from walk.end(element)
        if event != "start" and element is not root:
            walk.add(element.tail)
    yield from walk.flush(0)


def _line(element: etree._Element) -> int:
    """The line of an element in the source, 0 if the parser does not tell."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


class _Walk:
    """The state of a walk through the tree: the text of the open block, and the elements around it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = self.links = self.number = self.level = self.line = 0
        self.holders = [0]

    def start(self, element: etree._Element) -> Iterator[HtmlBlock]:
        """Enter an element: a block element ends the block before it."""
        name = str(element.tag)
        self.number += 1
        if _is_block(element, name):
            yield from self.flush(_line(element))
            self.level = int(name[1]) if _HEADING.fullmatch(name) else self.level
            if name != "p":
                self.holders.append(self.number)
        self.links += name == "a"
        self.add(element.text)
        if name == "br":
            self.parts.append("\n")

    def end(self, element: etree._Element) -> Iterator[HtmlBlock]:
        """Leave an element: the block that it holds is whole."""
        name = str(element.tag)
        self.links -= name == "a"
        if _is_block(element, name):
            yield from self.flush(_line(element))
            self.level = 0 if _HEADING.fullmatch(name) else self.level
            if name != "p":
                self.holders.pop()
        elif name in _CELLS:
            self.parts.append(" ")

    def add(self, text: str | None) -> None:
        """Add characters to the open block."""
        if text:
            squeezed = _SPACES.sub(lambda match: _SOFT if "\n" in match.group() else " ", text)
            self.parts.append(squeezed)
            self.linked += len(squeezed.strip(f" {_SOFT}")) if self.links else 0

    def flush(self, line: int) -> Iterator[HtmlBlock]:
        """The paragraphs of the open block, which is empty then."""
        whole = _SOFT_IN_CHINESE.sub("", "".join(self.parts)).replace(_SOFT, " ")
        share = min(self.linked / max(len(whole.strip()), 1), 1.0)
        for text in _paragraphs(whole):
            yield HtmlBlock(text=text, level=self.level, line=self.line, holder=self.holders[-1], links=share)
        self.parts, self.linked, self.line = [], 0, line


def _paragraphs(text: str) -> Iterator[str]:
    """Cut at <br>: before an indent, after a blank line, after the end of a sentence."""
    group: list[str] = []
    for line in text.split("\n"):
        if group and (not line.strip() or _INDENT.match(line) or _STOP.search(group[-1])):
            yield "\n".join(group)
            group = []
        if line.strip():
            group.append(clean(line).strip())
    if any(group):
        yield "\n".join(group)


def _is_block(element: etree._Element, name: str) -> bool:
    return name in words().html.blocks and not (name in _CELLS and _is_small(element))


def _is_small(cell: etree._Element) -> bool:
    """Whether a table cell holds a few words and nothing else: the cells of such a row are one line."""
    return len(cell) <= 1 and len(cell.text or "") <= _CELL_CHARS and all(_is_word(child) for child in cell)


def _is_word(child: etree._Element) -> bool:
    short = len(child.text or "") + len(child.tail or "") <= _CELL_CHARS
    return child.tag in ("b", "strong", "span", "font") and len(child) == 0 and short


def _dropped(element: etree._Element) -> bool:
    """Whether an element shows nothing of an article: scripts, navigation, what is hidden."""
    if element.tag in words().html.dropped:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
