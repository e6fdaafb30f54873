"""Contracts of kg.reading.publication and iso_date: which dates are of the publication, and what they are."""

import pytest

from kg.reading.iso_date import find_dates, iso_date
from kg.reading.publication import date_in_path, date_in_text, date_of_wire, publication_line, wire

DAY = "2025-10-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DAY, DAY),
        ("2025/10/31", DAY),
        ("2025.10.31", DAY),
        ("20251031", DAY),
        ("2025年10月31日", DAY),
        ("2025 年 10 月 31 日", DAY),
        ("２０２５年１０月３１日", DAY),
        ("二〇二五年十月三十一日", DAY),
        ("二○二五年十月十日", "2025-10-10"),
        ("2025年10月31日（星期五）", DAY),
        ("2025-10-31T08:00:00+08:00", DAY),
        ("2025-10-31 08:00", DAY),
        ("2025年10月", "2025-10"),
        ("2025-10", "2025-10"),
        ("2025", "2025"),
        *(
            (wrong, None)
            for wrong in ["", "昨天", "2025-13-45", "2025-02-30", "2025-10-31x", "12", "1e9", "0000-01-01"]
        ),
    ],
)
def test_iso_date(text: str, expected: str | None) -> None:
    """Every usual way to write a day, month or year gives ISO 8601, and what is no date gives None."""
    assert iso_date(text) == expected


def test_find_dates() -> None:
    """Full dates are found with their offsets; years and months alone are not."""
    assert find_dates("自2025年10月31日起，2026年5月前。") == [(1, 12, DAY)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025年10月31日 来源：渝中报", DAY),
        ("发布时间：2025-10-31 08:30:22 来源：重庆市铜梁区人民政府 浏览次数：12", DAY),
        ("铜梁日报 2025年10月31日 星期五 第3版", DAY),
        ("（2025年10月31日）", DAY),
        ("2025年10月31日铜梁区工作会议召开", None),
        ("关于2025年9月1日施行的公告", None),
        ("2001年1月1日—2019年12月31日", None),
        ("10月31日", None),
    ],
)
def test_publication_line(line: str, expected: str | None) -> None:
    """A line that tells day and paper and nothing else gives the day; a line of the story does not."""
    assert publication_line(line) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("20251031.md", DAY),
        ("铜梁日报/2025-10/31/node_2.htm", DAY),
        ("2025年10月31日.txt", DAY),
        ("2024/2025-10-31.pdf", DAY),
        ("content_20251031_123.htm", DAY),
        ("130000002025103112.md", None),
        ("20251331.md", None),
        ("page.md", None),
    ],
)
def test_date_in_path(source: str, expected: str | None) -> None:
    """A day in a file name or its folders is found, the name first; a number that holds one by chance is not."""
    assert date_in_path(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图书馆开放\n2025年10月31日 来源：铜梁日报\n正文。", DAY),
        ("公告\n自即日起闭馆。\n铜梁区图书馆\n2025年10月31日", DAY),
        ("1998年3月1日，图书馆建成。", None),
        ("新华社重庆10月31日电 图书馆开放。", None),
    ],
)
def test_date_in_text(text: str, expected: str | None) -> None:
    """The text gives its day only where a line tells it as its own."""
    assert date_in_text(text) == expected


def test_date_of_wire() -> None:
    """A dateline with its year gives the day; one without, or with a day that is none, gives nothing."""
    assert date_of_wire("人民网重庆2025年10月31日电 图书馆开放。") == DAY
    assert date_of_wire("新华社重庆10月31日电 图书馆开放。") is None
    assert date_of_wire("人民网重庆2025年13月31日电 图书馆开放。") is None


@pytest.mark.parametrize(
    "text", ["8月1日电视台播出", "8月1日讯问了他", "会议于8月1日，电话通知", "本报讯（记者 王晓）8月1日"]
)
def test_no_wire(text: str) -> None:
    """电视台, 讯问 and 电话 after a day make no dateline."""
    assert wire(text) is None
