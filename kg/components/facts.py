"""The spaCy components that make entities of the spans of an article and relations between the entities."""

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from kg.components import extensions
from kg.types import Mention

extensions.register()


@Language.component("kg_coreference", requires=["doc.spans"], assigns=["doc._.kg_entities"])
def set_entities(doc: Doc) -> Doc:
    """Set ``doc._.kg_entities``, the mentions of ``doc.spans["kg"]`` clustered."""
    from kg.components.coreference import cluster

    spans = [(span.start_char, span.end_char, span.label_) for span in doc.spans.get("kg", ())]
    facts = doc._.kg_document
    mentions = cluster(doc.text, spans, doc._.kg_sentences, facts.get("id", ""), facts.get("place"))
    doc._.kg_entities = [msgspec.to_builtins(mention) for mention in mentions]
    return doc


@Language.component("kg_relations", requires=["doc._.kg_entities"], assigns=["doc._.kg_relations"])
def set_relations(doc: Doc) -> Doc:
    """Set ``doc._.kg_relations``, what the article states about ``doc._.kg_entities``."""
    from kg.components.relations import relate

    mentions = tuple(msgspec.convert(doc._.kg_entities, list[Mention]))
    facts = doc._.kg_document
    claims = relate(doc.text, doc._.kg_sentences, mentions, facts.get("date"), facts.get("place"))
    doc._.kg_relations = [msgspec.to_builtins(claim) for claim in claims]
    return doc
