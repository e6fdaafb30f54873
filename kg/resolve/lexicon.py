"""The tables by which names are taken apart (pipelines/gazetteer: bodies.tsv, name_words.tsv), read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.errors import InputError
from kg.resources import resource


@dataclass(frozen=True)
class Body:
    """A body below an area: its full name, with ~ where the area stands, its system and its domain.

    Bodies of one domain are one in an area: 科学技术委员会 became 科学技术局 here and did not there.
    """

    full: str
    system: str
    domain: str
    changed: int | None


@dataclass(frozen=True)
class Lexicon:
    """``forms`` gives the body of each form; ``words`` the words of each kind with their values."""

    forms: dict[str, Body]
    words: dict[str, dict[str, str]]
    longest: int

    def prefix(self, kind: str, text: str) -> str:
        """The longest word of a kind that ``text`` begins with, empty if none."""
        words = self.words[kind]
        return next((text[:n] for n in range(min(len(text), 12), 0, -1) if text[:n] in words), "")

    def suffix(self, kind: str, text: str) -> str:
        """The longest word of a kind that ``text`` ends with, empty if none."""
        words = self.words[kind]
        return next((text[-n:] for n in range(min(len(text), 12), 0, -1) if text[-n:] in words), "")


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process.

    Raises:
        InputError: a row that is not one, or a form that two bodies claim.
    """
    forms: dict[str, Body] = {}
    for number, cells in _rows("bodies.tsv", 5):
        full, short, system, domain, changed = cells
        bare = full.replace("中共~", "").replace("~", "")
        body = Body(full, system, domain or bare, int(changed) if changed else None)
        for form in {bare, *filter(None, short.split(","))}:
            if forms.setdefault(form, body) != body:
                raise InputError(f"bodies.tsv:{number}: {form} is claimed by two bodies; mend the table")
    words: dict[str, dict[str, str]] = {}
    for _, (kind, word, value) in _rows("name_words.tsv", 3):
        words.setdefault(kind, {})[word] = value or word
    return Lexicon(forms, words, max(map(len, forms)))


def _rows(file: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells of a table, short rows filled up."""
    lines = resource("pipelines", "gazetteer", file).read_text(encoding="utf-8").splitlines()
    body = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    for number, line in body[1:]:
        cells = line.split("\t")
        if len(cells) > width:
            raise InputError(f"{file}:{number}: {len(cells)} cells, {width} at most; mend the table")
        yield number, cells + [""] * (width - len(cells))
