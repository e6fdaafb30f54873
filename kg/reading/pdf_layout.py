"""From the lines of a PDF to paragraphs: columns, headings by size, line ends and page ends joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kg.reading.blocks import Block
from kg.reading.pdf_lines import PdfLine
from kg.reading.publication import publication_line

_STOP = re.compile("[。！？!?…：][”’」』）)】]*$")
_EDGE = 0.07  # of the page's height: where page numbers and running heads stand
_FURNITURE = re.compile(
    r"^(?:(?:file|https?)://\S+|第?\s*\d{1,4}\s*(?:[/／]\s*\d{1,4}|页|版|頁)?|[-—·]\s*\d{1,4}\s*[-—·]"
    r"|\d{1,4}[-/]\d{1,2}[-/]\d{1,4},?\s.{0,80})$"
)
_SIZE = 1.12  # type so much larger than the text's is a heading
_TITLE_SIZE = 1.35
_SMALL, _HEAD_CHARS = 0.85, 40
_NEXT_LINE = 2.4  # of its size: further down, a line begins another column or box
_NEXT_PARAGRAPH = 1.45  # of the usual distance of lines
_INDENT = 1.2  # of its size
_GUTTER = 3.5
Column = list[PdfLine]


def blocks(lines: Sequence[PdfLine]) -> list[Block]:
    """The headings and paragraphs of a document's lines, in the order of the file; ``line`` is the page."""
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return []
    body, repeated = _body_size(filled), _repeated(filled)
    story = [line for line in filled if not _is_furniture(line, body, repeated)]
    found: list[Block] = []
    for column in _continued(_columns(story)):
        found.extend(_paragraphs(column, body))
    return found


def head_lines(lines: Sequence[PdfLine]) -> list[str]:
    """The lines at the edges of pages that tell the paper and its day."""
    return [line.text.strip() for line in lines if _at_edge(line) and publication_line(line.text.strip())]


def _repeated(lines: Sequence[PdfLine]) -> frozenset[str]:
    """The texts, figures aside, that stand at the edge of more than one page."""
    pages = defaultdict(set)
    for line in lines:
        if _at_edge(line):
            pages[_masked(line.text)].add(line.page)
    return frozenset(text for text, numbers in pages.items() if len(numbers) > 1)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text.strip())


def _at_edge(line: PdfLine) -> bool:
    return line.y0 > line.height * (1 - _EDGE) or line.y1 < line.height * _EDGE


def _is_furniture(line: PdfLine, body: float, repeated: frozenset[str]) -> bool:
    """Whether a line at a page's edge is a page number, an address, a running head."""
    text = line.text.strip()
    if not _at_edge(line):
        return False
    small = line.size < _SMALL * body and len(text) <= _HEAD_CHARS and not _STOP.search(text)
    return small or bool(_FURNITURE.match(text) or publication_line(text)) or _masked(text) in repeated


def _body_size(lines: Sequence[PdfLine]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes.items(), key=lambda item: (item[1], -item[0]))[0]


def _columns(lines: Sequence[PdfLine]) -> list[Column]:
    """Each line goes under the column whose last line is right above it; else it opens a column.

    The columns stand in the order in which the file opens them, so text that is written row by row across two
    columns is read column by column, and text that is written box by box stays as it is.
    """
    columns: list[Column] = []
    open_columns: list[Column] = []
    for line in lines:
        open_columns = [column for column in open_columns[-40:] if column[-1].page == line.page]
        above = next((column for column in reversed(open_columns) if _is_under(column[-1], line)), None)
        if above is None:
            above = []
            columns.append(above)
        above.append(line)
        open_columns = [column for column in open_columns if column is not above] + [above]
    return columns


def _is_under(last: PdfLine, line: PdfLine) -> bool:
    """Whether ``line`` goes on under ``last``: of its size, near, and in the same column."""
    near = 0 < last.y0 - line.y0 < _NEXT_LINE * max(last.size, line.size)
    shared = min(last.x1, line.x1) - max(last.x0, line.x0)
    same = max(last.size, line.size) < _SIZE * min(last.size, line.size)
    return near and same and shared > 0.5 * min(last.x1 - last.x0, line.x1 - line.x0)


def _continued(columns: Sequence[Column]) -> Iterator[Column]:
    """Columns joined with the next one where a paragraph surely runs on: at a page's end, in the next column."""
    current: Column = []
    for column in columns:
        if current and not _runs_on(current, column):
            yield current
            current = []
        current = [*current, *column]
    if current:
        yield current


def _runs_on(column: Column, following: Column) -> bool:
    last, first = column[-1], following[0]
    part = [line for line in column if line.page == last.page and line.x0 > last.x0 - 3 * last.size]
    left, right = min(line.x0 for line in part), max(line.x1 for line in part)
    here, there = right - left, max(line.x1 for line in following) - min(line.x0 for line in following)
    whole = right - last.x1 < _INDENT * last.size and not _STOP.search(last.text.rstrip())
    fits = len(following) > 1 and abs(here - there) < _INDENT * last.size and abs(last.size - first.size) < 0.5
    start = min(line.x0 for line in following)
    flush = first.x0 - start < _INDENT * first.size
    below = first.page == last.page + 1 and abs(start - left) < _INDENT * last.size
    beside = first.page == last.page and 0 < start - right < _GUTTER * last.size and first.y0 > last.y0
    return whole and fits and flush and (below or beside)


def _paragraphs(column: Column, body: float) -> Iterator[Block]:
    level = _level(column[0].size, body)
    group = [column[0]]
    usual = median([a.y0 - b.y0 for a, b in pairwise(column) if a.page == b.page] or [0.0])
    for last, line in pairwise(column):
        if not level and _begins(column, last, line, usual):
            yield _block(group, level, column)
            group = []
        group.append(line)
    yield _block(group, level, column)


def _level(size: float, body: float) -> int:
    return 2 if size >= _TITLE_SIZE * body else 3 if size >= _SIZE * body else 0


def _begins(column: Column, last: PdfLine, line: PdfLine, usual: float) -> bool:
    """Whether a paragraph begins with ``line``: an indent, a distance, or a short line with a full stop before."""
    indent = line.x0 - min(one.x0 for one in column if _beside(one, line))
    short = max(one.x1 for one in column if _beside(one, last)) - last.x1
    far = last.page == line.page and last.y0 - line.y0 > _NEXT_PARAGRAPH * usual > 0
    ended = short > _INDENT * last.size and _STOP.search(last.text.rstrip()) is not None
    return indent > _INDENT * line.size or line.text[:1] == "\u3000" or far or ended


def _beside(one: PdfLine, other: PdfLine) -> bool:
    """Whether two lines stand in the same column of the page, or of two pages."""
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _block(lines: Sequence[PdfLine], level: int, column: Column) -> Block:
    text = lines[0].text.strip()
    full = max(line.x1 for line in column)
    for last, line in pairwise(lines):
        broken = level > 0 and full - last.x1 > last.size
        text += (" " if broken or _between_words(text, line.text.strip()) else "") + line.text.strip()
    return Block(text=text, level=level, line=lines[0].page + 1)


def _between_words(text: str, following: str) -> bool:
    """Whether a line end is a space: between two words in Latin letters, not inside a number or after a hyphen."""
    return bool(re.search(r"[A-Za-z][,.;:]?$|[,.;:]$", text) and re.match(r"[A-Za-z0-9]", following))
