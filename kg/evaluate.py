"""Precision, recall and F1 of annotations against gold: spans, entities, relations, and errors by kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from kg.errors import InputError
from kg.types import Annotation, Claim

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


class Mistake(msgspec.Struct, frozen=True):
    """One error: kind is missed, spurious, wrong edge, wrong type or wrong entity."""

    kind: str
    part: Part
    document: str
    what: str
    sentence: str


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
        _add(scores, article, _answer(article, answers))
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


def mistakes(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Iterator[Mistake]:
    """Yield every error with its kind and sentence, in the order of the gold."""
    answers = {a.id: a for a in predicted}
    for article in gold:
        answer = _answer(article, answers)
        yield from _span_mistakes(article, answer)
        yield from _relation_mistakes(article, answer)


def _answer(gold: Annotation, answers: Mapping[str, Annotation]) -> Annotation:
    answer = answers.get(gold.id, Annotation(id=gold.id, text=gold.text))
    if answer.text.rstrip() != gold.text.rstrip():
        raise InputError(f"{gold.id}: the two texts differ; annotate the text of the gold, to the letter")
    return answer


def _spans(article: Annotation) -> set[tuple[int, int, str]]:
    return {(m.start, m.end, m.label) for m in article.entities}


def _triples(article: Annotation) -> set[tuple[str, str, str]]:
    return {(c.type, c.head, c.tail) for c in article.relations if c.status != "negated"}


def _add(scores: Mapping[Part, defaultdict[str, Score]], gold: Annotation, mine: Annotation) -> None:
    matched = match_entities(gold, mine)
    labels = {m.entity: m.label for m in gold.entities}
    renamed = {(t, matched.get(h, ""), matched.get(o, "")) for t, h, o in _triples(mine)}
    _count(scores["span"], _spans(mine) & _spans(gold), _spans(mine), _spans(gold), -1)
    _count(scores["relation"], renamed & _triples(gold), _triples(mine), _triples(gold), 0)
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


def _span_mistakes(gold: Annotation, mine: Annotation) -> Iterator[Mistake]:
    true, said = _spans(gold), _spans(mine)
    for start, end, label in sorted(true ^ said):
        other = said if (start, end, label) in true else true
        kind = _span_kind((start, end, label), other, "missed" if other is said else "spurious")
        what = f"{label} {gold.text[start:end]}"
        yield Mistake(kind, "span", gold.id, what, _sentence(gold, start))


def _span_kind(span: tuple[int, int, str], others: set[tuple[int, int, str]], otherwise: str) -> str:
    start, end, label = span
    if any((a, b) == (start, end) for a, b, _ in others):
        return "wrong type"
    if any(a < end and start < b and other == label for a, b, other in others):
        return "wrong edge"
    return otherwise


def _relation_mistakes(gold: Annotation, mine: Annotation) -> Iterator[Mistake]:
    matched = match_entities(gold, mine)
    names = {key: key for c in gold.relations for key in (c.head, c.tail)}  # what is nowhere marked has an id alone
    names |= {m.entity: m.text for m in reversed(gold.entities)}
    said_names = {m.entity: m.text for m in reversed(mine.entities)}
    true = _triples(gold)
    said = {(c.type, matched.get(c.head, ""), matched.get(c.tail, "")): c for c in mine.relations}
    for type_, head, tail in sorted(true - said.keys()):
        kind = "missed" if {head, tail} <= set(matched.values()) else "wrong entity"
        at = min((m.start for m in gold.entities if m.entity in (head, tail)), default=0)
        yield Mistake(kind, "relation", gold.id, f"{names[head]} {type_} {names[tail]}", _sentence(gold, at))
    for key in sorted(said.keys() - true):
        claim = said[key]
        what = f"{said_names.get(claim.head)} {claim.type} {said_names.get(claim.tail)}"
        yield Mistake(_claim_kind(key, true), "relation", gold.id, what, _claim_sentence(gold, claim))


def _claim_kind(key: tuple[str, str, str], true: set[tuple[str, str, str]]) -> str:
    type_, head, tail = key
    if not head or not tail:
        return "wrong entity"
    if any((h, o) == (head, tail) for _, h, o in true):
        return "wrong type"
    return "wrong edge" if any(t == type_ and (h == head or o == tail) for t, h, o in true) else "spurious"


def _claim_sentence(gold: Annotation, claim: Claim) -> str:
    return gold.text[claim.evidence[0].start : claim.evidence[0].end] if claim.evidence else ""


def _sentence(gold: Annotation, at: int) -> str:
    return next((gold.text[a:b] for a, b in gold.sentences if a <= at < b), "")


def table(scores: Scores) -> Iterator[str]:
    """Lines for a person: each part in all, then by label, most frequent first."""
    for part in PARTS:
        labels = sorted((name for name in scores[part] if name != "all"), key=lambda n: (-scores[part][n].gold, n))
        for name in ("all", *labels):
            s = scores[part][name]
            head = f"{part:<9}" if name == "all" else f"  {name:<15}"
            counts = f"({s.right} right, {s.predicted} predicted, {s.gold} gold)"
            yield f"{head:<17} P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}   {counts}"
