"""Relations of an article: generous candidates from its layout, decided and scored by learned weights."""

from collections.abc import Sequence

from kg.components.relations.candidates import Candidate, candidates
from kg.components.relations.classifier import load_models, score
from kg.components.relations.context import Context
from kg.components.relations.evidence import anchor, status
from kg.components.relations.features import describe
from kg.components.relations.layout import Layout
from kg.components.relations.links import link
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
    described = {group: [describe(context, c) for c in found] for group, found in groups.items()}
    links = {group: link(context, found) for group, found in groups.items()}
    claims = []
    for group, scored in score(described, links).items():
        for n, scores in scored:
            claims += _decide(context, groups[group][n], scores.tolist())
    return tuple(sorted(_once(claims), key=lambda c: (c.evidence[0].start, c.type, c.head, c.tail)))


def _decide(context: Context, candidate: Candidate, scores: Sequence[float]) -> list[Claim]:
    """The claims of a candidate: each type whose score is above its cut."""
    model = load_models()[candidate.group]
    claims = []
    for type_, score_, cut in zip(model.types, scores, model.cuts.tolist(), strict=True):
        if score_ >= cut:
            claims += _claim(context, candidate, type_, score_)
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
