"""Precision, recall and F1 of annotations against gold: spans, entities, relations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from kg.errors import InputError
from kg.types import Annotation

Part = Literal["span", "entity", "relation"]
PARTS: tuple[Part, ...] = ("span", "entity", "relation")


class Score(msgspec.Struct):
    """Counts of one label or of all: what is right, predicted, in the gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Right of predicted; 0 when nothing is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right of gold; 0 when the gold is empty."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Scores = Mapping[Part, Mapping[str, Score]]


def evaluate(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> dict[Part, dict[str, Score]]:
    """Score ``predicted`` against ``gold``, article by article by id; the key "all" is the micro-average.

    A span is right when start, end and label are. A predicted entity is matched one to one, greedily, with the gold
    entity of its label with which it shares most right spans. A relation is right when its type is and
    both its entities are so matched. An article without a prediction counts as empty.

    Raises:
        InputError: the two texts of one id differ.
    """
    scores: dict[Part, defaultdict[str, Score]] = {part: defaultdict(Score) for part in PARTS}
    answers = {a.id: a for a in predicted}
    for article in gold:
        _add(scores, article, answer_to(article, answers))
    return {part: {"all": _total(by_label.values()), **by_label} for part, by_label in scores.items()}


def match_entities(gold: Annotation, predicted: Annotation) -> dict[str, str]:
    """Return {predicted entity: gold entity}, one to one."""
    bearers = {(m.start, m.end, m.label): m.entity for m in gold.entities}
    shared: Counter[tuple[str, str]] = Counter()
    for m in predicted.entities:
        if (m.start, m.end, m.label) in bearers:
            shared[m.entity, bearers[m.start, m.end, m.label]] += 1
    matched: dict[str, str] = {}
    for (mine, theirs), _ in sorted(shared.items(), key=lambda item: (-item[1], str(item[0]))):
        if mine not in matched and theirs not in matched.values():
            matched[mine] = theirs
    return matched


def answer_to(gold: Annotation, answers: Mapping[str, Annotation]) -> Annotation:
    """The prediction for an article; an empty one if there is none.

    Raises:
        InputError: the two texts differ.
    """
    answer = answers.get(gold.id, Annotation(id=gold.id, text=gold.text))
    if answer.text.rstrip() != gold.text.rstrip():
        raise InputError(f"{gold.id}: the two texts differ; annotate the text of the gold, to the letter")
    return answer


def spans_of(article: Annotation) -> set[tuple[int, int, str]]:
    """(start, end, label) of every mention."""
    return {(m.start, m.end, m.label) for m in article.entities}


def triples_of(article: Annotation) -> set[tuple[str, str, str]]:
    """(type, head, tail) of every relation that is not negated."""
    return {(c.type, c.head, c.tail) for c in article.relations if c.status != "negated"}


def table(scores: Scores) -> Iterator[str]:
    """Lines for a person: each part in all, then by label, most frequent first."""
    for part in PARTS:
        labels = sorted((name for name in scores[part] if name != "all"), key=lambda n: (-scores[part][n].gold, n))
        for name in ("all", *labels):
            s = scores[part][name]
            head = f"{part:<9}" if name == "all" else f"  {name:<15}"
            counts = f"({s.right} right, {s.predicted} predicted, {s.gold} gold)"
            yield f"{head:<17} P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}   {counts}"


def _add(scores: Mapping[Part, defaultdict[str, Score]], gold: Annotation, mine: Annotation) -> None:
    matched = match_entities(gold, mine)
    labels = {m.entity: m.label for m in gold.entities}
    renamed = {(t, matched.get(h, ""), matched.get(o, "")) for t, h, o in triples_of(mine)}
    _count(scores["span"], spans_of(mine) & spans_of(gold), spans_of(mine), spans_of(gold), -1)
    _count(scores["relation"], renamed & triples_of(gold), triples_of(mine), triples_of(gold), 0)
    entities = {(m.entity, m.label) for m in mine.entities}
    found = {(theirs, labels[theirs]) for theirs in matched.values()}
    _count(scores["entity"], found, entities, set(labels.items()), -1)


def _count(
    by_label: defaultdict[str, Score],
    right: Iterable[tuple[object, ...]],
    predicted: Iterable[tuple[object, ...]],
    gold: Iterable[tuple[object, ...]],
    at: int,
) -> None:
    for key in right:
        by_label[str(key[at])].right += 1
    for key in predicted:
        by_label[str(key[at])].predicted += 1
    for key in gold:
        by_label[str(key[at])].gold += 1


def _total(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        total.right += score.right
        total.predicted += score.predicted
        total.gold += score.gold
    return total
