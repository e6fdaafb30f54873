"""Marks without their text."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from pipelines.train.examples import Article, read_folder
from pipelines.train.offsets import join, news, read, row

TEXT = "区文旅局局长江若溪出席开幕式。\n\n开幕式在永川区茶山竹海举行。"
SPANS = ((0, 4, "ORG"), (0, 6, "POST"), (6, 9, "PERSON"), (11, 14, "EVENT"), (17, 20, "EVENT"), (21, 28, "PLACE"))


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, str]:
    """News of one article."""
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"id": "a-1", "text": TEXT}).encode() + b'\n{"text": "\\u4e8c"}\n'))
    return news(path)


def test_names_of_news(texts: dict[str, str]) -> None:
    """News has its own id, or the name of the file and the number of the line."""
    assert texts == {"a-1": TEXT, "news-1": "二"}


def table(path: Path, *rows: str) -> Path:
    """A file of rows."""
    path.write_text("".join(f"{line}\n" for line in rows), encoding="utf-8")
    return path


def test_marks_come_back(tmp_path: Path, texts: dict[str, str]) -> None:
    """What was marked in gold files is what the table and the news give; the table holds none of the text."""
    join([Article("a-1", TEXT, SPANS)], tmp_path / "marked")
    line = row(read_folder(tmp_path / "marked")[0], TEXT)
    assert not set(TEXT) & set(line) - set("\n")
    (article,) = read(table(tmp_path / "marks.tsv", line), texts)
    assert article == Article("a-1", TEXT, SPANS)


def test_line_breaks_may_differ() -> None:
    """An article that was broken into lines otherwise has its marks where the news has them."""
    shifted = tuple((start - (start > 15), end - (end > 15), label) for start, end, label in SPANS)
    assert row(Article("a-1", TEXT.replace("\n\n", "\n"), shifted), TEXT) == row(Article("a-1", TEXT, SPANS), TEXT)


def test_other_text(tmp_path: Path) -> None:
    """A text that is not the news's is refused in one line, when the table is written and when it is read."""
    article = Article("a-1", TEXT, SPANS)
    with pytest.raises(InputError, match="a-1: its text is not that of the news"):
        row(replace(article, text=TEXT.replace("江", "汪")), TEXT)
    path = table(tmp_path / "marks.tsv", row(article, TEXT))
    for other in ({}, {"a-1": TEXT + "。"}):
        with pytest.raises(InputError, match=r"marks\.tsv:1: the news has no article a-1 with this text"):
            list(read(path, other))
