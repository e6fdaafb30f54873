"""Closing marks stay with the sentence that they close."""

import pytest

from kg.text import sentences


@pytest.mark.parametrize(
    "told",
    [
        ["他说：“同意。”", "会议结束。"],
        ["真的吗？！", "是的。"],
        ["“就这样办！”", "王明说。"],
    ],
)
def test_closing_marks_stay_with_what_they_close(told: list[str]) -> None:
    """Quotation marks and doubled ends go with the sentence before them (findings/pysbd-chinese-quotation.sh)."""
    text = "".join(told)
    assert [text[start:end] for start, end in sentences(text)] == told
