"""The spaCy component ``kg_relations``: reads ``doc._.kg_entities``, writes ``doc._.kg_relations``."""

from collections.abc import Callable
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from kg.components.relations import relate
from kg.types import Mention

if not Doc.has_extension("kg_relations"):
    Doc.set_extension("kg_relations", default=None)
for _name in ("kg_document", "kg_entities"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


@Language.factory("kg_relations", assigns=["doc._.kg_relations"], requires=["doc._.kg_entities", "doc.sents"])
def make_relations(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Create the component; ``doc._.kg_document`` may say id, date and place."""
    return annotate


def annotate(doc: Doc) -> Doc:
    """Write the relations of a document as dicts (see `kg.types.Claim`), ordered by their sentences."""
    document: dict[str, Any] = doc._.kg_document or {}
    mentions = [Mention(**entity) for entity in doc._.kg_entities or ()]
    sentences = [(sent.start_char, sent.end_char) for sent in doc.sents]
    claims = relate(doc.text, sentences, mentions, document.get("date"), document.get("place"))
    doc._.kg_relations = [msgspec.to_builtins(claim) for claim in claims]
    return doc
