"""Relations of an article: generous candidates from its layout, decided and scored by learned weights."""

from collections.abc import Sequence

from kg.components.relations.candidates import Candidate, candidates
from kg.components.relations.carried import carried
from kg.components.relations.classifier import load_models, score
from kg.components.relations.context import Context
from kg.components.relations.evidence import reference, stated, status
from kg.components.relations.features import describe
from kg.components.relations.layout import Layout
from kg.components.relations.links import link
from kg.schema import load_schema
from kg.types import Claim, Evidence, Mention

__all__ = ["relate"]

# a person who is told to be elected or appointed to a post is not told to hold it as well
_EXCLUSIVE = ("HOLDS_POST", "ELECTED_TO", "APPOINTED_TO")


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
    ends = {group: [(c.head, c.tail) for c in found] for group, found in groups.items()}
    claims = []
    things = len(context.layout.things)
    scores = score(described, ends, context.hits, lambda group, kept: link(context, groups[group], kept), things)
    for group, scored in scores.items():
        for n, own in scored:
            claims += _decide(context, groups[group][n], own.tolist())
    claims += carried(sentences, mentions, claims)
    return tuple(sorted(_once(claims), key=lambda c: (c.evidence[0].start, c.type, c.head, c.tail)))


def _decide(context: Context, candidate: Candidate, scores: Sequence[float]) -> list[Claim]:
    """The claims of a candidate: each type whose score is above its cut."""
    model = load_models()[candidate.group]
    sure = {t: s for t, s, cut in zip(model.types, scores, model.cuts.tolist(), strict=True) if s >= cut}
    rivals = sorted((t for t in sure if t in _EXCLUSIVE), key=lambda t: (-sure[t], t))
    claims = []
    for type_, score_ in sure.items():
        if type_ not in rivals[1:]:
            claims += _claim(context, candidate, type_, score_)
    return claims


def _claim(context: Context, candidate: Candidate, type_: str, score: float) -> list[Claim]:
    things = context.layout.things
    head, tail = things[candidate.head], things[candidate.tail]
    rule, pair = stated(context, candidate, type_)
    told = status(context, type_, pair)
    if told == "negated" or not load_schema().allows(type_, head.label, tail.label):
        return []
    row = context.layout.rows[max(context.layout.row_of[i] for i in pair)]
    if candidate.group == "part":
        row = context.layout.rows[context.layout.row_of[pair[0]]]
    found = reference(context, pair)
    evidence = Evidence(start=row.start, end=row.end, rule=rule, score=round(score, 4), reference=found)
    return [Claim(type=type_, head=head.entity, tail=tail.entity, evidence=(evidence,), status=told)]


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a fact: the best scored."""
    best: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.type, claim.head, claim.tail)
        if key not in best or best[key].evidence[0].score < claim.evidence[0].score:
            best[key] = claim
    return list(best.values())
