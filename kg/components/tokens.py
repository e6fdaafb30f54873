"""Spans by character offsets on a spaCy `Doc`: words that cross an edge are cut there, so that no edge is moved."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, SpanGroup

GROUP = "kg"


def set_spans(doc: Doc, spans: Sequence[tuple[int, int, str]]) -> Doc:
    """Set ``doc.spans["kg"]`` to spans (start, end, label), nested and crossing ones too, in their order.

    Tokens that begin or end elsewhere than a span inside them are split; the text of ``doc`` stays.
    """
    cut(doc, (edge for start, end, _ in spans for edge in (start, end)))
    found = [doc.char_span(start, end, label) for start, end, label in spans]
    doc.spans[GROUP] = [span for span in found if span is not None]
    return doc


def cut(doc: Doc, offsets: Iterable[int]) -> None:
    """Split the tokens of ``doc`` so that a token begins at each of ``offsets`` that lies inside its text."""
    wanted = sorted(set(offsets))
    if not wanted:
        return
    groups = {key: (list(map(_by_offsets, group)), group.attrs) for key, group in doc.spans.items()}
    starts = {token.idx: token.is_sent_start for token in doc}
    at = 0
    with doc.retokenize() as retokenizer:
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            while at < len(wanted) and wanted[at] <= start:
                at += 1
            first = at
            while at < len(wanted) and wanted[at] < end:
                at += 1
            if at > first:
                edges = [start, *wanted[first:at], end]
                words = [doc.text[a:b] for a, b in pairwise(edges)]
                retokenizer.split(token, words, heads=[(token, 0)] * len(words))
    for token in doc:
        # spaCy makes the first part of a split token the head of a tree, and so the start of a sentence.
        if token.idx not in starts or token.is_sent_start != starts[token.idx]:
            token.is_sent_start = starts.get(token.idx, False)
    for key, (spans, attrs) in groups.items():
        # spaCy moves doc.ents with the tokens that are split, and leaves doc.spans on what then stands there.
        kept = [span for offsets in spans if (span := doc.char_span(*offsets)) is not None]
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attrs, spans=kept)


def _by_offsets(span: Span) -> tuple[int, int, int, int]:
    return span.start_char, span.end_char, span.label, span.kb_id
