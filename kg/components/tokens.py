"""Spans by character offsets on a spaCy `Doc`: words that cross an edge are cut there, so that no edge is moved."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span, SpanGroup

GROUP = "kg"
Numbers = npt.NDArray[np.int64]


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
    first, lengths, begun = doc.to_array(["IDX", "LENGTH", "SENT_START"]).T.astype(np.int64)
    wanted = np.array(sorted(set(offsets)), np.int64)
    holders = np.searchsorted(first, wanted, "right") - 1
    inside = (first[holders] < wanted) & (wanted < (first + lengths)[holders]) if len(first) else wanted > wanted
    if not inside.any():
        return
    groups = {key: (list(map(_by_offsets, group)), group.attrs) for key, group in doc.spans.items()}
    with doc.retokenize() as retokenizer:
        for holder in np.unique(holders[inside]).tolist():
            token, start = doc[holder], int(first[holder])
            edges = [start, *wanted[inside & (holders == holder)].tolist(), start + len(token)]
            words = [token.text[a - start : b - start] for a, b in pairwise(edges)]
            retokenizer.split(token, words, heads=[(token, 0)] * len(words))
    # spaCy makes the first part of a split token the head of a tree, and so the start of a sentence.
    set_starts(doc, dict(zip(first.tolist(), begun.tolist(), strict=True)))
    for key, (spans, attrs) in groups.items():
        # spaCy moves doc.ents with the tokens that are split, and leaves doc.spans on what then stands there.
        kept = [span for offsets in spans if (span := doc.char_span(*offsets)) is not None]
        doc.spans[key] = SpanGroup(doc, name=key, attrs=attrs, spans=kept)


def set_starts(doc: Doc, flags: Mapping[int, int]) -> None:
    """Set whether a sentence begins (1), does not (-1), or may (0), by a token's offset; where nothing is said, -1."""
    offsets = doc.to_array(["IDX"]).astype(np.int64).tolist()
    column = np.array([flags.get(at, -1) for at in offsets], np.int64).astype(np.uint64)
    doc.from_array(["SENT_START"], column[:, None])  # type: ignore[arg-type]


def _by_offsets(span: Span) -> tuple[int, int, int, int]:
    return span.start_char, span.end_char, span.label, span.kb_id
