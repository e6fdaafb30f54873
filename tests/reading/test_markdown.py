"""Contracts of kg.reading.markdown: headings, paragraphs and front matter of newspapers' Markdown."""

import pytest

from kg.errors import InputError
from kg.reading.markdown import inline, read_page
from kg.reading.options import ReadOptions


def blocks(text: str) -> list[tuple[int, str]]:
    """Level and text of the blocks of a page."""
    return [(block.level, block.text) for block in read_page(text.encode(), "a.md", ReadOptions()).blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 标题\n\n正文。", [(1, "标题"), (0, "正文。")]),
        ("##标题##", [(2, "标题##")]),
        ("## 标题 ##\n正文。", [(2, "标题"), (0, "正文。")]),
        ("#开馆仪式# 今天举行", [(0, "#开馆仪式# 今天举行")]),
        ("标题\n===\n正文。", [(1, "标题"), (0, "正文。")]),
        ("正文。\n---\n又一段。", [(0, "正文。"), (0, "又一段。")]),
        ("“十四五”期间，  \n取得了哪些成效？", [(0, "“十四五”期间，\n取得了哪些成效？")]),
        ("　　第一段。\n　　第二段。", [(0, "第一段。"), (0, "第二段。")]),
        ("    第一段。\n    第二段。", [(0, "第一段。"), (0, "第二段。")]),
        ("- 甲\n- 乙\n> 引文", [(0, "甲"), (0, "乙"), (0, "引文")]),
        ("| 姓名 | 职务 |\n|---|---|\n| 陶立群 | 主任 |", [(0, "姓名   职务\n陶立群   主任")]),
        ("![](a.jpg)\n\n图注", [(0, "图注")]),
        ("", []),
        ("\n" * 1000, []),
        ("# \n##", []),
    ],
)
def test_blocks(text: str, expected: list[tuple[int, str]]) -> None:
    """Headings keep their level, line breaks stay inside a paragraph, indents begin one, marks go."""
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**陶立群**说，*很好*。", "陶立群说，很好。"),
        ("[新馆](http://a.cn/x)开放", "新馆开放"),
        ("（附件[1]）", "（附件[1]）"),
        ("5*3*2=30", "5*3*2=30"),
        ("一\\*二&nbsp;三&amp;四", "一*二\xa0三&四"),
        ("A<B公司</b>甲<br/>乙", "A<B公司甲\n乙"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_inline(line: str, expected: str) -> None:
    """Marks of emphasis, links, escapes and tags go; what only looks like one stays."""
    assert inline(line) == expected


def test_lines() -> None:
    """A block tells the line of the file on which it begins, front matter counted."""
    page = read_page("---\ntitle: 甲\n---\n\n# 甲\n\n乙。".encode(), "a.md", ReadOptions())
    assert [block.line for block in page.blocks] == [5, 7]


def test_front_matter() -> None:
    """Title, date, place, paper and url come from the front matter, the date as ISO 8601."""
    text = "---\ntitle: 新馆开放\ndate: 2025年10月31日\nplace: 重庆市铜梁区\nsource: 铜梁日报\n"
    text += "url: http://a.cn\nn: [1]\n---\n正文。"
    page = read_page(text.encode(), "a.md", ReadOptions())
    assert (page.title, page.date, page.place) == ("新馆开放", "2025-10-31", "重庆市铜梁区")
    assert (page.paper, page.url, page.blocks[0].text) == ("铜梁日报", "http://a.cn", "正文。")


@pytest.mark.parametrize(
    "text", ["---\n正文。", "---\n- 甲\n---\n", "---\n: : :\n---\n正文。", "---\n" + "[" * 5000 + "\n---\n正文"]
)
def test_no_front_matter(text: str) -> None:
    """What only looks like front matter is text."""
    page = read_page(text.encode(), "a.md", ReadOptions())
    assert page.date is None
    assert page.blocks


def test_front_matter_with_a_wrong_date() -> None:
    """A date that is none is an error that names the file."""
    with pytest.raises(InputError, match=r"^a.md: front matter: '昨天' is no date; write 2025-10-31$"):
        blocks("---\ndate: 昨天\n---\n正文。")
