"""Tests of the sentence component: exact offsets, sentence starts of tokens, torn seams."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.components import factories

CASES = {
    "会议召开。区长林知远讲话。": ["会议召开。", "区长林知远讲话。"],
    "“好！”他说。\n\n大会闭幕": ["“好！”", "他说。", "大会闭幕"],
    "  一行\t\n 又一行 ": ["一行", "又一行"],
    "（记者 周立群。摄影 林可）全文完。": ["（记者 周立群。摄影 林可）全文完。"],
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Sentences over single characters."""
    factories.register()
    made = spacy.blank("zh")
    made.add_pipe("kg_sentences")
    return made


@pytest.mark.parametrize("text", CASES)
def test_sentences(nlp: Language, text: str) -> None:
    """Sentences are found with their exact offsets, and a token starts a sentence where one begins."""
    doc = nlp(text)
    bounds = doc._.kg_sentences
    assert [text[start:end] for start, end in bounds] == CASES[text]
    assert {token.idx for token in doc if token.is_sent_start} == {0, *(start for start, _ in bounds)}
    assert doc.has_annotation("SENT_START")


def test_a_seam_cuts_a_word(nlp: Language) -> None:
    """No token and no sentence runs over a torn seam."""
    doc = Doc(nlp.vocab, words=["区委副书记", "周见山重庆", "市文联"], spaces=[False] * 3)
    doc._.kg_document = {"gaps": [8]}
    doc = nlp.get_pipe("kg_sentences")(doc)
    assert [token.text for token in doc] == ["区委副书记", "周见山", "重庆", "市文联"]
    assert [sent.text for sent in doc.sents] == ["区委副书记周见山", "重庆市文联"]


def test_empty(nlp: Language) -> None:
    """A text without a sentence has none."""
    assert nlp("")._.kg_sentences == []
    assert nlp(" \n")._.kg_sentences == []
