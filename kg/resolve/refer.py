"""From one annotated article to its referents, statements and quotes; a pure function of the annotation.

Names are grounded by the issuing place, so that 区委 in the paper of 渝中区 ties to the 区委 of 渝中区 and to no other.
A post is tied by its body and its role, a person by the posts and bodies that the article gives, an event by its name
and, unless the name itself tells which one it is, by its day and who took part.
"""

from collections.abc import Iterator

from kg.ids import sentence_id, stable_id
from kg.resolve.article import Article
from kg.resolve.bodies import body_referents
from kg.resolve.divisions import division_referents
from kg.resolve.happenings import date_referents, event_referents
from kg.resolve.people import person_referents
from kg.resolve.posts import post_referents
from kg.resolve.referents import Quote, Referent, Statement
from kg.types import Annotation, Claim, Evidence, Record


class Brought(Record, frozen=True):
    """What one article brings to the graph."""

    referents: tuple[Referent, ...]
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]


def refer(annotation: Annotation) -> Brought:
    """Return the referents, statements and quotes of an article, in an order of their own content."""
    article = Article(annotation)
    known: dict[str, Referent] = {}
    for step in (date_referents, body_referents, post_referents, event_referents, person_referents):
        known.update((referent.id, referent) for referent in step(article, known))
    parents, contained, proofs = division_referents(article, known)
    statements = [*_statements(article, known), *contained]
    quotes = [*_quotes(article), *proofs]
    return Brought(
        referents=tuple(sorted((*known.values(), *parents), key=lambda r: r.id)),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        quotes=tuple(quotes),
    )


def _statements(article: Article, known: dict[str, Referent]) -> Iterator[Statement]:
    for claim in article.claims:
        if claim.head in known and claim.tail in known:
            yield Statement(
                id=_statement_id(article, claim),
                document=article.id,
                type=claim.type,
                head=claim.head,
                tail=claim.tail,
                status=claim.status,
                score=max((e.score for e in claim.evidence), default=1.0),
                told=article.day_told(claim),
            )


def _statement_id(article: Article, claim: Claim) -> str:
    return stable_id("claim", article.id, claim.type, claim.head, claim.tail)


def _quotes(article: Article) -> Iterator[Quote]:
    for claim in article.claims:
        for evidence in claim.evidence:
            yield _quote(article, _statement_id(article, claim), evidence)


def _quote(article: Article, statement: str, evidence: Evidence) -> Quote:
    text = (article.annotation.title or "") if evidence.field == "title" else article.annotation.text
    sentence = None if evidence.field else article.sentence_at(evidence.start)
    start, end = sentence or (evidence.start, evidence.end)
    return Quote(
        statement=statement,
        document=article.id,
        start=evidence.start,
        end=evidence.end,
        rule=evidence.rule,
        score=evidence.score,
        text=text[start:end],
        sentence=sentence_id(article.id, *sentence) if sentence else None,
        field=evidence.field,
        reference=evidence.reference if sentence else None,
    )
