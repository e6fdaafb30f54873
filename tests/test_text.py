"""Sentences and folding keep every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import balanced, fold_width, sentences, squeeze

CASES = [
    ("会议召开。他讲话！", ["会议召开。", "他讲话！"]),
    ("他说：“好。”大家鼓掌。", ["他说：“好。”", "大家鼓掌。"]),
    ("第一句；第二句。", ["第一句；第二句。"]),
    ("标题一行\n\n正文。", ["标题一行", "正文。"]),
    ("增长5.2%，达到3.4亿元。完", ["增长5.2%，达到3.4亿元。", "完"]),
    ("科协（下称协会。内部）主办。", ["科协（下称协会。内部）主办。"]),
    ("未完……接着说", ["未完……", "接着说"]),
    ("　　缩进。  ", ["缩进。"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "want"), CASES)
def test_sentences(text: str, want: list[str]) -> None:
    """A sentence ends at a stop, with the marks that close after it, and at a line end."""
    assert [text[start:end] for start, end in sentences(text)] == want


def test_no_sentence_is_read_across_a_gap() -> None:
    """Where a column is torn, the sentence ends."""
    assert sentences("上半句下半句。", gaps=[3]) == [(0, 3), (3, 7)]


@given(st.text(alphabet="会议。！“”（）\n 　a1.", max_size=60), st.lists(st.integers(0, 60), max_size=3))
def test_sentences_cover_the_text_in_order(text: str, gaps: list[int]) -> None:
    """Sentences are in order, do not overlap, and only white space lies between them."""
    at = 0
    for start, end in sentences(text, [gap for gap in gaps if gap <= len(text)]):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    """One character becomes one character: offsets hold before and after."""
    assert len(fold_width(text)) == len(text)


def test_folding_makes_letters_and_digits_half_width() -> None:
    """１４０ＡＢ％ is 140AB%."""
    assert fold_width("第１４０次　ＡＢ％") == "第140次 AB%"
    assert squeeze(" 刘 侃\n　") == "刘侃"


@pytest.mark.parametrize(
    ("text", "is_balanced"), [("“好”（一）", True), ("“好", False), ("好”", False), ("（“）”", False), ("", True)]
)
def test_balanced(text: str, is_balanced: bool) -> None:
    """Quotes and brackets balance when each closes in the order in which it was opened."""
    assert balanced(text) is is_balanced
