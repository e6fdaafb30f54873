"""Referents of posts: one body and one role are one post; a post without a body stays the article's own.

The head of an area (区长) is the head of its government, whichever of the two the text names.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.places import Division
from kg.resolve.area_of_name import at_level
from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.ground_orgs import office_of_state
from kg.resolve.names import take_apart_post
from kg.resolve.referents import Referent
from kg.text import fold_width, squeeze

AREA_OFFICE = "posts.area_office"
OWN = "post.own"
STATE = "state.office"
_GOVERNMENT = "政府/"  # the body_key of 人民政府
_OF_CHINA = re.compile("中共|中国|中华|中央|全国|国务院")
_AREA_OFFICE = re.compile("(?:代|代理)?(?:常务)?副?([省市区县州旗盟镇乡])长")


def post_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each POST of the article; its body is what POST_IN says."""
    contested = _contested(article)
    for entity in article.entities("POST"):
        body = next((known[b] for b in article.tails(entity, "POST_IN") if b in known), None)
        role = role_of(article, entity)
        key, rule = (f"{entity}@{article.id}", OWN) if entity in contested else _key(article, entity, body, role)
        yield Referent(
            id=entity,
            document=article.id,
            label="POST",
            name=f"{body.name}{role}" if body and rule != STATE else article.fullest(entity),
            block=f"POST|{key}",
            ties=(f"POST|{key}",),
            names=article.names(entity),
            rule=rule,
            own=rule != STATE and (body.own if body else rule == OWN),
            properties={"role": role},
        )


def _contested(article: Article) -> frozenset[str]:
    """Offices of state that the article gives, without naming China, to people of whom one at least is of elsewhere.

    总书记 of two people are those of two parties; which is which is unknown.
    """
    claimed: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for entity in article.entities("POST"):
        if full := office_of_state(article.fullest(entity)):
            claimed[full][entity] = set(article.heads(entity, "HOLDS_POST"))
    return frozenset(
        entity
        for several in claimed.values()
        for entity, held in several.items()
        if not _OF_CHINA.match(article.fullest(entity))
        and any(held and other and not held & other for other in several.values())
    )


def role_of(article: Article, entity: str) -> str:
    """The name of a post without the body that is written before it: 副主任 of 区人大常委会副主任."""
    first = article.mentions[entity][0]
    inner = [m.end for m in article.inside(first) if m.label in ("ORG", "PLACE") and m.start == first.start]
    role = article.annotation.text[max(inner, default=first.start) : first.end]
    return squeeze(fold_width(role)) or first.text


def area_headed(post: Referent) -> str | None:
    """The code of the area whose head or deputy a bare 区长 is, None for other posts."""
    return post.block.removeprefix("POST|").partition(":")[0] if post.rule == AREA_OFFICE else None


def _key(article: Article, entity: str, body: Referent | None, role: str) -> tuple[str, str]:
    """An office of state before all, however its body is written; then the post of a body; then one without."""
    names = (article.fullest(entity), f"{body.name}{role}" if body else "")
    if full := next((full for name in names if (full := office_of_state(name))), None):
        return f"CN:{full}", STATE
    return (_of_body(body, role), "post.body") if body else _bodiless(article, entity, role)


def _of_body(body: Referent, role: str) -> str:
    """The key of a post of a body, the same as that of its name in full (kg.resolve.ground)."""
    post = take_apart_post(role, None)
    office = _AREA_OFFICE.fullmatch(role)
    form = post.role if office or post.org is None else role
    if office and body.label == "PLACE" and body.rule == "place.division":
        return f"{body.properties['area']}:{_GOVERNMENT}|{form}"
    return f"{body.block.removeprefix('ORG|')}|{form}"


def area_of_office(article: Article, role: str) -> Division | None:
    """The area whose head or deputy a bare 区长 or 副市长 is: that of the issuing place with this level."""
    office = _AREA_OFFICE.fullmatch(role)
    return at_level(office[1], article.place) if office else None


def _bodiless(article: Article, entity: str, role: str) -> tuple[str, str]:
    """副区长 is a post of the paper's district, 总书记 one everywhere; what nothing grounds is the article's own."""
    area = area_of_office(article, role)
    if area and article.names_another(entity, area):
        return f"{entity}@{article.id}", OWN
    if area:
        return f"{area.code}:{_GOVERNMENT}|{take_apart_post(role, None).role}", AREA_OFFICE
    grounded = ground(article.fullest(entity), "POST", article.place)
    if grounded.settled:
        return grounded.key, grounded.rule
    return f"{entity}@{article.id}", OWN
