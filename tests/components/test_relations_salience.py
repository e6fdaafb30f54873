"""How well what a sentence tells can be about an event."""

from kg.components.relations.layout import Layout
from kg.components.relations.salience import Salience
from tests.articles import article

LINES = (
    "⟦启动仪式⟧EVENT举行，⟦林栋梁⟧PERSON到场。",
    "⟦何晓岚⟧PERSON讲话。",
    "此前⟦座谈会⟧EVENT也举行。",
    "⟦周远航⟧PERSON说，⟦启动仪式⟧EVENT很好。",
)


def salience() -> Salience:
    """That of the lines above."""
    a = article("c1", *LINES)
    return Salience(Layout(a.text, a.sentences, a.entities))


def test_events_rank_by_mentions() -> None:
    """The event that is named most comes first; the order is that of first mention."""
    found = salience()
    names = {m.entity: m.text for m in found.layout.mentions}
    assert {names[e]: rank for e, rank in found.rank.items()} == {"启动仪式": 0, "座谈会": 1}
    assert [names[e] for e in found.order] == ["启动仪式", "座谈会"]


def test_a_predicate_is_about_the_event_of_its_clause() -> None:
    """The same clause says most, then the same sentence, then the last event; another event's sentence says least."""
    found = salience()
    ceremony, seminar = found.events
    row = found.layout.rows[0]
    assert found.refers(0, row.at[0], ceremony) == 7
    assert found.refers(0, row.at[1], ceremony) == 6
    assert found.refers(1, 0, ceremony) == 5
    assert found.refers(2, 0, ceremony) == 1
    assert found.refers(1, 0, seminar) == 0
    assert found.meant(1, ceremony) == 0
