"""Referents of posts: one body and one role are one post; a post without a body stays the article's own."""

import re
from collections.abc import Iterator, Mapping

from kg.places import Division, path
from kg.resolve.area_of_name import at_level
from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.referents import Referent
from kg.text import fold_width, squeeze

AREA_OFFICE = "posts.area_office"
OWN = "post.own"
_AREA_OFFICE = re.compile("(?:代|代理)?(?:常务)?副?([省市区县州旗盟镇乡])长")


def post_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each POST of the article; its body is what POST_IN says."""
    for entity in article.entities("POST"):
        body = next((known[b] for b in article.tails(entity, "POST_IN") if b in known), None)
        role = role_of(article, entity)
        key, rule = (f"{body.block}|{role}", "post.body") if body else _bodiless(article, entity, role)
        yield Referent(
            id=entity,
            document=article.id,
            label="POST",
            name=f"{body.name}{role}" if body else article.fullest(entity),
            block=f"POST|{key}",
            ties=(f"POST|{key}",),
            names=article.names(entity),
            rule=rule,
            own=body.own if body else rule == OWN,
            properties={"role": role},
        )


def role_of(article: Article, entity: str) -> str:
    """The name of a post without the body that is written before it: 副主任 of 区人大常委会副主任."""
    first = article.mentions[entity][0]
    inner = [m.end for m in article.inside(first) if m.label in ("ORG", "PLACE") and m.start == first.start]
    role = article.annotation.text[max(inner, default=first.start) : first.end]
    return squeeze(fold_width(role)) or first.text


def area_of_office(article: Article, role: str) -> Division | None:
    """The area whose head or deputy a bare 区长 or 副市长 is: that of the issuing place with this level."""
    office = _AREA_OFFICE.fullmatch(role)
    return at_level(office[1], article.place) if office else None


def _bodiless(article: Article, entity: str, role: str) -> tuple[str, str]:
    """总书记 is one post everywhere, 副区长 that of the paper's district; any other is the article's own."""
    if area := area_of_office(article, role):
        return f"PLACE|{ground(path(area), 'PLACE', None).key}|{role}", AREA_OFFICE
    grounded = ground(article.fullest(entity), "POST", article.place)
    if grounded.settled:
        return grounded.key, grounded.rule
    return f"{entity}@{article.id}", OWN
