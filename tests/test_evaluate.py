"""Scores are those of the definition."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kg.errors import InputError
from kg.evaluate import Score, evaluate, match_entities, table
from kg.markup import read_gold
from kg.types import Annotation, Claim, Mention
from tests import SHARED

TEXT = "市科协主席安然出席论坛。安然讲话。"


def article(*entities: tuple[int, int, str, str], relations: tuple[tuple[str, str, str], ...] = ()) -> Annotation:
    """The article of TEXT, with these entities and relations."""
    mentions = [
        Mention(start=s, end=e, label=label, text=TEXT[s:e], entity=i)  # type: ignore[arg-type]
        for s, e, label, i in entities
    ]
    claims = tuple(Claim(type=t, head=h, tail=o) for t, h, o in relations)
    return Annotation(id="d", text=TEXT, entities=tuple(mentions), relations=claims, sentences=((0, 12), (12, 17)))


GOLD = article(
    *[(0, 5, "POST", "t"), (0, 3, "ORG", "o"), (5, 7, "PERSON", "p"), (9, 11, "EVENT", "e"), (12, 14, "PERSON", "p")],
    relations=(("HOLDS_POST", "p", "t"), ("POST_IN", "t", "o"), ("ATTENDS", "p", "e"), ("SPEAKS_AT", "p", "e")),
)


def test_gold_against_itself_is_perfect() -> None:
    """The gold scores 1 against itself in every part."""
    assert [evaluate([GOLD], [GOLD])[part]["all"].f1 for part in ("span", "entity", "relation")] == [1, 1, 1]


def test_entities_match_one_to_one_by_most_shared_spans() -> None:
    """An entity split in two by the prediction is matched once, and relations of the other half are wrong."""
    mine = article(
        *[(5, 7, "PERSON", "a"), (12, 14, "PERSON", "b"), (9, 11, "EVENT", "x"), (0, 5, "POST", "y")],
        relations=(("ATTENDS", "a", "x"), ("SPEAKS_AT", "b", "x"), ("HOLDS_POST", "a", "y")),
    )
    assert match_entities(GOLD, mine) == {"a": "p", "x": "e", "y": "t"}
    scores = evaluate([GOLD], [mine])
    assert scores["span"]["all"] == Score(4, 4, 5)
    assert scores["entity"]["PERSON"] == Score(1, 2, 1)
    assert scores["relation"]["all"] == Score(2, 3, 4)


def test_missing_article_counts_as_empty_and_other_text_is_refused() -> None:
    """No prediction is no recall; a prediction for another text cannot be compared."""
    assert evaluate([GOLD], [])["span"]["all"] == Score(0, 0, 5)
    with pytest.raises(InputError, match="texts differ"):
        evaluate([GOLD], [Annotation(id="d", text="别的文字")])


def test_table_has_all_before_labels() -> None:
    """The printed table gives each part in all, then by label."""
    lines = list(table(evaluate([GOLD], [GOLD])))
    assert lines[0].startswith("span")
    assert lines[1].strip().startswith("PERSON")


@pytest.mark.skipif(not SHARED, reason="the shared gold is not here")
def test_figures_agree_with_the_scorer_of_the_gold(tmp_path: Path) -> None:
    """On the dev gold with every seventh entity and relation left out, the figures are those of score.py."""
    assert SHARED
    gold = [read_gold(path) for path in sorted((SHARED / "gold" / "dev").glob("*.ann"))]
    mine = [
        msgspec.structs.replace(a, entities=a.entities[::2] + a.entities[1::7], relations=a.relations[1:]) for a in gold
    ]
    for name, articles in (("gold", gold), ("mine", mine)):
        lines = (json.dumps(msgspec.to_builtins(a), ensure_ascii=False) for a in articles)
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(tmp_path / "gold"), str(tmp_path / "mine")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    scores = evaluate(gold, mine)
    for part, line in zip(("span", "entity", "relation"), said, strict=False):
        s = scores[part]["all"]  # type: ignore[index]
        assert f"({s.right} right, {s.predicted} predicted, {s.gold} gold)" in line
