"""Makes ``kg/reading/box.ttf``, a font of boxes: ``python -m pipelines.box_font`` (needs the package fonttools).

Characters below U+2E80 are half an em wide, all others an em.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

EM, ASCENT, DESCENT = 1000, 880, -120
NARROW, WIDE, END = 0x21, 0x2E80, 0x30000
OUT = Path(__file__).parent.parent / "kg" / "reading" / "box.ttf"


def box(width: int) -> object:
    """A box of ink from the descent to the ascent."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    for corner in ((0, ASCENT), (width, ASCENT), (width, DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def many_to_one() -> CmapSubtable:
    """A map from all characters to two glyphs, in the format that is made for it (13)."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.reserved = table.length = table.nGroups = 0
    table.cmap = {code: "half" if code < WIDE else "full" for code in range(NARROW, END)}
    return table


def main() -> None:
    """Write the font."""
    font = FontBuilder(EM, isTTF=True)
    widths = {".notdef": EM, "half": EM // 2, "full": EM}
    font.setupGlyphOrder(list(widths))
    font.setupCharacterMap({WIDE: "full"})
    font.setupGlyf({name: box(width) for name, width in widths.items()})
    font.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": "kg box", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=ASCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost(keepGlyphNames=False)
    font.font["cmap"].tables = [many_to_one()]
    font.font.recalcTimestamp = False
    font.font["head"].created = font.font["head"].modified = 0
    font.save(OUT)


if __name__ == "__main__":
    main()
