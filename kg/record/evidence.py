"""The sentences behind a fact, looked up by the numbers of its claims."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.graph import QUOTES, cited
from kg.ids import sentence_id

_EVIDENCE = """
SELECT c.document, e.field, e.start, e.end, s.start, s.end, e.quote, e.reference_start, e.reference_end
FROM evidence e JOIN claim c ON c.id = e.claim
LEFT JOIN sentence s ON s.document = c.document AND s.start = e.sentence
WHERE e.claim = ? ORDER BY e.number
"""
_ARTICLES = 1000  # whose texts are at hand: the facts of a type come by date


class _Article(NamedTuple):
    key: str
    date: str | None
    title: str
    text: str


class Cited(NamedTuple):
    """The ids of the sentences that state some claims, in their order, and at most QUOTES of them as text.

    ``references`` are the expressions (她, 会上) by which they speak of what they are about.
    """

    evidence: tuple[str, ...]
    quotes: tuple[str, ...]
    references: tuple[str, ...]


class Citations:
    """Looks up evidence in a record."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Look it up in this database."""
        self._db = db
        self._article = lru_cache(_ARTICLES)(self._load)

    def of(self, claims: Iterable[int]) -> Cited:
        """Look up what states some claims."""
        evidence: dict[str, None] = {}
        quotes: dict[str, None] = {}
        references: dict[str, None] = {}
        for claim in claims:
            for sentence, quote, reference in self._said(claim):
                evidence |= {sentence: None} if sentence else {}
                references |= {reference: None} if reference else {}
                if len(quotes) < QUOTES:
                    quotes[quote] = None
        return Cited(tuple(evidence), tuple(quotes), tuple(references))

    def _said(self, claim: int) -> Iterator[tuple[str | None, str, str | None]]:
        for document, field, start, end, first, last, quote, *at in self._db.execute(_EVIDENCE, (claim,)):
            key, date, title, text = self._article(document)
            sentence = None if first is None else sentence_id(key, first, last)
            place = slice(start, end) if sentence is None else slice(first, last)
            words = quote or (title if field == "title" else text)[place]
            yield sentence, cited(key, date, words), None if at[0] is None else text[slice(*at)]

    def _load(self, document: int) -> _Article:
        row = self._db.execute("SELECT key, date, title, text FROM document WHERE id = ?", (document,)).fetchone()
        key, date, title, text = row
        return _Article(key, date, title or "", text)
