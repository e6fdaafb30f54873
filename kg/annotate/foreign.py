"""Makes another spaCy pipeline feed ours: its entities with our labels, and our posts and relations after it."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from kg.components.recogniser import RecogniserComponent, set_mentions

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
    for name in ("kg_sentences", "kg_foreign", *AFTER):
        nlp.add_pipe(name)
    return nlp


@Language.factory("kg_foreign", requires=["doc.ents", "doc._.kg_sentences"], assigns=["doc.ents", "doc.spans"])
def make_foreign(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The factory of the component that keeps foreign entities beside our posts."""
    return Foreign()


class Foreign:
    """Sets ``doc.spans["kg"]`` to the entities of ``doc.ents`` in our labels and the posts that we find."""

    def __init__(self) -> None:
        self._own = RecogniserComponent()

    def __call__(self, doc: Doc) -> Doc:
        """Merge the entities of ``doc`` with our posts."""
        theirs = [(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS]
        ours = [span[:3] for span in self._own.model.of_doc(doc, doc._.kg_sentences)]
        return set_mentions(doc, [(*span, 1.0) for span in merge(ours, theirs)])


def merge(ours: list[Span], theirs: list[Span]) -> list[Span]:
    """Their spans, and our posts with what is nested in them; a span of theirs that touches a post gives way."""
    if any(label == "POST" for _, _, label in theirs):
        return theirs
    posts = [span for span in ours if span[2] == "POST"]
    nested = [s for s in ours if s[2] != "POST" and any(p[0] <= s[0] and s[1] <= p[1] for p in posts)]
    free = [s for s in theirs if not any(p[0] < s[1] and s[0] < p[1] for p in posts)]
    return sorted(posts + nested + free, key=lambda s: (s[0], -s[1], s[2]))
