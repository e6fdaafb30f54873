"""Referents of people: one name is one person only where a post, a body or an area ties the articles.

In order of strength: the same post; the same body; an official of the same area (names of three characters and more,
for two are borne by many). A name without any post is tied weakly: to the one person of that name who has a post in
the area of the paper, or who holds one of the offices of state.
"""

from collections.abc import Iterator, Mapping, Sequence

from kg.resolve.article import Article
from kg.resolve.names import is_official
from kg.resolve.referents import Referent
from kg.text import squeeze

_OFFICE = ("HOLDS_POST", "ELECTED_TO", "APPOINTED_TO", "REMOVED_FROM")


def person_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each PERSON of the article."""
    for entity in article.entities("PERSON"):
        name = squeeze(article.fullest(entity))
        posts = [known[p] for p in article.tails(entity, *_OFFICE) if p in known]
        bodies = _bodies(article, entity, posts, known)
        block = f"PERSON|{name}"
        yield Referent(
            id=entity,
            document=article.id,
            label="PERSON",
            name=name,
            block=block,
            ties=tuple(sorted({f"{block}|{tie}" for tie in _ties(name, posts, bodies)})),
            weak=tuple(f"{block}|{tie}" for tie in _weak(article, posts, bodies)),
            names=article.names(entity),
            rule="person.name",
        )


def _bodies(
    article: Article, entity: str, posts: Sequence[Referent], known: Mapping[str, Referent]
) -> list[Referent]:
    of_posts = [b for post in posts for b in article.tails(post.id, "POST_IN")]
    return [known[b] for b in (*of_posts, *article.tails(entity, "AFFILIATED_WITH")) if b in known]


def _ties(name: str, posts: Sequence[Referent], bodies: Sequence[Referent]) -> Iterator[str]:
    yield from (f"1|{post.block}" for post in posts if not post.own)
    yield from (f"2|{body.block}" for body in bodies if not body.own)
    if len(name) >= 3:
        yield from (f"3|{area}" for area in _areas(bodies))


def _areas(bodies: Sequence[Referent]) -> list[str]:
    """The areas whose officials the members of the bodies are."""
    return sorted({str(b.properties["area"]) for b in bodies if "area" in b.properties and is_official(b.name)})


def _weak(article: Article, posts: Sequence[Referent], bodies: Sequence[Referent]) -> Iterator[str]:
    yield from (f"5|{area}" for area in _areas(bodies))
    if any(post.rule.startswith("state") for post in posts):
        yield "6|state"
    elif not posts and not bodies:
        yield f"5|{article.area or '@' + article.id}"
        yield "6|state"
