"""The record holds what its annotations say, whatever the order and the history."""

import itertools
import random
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from bench.invented import invented
from kg.explain import explain
from kg.in_memory import as_document
from kg.record import Record, elements, link
from kg.record.decisions import put_decisions
from kg.types import Annotation, Claim, Evidence, Mention, Node, Relationship
from tests.articles import ALL, ELECTION, ELSEWHERE, INSPECTION, PLACE, UNVEILING


def put(record: Record, articles: Iterable[Annotation]) -> None:
    """Keep articles with what was found in them, and link."""
    for a in articles:
        record.put_document(as_document(a))
        record.put_annotation(a, "test")
    link(record)


def lines(record: Record) -> list[bytes]:
    """The graph of a record, as the lines of graph.jsonl."""
    return [msgspec.json.encode(element) for element in elements(record)]


def fresh(*articles: Annotation) -> list[bytes]:
    """The graph of some articles, built from nothing."""
    with Record() as record:
        put(record, articles)
        return lines(record)


def graph(*articles: Annotation) -> tuple[dict[str, Node], list[Relationship]]:
    """Nodes by id, and relationships."""
    decoded = [msgspec.json.decode(line, type=Node | Relationship) for line in fresh(*articles)]
    return {n.id: n for n in decoded if isinstance(n, Node)}, [r for r in decoded if isinstance(r, Relationship)]


def triples(*articles: Annotation) -> set[tuple[str, str, str]]:
    """(name, type, name) of all facts."""
    nodes, links = graph(*articles)
    name = {id_: str(node.properties["name"]) for id_, node in nodes.items()}
    return {(name[r.start], r.type, name[r.end]) for r in links if r.type not in ("HAS_SENTENCE", "MENTIONS")}


def test_one_person_one_post_one_body_in_two_articles() -> None:
    """区人大常委会 in the district's paper is 渝中区人大常委会: post, body and person are one each."""
    nodes, links = graph(UNVEILING, INSPECTION)
    people = [n for n in nodes.values() if n.label == "Person"]
    posts = [n for n in nodes.values() if n.label == "Post"]
    bodies = [n for n in nodes.values() if n.label == "Organization"]
    assert [len(people), len(posts), len(bodies)] == [1, 1, 1]
    (held,) = [r for r in links if r.type == "HOLDS_POST"]
    assert (held.properties["support"], held.properties["firstSeen"]) == (2, "2025-10-31")
    assert len(held.properties["evidence"]) == 2  # type: ignore[arg-type]


def test_the_same_words_in_another_district_are_others() -> None:
    """区人大常委会 of 鼓楼区 is another body, with another post and another person."""
    nodes, _ = graph(UNVEILING, ELSEWHERE)
    for label in ("Person", "Post", "Organization", "Event"):
        assert len([n for n in nodes.values() if n.label == label]) == 2, label


def test_an_election_holds_the_post_since_its_day() -> None:
    """ELECTED_TO stays, and makes a derived HOLDS_POST with since."""
    _, links = graph(ELECTION)
    (held,) = [r for r in links if r.type == "HOLDS_POST"]
    assert (held.properties["origin"], held.properties["since"]) == ("derived", "2025-11-05")
    assert any(r.type == "ELECTED_TO" for r in links)


def test_places_lie_in_their_divisions() -> None:
    """PART_OF between places comes from the table of divisions and says so."""
    nodes, links = graph(INSPECTION)
    parts = [r for r in links if r.type == "PART_OF"]
    names = {(nodes[r.start].properties["name"], nodes[r.end].properties["name"]) for r in parts}
    assert any("大溪沟街道" in str(a) and "渝中区" in str(b) for a, b in names)
    assert all(r.properties["origin"] == "derived" and r.properties["rules"] == ("places.divisions",) for r in parts)


@pytest.mark.parametrize("order", list(itertools.permutations(ALL))[::5])
def test_the_order_of_the_articles_changes_nothing(order: tuple[Annotation, ...]) -> None:
    """Any order gives the same bytes."""
    assert fresh(*order) == fresh(*ALL)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_build_in_two_parts_is_a_build_of_all(cut: int) -> None:
    """Articles that come later give the same bytes as articles that come at once."""
    with Record() as record:
        put(record, ALL[cut:])
        put(record, ALL[:cut])
        assert lines(record) == fresh(*ALL)


def test_what_only_a_removed_article_said_goes_with_it() -> None:
    """Taking an article out leaves the graph of the others."""
    for gone in ALL:
        with Record() as record:
            put(record, ALL)
            record.forget(gone.id)
            link(record)
            assert lines(record) == fresh(*(a for a in ALL if a is not gone))


