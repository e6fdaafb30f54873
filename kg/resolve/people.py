"""Referents of people: one name is one person only where a post, a body, an area or company ties the articles.

In order of strength: the same post; the same body; an official of the same area (names of three characters and more,
for two are borne by many); the same company, for two articles that both name the one beside the other speak of the
same two; long names without post and body in articles of one city. The last two do not tell who it is, and give no
home to others. A name without a post that tells its body asks for the one person of that name who holds such a post,
who is an official of the area of the paper or around it, or who holds one of the offices of state.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kg.places import ancestors, parse_place
from kg.resolve.article import Article
from kg.resolve.cluster import LIGHT
from kg.resolve.lexicon import lexicon
from kg.resolve.names import is_official, take_apart_post
from kg.resolve.posts import STATE, area_headed
from kg.resolve.referents import Referent
from kg.text import squeeze

_OFFICE = ("HOLDS_POST", "ELECTED_TO", "APPOINTED_TO", "REMOVED_FROM")
_LONG = 3  # characters of a name that few bear
_STATE_ROLES = ("总书记", "总理", "副总理", "委员长", "副委员长")  # which no local office is called
_NEAR = 12  # people of a list beside whom one stands, as far as company goes
_NEAR_SHORT = 4


def person_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each PERSON of the article."""
    names = {entity: squeeze(article.fullest(entity)) for entity in article.entities("PERSON")}
    posts = {entity: [known[p] for p in article.tails(entity, *_OFFICE) if p in known] for entity in names}
    company = [names[e] for e in names if not _of_state(posts[e]) and len(names[e]) > 1]
    for entity, name in names.items():
        bodies = _bodies(article, entity, posts[entity], known)
        block = f"PERSON|{name}"
        ties = [f"{block}|{tie}" for tie in _ties(name, posts[entity], bodies)]
        if not _of_state(posts[entity]) and company.count(name) == 1:
            ties += [f"{LIGHT}{block}|{tie}" for tie in _company(name, company)]
        if len(name) >= _LONG and not posts[entity] and not bodies and (city := _city(article)):
            ties.append(f"{LIGHT}{block}|8|{city}")
        yield Referent(
            id=entity,
            document=article.id,
            label="PERSON",
            name=name,
            block=block,
            ties=tuple(sorted(set(ties))),
            weak=tuple(dict.fromkeys(f"{block}|{key}" for key in _weak(article, name, posts[entity], bodies))),
            names=article.names(entity),
            rule="person.name",
        )


def _of_state(posts: Sequence[Referent]) -> bool:
    """Whether someone holds an office of state, and so is named beside everyone."""
    return any(post.rule == STATE for post in posts)


def _company(name: str, company: Sequence[str]) -> Iterator[str]:
    """Who is named near someone: one long name, if the own is long too; the next, if one is long; else two names."""
    at = company.index(name)
    if len(name) >= _LONG:
        near = company[max(0, at - _NEAR) : at + _NEAR + 1]
        yield from (f"4|{other}" for other in near if other != name and len(other) >= _LONG)
    beside = [*company[max(0, at - 1) : at], *company[at + 1 : at + 2]]
    yield from (f"4|{other}|beside" for other in beside if max(len(name), len(other)) >= _LONG)
    near = sorted({*company[max(0, at - _NEAR_SHORT) : at + _NEAR_SHORT + 1]} - {name})
    yield from (f"4|{one}|{two}" for one, two in combinations(near, 2))


def _bodies(article: Article, entity: str, posts: Sequence[Referent], known: Mapping[str, Referent]) -> list[Referent]:
    """The bodies that someone has a post in or belongs to, but no party, which has millions of members."""
    of_posts = [b for post in posts for b in article.tails(post.id, "POST_IN")]
    bodies = [known[b] for b in (*of_posts, *article.tails(entity, "AFFILIATED_WITH")) if b in known]
    return [body for body in bodies if not lexicon().words["party"].keys() & {body.name, *body.names}]


def _ties(name: str, posts: Sequence[Referent], bodies: Sequence[Referent]) -> Iterator[str]:
    yield from (f"1|{post.block}" for post in posts if not post.own)
    if len(name) > 1:
        yield from (f"2|{body.block}" for body in bodies if not body.own)
    if len(name) >= _LONG:
        yield from (f"3|{area}" for area in _areas(posts, bodies))
    if _of_state(posts):
        yield "3|state"


def _areas(posts: Sequence[Referent], bodies: Sequence[Referent]) -> list[str]:
    """The areas whose officials the members of the bodies, and the heads of areas, are."""
    official = {str(b.properties["area"]) for b in bodies if "area" in b.properties and _is_official(b)}
    return sorted(official | {area for post in posts if (area := area_headed(post))})


def _is_official(body: Referent) -> bool:
    """Whether who has a post in it is an official: of an area itself, or of a body of party and state."""
    return body.rule == "place.division" if body.label == "PLACE" else is_official(body.name)


def _weak(article: Article, name: str, posts: Sequence[Referent], bodies: Sequence[Referent]) -> Iterator[str]:
    """What others may find someone by, and, if nothing settled is told, what the name asks for, the nearest first."""
    open_ = _is_open(posts, bodies)
    if len(name) >= _LONG:
        yield from (f"7|{office}" for post in posts if (office := _office(post)))
    yield from (f"5|{area}" for area in _areas(posts, bodies))
    if _of_state(posts) or (open_ and any(post.properties["role"] in _STATE_ROLES for post in posts)):
        yield "6|state"
    elif open_ and (len(name) >= _LONG or not posts):
        yield from (f"5|{area}" for area in _areas_around(article, name))
        yield "6|state"


def _is_open(posts: Sequence[Referent], bodies: Sequence[Referent]) -> bool:
    """Whether nothing settled is told of someone."""
    return all(each.own for each in (*posts, *bodies))


def _city(article: Article) -> str | None:
    """The code of the city or municipality of an article, of its province if it tells no city."""
    home = parse_place(article.place) if article.place else None
    around = (*ancestors(home), home) if home is not None else ()
    return next((area.code for area in around if area.level == "city" or area.name.endswith("市")), article.area)


def _office(post: Referent) -> str | None:
    """The body and role of a post whatever its area, as 市委书记 tells it; None where no body is told."""
    told = take_apart_post(post.name, None)
    return f"{told.org.body_key}|{told.role}" if told.org is not None and told.org.bodies else None


def _areas_around(article: Article, name: str) -> Iterator[str]:
    """The area of the paper; for long names also those around it."""
    home = parse_place(article.place) if article.place else None
    yield article.area or f"@{article.id}"
    if home is not None and len(name) >= _LONG:
        yield from (area.code for area in reversed(ancestors(home)))
