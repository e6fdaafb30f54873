"""A stand-in for the fonts that a PDF names and does not hold, the same on every machine.

pdfium leaves out a text object whose ink has no width. A character that is set by itself (as between two digits)
in a font that is neither in the file nor on the machine has no ink, so it would be lost, and what is read would
hang on the fonts of the machine. ``box.ttf`` (made by ``pipelines/box_font.py``) has a box for every character.
"""

import ctypes
from pathlib import Path

import pypdfium2.raw as pdfium

_FONT = Path(__file__).with_name("box.ttf").read_bytes()
_CHINESE = {128, 129, 134, 136}  # character sets as in Windows: Japanese, Korean, simplified and traditional Chinese
_WHOLE = 0  # the table that stands for the whole file
_HANDLE = 1
_TYPES = dict(pdfium.FPDF_SYSFONTINFO._fields_)


def _find(_info: object, _weight: int, _italic: int, charset: int, _pitch: int, _name: object, _: object) -> int | None:
    """The stand-in's handle for East Asian character sets; None leaves the others to the fonts inside pdfium."""
    return _HANDLE if charset in _CHINESE else None


def _read(_info: object, _font: object, table: int, buffer: int | None, size: int) -> int:
    """Copy the font into a buffer that is large enough; return its size in bytes."""
    if table != _WHOLE:
        return 0
    if buffer and size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


# kept for ever: pdfium calls them as long as the process lives
_INFO = pdfium.FPDF_SYSFONTINFO(version=1, MapFont=_TYPES["MapFont"](_find), GetFontData=_TYPES["GetFontData"](_read))


def stand_in() -> None:
    """Let pdfium use the stand-in, and no font of the machine, for this process."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_INFO))
