"""Referents of bodies and places: tied by the grounded name, or the article's own where nothing grounds it."""

from collections.abc import Iterator, Mapping

from kg.resolve.article import Article
from kg.resolve.ground import Grounded, ground
from kg.resolve.referents import Referent


def body_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each ORG and PLACE of the article."""
    for entity in article.entities("ORG", "PLACE"):
        if entity not in known:
            yield _referent(article, entity)


def best_ground(article: Article, entity: str) -> Grounded:
    """The grounding of the name that tells most: one with an area before one without, then the longest."""
    label = article.label(entity)
    names = sorted(article.names(entity), key=lambda name: (-len(name), name))
    grounded = [ground(name, label, article.place) for name in names]
    return next((g for g in grounded if g.settled), grounded[0])


def _referent(article: Article, entity: str) -> Referent:
    label = article.label(entity)
    grounded = best_ground(article, entity)
    key = f"{label}|{grounded.key}" if grounded.settled else f"{label}|{grounded.key}@{article.id}"
    return Referent(
        id=entity,
        document=article.id,
        label=label,
        name=grounded.name,
        block=key,
        ties=(key,),
        names=article.names(entity),
        rule=grounded.rule,
        properties={"area": grounded.area.code} if grounded.area else {},
    )
