"""Relations of an article: generous candidates from its layout, decided and scored by learned weights."""

from collections.abc import Sequence

from kg.components.relations.candidates import Candidate, candidates
from kg.components.relations.classifier import load_nets
from kg.components.relations.context import Context
from kg.components.relations.evidence import anchor, status
from kg.components.relations.features import active
from kg.components.relations.layout import Layout
from kg.schema import load_schema
from kg.types import Claim, Evidence, Mention

__all__ = ["relate"]


def relate(
    text: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    published: str | None = None,
    place: str | None = None,
) -> tuple[Claim, ...]:
    """Find the relations that an article states between its entities.

    Args:
        text: The article.
        sentences: (start, end) of each sentence.
        mentions: The marked names with their entities (`kg.components.coreference.cluster`).
        published: The date of publication, ISO, if known.
        place: The issuing place, if known.

    Returns:
        The claims, each with its sentence, rule and score, ordered by where they are stated.

    Raises:
        OutsideError: the weights of models/relations/ are missing.
    """
    if not mentions:
        return ()
    context = Context(Layout(text, sentences, mentions), published, place)
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates(context):
        groups.setdefault(candidate.group, []).append(candidate)
    claims = [claim for group, found in groups.items() for claim in _decide(context, group, found)]
    return tuple(sorted(_once(claims), key=lambda c: (c.evidence[0].start, c.type, c.head, c.tail)))


def _decide(context: Context, group: str, found: Sequence[Candidate]) -> list[Claim]:
    """The candidates of one kind whose score is above the cut of a type."""
    net = load_nets()[group]
    scores = net.scores([active(context, c) for c in found])
    claims = []
    for candidate, row in zip(found, scores, strict=True):
        for type_, score, cut in zip(net.types, row, net.cuts, strict=True):
            if score >= cut:
                claims += _claim(context, candidate, type_, float(score))
    return claims


def _claim(context: Context, candidate: Candidate, type_: str, score: float) -> list[Claim]:
    things = context.layout.things
    head, tail = things[candidate.head], things[candidate.tail]
    pair = anchor(context, candidate, type_)
    told = status(context, candidate, type_, pair)
    if told == "negated" or not load_schema().allows(type_, head.label, tail.label):
        return []
    row = context.layout.rows[max(context.layout.row_of[i] for i in pair)]
    if candidate.group == "part":
        row = context.layout.rows[context.layout.row_of[pair[0]]]
    rule = f"{candidate.group}.{type_.lower()}"
    evidence = Evidence(start=row.start, end=row.end, rule=rule, score=round(score, 4))
    return [Claim(type=type_, head=head.entity, tail=tail.entity, evidence=(evidence,), status=told)]


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a fact: the best scored."""
    best: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.type, claim.head, claim.tail)
        if key not in best or best[key].evidence[0].score < claim.evidence[0].score:
            best[key] = claim
    return list(best.values())
