"""Tests of spans by character offsets: no edge moves, whatever the words."""

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.components.tokens import GROUP, cut, set_spans

VOCAB = spacy.blank("zh").vocab
WORDS = st.lists(st.text(st.sampled_from("区人大主任王明"), min_size=1, max_size=5), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(words=WORDS, data=st.data())
def test_spans_are_where_they_were_put(words: list[str], data: st.DataObject) -> None:
    """Any spans, nested and crossing, stand at their offsets; text and sentence starts stay."""
    starts: list[bool | int | None] = [i == 0 or data.draw(st.booleans()) for i in range(len(words))]
    doc = Doc(VOCAB, words=words, spaces=[False] * len(words), sent_starts=starts)
    text, bounds = doc.text, [sent.start_char for sent in doc.sents]
    edges = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(edges, edges).filter(lambda pair: pair[0] < pair[1]), max_size=5))
    spans = [(start, end, "ORG") for start, end in pairs]
    set_spans(doc, spans)
    assert [(s.start_char, s.end_char, s.label_) for s in doc.spans[GROUP]] == spans
    assert doc.text == text
    assert [sent.start_char for sent in doc.sents] == bounds


def test_other_spans_and_entities_stay() -> None:
    """Cutting tokens before them moves neither the spans of another group nor the entities."""
    doc = Doc(VOCAB, words=["区人大", "主任", "王明", "讲话"], spaces=[False] * 4)
    doc.spans["theirs"] = [Span(doc, 2, 3, "NAME", kb_id="Q1"), Span(doc, 1, 3)]
    doc.spans["theirs"].attrs["source"] = "ruler"
    doc.set_ents([Span(doc, 2, 3, "PERSON")])
    cut(doc, [1, 8])
    assert [token.text for token in doc] == ["区", "人大", "主任", "王明", "讲", "话"]
    assert [(s.text, s.label_, s.kb_id_) for s in doc.spans["theirs"]] == [("王明", "NAME", "Q1"), ("主任王明", "", "")]
    assert doc.spans["theirs"].attrs == {"source": "ruler"}
    assert [entity.text for entity in doc.ents] == ["王明"]


def test_white_space_is_part_of_no_word() -> None:
    """A token before a space is cut like any other, and the space stays."""
    doc = Doc(VOCAB, words=["王明李", "小舟"], spaces=[True, False])
    set_spans(doc, [(0, 2, "PERSON"), (2, 3, "PERSON")])
    assert doc.text == "王明李 小舟"
    assert [s.text for s in doc.spans[GROUP]] == ["王明", "李"]
