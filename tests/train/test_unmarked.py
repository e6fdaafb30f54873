"""Which unmarked news is learned from."""

import gzip
import json
from pathlib import Path

import pytest

from pipelines.train.unmarked import Seen, news

KNOWN = "区政协主席会议成员视察重点提案办理情况，委员们先后来到白沙镇、朱沱镇的三个村，听取了镇村负责人的介绍。"


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (KNOWN, True),
        ("昨日，" + KNOWN[2:47] + "这里的情况，并走访农户。", True),
        (KNOWN.replace("，", "，\n"), True),
        (KNOWN[:29] + "的通知已经印发，请各单位认真贯彻落实，抓好工作。", False),
        ("短。", False),
    ],
)
def test_what_was_seen(text: str, shares: bool) -> None:
    """A text shares with a known one when half as much again as the run is the same, white space apart."""
    assert Seen([KNOWN], 30).shares(text) is shares


def test_a_sample_of_news(tmp_path: Path) -> None:
    """Texts are taken by chance, the same each time, as long as they stay below the limit."""
    path = tmp_path / "news.jsonl.gz"
    rows = [json.dumps({"text": "江" * 9 + str(number)}) for number in range(10)]
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    some = list(news(path, 60))
    assert some == list(news(path, 60))
    assert len(some) == 5
    assert set(some) < set(news(path, 1000))
