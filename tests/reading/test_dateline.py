"""Contracts of kg.reading.dateline: what goes before what, and that origins say it."""

import msgspec
import pytest

from kg.reading.dateline import dateline
from kg.reading.options import ReadOptions
from kg.reading.sources import SourceRow
from kg.types import Document

STORY = "图书馆新馆开放\n2025年10月27日 来源：铜梁日报\n铜梁报讯（记者 周一帆）新馆正式开放。"
BARE = Document(id="a", text=STORY, source="渝中报/20251028.md")
OPTIONS = ReadOptions(date="2025年10月29日", place="重庆市永川区")
ROW = SourceRow(glob="*.md", place="重庆市大足区", pattern=r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")


@pytest.mark.parametrize(
    ("document", "options", "rows", "date", "place", "origin"),
    [
        (
            msgspec.structs.replace(BARE, date="2025-10-31", place="重庆市"),
            OPTIONS,
            (ROW,),
            "2025-10-31",
            "重庆市",
            "record",
        ),
        (BARE, OPTIONS, (ROW,), "2025-10-28", "重庆市大足区", "sources"),
        (BARE, OPTIONS, (), "2025-10-29", "重庆市永川区", "option"),
        (BARE, ReadOptions(), (), "2025-10-28", "重庆市渝中区", "path"),
        (msgspec.structs.replace(BARE, source="a.md"), ReadOptions(), (), "2025-10-27", "重庆市铜梁区", "text"),
    ],
    ids=["record", "sources", "option", "path", "text"],
)
def test_order(
    document: Document, options: ReadOptions, rows: tuple[SourceRow, ...], date: str, place: str, origin: str
) -> None:
    """Date and place come from record, sources, option, path, text, in this order."""
    found = dateline(document, options, rows)
    assert (found.date, found.place) == (date, place)
    assert (found.origins["date"], found.origins["place"]) == (origin, origin)


def test_doubt_is_set() -> None:
    """Where the option and the day that the text tells differ, the date is in doubt; where they agree, not."""
    assert dateline(BARE, OPTIONS).date_doubtful
    assert not dateline(BARE, ReadOptions(date="2025-10-27")).date_doubtful


def test_twice_is_once() -> None:
    """A document that comes in again, as JSON Lines, stays as it is, other options or not."""
    first = dateline(BARE, OPTIONS)
    assert dateline(first, ReadOptions(date="2024-01-01", place="北京市")) == first


def test_title_of_a_record() -> None:
    """A title that is not in the text stays a field; without one, a short first line is the title."""
    assert dateline(Document(id="a", text="甲馆开放。\n乙。", title="丙"), ReadOptions()).title == "丙"
    assert dateline(BARE, ReadOptions()).title == "图书馆新馆开放"
    assert dateline(Document(id="a", text="甲馆开放。\n乙。"), ReadOptions()).title is None


def test_nothing_told() -> None:
    """An article that tells nothing has neither date nor place nor origins, and no doubt."""
    document = Document(id="a", text="我区新馆开放。")
    assert dateline(document, ReadOptions()) == document
