"""The stream of elements before it reaches a sink: checked, and with or without the text."""

from collections.abc import Iterable, Iterator

from kg.errors import SchemaError
from kg.types import Element, Node, Relationship

TEXT_LABELS = frozenset({"Article", "Sentence"})
TEXT_TYPES = frozenset({"HAS_SENTENCE", "MENTIONS"})


def is_text(element: Element) -> bool:
    """Whether an element is an article, a sentence, or what ties them."""
    return element.label in TEXT_LABELS if isinstance(element, Node) else element.type in TEXT_TYPES


def entities_only(elements: Iterable[Element]) -> Iterator[Element]:
    """Leave out articles, sentences and what ties them; facts keep their quotes."""
    return (element for element in elements if not is_text(element))


def checked_elements(elements: Iterable[Element]) -> Iterator[Element]:
    """Pass the elements on, each with an id of its own, and relationships only between nodes seen before.

    Raises:
        SchemaError: an id is empty or repeated, or an end of a relationship is missing.
    """
    nodes: set[str] = set()
    relationships: set[str] = set()
    for element in elements:
        seen = nodes if isinstance(element, Node) else relationships
        if not element.id or element.id in seen:
            what = "repeated" if element.id else "empty"
            raise SchemaError(f"{what} id {element.id!r} in the graph; build it again")
        seen.add(element.id)
        if isinstance(element, Relationship):
            _check_ends(element, nodes)
        yield element


def _check_ends(relationship: Relationship, nodes: set[str]) -> None:
    for end in (relationship.start, relationship.end):
        if end not in nodes:
            where = f"{relationship.type} {relationship.id}"
            raise SchemaError(f"{where} refers to {end!r}, which is no node before it; build the graph again")
