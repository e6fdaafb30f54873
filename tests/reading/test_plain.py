"""Contracts of kg.reading.plain: where paragraphs and titles of plain text are."""

import pytest

from kg.reading.options import ReadOptions
from kg.reading.plain import read_page

STORY = "本报讯（记者 周一帆）10月28日，图书馆开放。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"新馆开放\n\n{STORY}\n\n第二段。", [(1, "新馆开放"), (0, STORY), (0, "第二段。")]),
        (f"新馆开放\n　　{STORY}\n　　第二段。", [(1, "新馆开放"), (0, STORY), (0, "第二段。")]),
        (f"新馆开放\n{STORY}\n第二段。", [(1, "新馆开放"), (0, STORY), (0, "第二段。")]),
        (f"{STORY}\n\n秋粮收购\n\n{STORY}", [(0, STORY), (2, "秋粮收购"), (0, STORY)]),
        (
            "铜梁区图书馆新馆今天\n正式向全体市民开放了\n馆内藏书三十余万册供\n大家免费借阅。",
            [(0, "铜梁区图书馆新馆今天\n正式向全体市民开放了\n馆内藏书三十余万册供\n大家免费借阅。")],
        ),
        ("\r\n\r\n", []),
    ],
    ids=["blank lines", "indents", "one a line", "two articles", "wrapped", "nothing"],
)
def test_blocks(text: str, expected: list[tuple[int, str]]) -> None:
    """Paragraphs are told by blank lines, else by indents, else by line ends unless lines are cut at a width."""
    page = read_page(text.encode("gb18030"), "a.txt", ReadOptions())
    assert [(block.level, block.text) for block in page.blocks] == expected
