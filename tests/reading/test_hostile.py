"""Contracts of kg.reading against hostile input: one line of error or a document, never another error, never a hang."""

import io
import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.reading import Failure, ReadOptions, csv, html, jsonl, markdown, plain
from kg.reading.blocks import Page
from kg.reading.byline import reporters
from kg.reading.dateline import dateline
from kg.reading.doubt import doubtful
from kg.reading.failures import guarded
from kg.reading.files import byte_lines
from kg.reading.iso_date import find_dates, iso_date
from kg.reading.reader import read
from kg.types import Document

OPTIONS = ReadOptions()
BOUNDED = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SECONDS = 10
PIECES = [
    *("铜梁区", "（记者 周一帆）", "10月28日", "2025年13月45日", "讯", "# ", "\n", "\n\n", "　　", "---\n", "（" * 50),
    *("<div>", "</div>", "<td>", "<!--", "-->", "<script>", "</script>", "&#0;", "&#xD800;", '{"text":"', '"}', '"'),
    *(",", "\t", "\0", "\x1b", "\u202e", "\ufeff", "\u2028", "𠀀", "=HYPERLINK(", "`'\"\\", "|", "**", "[a](http://"),
    *("MATCH (n) DETACH DELETE n", "***" * 20),
]
LONG = [
    *("\n", " ", "\0", "a", "（", "（记者", "记者 王晓、", "<", "<!--", "<b>", "</b>", "<script>", "<p", "&#", "<a>\n"),
    *(
        "#",
        "-",
        "|",
        "*",
        "**a",
        "[",
        "[a](b",
        "![",
        "![](",
        "\\",
        '"',
        "10月28日",
        "1",
        "　",
        "{",
        "2025-10-31/",
        "一·",
    ),
    *("<!-- enpproperty <", "<title>-", "<td>一", "<br>", "&lt;", "，", "我区", "渝中区", "社一电", "**a_"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)
ENCODED = st.tuples(TEXTS, st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]), st.integers(0, 3)).map(
    lambda row: row[0].encode(row[1], "ignore")[: -row[2] or None]
)


def outcome(kind: str, data: bytes) -> list[Document | Failure]:
    """What a reader makes of bytes; an error that is not meant becomes a Failure with its Python name."""
    if kind in ("jsonl", "csv"):
        lines = byte_lines(io.BytesIO(data), "a", OPTIONS)
        module = jsonl if kind == "jsonl" else csv
        return list(guarded(module.read_records(lines, "a", OPTIONS), "a"))

    def articles() -> object:
        page: Page = {"html": html, "md": markdown, "txt": plain}[kind].read_page(data, "a", OPTIONS)
        for block in page.blocks:
            yield Document(id="a", text=block.text)

    return list(guarded(articles(), "a"))  # type: ignore[arg-type]


def check(items: list[Document | Failure]) -> None:
    """Every failure is one line that was meant, every text can be written as UTF-8."""
    for item in items:
        if isinstance(item, Failure):
            assert "\n" not in item.message
            assert "Error: " not in item.message
        else:
            assert item.text.encode("utf-8")


@pytest.mark.parametrize("kind", ["md", "txt", "html", "jsonl", "csv"])
@BOUNDED
@given(data=ENCODED | st.binary(max_size=200))
def test_readers(kind: str, data: bytes) -> None:
    """Any bytes give documents or one-line failures."""
    check(outcome(kind, data))


@BOUNDED
@given(
    record=st.dictionaries(
        st.sampled_from(
            ["id", "text", "title", "date", "place", "gaps", "reporters", "origins", "extra", "position", "x"]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | TEXTS, lambda leaf: st.lists(leaf, max_size=3)
        ),
    )
)
def test_records(record: dict[str, object]) -> None:
    """Any JSON object gives a document or a failure, with the text to the letter."""
    line = json.dumps(record, ensure_ascii=True)
    (item,) = outcome("jsonl", line.encode())
    check([item])
    assert isinstance(item, Failure) or item.text == record["text"]


@BOUNDED
@given(text=TEXTS, date=st.none() | st.dates().map(str) | st.sampled_from(["2025", "2025-10"]))
def test_dateline(text: str, date: str | None) -> None:
    """Any text goes through bylines, dates and places without an error."""
    document = Document(id="a", text=text or "甲", date=date, source="a/2025-99-99/b.md")
    assert dateline(document, OPTIONS).text == document.text
    assert reporters(text) is not None
    assert find_dates(text) is not None
    assert iso_date(text) is None or len(text) >= 4
    assert doubtful(text, date or "2025-10-31") in (True, False)


@pytest.mark.parametrize("kind", ["md", "txt", "html", "jsonl", "csv"])
@pytest.mark.parametrize("piece", LONG)
def test_long_input_is_linear(kind: str, piece: str) -> None:
    """A hundred and fifty thousand characters of one piece are read at once: no time grows with their square."""
    started = process_time()
    check(outcome(kind, (piece * (150_000 // len(piece))).encode()))
    assert process_time() - started < SECONDS


@pytest.mark.parametrize("piece", LONG)
def test_long_text_is_linear(piece: str) -> None:
    """A text of two hundred thousand characters of the same piece goes through the dateline at once."""
    started, text = process_time(), piece * (200_000 // len(piece))
    assert dateline(Document(id="a", text=text, date="2025-10-31"), OPTIONS).text == text
    assert process_time() - started < SECONDS


def test_million_empty_lines(tmp_path: Path) -> None:
    """A million empty lines are no document, no failure, and no wait; what stands after them is read."""
    for name in ("a.md", "b.txt", "c.jsonl", "d.csv"):
        (tmp_path / name).write_bytes(b"\n" * 1_000_000 + b'{"text":"\xe7\x94\xb2"}')
    items = list(read([tmp_path / name for name in ("a.md", "b.txt", "c.jsonl")]))
    assert [type(item) for item in items] == [Document] * 3
