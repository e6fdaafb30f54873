"""What is measured on: articles as they were written, with what is known of them."""

import gzip
from pathlib import Path

import pytest

from bench.articles import characters, take
from bench.corenlp import spans
from bench.tools import ROOT

ROWS = """{"id": "a", "text": "会议召开。", "date": "2025-10-31"}
{"id": "b", "text": "会议。", "date": null, "more": 1}
"""


def test_the_first_articles_of_a_packed_file(tmp_path: Path) -> None:
    """As many as wanted, with the fields of a document."""
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(ROWS.encode()))
    assert take(path, 5) == [{"id": "a", "text": "会议召开。", "date": "2025-10-31"}, {"id": "b", "text": "会议。"}]
    assert characters(take(path, 1)) == 5


def test_marked_articles_come_without_marks() -> None:
    """Those of the corpus, from all its folders."""
    articles = take(ROOT / "corpus", 1000)
    assert len(articles) > 100
    assert not [a["id"] for a in articles if "entities" in a or "[" in a["text"][:40]]


def test_no_articles_is_one_line(tmp_path: Path) -> None:
    """Which file, and what to do."""
    with pytest.raises(SystemExit, match=r"none\.jsonl: no such file.*--data"):
        take(tmp_path / "none.jsonl", 1)


def test_offsets_of_java_become_characters(tmp_path: Path) -> None:
    """A character beyond U+FFFF, as in a rare given name, is two of Java's."""
    (tmp_path / "1.txt").write_text("秦𬭎到渝中", encoding="utf-8")
    mentions = '{"characterOffsetBegin": 0, "characterOffsetEnd": 3, "ner": "PERSON"},'
    mentions += '{"characterOffsetBegin": 4, "characterOffsetEnd": 6, "ner": "GPE"}'
    (tmp_path / "1.txt.json").write_text('{"sentences": [{"entitymentions": [' + mentions + "]}, {}]}", "utf-8")
    assert spans(tmp_path / "1.txt") == [(0, 2, "PERSON"), (3, 5, "GPE")]
