"""Error analysis: every difference of annotations from gold, with its kind and sentence."""

from collections.abc import Iterable, Iterator, Set

import msgspec

from kg.evaluate import Part, answer_to, match_entities, spans_of, triples_of
from kg.types import Annotation, Claim


class Mistake(msgspec.Struct, frozen=True):
    """One error: kind is missed, spurious, wrong edge, wrong type or wrong entity."""

    kind: str
    part: Part
    document: str
    what: str
    sentence: str


def mistakes(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Iterator[Mistake]:
    """Yield every error with its kind and sentence, in the order of the gold."""
    answers = {a.id: a for a in predicted}
    for article in gold:
        answer = answer_to(article, answers)
        yield from _span_mistakes(article, answer)
        yield from _relation_mistakes(article, answer)


def _span_mistakes(gold: Annotation, mine: Annotation) -> Iterator[Mistake]:
    true, said = spans_of(gold), spans_of(mine)
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
    true = triples_of(gold)
    said = {(c.type, matched.get(c.head, ""), matched.get(c.tail, "")): c for c in mine.relations}
    yield from _unsaid(gold, sorted(true - said.keys()), set(matched.values()))
    names = {m.entity: m.text for m in reversed(mine.entities)}
    for key in sorted(said.keys() - true):
        claim = said[key]
        what = f"{names.get(claim.head)} {claim.type} {names.get(claim.tail)}"
        yield Mistake(_claim_kind(key, true), "relation", gold.id, what, _claim_sentence(gold, claim))


def _unsaid(gold: Annotation, triples: Iterable[tuple[str, str, str]], matched: Set[str]) -> Iterator[Mistake]:
    """The relations of the gold that are not predicted; ``matched`` are its entities that are."""
    names = {key: key for c in gold.relations for key in (c.head, c.tail)}  # what is nowhere marked has an id alone
    names |= {m.entity: m.text for m in reversed(gold.entities)}
    for type_, head, tail in triples:
        kind = "missed" if {head, tail} <= matched else "wrong entity"
        at = min((m.start for m in gold.entities if m.entity in (head, tail)), default=0)
        yield Mistake(kind, "relation", gold.id, f"{names[head]} {type_} {names[tail]}", _sentence(gold, at))


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
