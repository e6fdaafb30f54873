"""The spaCy component that normalises the dates of an article, each with the publication date and the dates before."""

from collections.abc import Iterable

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from kg.components import extensions
from kg.dating import normalise
from kg.types import DateValue, Mention

extensions.register()


@Language.component("kg_dates", requires=["doc._.kg_entities"], assigns=["doc._.kg_dates"])
def set_dates(doc: Doc) -> Doc:
    """Set ``doc._.kg_dates``: {entity id: {start, end, precision}} of the DATE entities that name days for certain."""
    mentions = msgspec.convert(doc._.kg_entities, list[Mention])
    values = dates(mentions, doc._.kg_document.get("date"))
    doc._.kg_dates = {entity: msgspec.to_builtins(value) for entity, value in values.items()}
    return doc


def dates(mentions: Iterable[Mention], published: str | None) -> dict[str, DateValue]:
    """Normalise the DATE entities of an article.

    Args:
        mentions: the mentions of the article, in the order of the text.
        published: the ISO date of publication, or None.

    Returns:
        By entity id the value of its first mention that has one; each day told is the anchor of the next (次日).
    """
    found: dict[str, DateValue] = {}
    anchor: DateValue | None = None
    for mention in mentions:
        if mention.label == "DATE":
            value = normalise(mention.text, published, anchor)
            if value is not None:
                found.setdefault(mention.entity, value)
                anchor = value
    return found
