"""Contracts of the seam model: what goes together is joined, what does not is left, whatever the page."""

import itertools
import json
import math
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from kg.reading.assignment import best_pairs, marginals
from kg.reading.fragments import Fragment, fragments, is_question, join_lines
from kg.reading.language_model import codes, language_model, normalise, shuffle, unshuffle
from kg.reading.markdown import read_page
from kg.reading.options import ReadOptions
from kg.reading.page import split_page
from kg.reading.seam_model import seam_model
from kg.reading.sentence_starts import open_marks, stray_marks
from tests.reading.cases import rows

SHARED = Path(__file__).resolve().parents[3] / "shared"
STORIES = [(left, right) for left, right, *_ in rows("seams.tsv", 2)]


def torn(stories: list[tuple[str, str]], order: list[int]) -> str:
    """A page: each story's left half under a heading, the right halves after them, in ``order``."""
    heads = [f"## 第{n}条\n\n{left}" for n, (left, _) in enumerate(stories, 1)]
    return "\n\n".join([*heads, *(stories[n][1] for n in order)])


def lines(text: str) -> list[str]:
    """All lines of the articles of a page."""
    found = split_page(read_page(text.encode("utf-8"), "p.md", ReadOptions()))
    return [line for document in found for line in document.text.split("\n")]


@pytest.mark.parametrize("seed", range(4))
def test_halves_find_each_other(seed: int) -> None:
    """Of the halves of ten stories in any order seven are joined or more, and none with another's."""
    order = list(range(len(STORIES)))
    random.Random(seed).shuffle(order)
    found = lines(torn(STORIES, order))
    right = sum(left + right in found for left, right in STORIES)
    wrong = sum(a + d in found for (a, b), (c, d) in itertools.product(STORIES, STORIES) if (a, b) != (c, d))
    assert (right >= 0.7 * len(STORIES), wrong) == (True, 0)


