"""The spaCy component that cuts a text into sentences as Chinese news writes them, never across a torn seam."""

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.components import extensions
from kg.components.tokens import cut
from kg.text import sentences

extensions.register()


@Language.component("kg_sentences", assigns=["doc._.kg_sentences", "token.is_sent_start"])
def set_sentences(doc: Doc) -> Doc:
    """Set ``doc._.kg_sentences``, offsets into the text, and the sentence starts of the tokens.

    A token that runs over a bound (a name torn at a gap) is cut there.
    """
    bounds = sentences(doc.text, doc._.kg_document.get("gaps", ()))
    doc._.kg_sentences = bounds
    firsts = {start for start, _ in bounds}
    cut(doc, firsts.difference(token.idx for token in doc))
    flags = [1 if i == 0 or token.idx in firsts else -1 for i, token in enumerate(doc)]
    column = np.array(flags, np.int64).astype(np.uint64)[:, None]
    return doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]
