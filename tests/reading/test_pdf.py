"""Contracts of kg.reading.pdf: the text layer as paragraphs, by the usual makers of PDF, and its limits."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.errors import InputError
from kg.reading.glyphs import mend
from kg.reading.options import ReadOptions
from kg.reading.pdf import read_page
from kg.reading.pdf_layout import blocks
from kg.reading.pdf_lines import pdf_lines

FONT, SIZE = "STSong-Light", 10
TITLE = "铜梁区图书馆新馆开放"
FIRST = "本报讯（记者 周一帆）10月28日上午9时，铜梁区图书馆新馆正式开放，首日接待市民2000多人次。"
SECOND = "区文化旅游委主任陶立群出席开馆仪式并致辞。新馆设有少儿阅览室和自习区，藏书30万册。"
OTHER = "秋粮收购工作会议召开"
THIRD = "10月27日，全区秋粮收购工作会议召开。副区长马文广主持会议，要求各镇街做到应收尽收、颗粒归仓。"


def draw(canvas: Canvas, text: str, x: float, y: float, width: int, indent: int = 2) -> float:
    """Draw a paragraph of lines ``width`` ems wide with an indent; returns the height of the next line."""
    rest, start = text, indent
    while rest:
        end = len(rest)
        while canvas.stringWidth(rest[:end], FONT, SIZE) > (width - start) * SIZE:
            end -= 1
        canvas.drawString(x + start * SIZE, y, rest[:end])
        rest, start, y = rest[end:], 0, y - 1.6 * SIZE
    return y


def pdf(pages: int = 1, columns: bool = False, password: str | None = None) -> bytes:
    """A page of two articles, with a running head and a page number, one under the other or side by side."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800), encrypt=password, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont(FONT, 8)
        canvas.drawString(50, 780, "铜梁日报 2025年10月29日 星期三")
        canvas.drawString(300, 20, f"{number}")
        y = 740.0
        for index, (title, texts) in enumerate([(TITLE, [FIRST, SECOND]), (OTHER, [THIRD])]):
            x, y = (50 + 280 * index, 740.0) if columns else (50, y - 20)
            canvas.setFont(FONT, 16)
            canvas.drawString(x, y, title)
            canvas.setFont(FONT, SIZE)
            y -= 30
            for text in texts:
                y = draw(canvas, text, x, y, 22)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def layout(data: bytes) -> list[str]:
    """The texts of the blocks of a PDF, read in this process."""
    return [block.text for block in blocks(list(pdf_lines(data, 9)))]


def texts(data: bytes, **options: float) -> list[str]:
    """The texts of the blocks of a PDF, read as files are."""
    return [block.text for block in read_page(data, "a.pdf", ReadOptions(**options)).blocks]  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [False, True])
def test_paragraphs(columns: bool) -> None:
    """Lines are joined to paragraphs, also inside words and numbers; columns are kept apart; titles are headings."""
    page = read_page(pdf(columns=columns), "a.pdf", ReadOptions())
    assert [block.text for block in page.blocks] == [TITLE, FIRST, SECOND, OTHER, THIRD]
    assert [block.level > 0 for block in page.blocks] == [True, False, False, True, False]


def test_running_heads() -> None:
    """Running heads and page numbers are no paragraphs; the day that they tell is kept beside the articles."""
    page = read_page(pdf(), "a.pdf", ReadOptions())
    assert (page.told, page.date) == ("2025-10-29", None)


def test_rows_across_columns() -> None:
    """Two columns that the file writes row by row are read one after the other."""
    buffer = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, SIZE)
    for row in range(0, 44, 22):
        for x, text in ((50, SECOND), (300, THIRD)):
            canvas.drawString(x, 700 - row, text[row : row + 22])
    canvas.save()
    assert layout(buffer.getvalue()) == [SECOND[:44], THIRD[:44]]


def test_paragraph_over_two_pages() -> None:
    """A paragraph that runs from the foot of a page to the head of the next is one."""
    buffer = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, invariant=1)
    lines = [SECOND[i : i + 9] for i in range(0, 36, 9)]
    for part in (lines[:2], lines[2:]):
        canvas.setFont(FONT, SIZE)
        for index, line in enumerate(part):
            canvas.drawString(50, 700 - 16 * index, line)
        canvas.showPage()
    canvas.save()
    assert layout(buffer.getvalue()) == [SECOND[:36]]


