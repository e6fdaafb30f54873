"""From the lines of a PDF to paragraphs: columns, headings by size, line ends and page ends joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
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
_DEEPEST_INDENT = 2.5
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
    last: Column = []
    for column in _columns(story):
        first, *others = _paragraphs(column, body)
        if last and _runs_on(last, column):
            first = Block(text=_joined(found[-1].text, first.text), line=found.pop().line)
        found += [first, *others]
        last = column
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
        above = next((column for column in reversed(open_columns) if _is_under(column, line)), None)
        if above is None:
            above = []
            columns.append(above)
        above.append(line)
        open_columns = [column for column in open_columns if column is not above] + [above]
    return columns


def _is_under(column: Column, line: PdfLine) -> bool:
    """Whether ``line`` goes on under a column: of its size, near, and not beside it.

    The last line may be indented, and the next one shorter than the indent.
    """
    last = column[-1]
    left = min(one.x0 for one in column[-3:]) - _DEEPEST_INDENT * last.size
    near = 0 < last.y0 - line.y0 < _NEXT_LINE * max(last.size, line.size)
    shared = min(last.x1, line.x1) - max(left, line.x0)
    same = max(last.size, line.size) < _SIZE * min(last.size, line.size)
    return near and same and shared > 0.5 * min(last.x1 - last.x0, line.x1 - line.x0)


def _runs_on(column: Column, following: Column) -> bool:
    """Whether a paragraph surely runs on from a column to the next: at the page's end, or to the right of it."""
    last, first = column[-1], following[0]
    left, right, start = _left(column), _right(column), _left(following)
    whole = right - last.x1 < _INDENT * last.size and not _STOP.search(last.text.rstrip())
    fits = abs(right - left - _right(following) + start) < _INDENT * last.size and abs(last.size - first.size) < 0.5
    below = first.page == last.page + 1 and abs(start - left) < _INDENT * last.size
    beside = first.page == last.page and 0 < start - right < _GUTTER * last.size and first.y0 > last.y0
    return len(following) > 1 and whole and fits and not _indent(following, first) and (below or beside)


def _left(column: Column) -> float:
    return min(line.x0 for line in column)


def _right(column: Column) -> float:
    return max(line.x1 for line in column)


def _paragraphs(column: Column, body: float) -> list[Block]:
    level = _level(column[0].size, body)
    usual = median([above.y0 - below.y0 for above, below in pairwise(column)] or [0.0])
    indented = any(_indent(column, line) for line in column)
    groups = [[column[0]]]
    for last, line in pairwise(column):
        ended = not indented and _is_last(column, last)
        far = last.y0 - line.y0 > _NEXT_PARAGRAPH * usual > 0
        if not level and (far or ended or _indent(column, line)):
            groups.append([])
        groups[-1].append(line)
    return [_block(group, level, column) for group in groups]


def _level(size: float, body: float) -> int:
    return 2 if size >= _TITLE_SIZE * body else 3 if size >= _SIZE * body else 0


def _indent(column: Column, line: PdfLine) -> bool:
    return line.text[:1] == "\u3000" or line.x0 - _left(column) > _INDENT * line.size


def _is_last(column: Column, line: PdfLine) -> bool:
    """Whether a line is the last of its paragraph where none is indented: short, with a full stop."""
    return _right(column) - line.x1 > _INDENT * line.size and bool(_STOP.search(line.text.rstrip()))


def _block(lines: Sequence[PdfLine], level: int, column: Column) -> Block:
    text = lines[0].text.strip()
    for last, line in pairwise(lines):
        broken = level > 0 and _right(column) - last.x1 > last.size
        text = f"{text} {line.text.strip()}" if broken else _joined(text, line.text.strip())
    return Block(text=text, level=level, line=lines[0].page + 1)


def _joined(text: str, following: str) -> str:
    """Two lines as one: a space only between words in Latin letters, not in numbers and not after a hyphen."""
    words = re.search(r"[A-Za-z][,.;:]?$|[,.;:]$", text) and re.match(r"[A-Za-z0-9]", following)
    return f"{text} {following}" if words else text + following
