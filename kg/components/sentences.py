"""The spaCy component that cuts a text into sentences as Chinese news writes them, never across a torn seam."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.components import extensions
from kg.components.tokens import cut, set_starts
from kg.text import sentences

extensions.register()


@Language.component("kg_sentences", assigns=["doc._.kg_sentences", "token.is_sent_start"])
def set_sentences(doc: Doc) -> Doc:
    """Set ``doc._.kg_sentences``, offsets into the text, and the sentence starts of the tokens.

    A token that runs over a bound (a name torn at a gap) is cut there.
    """
    bounds = sentences(doc.text, doc._.kg_document.get("gaps", ()))
    doc._.kg_sentences = bounds
    starts = [start for start, _ in bounds]
    cut(doc, starts)
    set_starts(doc, dict.fromkeys([0, *starts], 1))
    return doc
