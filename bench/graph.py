"""A record of exactly so many nodes and relationships, and the same graph as rows for writers that are not ours.

Most nodes are from articles of bench.invented; the rest are rolls, long lists of provinces, by which the numbers come
out.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench.invented import invented
from kg.ids import entity_id
from kg.in_memory import as_document
from kg.places.table import load_table
from kg.record import Record, elements, link
from kg.schema import load_schema
from kg.sinks.neo4j import native
from kg.sinks.neo4j_session import statement, statements
from kg.types import Annotation, Mention, Node

_ARTICLES_A_NODE = 0.03
_SENTENCES = 100  # of a roll


def make_record(out: Path, nodes: int, relationships: int) -> None:
    """Write ``out``/kg.sqlite with so many nodes and relationships.

    Raises:
        ValueError: the articles alone give more, or the rolls cannot give so many.
    """
    out.mkdir(parents=True, exist_ok=True)
    with Record(out / "kg.sqlite") as record:
        for article in (*invented(int(nodes * _ARTICLES_A_NODE)), _roll("roll", [len(_provinces())])):
            _put(record, article)
        link(record)
        have = Counter(isinstance(element, Node) for element in elements(record))
        for article in _rolls(nodes - have[True], relationships - have[False]):
            _put(record, article)
        link(record)
        made = Counter(isinstance(element, Node) for element in elements(record))
    if (made[True], made[False]) != (nodes, relationships):
        raise ValueError(f"{made[True]} nodes and {made[False]} relationships were made; give other numbers")


def _put(record: Record, article: Annotation) -> None:
    record.put_document(as_document(article))
    record.put_annotation(article, "invented")


def _rolls(nodes: int, relationships: int) -> Iterator[Annotation]:
    """Articles whose sentences bring so many nodes, and with their mentions so many relationships."""
    articles = -(-nodes // (_SENTENCES + 1))
    sentences = nodes - articles
    few, more = divmod(relationships - sentences, sentences)
    lengths = [few + 1] * more + [few] * (sentences - more)
    for number in range(articles):
        yield _roll(f"roll{number:04}", lengths[number::articles])


def _roll(key: str, lengths: list[int]) -> Annotation:
    """An article of one sentence a length, each naming so many provinces."""
    text, mentions, sentences = "", list[Mention](), list[tuple[int, int]]()
    ids: dict[str, str] = {}
    for length in lengths:
        begin = len(text)
        for name in islice(cycle(_provinces()), length):
            start = len(text)
            id_ = ids.setdefault(name, entity_id(key, "PLACE", start, name))
            mentions.append(Mention(start=start, end=start + len(name), label="PLACE", text=name, entity=id_))
            text += f"{name}、"
        text += "的代表到会。"
        sentences.append((begin, len(text)))
    return Annotation(id=key, text=text, date="2024-12-31", entities=tuple(mentions), sentences=tuple(sentences))


def _provinces() -> list[str]:
    return sorted(d.name for d in load_table().by_code.values() if d.level == "province")


def write_rows(out: Path, target: Path) -> None:
    """Write the graph as JSON Lines: what is said first of all, then a row a node and a relationship.

    The first line holds the schema commands, the statements, the label or type of each, and which properties are
    dates; a row is the number of its statement and what UNWIND takes.
    """
    numbers: dict[tuple[str, ...], int] = {}
    with Record(out / "kg.sqlite") as record, target.with_suffix(".body").open("w+", encoding="utf-8") as body:
        labels: dict[str, str] = {}
        for element in elements(record):
            row = {"id": element.id, "set": native(element)}
            if isinstance(element, Node):
                labels[element.id] = element.label
                key: tuple[str, ...] = (element.label,)
            else:
                key = (element.type, labels[element.start], labels[element.end])
                row |= {"start": element.start, "end": element.end}
            number = numbers.setdefault(key, len(numbers))
            body.write(json.dumps([number, row], ensure_ascii=False, default=str) + "\n")
        body.seek(0)
        with target.open("w", encoding="utf-8") as file:
            file.write(json.dumps(_head(list(numbers))) + "\n")
            file.writelines(body)
    target.with_suffix(".body").unlink()


def _head(keys: list[tuple[str, ...]]) -> dict[str, object]:
    dates = [name for name in load_schema().properties if load_schema().property_type(name) == "date"]
    return {
        "schema": [*statements("schema"), *statements("fulltext"), "CALL db.awaitIndexes(300)"],
        "statements": [_cypher(*key) for key in keys],
        "names": [key[0] for key in keys],
        "dates": dates,
    }


def _cypher(name: str, *ends: str) -> str:
    return statement("relationship", TYPE=name, START=ends[0], END=ends[1]) if ends else statement("node", LABEL=name)
