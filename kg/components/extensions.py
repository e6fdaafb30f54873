"""What kg's components write on a spaCy `Doc`, as plain lists and dicts that DocBin and other processes keep.

kg_document: id, date, place, gaps of the document; set before the pipeline runs. kg_sentences: [(start, end)].
kg_entities, kg_relations: the mentions and claims, each a dict with the fields of `kg.types.Mention` and `Claim`.
kg_dates: {entity id: {start, end, precision}}.
"""

from typing import Any

from spacy.tokens import Doc

DEFAULTS: dict[str, Any] = {
    "kg_document": {},
    "kg_sentences": [],
    "kg_entities": [],
    "kg_relations": [],
    "kg_dates": {},
}


def register() -> None:
    """Make the extensions known to spaCy; to do so again changes nothing."""
    for name, default in DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
