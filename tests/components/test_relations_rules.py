"""Every rule finds what its examples say, and leaves alone what they say."""

import pytest

from kg.components.relations.layout import Layout
from kg.components.relations.rules import Rule, hits, load_rules
from kg.markup import unmark
from kg.schema import load_schema
from kg.types import Mention

RULES = load_rules()
FOUND = [(rule, example) for rule in RULES for example in rule.find]
LEFT = [(rule, text) for rule in RULES for text in rule.leave]


def pairs(rule: Rule, marked: str) -> set[tuple[str, str]]:
    """What one rule finds in a marked sentence, as names."""
    text, marks = unmark(marked)
    mentions = [Mention(start=a, end=b, label=x, text=text[a:b], entity=f"{a}-{b}-{x}") for a, b, x, _ in marks]
    layout = Layout(text, [(0, len(text))], mentions)
    found = [hit for row in layout.rows for hit in hits(layout, row) if hit.rule == rule.id]
    return {(layout.mentions[hit.head].text, layout.mentions[hit.tail].text) for hit in found}


@pytest.mark.parametrize(("rule", "example"), FOUND, ids=[f"{r.id}-{n}" for n, (r, _) in enumerate(FOUND)])
def test_a_rule_finds_its_examples(rule: Rule, example: dict[str, object]) -> None:
    """A rule proposes exactly the pairs of each example it must find."""
    expected = {tuple(pair) for pair in example["pairs"]}  # type: ignore[attr-defined]
    assert pairs(rule, str(example["text"])) == expected


@pytest.mark.parametrize(("rule", "text"), LEFT, ids=[f"{r.id}-{n}" for n, (r, _) in enumerate(LEFT)])
def test_a_rule_leaves_its_counterexamples(rule: Rule, text: str) -> None:
    """A rule proposes nothing in a sentence it must leave alone."""
    assert pairs(rule, text) == set()


def test_every_relation_type_has_a_rule() -> None:
    """Each of the 21 relation types is proposed by at least one rule."""
    assert {rule.type for rule in RULES} == set(load_schema().relations)
