"""PDF by its text layer: pdfium in a child process with limits, its glyphs mended, its lines made paragraphs."""

import subprocess
import sys
from collections.abc import Sequence

import msgspec

from kg.errors import InputError
from kg.reading.blocks import Page
from kg.reading.clean import clean
from kg.reading.glyphs import mend
from kg.reading.guards import check_pages
from kg.reading.options import ReadOptions
from kg.reading.pdf_layout import blocks, head_lines
from kg.reading.pdf_lines import LOCKED, TOO_MANY, PdfLine
from kg.reading.publication import publication_line

_NO_CHARACTER = 0.2  # a text layer with so many characters of no meaning is of fonts that do not tell theirs
_lines = msgspec.json.Decoder(PdfLine)


def read_page(data: bytes, source: str, options: ReadOptions) -> Page:
    """Return the page of a PDF file: all its pages, in their order.

    Raises:
        InputError: no PDF, locked, more pages or seconds than the limits, or no text that can be read.
    """
    lines = _mended(_child(data, source, options))
    text = "".join(line.text for line in lines)
    if not text.strip():
        raise InputError(f"{source}: this PDF holds no text (a scan?); recognise its text first")
    unknown = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text)
    if unknown > _NO_CHARACTER * len(text):
        raise InputError(f"{source}: the fonts of this PDF do not tell their characters; recognise its text first")
    days = {publication_line(line) for line in head_lines(lines)}
    return Page(source=source, blocks=tuple(blocks(lines)), told=days.pop() if len(days) == 1 else None)


def _child(data: bytes, source: str, options: ReadOptions) -> list[PdfLine]:
    """The lines that the child process reads; it is killed when its time is over."""
    command = [sys.executable, "-m", "kg.reading.pdf_lines", str(options.max_pdf_pages)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=options.max_pdf_seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{source}: not read within {options.max_pdf_seconds:g} seconds; raise max_pdf_seconds"
        ) from error
    said = " ".join(done.stderr.decode("utf-8", "replace").split())[-200:]
    if done.returncode == TOO_MANY:
        check_pages(int(said), source, options)
    if done.returncode == LOCKED:
        raise InputError(f"{source}: this PDF is locked with a password; save it without one")
    if done.returncode:
        raise InputError(f"{source}: this is no PDF that can be read ({said or done.returncode})")
    return [_lines.decode(line) for line in done.stdout.splitlines()]


def _mended(lines: Sequence[PdfLine]) -> list[PdfLine]:
    return [msgspec.structs.replace(line, text=clean(mend(line.text))) for line in lines]
