"""Places tied to the official divisions: what each lies in, by the table of divisions and never by likeness of names.

The divisions above a place become referents of the article without a mention, and PART_OF statements whose rule
(places.divisions) says that they are not from the text.
"""

from collections.abc import Iterator, Mapping

from kg.ids import stable_id
from kg.places import Division, ancestors, path, split_place
from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.posts import AREA_OFFICE, area_of_office
from kg.resolve.referents import Quote, Referent, Statement

RULE = "places.divisions"
Contained = tuple[list[Referent], list[Statement], list[Quote]]


def division_referents(article: Article, known: Mapping[str, Referent]) -> Contained:
    """Return the divisions above the places and area offices of an article, what ties them, and the proof of each."""
    by_block = {r.block: r for r in sorted(known.values(), key=lambda r: r.id, reverse=True) if r.label == "PLACE"}
    parents: dict[str, Referent] = {}
    links: dict[tuple[str, str], Division] = {}
    for child in sorted(known.values(), key=lambda r: r.id):
        for division in _above(article, child):
            parent = _referent(article, division)
            parent = by_block.get(parent.block) or parents.setdefault(parent.block, parent)
            if parent.id != child.id:
                links[child.id, parent.id] = division
            child = parent
    statements = [_statement(article, known, *link) for link in links]
    quotes = [_proof(article, s, links[s.head, s.tail]) for s in statements]
    return list(parents.values()), statements, quotes


def _above(article: Article, child: Referent) -> Iterator[Division]:
    """The divisions that hold a place, or to which a bare 副区长 belongs, the nearest first."""
    if child.rule == AREA_OFFICE:
        division, rest = area_of_office(article, str(child.properties["role"])), "office"
    elif child.label == "PLACE" and not child.own:
        division, rest = split_place(article.fullest(child.id), article.place)
    else:
        return
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
        name=division.name,
        block=f"PLACE|{grounded.key}",
        ties=(f"PLACE|{grounded.key}",),
        names=(division.name,),
        rule=RULE,
        properties={"area": division.code, "fullName": path(division)},
    )


def _statement(article: Article, known: Mapping[str, Referent], head: str, tail: str) -> Statement:
    office = head in known and known[head].label == "POST"
    type_, rule = ("POST_IN", AREA_OFFICE) if office else ("PART_OF", RULE)
    return Statement(
        id=stable_id("claim", article.id, type_, head, tail, rule),
        document=article.id,
        type=type_,
        head=head,
        tail=tail,
        status="actual",
        score=1.0,
        derived=rule,
    )


def _proof(article: Article, statement: Statement, division: Division) -> Quote:
    return Quote(
        statement=statement.id,
        document=article.id,
        start=0,
        end=0,
        rule=statement.derived or RULE,
        score=1.0,
        text=f"行政区划 {division.code} {path(division)}",
    )
