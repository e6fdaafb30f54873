"""Who is one inside an article, on texts of our own; and on the shared gold where it lies beside the checkout."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from msgspec import structs

from kg.components.coreference import cluster
from kg.evaluate import evaluate
from kg.markup import read_gold, unmark
from kg.text import sentences
from kg.types import Mention

ROOT = Path(__file__).resolve().parents[2]
CASES: list[dict[str, str]] = yaml.safe_load((ROOT / "tests/cases/coreference.yml").read_text("utf-8"))
SHARED = ROOT.parent / "shared" / "gold" / "dev"


def groups(mentions: tuple[Mention, ...]) -> set[frozenset[tuple[int, int, str]]]:
    """The clusters, as sets of spans."""
    found: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for m in mentions:
        found[m.entity].add((m.start, m.end, m.label))
    return {frozenset(spans) for spans in found.values()}


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_cases_cluster_as_marked(case: dict[str, str]) -> None:
    """The marks of one id, and no others, become one entity."""
    text, marks = unmark(case["text"])
    expected: defaultdict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for start, end, label, entity in marks:
        expected[str(entity)].add((start, end, label))
    found = cluster(text, [(a, b, x) for a, b, x, _ in marks], sentences(text))
    assert groups(found) == {frozenset(spans) for spans in expected.values()}


def test_every_span_comes_back_once_in_order() -> None:
    """The mentions are the spans, by start, longer first, whatever their order was; doubles count once."""
    text, marks = unmark(CASES[14]["text"])
    spans = [(a, b, x) for a, b, x, _ in marks]
    straight = cluster(text, spans, sentences(text), "key")
    assert cluster(text, [*reversed(spans), spans[0]], sentences(text), "key") == straight
    assert [(m.start, m.end, m.label) for m in straight] == sorted(set(spans), key=lambda s: (s[0], -s[1]))
    assert all(text[m.start : m.end] == m.text for m in straight)


def test_ids_depend_on_the_document_alone() -> None:
    """The same article has the same ids under one key, and others under another."""
    text, marks = unmark(CASES[0]["text"])
    spans = [(a, b, x) for a, b, x, _ in marks]
    one, two = (cluster(text, spans, sentences(text), key) for key in ("a", "b"))
    assert one == cluster(text, spans, sentences(text), "a")
    assert not {m.entity for m in one} & {m.entity for m in two}


def test_nothing_to_cluster() -> None:
    """A text without spans has no mentions."""
    assert cluster("今天下雨。", [], [(0, 5)]) == ()


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not beside this checkout")
def test_entities_of_the_gold_articles() -> None:
    """With gold spans, entity F1 inside an article is at least .94."""
    gold = [read_gold(path) for path in sorted(SHARED.glob("*.ann"))]
    mine = []
    for article in gold:
        spans = [(m.start, m.end, m.label) for m in article.entities]
        found = cluster(article.text, spans, article.sentences, article.id)
        mine.append(structs.replace(article, entities=found, relations=()))
    assert evaluate(gold, mine)["entity"]["all"].f1 >= 0.94