@pytest.mark.parametrize("seed", range(4))
def test_halves_of_different_stories_stay_apart(seed: int) -> None:
    """Left halves of five stories and right halves of five others: nothing is joined."""
    order = list(range(len(STORIES)))
    random.Random(seed).shuffle(order)
    lefts, rights = order[: len(order) // 2], order[len(order) // 2 :]
    text = torn([STORIES[n] for n in lefts], []) + "\n\n" + "\n\n".join(STORIES[n][1] for n in rights)
    found = lines(text)
    assert all(STORIES[n][0] in found for n in lefts)


@pytest.mark.parametrize("seed", range(5))
def test_marginals_are_the_chances_of_pairs(seed: int) -> None:
    """The chance of a pair comes near its share of the weight of all ways to pair (counted one by one)."""
    random_ = np.random.default_rng(seed)
    scores, allowed = random_.normal(0, 2, (3, 3)), (random_.random((3, 3)) < 0.8).astype(float)
    total, share = 0.0, np.zeros((3, 3))
    for ways in itertools.product(range(4), repeat=3):
        pairs = [(i, j) for i, j in enumerate(ways) if j < 3]
        if len({j for _, j in pairs}) == len(pairs) and all(allowed[i, j] for i, j in pairs):
            weight = math.exp(sum(scores[i, j] for i, j in pairs))
            total += weight
            for i, j in pairs:
                share[i, j] += weight
    assert np.abs(marginals(scores, allowed) - share / total).max() < 0.12


def test_best_pairs_are_best_together() -> None:
    """A row gives up its best column when both rows together gain by it; doubtful pairs are not made."""
    assert best_pairs(np.array([[0.9, 0.8], [0.85, 0.1]]), 0.5) == [(0, 1), (1, 0)]
    assert best_pairs(np.array([[0.4, 0.3]]), 0.5) == []


def test_language_model_knows_the_language() -> None:
    """Probabilities lie between 0 and 1, and what is Chinese is likelier than the same turned round."""
    model = language_model()
    for text in ("会议研究了下一步工作", "人民群众的获得感", "区人大常委会副主任"):
        there, back = (model.probabilities(codes(one), 1) for one in (text, text[::-1]))
        assert ((there > 0) & (there < 1)).all()
        assert np.log(there).sum() > np.log(back).sum() + 5


def test_normalise_folds_width_digits_and_blanks() -> None:
    """The model reads half width, small letters, digits as 0, and no blanks but line ends."""
    assert normalise("ＧＤＰ 增长 12.5％\n第 2 行") == "gdp增长00.0%\n第0行"


def test_shuffle_turns_back() -> None:
    """Numbers survive being laid out for compression."""
    values = np.array([0, 1, 255, 256, 2**31, 2**32 - 1], dtype=np.uint32)
    assert (unshuffle(shuffle(values)) == values).all()


@pytest.mark.parametrize(
    ("text", "opened", "strays"),
    [("他说：“来", 1, 0), ("来了”，大家说", 0, 1), ("（一）“二”", 0, 0), ("《红", 1, 0), ("圈”。他说“好”", 0, 1)],
)
def test_quotes_across_a_seam(text: str, opened: int, strays: int) -> None:
    """Quotes and brackets that a fragment leaves open, and those that it closes without having opened them."""
    assert (open_marks(text), stray_marks(text)) == (opened, strays)


@pytest.mark.parametrize(
    ("text", "torn_end"),
    [
        ("会议研究了进一步加强基层治理的若干", True),
        ("会议研究了进一步加强基层治理的若干，", True),
        ("会议研究了进一步加强基层治理的措施。", False),
        ("他说：“会议研究了基层治理的措施。”", False),
        ("会议研究了基层治理的措施。（记者 桑榆）", False),
        ("扫码关注我区客户端看更多图文", False),
        ("首席记者 柏 松 年 文/图", False),
        ("责任编辑：柏松年 校对：应采薇", False),
        ("今年的任务完成得怎么样，区里有什么打算？", False),
    ],
)
def test_torn_ends(text: str, torn_end: bool) -> None:
    """A paragraph is torn if it ends inside a sentence; bylines, captions, notes and questions are not."""
    (piece,) = fragments(read_page(text.encode("utf-8"), "p", ReadOptions()).blocks)
    assert piece.torn_end is torn_end


@pytest.mark.parametrize("mark", ["（上接1版）", "(上接第一版)", "（紧接第2版）", "【上接A1版】", "（上接1版）\n\n"])
def test_marks_of_continuation(mark: str) -> None:
    """A mark before a fragment, or alone above it, makes it continued, and is taken off."""
    (piece,) = fragments(read_page(f"{mark}要抓好秋收。".encode(), "p", ReadOptions()).blocks)
    assert (piece.text, piece.continued) == ("要抓好秋收。", True)


def test_questions_and_lines() -> None:
    """A question states nothing before it asks; lines are joined as their characters want it."""
    assert is_question("养老服务跟上了吗？")
    assert not is_question("养老服务跟上了。你放心吗？")
    assert join_lines(["区里引进了", "AI", "lab 三家"]) == "区里引进了AI lab 三家"


def test_model_reads_what_was_trained() -> None:
    """The seam model has a weight for each feature, and makes no join below its least chance."""
    assert 0.5 <= seam_model().least <= 0.95
    assert seam_model().torn_odds(language_model(), ["”的理念深入人心。"])[0] > 2
    assert seam_model().torn_odds(language_model(), ["会议指出，要抓好落实。"])[0] < 0


def test_fragment_is_a_record() -> None:
    """Fragments stand as JSON and come back the same."""
    piece = Fragment(text="一", kind="text", first=True)
    assert msgspec.json.decode(msgspec.json.encode(piece), type=Fragment) == piece


@pytest.mark.skipif(not SHARED.exists(), reason="the tool that tears pages stands beside the checkout")
@pytest.mark.parametrize(
    ("options", "found", "wrong"), [([], 0.8, 0.05), (["--drop", "0.33"], 0.7, 0.05), (["--whole"], 0.0, 0.0)]
)
def test_torn_pages(tmp_path: Path, options: list[str], found: float, wrong: float) -> None:
    """On pages torn out of the marked articles most seams are found, and hardly a join is wrong."""
    tools, gold = SHARED / "tools", sorted(map(str, (SHARED / "gold" / "dev").glob("*.ann")))
    marked = subprocess.run(
        [sys.executable, tools / "gold.py", "jsonl", *gold], capture_output=True, check=True
    )
    (tmp_path / "gold.jsonl").write_bytes(marked.stdout)
    tear = [sys.executable, str(tools / "tear.py")]
    subprocess.run(
        [*tear, tmp_path / "gold.jsonl", tmp_path / "torn", "--pages", "15", *options], check=True, capture_output=True
    )
    totals = dict.fromkeys(("right", "joins", "wrong", "made"), 0)
    for page in sorted((tmp_path / "torn").glob("*.md")):
        documents = split_page(read_page(page.read_bytes(), page.name, ReadOptions()))
        lines_ = "".join(json.dumps({"id": d.id, "text": d.text}) + "\n" for d in documents)
        (tmp_path / "docs.jsonl").write_text(lines_, encoding="utf-8")
        scored = subprocess.run(
            [*tear, "score", tmp_path / "docs.jsonl", tmp_path / "torn" / "joins.json", page.stem],
            capture_output=True,
            check=True,
        )
        told = json.loads(scored.stdout)
        assert told["articles"] == told["articles_true"]
        totals = {key: value + told[key] for key, value in totals.items()}
    assert totals["right"] >= found * totals["joins"]
    assert totals["wrong"] <= wrong * totals["made"]
