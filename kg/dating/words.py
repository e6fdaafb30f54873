"""The table of date words (pipelines/gazetteer/dates.tsv), read once."""

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import InputError
from kg.resources import resource

_KINDS = {"day", "week", "month", "year", "past", "feast", "year-part", "month-part", "as"}


@dataclass(frozen=True)
class Word:
    """One row: ``first`` and ``last`` are the columns from and to, ``base`` what they count from."""

    kind: str
    text: str
    first: int = 0
    last: int = 0
    base: str = ""
    expansion: str = ""


@cache
def words() -> dict[str, dict[str, Word]]:
    """The rows by kind, then by word.

    Raises:
        InputError: a row of an unknown kind or without its numbers.
    """
    path = resource("pipelines", "gazetteer", "dates.tsv")
    table: dict[str, dict[str, Word]] = {kind: {} for kind in _KINDS}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith(("#", "kind\t")):
            continue
        try:
            word = _row(*line.split("\t"))
            table[word.kind][word.text] = word
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"dates.tsv:{number}: not a row of date words; mend the table") from error
    return table


def _row(kind: str, text: str, first: str, last: str = "", base: str = "") -> Word:
    """A row of the table from its columns."""
    if kind == "as":
        return Word(kind, text, expansion=first)
    return Word(kind, text, int(first), int(last or first), base)


@cache
def alternatives(*kinds: str) -> str:
    """A regular expression of all words of some kinds, the longer ones first."""
    found = {word for kind in kinds for word in words()[kind]}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda w: (-len(w), w)))
