"""Referents of bodies and places: tied by the grounded name, or the article's own where nothing grounds it."""

from collections.abc import Iterator, Mapping

from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.grounded import Grounded
from kg.resolve.referents import Referent
from kg.text import fold_width, squeeze

_LEVELS = "省市区县州旗盟镇乡"


def body_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each ORG and PLACE of the article."""
    for entity in article.entities("ORG", "PLACE"):
        if entity not in known:
            yield _referent(article, entity)


def best_ground(article: Article, entity: str) -> Grounded:
    """The grounding of the name that tells most: one with an area before one without, then the longest."""
    label = article.label(entity)
    names = sorted(article.completed(entity), key=lambda name: (-len(name), name))
    grounded = [ground(name, label, article.place) for name in names]
    return next((g for g in grounded if g.settled), grounded[0])


def _unless_of_another(article: Article, entity: str, grounded: Grounded) -> Grounded:
    """市政府 is left open where another city is named right before it."""
    by_level = grounded.area is not None and grounded.rule == "issuing_place.level"
    if by_level and grounded.area is not None and article.names_another(entity, grounded.area):
        return grounded._replace(settled=False)
    return grounded


def display_name(text: str, label: str, grounded: Grounded) -> str:
    """What a body or place is called on its own: 渝中区人大常委会 for 区人大常委会; else as the text says."""
    folded = squeeze(fold_width(text))
    if grounded.area is not None and grounded.rule == "place.division" and label == "PLACE":
        return grounded.area.name
    if grounded.area is not None and grounded.rule == "issuing_place.level" and folded[0] in _LEVELS:
        return grounded.area.name + folded[1:]
    return folded


def _referent(article: Article, entity: str) -> Referent:
    label = article.label(entity)
    grounded = _unless_of_another(article, entity, best_ground(article, entity))
    told, name = article.completed(entity), article.names(entity)[0]
    key = f"{label}|{grounded.key}" if grounded.settled else f"{label}|{grounded.key}@{article.id}"
    return Referent(
        id=entity,
        document=article.id,
        label=label,
        name=display_name(name if name in told else told[0], label, grounded),
        block=key,
        ties=(key,),
        names=article.names(entity),
        rule=grounded.rule,
        own=not grounded.settled,
        properties={"fullName": grounded.name, **({"area": grounded.area.code} if grounded.area else {})},
    )
