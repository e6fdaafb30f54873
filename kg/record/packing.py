"""Packs what only kg reads of the record: an article's annotation, a referent's names and ties.

What other columns hold is left out, the rest is a JSON array, deflated (RFC 1951) against words that are frequent in
it: a referent takes 80 bytes in place of 250.
"""

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from kg.resolve.referents import Referent
from kg.types import Annotation, Claim, DateValue, Evidence, Label, Mention, Status

# A change here changes the layout of the record (kg.record.database.LAYOUT).
_WORDS = (
    '"person.name""issuing_place.level""area.named""state.office"'
    '{"role":""fullName":""area":"委员会人民政府中华人民共和国有限公司人民代表大会常务委员会中国共产党中国省市'
    '"name.proper""name.own""event.name""date.normalised""place.division"{"startDate":"DATE|2025-2024-2023-EVENT|'
    '"places.divisions",false,{"area":"PLACE|","ORG|""post.body","POST|ORG|",["PERSON|"],[""]],["|",null,false,{}]'
).encode()


class _Entity(msgspec.Struct, array_like=True):
    start: int
    end: int
    label: Label
    entity: int


class _Relation(msgspec.Struct, array_like=True):
    type: str
    head: int
    tail: int
    status: Status
    evidence: list[tuple[int, int, str, float, str | None, tuple[int, int] | None]]


class _Found(msgspec.Struct, array_like=True):
    """An annotation without its document: entity ids are numbered, and mentions leave their text to the offsets."""

    ids: list[str]
    entities: list[_Entity]
    relations: list[_Relation]
    sentences: list[tuple[int, int]]
    dates: list[tuple[int, DateValue]]


class _Referent(msgspec.Struct, array_like=True):
    name: str
    block: str
    ties: tuple[str, ...]
    weak: tuple[str, ...]
    counts: dict[str, int]
    names: tuple[str, ...] | None
    rule: str
    own: bool
    properties: dict[str, Any]


def pack_found(annotation: Annotation) -> bytes:
    """Pack the entities, relations, sentences and dates of an annotation."""
    number: dict[str, int] = {}
    entities = [_Entity(m.start, m.end, m.label, number.setdefault(m.entity, len(number))) for m in annotation.entities]
    for id_ in (end for c in annotation.relations for end in (c.head, c.tail)):
        number.setdefault(id_, len(number))
    relations = [_Relation(c.type, number[c.head], number[c.tail], c.status, _places(c)) for c in annotation.relations]
    dates = [(number.setdefault(id_, len(number)), value) for id_, value in annotation.dates.items()]
    return _deflate(_Found(list(number), entities, relations, list(annotation.sentences), dates))


def unpack_found(packed: bytes, text: str) -> dict[str, Any]:
    """The fields of the annotation that `pack_found` packed; ``text`` is that of its document."""
    found = _inflate(packed, _Found)
    ids = found.ids
    return {
        "entities": tuple(
            Mention(start=m.start, end=m.end, label=m.label, text=text[m.start : m.end], entity=ids[m.entity])
            for m in found.entities
        ),
        "relations": tuple(_claim(r, ids) for r in found.relations),
        "sentences": tuple(found.sentences),
        "dates": {ids[number]: value for number, value in found.dates},
    }


def pack_referent(referent: Referent, counts: Mapping[str, int]) -> bytes:
    """Pack a referent; ``counts`` says how often the article writes each of its names."""
    names = None if referent.names == tuple(counts) else referent.names
    r = referent
    short = _Referent(r.name, r.block, r.ties, r.weak, dict(counts), names, r.rule, r.own, r.properties)
    return _deflate(short, bits=-10, memory=1)


def unpack_referent(packed: bytes, key: str, label: str) -> tuple[Referent, dict[str, int]]:
    """The referent that `pack_referent` packed, and the counts of its names. Which document it is of is left open."""
    r = _inflate(packed, _Referent)
    names = tuple(r.counts) if r.names is None else r.names
    return Referent(
        id=key,
        document="",
        label=label,
        name=r.name,
        block=r.block,
        ties=r.ties,
        weak=r.weak,
        names=names,
        rule=r.rule,
        own=r.own,
        properties=r.properties,
    ), r.counts


def _places(claim: Claim) -> list[tuple[int, int, str, float, str | None, tuple[int, int] | None]]:
    return [(e.start, e.end, e.rule, e.score, e.field, e.reference) for e in claim.evidence]


def _claim(relation: _Relation, ids: list[str]) -> Claim:
    return Claim(
        type=relation.type,
        head=ids[relation.head],
        tail=ids[relation.tail],
        status=relation.status,
        evidence=tuple(
            Evidence(start=start, end=end, rule=rule, score=score, field=field, reference=reference)
            for start, end, rule, score, field, reference in relation.evidence
        ),
    )


def _deflate(value: Any, bits: int = -15, memory: int = 8) -> bytes:
    """Small windows for small values: most of the time goes into making the tables."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, bits, memory, zdict=_WORDS)
    return squeeze.compress(msgspec.json.encode(value)) + squeeze.flush()


def _inflate(packed: bytes, kind: type[Any]) -> Any:
    return msgspec.json.decode(zlib.decompressobj(-15, zdict=_WORDS).decompress(packed), type=kind)
