"""Spares spaCy from working out what our components never ask of a word: its shape, whether it is like a number."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from spacy.language import Language


@contextmanager
def bare(nlp: Language) -> Iterator[None]:
    """New words have nothing but their text, where all components are ours.

    Only for a memory zone, whose words are forgotten at its end: what comes after meets them anew, with all they have.
    """
    # spaCy's stubs leave the getters out
    vocab: Any = nlp.vocab
    before = vocab.lex_attr_getters
    if all(name.startswith("kg_") for name in nlp.pipe_names):
        vocab.lex_attr_getters = {}
    try:
        yield
    finally:
        vocab.lex_attr_getters = before
