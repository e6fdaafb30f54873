#!/usr/bin/env bash
# pypdfium2 5.15.2 (pdfium 8149): a character that a PDF sets by itself is missing from the text, if its font is not at hand.
#
# A PDF may name a Chinese font without holding it (reportlab's UnicodeCIDFont, old Acrobat, many e-papers); its text is plain all
# the same, as the encoding (UniGB-UCS2-H) says which characters are meant. Where the machine has no font with Chinese, as in a
# container, pdfium still gives the text of every run of two or more characters, and silently leaves out each run of one: its ink has
# no width then. Typesetters make such runs between digits and at gaps (10 月 28 日), so 月 is lost, or one character of a name. With
# any font that has ink for the character, whatever its shape, all of the text is there. So the same file reads differently
# from machine to machine. What to do: hand pdfium a stand-in by FPDF_SetSystemFontInfo, or read with another library (pypdf
# gives 月 on every machine).
#
# Here pdfium is told by FPDF_SetSystemFontInfo that the machine has no fonts, so that this runs alike everywhere.
#
# Seen:
#   pdfium, no fonts: '渝中 10 28 调研'
#   pypdf:            赴 渝中 10 月 28 日 调研
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "pypdfium2==5.15.2" "reportlab==5.0.0" "pypdf==6.0.0"
"$folder/venv/bin/python" - <<'PYTHON'
import ctypes
from io import BytesIO

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

PARTS = ["赴", "渝中", "10", "月", "28", "日", "调研"]

file = BytesIO()
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
canvas = Canvas(file)
canvas.setFont("STSong-Light", 10)
for number, part in enumerate(PARTS):
    canvas.drawString(50 + 30 * number, 700, part)
canvas.save()

no_fonts = pdfium.FPDF_SYSFONTINFO(version=1)
pdfium.FPDF_SetSystemFontInfo(ctypes.byref(no_fonts))
by_pdfium = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_bounded()
by_pypdf = pypdf.PdfReader(file).pages[0].extract_text()
print("pdfium, no fonts:", repr(by_pdfium))
print("pypdf:           ", " ".join(by_pypdf.split()))
lost = [part for part in PARTS if part not in by_pdfium]
assert lost == ["赴", "月", "日"], lost
assert all(part in by_pypdf for part in PARTS), by_pypdf
PYTHON
