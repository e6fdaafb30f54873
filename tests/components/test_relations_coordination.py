"""Which names of a sentence stand in one list."""

import pytest

from kg.components.relations.coordination import find_runs
from kg.components.relations.layout import Layout
from tests.articles import article

CASES = [
    ("⟦局长⟧POST⟦林栋梁⟧PERSON、⟦何晓岚⟧PERSON，⟦主任⟧POST⟦周远航⟧PERSON出席⟦座谈会⟧EVENT。", 1, (3, 0, 0)),
    ("⟦林栋梁⟧PERSON出席，⟦何晓岚⟧PERSON讲话。", 2, (1, 0, 0)),
    ("⟦⟦区教委⟧ORG主任⟧POST⟦林栋梁⟧PERSON和⟦区妇联⟧ORG到场。", 1, (1, 1, 0)),
    ("⟦林栋梁⟧PERSON、⟦座谈会⟧EVENT、⟦何晓岚⟧PERSON。", 2, (1, 0, 0)),
]


@pytest.mark.parametrize(("marked", "lists", "counts"), CASES)
def test_lists(marked: str, lists: int, counts: tuple[int, int, int]) -> None:
    """People and bodies joined by 、 and ，with their titles are one list; a verb or an event ends it."""
    a = article("c1", marked)
    runs = find_runs(Layout(a.text, a.sentences, a.entities))
    first = next(runs[i] for i, m in enumerate(a.entities) if m.label == "PERSON")
    assert len({run for i, run in runs.items() if a.entities[i].label != "EVENT"}) == lists
    assert (first.people, first.bodies, first.places) == counts


def test_an_event_stands_alone() -> None:
    """A name that is in no list is a list of itself, with nothing counted."""
    a = article("c1", "⟦座谈会⟧EVENT举行。")
    assert find_runs(Layout(a.text, a.sentences, a.entities)) == {0: (0, 1, 0, 0, 0)}
