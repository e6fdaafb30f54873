"""The merged whole: pure functions from referents and statements to nodes and relationships."""

from kg.graph.merge import QUOTES, Seen, Told, article_node, cited, entity_node, fact, link, sentence_node
from kg.graph.offices import OFFICE_TYPES, office_facts

__all__ = [
    "OFFICE_TYPES",
    "QUOTES",
    "Seen",
    "Told",
    "article_node",
    "cited",
    "entity_node",
    "fact",
    "link",
    "office_facts",
    "sentence_node",
]
