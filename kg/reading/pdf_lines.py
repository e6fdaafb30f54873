"""The lines of a PDF's text layer with their places, in the order of the file; run in a child process.

pdfium's own lines are not used: they gain spaces between digits and characters where a program sets them a
quarter of an em apart, and they do not tell where columns part.
"""

import ctypes
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from kg.reading.pdf_fonts import stand_in
from kg.types import Record

_BETWEEN_WORDS, _BETWEEN_CHARACTERS = 0.15, 0.17  # ems
_BETWEEN_SCRIPTS = 0.45  # typesetting programs put a quarter of an em between a digit and a character
_COLUMN_GAP = 1.2
_SAME_GLYPH = 2.0  # points: bold type is sometimes the same text printed twice, a little beside
TOO_MANY, LOCKED, BROKEN = 3, 4, 5


class PdfLine(Record, frozen=True):
    """A line of one column: its text, page (from 0), box in points from the page's foot, and size of type."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    height: float


class _Glyph(Record, frozen=True):
    """A character: its box in points, and the em of its type along the line and across."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float
    size: float


def pdf_lines(data: bytes, most_pages: int) -> Iterator[PdfLine]:
    """The lines of all pages; raises ValueError if there are more than ``most_pages``."""
    stand_in()
    document = pypdfium2.PdfDocument(data)
    if len(document) > most_pages:
        raise ValueError(str(len(document)))
    for number in range(len(document)):
        page = document[number]
        height = page.get_height()
        for row in _rows(_glyphs(page)):
            yield _line(row, number, height)
        page.close()


def _glyphs(page: Any) -> Iterator[_Glyph]:
    """The characters that the page really holds, each once."""
    textpage = page.get_textpage()
    seen: set[tuple[str, int, int]] = set()
    for index in range(textpage.count_chars()):
        if pdfium.FPDFText_IsGenerated(textpage.raw, index):
            continue
        glyph = _glyph(textpage.raw, index)
        key = (glyph.char, round(glyph.x0 / _SAME_GLYPH), round(glyph.y0 / _SAME_GLYPH))
        if key not in seen and (glyph.char.isprintable() or glyph.char.isspace()):
            seen.add(key)
            yield glyph


def _glyph(raw: Any, index: int) -> _Glyph:
    """One character; that of a wide one begins at its origin and is an em wide.

    Its own box is no help: where a font maps two codes to one glyph (日, U+65E5 and U+2F47) it is that of the ink.
    """
    char = _character(raw, index)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
    pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
    pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
    points = pdfium.FPDFText_GetFontSize(raw, index)
    em, size = points * math.hypot(matrix.a, matrix.b), points * math.hypot(matrix.c, matrix.d)
    right = x.value + em if _is_wide(char) and matrix.b == 0 else max(box.right, box.left)
    return _Glyph(char=char, x0=x.value, y0=y.value, x1=right, y1=y.value + size, em=em or 1, size=size or 1)


def _character(raw: Any, index: int) -> str:
    """The character at an index: a hyphen at a line's end is U+0002 there, one beyond U+FFFF is in two halves."""
    if pdfium.FPDFText_IsHyphen(raw, index) == 1:
        return "-"
    code = int(pdfium.FPDFText_GetUnicode(raw, index))
    if not 0xD800 <= code < 0xDC00:
        return chr(code)
    low = int(pdfium.FPDFText_GetUnicode(raw, index + 1))
    return (code.to_bytes(2, "big") + low.to_bytes(2, "big")).decode("utf-16-be", "replace")[0]


def _rows(glyphs: Iterator[_Glyph]) -> Iterator[list[_Glyph]]:
    row: list[_Glyph] = []
    for glyph in glyphs:
        if row and not _continues(row[-1], glyph):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _continues(last: _Glyph, glyph: _Glyph) -> bool:
    """Whether a character goes on with the line: at the same height, and near to the right."""
    overlap = min(last.y1, glyph.y1) - max(last.y0, glyph.y0)
    em = max(last.em, glyph.em)
    return overlap > 0.5 * min(last.size, glyph.size) and -em < glyph.x0 - last.x1 < _COLUMN_GAP * em


def _line(row: list[_Glyph], page: int, height: float) -> PdfLine:
    sizes = sorted(glyph.size for glyph in row)
    return PdfLine(
        text=_text(row),
        page=page,
        x0=round(row[0].x0, 2),
        y0=round(min(glyph.y0 for glyph in row), 2),
        x1=round(max(glyph.x1 for glyph in row), 2),
        y1=round(max(glyph.y1 for glyph in row), 2),
        size=round(sizes[len(sizes) // 2], 2),
        height=round(height, 2),
    )


def _text(row: list[_Glyph]) -> str:
    """The characters, with a space where one is written or the gap is larger than is usual in the line."""
    gaps = [(right.x0 - left.x1) / right.em for left, right in pairwise(row)]
    wide = sorted(gap for gap, pair in zip(gaps, pairwise(row), strict=True) if all(_is_wide(g.char) for g in pair))
    usual = wide[len(wide) // 2] if wide else 0.0
    parts = [row[0].char]
    for gap, (left, right) in zip(gaps, pairwise(row), strict=True):
        written = left.char.isspace() or right.char.isspace()
        parts.append(" " if not written and gap > usual + _space(left.char, right.char) else "")
        parts.append(right.char)
    return "".join(parts)


def _space(left: str, right: str) -> float:
    """The least gap, in ems, that is a space between two characters."""
    if _is_wide(left) != _is_wide(right):
        return _BETWEEN_SCRIPTS
    return _BETWEEN_CHARACTERS if _is_wide(left) else _BETWEEN_WORDS


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’—…·"


def main() -> int:
    """Read a PDF from stdin, write its lines as JSON Lines to stdout; the exit code says what went wrong."""
    try:
        for line in pdf_lines(sys.stdin.buffer.read(), int(sys.argv[1])):
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
    except ValueError as error:
        sys.stderr.write(str(error))
        return TOO_MANY
    except pypdfium2.PdfiumError as error:
        sys.stderr.write(str(error))
        return LOCKED if "assword" in str(error) else BROKEN
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
