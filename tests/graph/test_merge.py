"""Facts and entities are merged the same way from any order of what is told."""

import itertools
from collections import Counter

from kg.graph import Seen, Told, entity_node, fact
from kg.resolve.referents import Quote, Referent, Statement


def told(document: str, date: str | None, status: str = "actual", score: float = 0.9, text_hash: str = "") -> Told:
    """One statement by one article."""
    statement = Statement(
        id=f"c-{document}", document=document, type="ATTENDS", head="p", tail="e", status=status, score=score
    )
    quote = Quote(
        statement=statement.id,
        document=document,
        start=0,
        end=5,
        rule="r",
        score=score,
        text="甲出席。",
        sentence=f"s-{document}",
    )
    return Told(statement=statement, quotes=(quote,), date=date, text_hash=text_hash or document)


def test_a_fact_counts_texts_and_keeps_its_sentences() -> None:
    """Support counts different texts, the interval comes from the papers, every sentence stays as evidence."""
    parts = [told("d1", "2025-01-02"), told("d2", "2025-03-01", score=0.5), told("d3", "2025-03-01", text_hash="d2")]
    merged = {repr(fact("ATTENDS", "p", "e", order)) for order in itertools.permutations(parts)}
    assert len(merged) == 1
    p = fact("ATTENDS", "p", "e", parts).properties
    assert (p["support"], p["firstSeen"], p["lastSeen"], p["score"]) == (2, "2025-01-02", "2025-03-01", 0.9)
    assert p["evidence"] == ("s-d1", "s-d2", "s-d3")
    assert p["quotes"] == ("d1 · 2025-01-02 · 甲出席。", "d2 · 2025-03-01 · 甲出席。", "d3 · 2025-03-01 · 甲出席。")


def test_former_evidence_does_not_move_last_seen() -> None:
    """原 and 时任 say that it was so, not that it is so on the day of the paper."""
    p = fact("ATTENDS", "p", "e", [told("d1", "2024-05-01"), told("d2", "2025-05-01", status="former")]).properties
    assert (p["status"], p["lastSeen"]) == ("actual", "2024-05-01")
    only = fact("ATTENDS", "p", "e", [told("d2", "2025-05-01", status="former")]).properties
    assert (only["status"], "lastSeen" in only) == ("former", False)


def _referent(id_: str, name: str, **properties: str) -> Referent:
    return Referent(
        id=id_, document=id_, label="ORG", name=name, block="b", ties=("b",), names=(name,), properties=properties
    )


def test_an_entity_takes_the_grounded_name_and_keeps_the_others() -> None:
    """A body is called by its grounded name; what the texts call it are aliases; the least id is its own."""
    cluster = [_referent("o2", "渝中区科协", area="500103"), _referent("o1", "渝中区科协")]
    node = entity_node(cluster, Seen(first="2025-01-01", last="2025-02-01", support=2), Counter({"区科协": 3}))
    assert (node.id, node.label, node.properties["name"]) == ("o1", "Organization", "渝中区科协")
    assert node.properties["aliases"] == ("区科协",)
    assert (node.properties["area"], node.properties["referents"]) == ("500103", ("o1", "o2"))
