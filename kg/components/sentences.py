"""The spaCy component that cuts a text into sentences as Chinese news writes them, never across a torn seam."""

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import extensions
from kg.text import sentences

extensions.register()


@Language.component("kg_sentences", assigns=["doc._.kg_sentences", "token.is_sent_start"])
def set_sentences(doc: Doc) -> Doc:
    """Set ``doc._.kg_sentences``, offsets into the text, and the sentence starts of the tokens.

    The offsets are exact; a token that a bound cuts (a name torn at a gap) belongs to the sentence it begins in.
    """
    bounds = sentences(doc.text, doc._.kg_document.get("gaps", ()))
    doc._.kg_sentences = bounds
    starts = [token.idx for token in doc]
    first = {0, *(bisect_left(starts, start) for start, _ in bounds)}
    for i, token in enumerate(doc):
        token.is_sent_start = i in first
    return doc