def test_gap_between_scripts() -> None:
    """A quarter of an em between a digit and a character, as LibreOffice sets it, is no space; a name's gap is."""
    buffer = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, SIZE)
    x = 50.0
    for part, gap in (
        ("记者刘", 1.0),
        ("侃", 0.0),
        ("于", 0.25),
        ("10", 0.25),
        ("月", 0.25),
        ("28", 0.25),
        ("日报道。", 0),
    ):
        canvas.drawString(x, 700, part)
        x += canvas.stringWidth(part, FONT, SIZE) + gap * SIZE
    canvas.save()
    assert layout(buffer.getvalue()) == ["记者刘 侃于10月28日报道。"]


def test_fonts_of_the_machine() -> None:
    """A character in a Chinese font that the file lacks is read with the stand-in's ink, whatever fonts there are."""
    buffer = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(50.0, 700, "7")
    canvas.save()
    (line,) = pdf_lines(buffer.getvalue(), 1)
    assert (line.text, line.x1 - line.x0) == ("7", SIZE / 2)


def test_text_printed_twice() -> None:
    """Bold type made by printing a text twice, a little beside, is read once."""
    buffer = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FONT, SIZE)
    for shift in (0, 0.3):
        canvas.drawString(50.0 + shift, 700, TITLE)
    canvas.save()
    assert layout(buffer.getvalue()) == [TITLE]


@pytest.mark.parametrize(
    ("glyphs", "expected"),
    [
        ("增⻓", "增长"),
        ("⽉⽇", "月日"),
        ("⼈⼤", "人大"),
        ("⼾籍", "户籍"),
        ("⻔⻋⻰⻢", "门车龙马"),
        ("︵甲︶", "（甲）"),
        ("見長門", "見長門"),
    ],
)
def test_mend(glyphs: str, expected: str) -> None:
    """Radicals become the characters that they show, vertical forms the usual ones; traditional characters stay."""
    assert mend(glyphs) == expected


def test_every_radical_is_mended() -> None:
    """No radical is left but the six that are no character by themselves and have none to stand for them."""
    radicals = [chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)) if code != 0x2E9A]
    assert [char for char in radicals if mend(char) == char] == list("⺂⺈⺑⺴⺵⻡")


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (b"", {}, "this is no PDF that can be read"),
        (b"%PDF-1.7\n", {}, "this is no PDF that can be read"),
        (b"\0" * 1000, {}, "this is no PDF that can be read"),
        (pdf(password="secret"), {}, "this PDF is locked with a password"),
        (pdf(pages=3), {"max_pdf_pages": 2}, r"3 pages \(at most 2\); raise max_pdf_pages"),
        (pdf(), {"max_pdf_seconds": 0.001}, "not read within 0.001 seconds; raise max_pdf_seconds"),
    ],
    ids=["empty", "head only", "zeros", "locked", "pages", "seconds"],
)
def test_limits(data: bytes, options: dict[str, float], message: str) -> None:
    """What is no PDF, is locked, too long or too slow is one line; at the limit it is read."""
    with pytest.raises(InputError, match=f"^a.pdf: {message}"):
        texts(data, **options)


def test_at_the_limit() -> None:
    """A PDF of as many pages as the limit is read."""
    assert texts(pdf(pages=2), max_pdf_pages=2).count(TITLE) == 2


def test_scan() -> None:
    """A PDF without text is an error that says so."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    with pytest.raises(InputError, match=r"holds no text \(a scan\?\)"):
        texts(buffer.getvalue())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_pdf(share: float) -> None:
    """A PDF that is cut short gives what is left of it or one line of error."""
    data = pdf(pages=2)
    try:
        assert isinstance(texts(data[: int(len(data) * share)]), list)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017


@pytest.mark.integration
def test_printed_by_a_browser(tmp_path: Path) -> None:
    """A page printed by Chromium is read to the letter: no radicals, no lost space in a name, no running heads."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("needs Chromium")
    html = f"<html lang=zh><meta charset=utf-8><style>p{{text-indent:2em;margin:0}}</style><h1>{TITLE}</h1>"
    (tmp_path / "a.html").write_text(html + f"<p>{FIRST}</p><p>{SECOND}</p>", encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=a.pdf", "a.html"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert texts((tmp_path / "a.pdf").read_bytes()) == [TITLE, FIRST, SECOND]
