#!/usr/bin/env bash
# pypdfium2 5.15.2 (pdfium): a character beyond U+FFFF is two characters of the page, each half of one.
#
# Rare characters of names (𬭎, 𫖮, 𬱖, in the standard table of 2013) are beyond U+FFFF; a PDF says so by two UTF-16
# units. pdfium counts them as two, on Linux too, where its characters have 32 bits: count_chars is one more than the
# page has, FPDFText_GetUnicode gives U+D86C and then U+DFCE, and the boxes of both are the same. get_text_range joins
# them by decoding UTF-16, so the text looks right while every index after it is off by one: len(text) is not
# count_chars(), and get_charbox(text.index("区")) is the box of the character before. chr() of a half cannot be
# written as UTF-8, and a filter for printable characters drops both: the name loses a character.
#
# One would have guessed one character, one index, one box.
#
# Seen:
#   text '王𫏎任区长' of 5 characters, count_chars 6
#   GetUnicode at 1 and 2: 0xd86c 0xdfce, same box: True
#   the character at text.index('区') is 任
#
# For users of kg: such names are read whole (tests/findings/test_pdf_characters.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "pypdfium2==5.15.2"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import pypdfium2
import pypdfium2.raw as pdfium


def document(content: str, characters: dict[str, str]) -> bytes:
    """A page of one line in Helvetica, whose ToUnicode map says what the letters stand for."""
    pairs = "\n".join(f"<{ord(k):02X}> <{v.encode('utf-16-be').hex()}>" for k, v in characters.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return (out + end).encode("ascii")


letters = {"a": "王", "b": "\U0002b3ce", "c": "任", "d": "区", "e": "长"}
data = document("BT /F 12 Tf 20 200 Td (abcde) Tj ET", letters)
page = pypdfium2.PdfDocument(data)[0].get_textpage()
text = page.get_text_range()
halves = [pdfium.FPDFText_GetUnicode(page.raw, at) for at in (1, 2)]
same = page.get_charbox(1) == page.get_charbox(2)
found = chr(pdfium.FPDFText_GetUnicode(page.raw, text.index("区")))
print(f"text {text!r} of {len(text)} characters, count_chars {page.count_chars()}")
print("GetUnicode at 1 and 2:", *map(hex, halves), "same box:", same)
print("the character at text.index('区') is", found)
if (text, page.count_chars(), halves, same, found) != ("王\U0002b3ce任区长", 6, [0xD86C, 0xDFCE], True, "任"):
    print("changed: pdfium counts characters otherwise now")
    sys.exit(1)
PYTHON
