"""What refers back inside an article, and what is left open, on texts of our own."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.components.anaphora import resolve
from kg.components.coreference import cluster
from kg.components.relations.layout import Layout
from kg.markup import unmark
from kg.types import Mention

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "cases" / "anaphora.yml").read_text("utf-8")
)


def laid(marked: str) -> tuple[str, list[tuple[int, int]], tuple[Mention, ...]]:
    """Read a marked text, a sentence a line."""
    text, sentences, spans = "", [], []
    for line in marked.strip().splitlines():
        plain, marks = unmark(line)
        sentences.append((len(text), len(text) + len(plain)))
        spans += [(len(text) + a, len(text) + b, str(label)) for a, b, label, _ in marks]
        text += plain + "\n"
    return text, sentences, cluster(text, spans, sentences)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_what_refers_back_means_the_name_before(case: dict[str, Any]) -> None:
    """Each expression means the name marked in the case, and what is doubtful means nothing."""
    text, sentences, mentions = laid(case["text"])
    names = {m.entity: m.text for m in reversed(mentions)}
    found = [[text[r.start : r.end], names[r.mention.entity]] for r in resolve(text, sentences, mentions)]
    assert found == case["refers"]


def test_an_expression_stands_in_the_skeleton_as_what_it_means() -> None:
    """The relations see 她 as a person, at its own place, beside the names."""
    text, sentences, mentions = laid("⟦何晓岚⟧PERSON到场。\n她致辞。")
    layout = Layout(text, sentences, mentions)
    (index,) = layout.references
    assert layout.mentions[index].entity == mentions[0].entity
    assert layout.references[index] == (text.index("她"), text.index("她") + 1)
    assert layout.rows[1].skeleton[0] == layout.rows[0].skeleton[0]
