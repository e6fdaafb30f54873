"""Characters that pdfium does not give as they stand on the page."""

import pytest

from kg.reading.pdf_lines import pdf_lines

LETTERS = {"a": "中", "b": "国", "c": "东", "d": "盟", "e": "\U0002cb4e", "-": "-"}


def _pdf(*lines: str) -> bytes:
    """A page in Helvetica whose ToUnicode map says what its letters stand for."""
    shown = " 0 -14 Td ".join(f"({line}) Tj" for line in lines)
    content = f"BT /F 12 Tf 20 200 Td {shown} ET"
    pairs = "\n".join(f"<{ord(k):02X}> <{v.encode('utf-16-be').hex()}>" for k, v in LETTERS.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(LETTERS)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end"
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


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["ab-", "cd"], "中国-东盟"),
        (["ab-cd"], "中国-东盟"),
        (["aeb"], "中\U0002cb4e国"),
        (["ae", "eb"], "中\U0002cb4e\U0002cb4e国"),
    ],
)
def test_characters_of_the_page_are_kept(lines: list[str], text: str) -> None:
    """A hyphen at a line's end and a character beyond U+FFFF are read (findings/pypdfium2-*.sh)."""
    assert "".join(line.text for line in pdf_lines(_pdf(*lines), 1)) == text