@pytest.mark.parametrize("seed", range(8))
def test_any_history_gives_the_graph_of_what_is_there(seed: int) -> None:
    """Articles of few places come, change, go and come again, linked after each or not: the graph of those left."""
    rng, there = random.Random(seed), dict[str, Annotation]()
    articles = [msgspec.structs.replace(a, place=PLACE) for a in invented(8)]
    with Record() as record:
        for _ in range(24):
            a = rng.choice(articles)
            if a.id in there and rng.random() < 0.6:
                record.forget(a.id)
                del there[a.id]
            else:
                there[a.id] = msgspec.structs.replace(a, date=rng.choice((a.date, "2025-01-01", None)))
                record.put_document(as_document(there[a.id]))
                record.put_annotation(there[a.id], "test")
            if rng.random() < 0.7:
                link(record)
        put(record, ())
        assert lines(record) == fresh(*there.values())


def test_a_new_version_replaces_the_old() -> None:
    """An article whose date and claims changed leaves nothing of what it was."""
    later = msgspec.structs.replace(INSPECTION, date="2025-12-01", relations=INSPECTION.relations[:2])
    with Record() as record:
        put(record, ALL)
        put(record, [later])
        assert lines(record) == fresh(UNVEILING, later, ELSEWHERE, ELECTION)


def test_equal_texts_count_once() -> None:
    """One text under two keys is two documents, and one support."""
    copy = msgspec.structs.replace(UNVEILING, id="b1")
    _, links = graph(UNVEILING, copy)
    assert {r.properties["support"] for r in links if r.type == "ATTENDS"} == {1}
    assert len([r for r in links if r.type == "HAS_SENTENCE"]) == 2


def test_decisions_are_honoured_and_can_be_taken_back(tmp_path: Path) -> None:
    """A person parts what was joined, joins what was apart, and strikes a fact; without the file all is as before."""
    with Record() as record:
        put(record, ALL)
        before = lines(record)
        one, two = (next(m.entity for m in a.entities if m.label == "PERSON") for a in (UNVEILING, ELSEWHERE))
        fact = next(r.id for r in elements(record) if isinstance(r, Relationship) and r.type == "VISITS")
        path = tmp_path / "decisions.tsv"
        path.write_text(f"{one}\t秦若冰\t{two}\t秦若冰\tsame\t借调\n{fact}\twrong\t不是\n", encoding="utf-8")
        assert put_decisions(record, path) == 2
        link(record)
        after = [msgspec.json.decode(line, type=Node | Relationship) for line in lines(record)]
        people = [n for n in after if isinstance(n, Node) and n.label == "Person"]
        assert len(people) == 2
        assert not any(isinstance(r, Relationship) and r.type == "VISITS" for r in after)
        path.write_text("# nothing\n", encoding="utf-8")
        put_decisions(record, path)
        link(record)
        assert lines(record) == before


def test_what_other_rules_linked_is_linked_again() -> None:
    """A record that an older kg linked is, after a build, what a build from nothing gives."""
    with Record() as record:
        put(record, ALL)
        record.db.execute("UPDATE meta SET value = 'older' WHERE name = 'linking'")
        record.db.execute("UPDATE referent SET block = block + 1, packed = (SELECT packed FROM referent LIMIT 1)")
        put(record, ())
        assert lines(record) == fresh(*ALL)


def test_a_fact_shows_the_expression_that_referred() -> None:
    """她 in the sentence that states a fact stands in the fact, and kg explain prints it."""
    person = Mention(start=0, end=3, label="PERSON", text="何晓岚", entity="p1")
    body = Mention(start=11, end=14, label="ORG", text="区文联", entity="o1")
    told = Evidence(start=6, end=15, rule="member.joins", score=0.9, reference=(6, 7))
    claim = Claim(type="AFFILIATED_WITH", head="p1", tail="o1", evidence=(told,))
    text, bounds = "何晓岚到场。她早年加入区文联。", ((0, 6), (6, 15))
    article = Annotation(id="a", text=text, entities=(person, body), relations=(claim,), sentences=bounds)
    _, links = graph(article)
    (fact,) = [r for r in links if r.type == "AFFILIATED_WITH"]
    assert fact.properties["references"] == ("她",)
    with Record() as record:
        put(record, [article])
        assert any("[member.joins 0.90, by 她]" in line for line in explain(record, fact.id))
