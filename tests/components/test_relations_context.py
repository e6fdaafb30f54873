"""The cues, brackets and rules around the names of an article."""

from kg.components.relations.context import Context
from kg.components.relations.layout import Layout
from tests.articles import article


def surroundings(*lines: str) -> Context:
    """Marked sentences with what surrounds their names."""
    a = article("c1", *lines)
    return Context(Layout(a.text, a.sentences, a.entities))


def test_a_cue_is_as_far_from_all_names_of_a_list() -> None:
    """The distance of a verb counts from the end of the list, that of what stands before from its start."""
    context = surroundings("由⟦局长⟧POST⟦林栋梁⟧PERSON、⟦何晓岚⟧PERSON，⟦主任⟧POST⟦周远航⟧PERSON出席⟦座谈会⟧EVENT。")
    people = [i for i, m in enumerate(context.layout.mentions) if m.label == "PERSON"]
    assert [context.after[i]["attend"] for i in people] == [0, 0, 0]
    assert {context.next_cues[i][0].word for i in people} == {"出席"}


def test_a_person_between_makes_a_cue_farther() -> None:
    """A verb after another person is more likely that person's."""
    context = surroundings("⟦林栋梁⟧PERSON来到⟦座谈会⟧EVENT，会后⟦何晓岚⟧PERSON讲话。")
    first, _, second = range(3)
    assert context.after[first]["speech"] > 12 > context.after[second]["speech"]


def test_depth_counts_open_brackets() -> None:
    """A name inside quotation marks stands one deep, one after them not."""
    context = surroundings("“⟦林栋梁⟧PERSON到场”，⟦何晓岚⟧PERSON说。")
    (row,) = context.layout.rows
    assert [context.depths[0][at] for at in row.at.values()] == [1, 0]
