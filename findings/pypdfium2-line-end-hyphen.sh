#!/usr/bin/env bash
# pypdfium2 5.15.2 (pdfium): a hyphen at the end of a line is not in the text, nor is the line's end.
#
# When the last character of a line is "-" and the characters on both sides are letters, and Chinese characters count
# as letters, pdfium takes the hyphen for the break of an English word. get_text_range gives U+FFFE in its place,
# get_text_bounded and FPDFText_GetUnicode U+0002, and the CR LF after it are left out. Neither prints: 中国-东盟博览会
# broken after the hyphen comes out as 中国东盟博览会. After a digit the hyphen and the line's end stay. Only
# FPDFText_IsHyphen tells. (Text that was printed in one line is not touched.)
#
# One would have guessed that the characters of the page are there, line by line.
#
# Seen:
#   get_text_range:   '中国\ufffe东盟'
#   get_text_bounded: '中国\x02东盟'
#   after a digit:    '2021-\r\n2025'
#   IsHyphen: [0, 0, 1, 0, 0]
#
# For users of kg: a name that a column breaks at its hyphen keeps it (tests/findings/test_pdf_characters.py).
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
    """A page of two lines in Helvetica, whose ToUnicode map says what the letters stand for."""
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


def page(first: str, second: str) -> pypdfium2.PdfTextPage:
    letters = {"a": "中", "b": "国", "c": "东", "d": "盟", "-": "-", **{digit: digit for digit in "0125"}}
    data = document(f"BT /F 12 Tf 20 200 Td ({first}) Tj 0 -14 Td ({second}) Tj ET", letters)
    return pypdfium2.PdfDocument(data)[0].get_textpage()


broken, years = page("ab-", "cd"), page("2021-", "2025")
hyphens = [pdfium.FPDFText_IsHyphen(broken.raw, at) for at in range(broken.count_chars())]
seen = [broken.get_text_range(), broken.get_text_bounded(), years.get_text_range(), hyphens]
for name, value in zip(("get_text_range:  ", "get_text_bounded:", "after a digit:   "), seen, strict=False):
    print(name, repr(value))
print("IsHyphen:", hyphens)
if seen != ["中国\ufffe东盟", "中国\x02东盟", "2021-\r\n2025", [0, 0, 1, 0, 0]]:
    print("changed: pdfium gives the hyphen otherwise now")
    sys.exit(1)
PYTHON
