"""Makes another spaCy pipeline feed ours: its entities with our labels, and our posts and relations after it."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.components.tokens import set_spans

AFTER = ("kg_coreference", "kg_dates", "kg_relations")
# The labels of OntoNotes, MSRA and the people's daily; what has no counterpart (CARDINAL, LAW) is left out.
LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "nr": "PERSON",
    "ORG": "ORG", "nt": "ORG",
    "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "PLACE": "PLACE", "ns": "PLACE",
    "POST": "POST", "TITLE": "POST",
    "EVENT": "EVENT", "DATE": "DATE",
}  # fmt: skip
Span = tuple[int, int, str]


def adapt(nlp: Language) -> Language:
    """Add to a pipeline that sets ``doc.ents`` what kg needs after it; posts come from our recogniser."""
    nlp.add_pipe("kg_sentences")
    nlp.add_pipe("kg_recogniser")
    nlp.add_pipe("kg_foreign")
    for name in AFTER:
        nlp.add_pipe(name)
    return nlp


@Language.component("kg_foreign", requires=["doc.ents", "doc.spans"], assigns=["doc.spans"])
def set_foreign(doc: Doc) -> Doc:
    """Replace ``doc.spans["kg"]`` by the entities of ``doc.ents`` in our labels, and the posts found before."""
    ours = [(span.start_char, span.end_char, span.label_) for span in doc.spans.get("kg", ())]
    theirs = [(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS]
    return set_spans(doc, merge(ours, theirs))


def merge(ours: list[Span], theirs: list[Span]) -> list[Span]:
    """Their spans, and our posts with what is nested in them; a span of theirs that touches a post gives way."""
    if any(label == "POST" for _, _, label in theirs):
        return theirs
    posts = [span for span in ours if span[2] == "POST"]
    nested = [s for s in ours if s[2] != "POST" and any(p[0] <= s[0] and s[1] <= p[1] for p in posts)]
    free = [s for s in theirs if not any(p[0] < s[1] and s[0] < p[1] for p in posts)]
    return sorted(posts + nested + free, key=lambda s: (s[0], -s[1], s[2]))
