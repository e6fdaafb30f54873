"""Spares spaCy from working out what our components never ask of a word: its shape, whether it is like a number."""

from collections.abc import Iterator
from contextlib import contextmanager

from spacy.language import Language


@contextmanager
def bare(nlp: Language) -> Iterator[None]:
    """New words have nothing but their text, where all components are ours; only for words that do not last.

    In a memory zone they are forgotten at its end, so that spaCy works them out anew for each batch.
    """
    before = nlp.vocab.lex_attr_getters
    if all(name.startswith("kg_") for name in nlp.pipe_names):
        nlp.vocab.lex_attr_getters = {}
    try:
        yield
    finally:
        nlp.vocab.lex_attr_getters = before
