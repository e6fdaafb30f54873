"""Places tied to the official divisions: what each lies in, by the table of divisions and never by likeness of names.

The divisions above a place become referents of the article without a mention, and PART_OF statements whose rule
(places.divisions) says that they are not from the text.
"""

from collections.abc import Iterator, Mapping

from kg.ids import stable_id
from kg.places import Division, ancestors, path, split_place
from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.referents import Quote, Referent, Statement

RULE = "places.divisions"
Contained = tuple[list[Referent], list[Statement], list[Quote]]


def division_referents(article: Article, known: Mapping[str, Referent]) -> Contained:
    """Return the divisions above the places of an article, the PART_OF between them, and the proof of each."""
    by_block = {r.block: r for r in sorted(known.values(), key=lambda r: r.id, reverse=True) if r.label == "PLACE"}
    parents: dict[str, Referent] = {}
    links: dict[tuple[str, str], Division] = {}
    for place in sorted(by_block.values(), key=lambda r: r.id):
        child = place
        for division in _above(article, place):
            parent = _referent(article, division)
            parent = by_block.get(parent.block) or parents.setdefault(parent.block, parent)
            if parent.id != child.id:
                links[child.id, parent.id] = division
            child = parent
    statements = [_part_of(article, *link) for link in links]
    quotes = [_proof(article, s, links[s.head, s.tail]) for s in statements]
    return list(parents.values()), statements, quotes


def _above(article: Article, place: Referent) -> Iterator[Division]:
    """The divisions that hold a place, the nearest first."""
    division, rest = split_place(article.fullest(place.id), article.place)
    if division is not None:
        if rest:
            yield division
        yield from reversed(ancestors(division))


def _referent(article: Article, division: Division) -> Referent:
    grounded = ground(path(division), "PLACE", None)
    return Referent(
        id=stable_id("place", article.id, "division", division.code),
        document=article.id,
        label="PLACE",
        name=grounded.name,
        block=f"PLACE|{grounded.key}",
        ties=(f"PLACE|{grounded.key}",),
        names=(division.name,),
        rule=RULE,
        properties={"area": division.code},
    )


def _part_of(article: Article, head: str, tail: str) -> Statement:
    return Statement(
        id=stable_id("claim", article.id, "PART_OF", head, tail, RULE),
        document=article.id,
        type="PART_OF",
        head=head,
        tail=tail,
        status="actual",
        score=1.0,
        derived=RULE,
    )


def _proof(article: Article, statement: Statement, division: Division) -> Quote:
    return Quote(
        statement=statement.id,
        document=article.id,
        start=0,
        end=0,
        rule=RULE,
        score=1.0,
        text=f"行政区划 {division.code} {path(division)}",
    )
