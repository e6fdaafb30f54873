"""Reads the PFR corpus, the People's Daily of January 1998, as sentences of words.

It is read as Peking University gave it out (GB18030, ``word/tag`` by blanks, each line headed by its date). Personal
names become one word, bracketed names of bodies stay the words they are made of, digits and Latin letters become
half-width.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.text import fold_width

Sentence = tuple[str, ...]
_COMPOUND = re.compile("欧阳|司马|诸葛|上官|司徒|皇甫|东方|令狐|慕容|尉迟|长孙|端木|公孙|宇文|夏侯|申屠|闻人|呼延")
_NARROW = re.compile(r"[Ａ-Ｚａ-ｚ０-９．％－／]")


def read_corpus(path: Path, days: Iterable[int]) -> Iterator[Sentence]:
    """Yield the lines of the PFR corpus on these days of January, as words."""
    wanted = {f"199801{day:02d}" for day in days}
    for line in path.read_text(encoding="gb18030").splitlines():
        head, *tokens = line.split() or [""]
        if head[:8] in wanted and tokens:
            yield tuple(_words(tokens))


def _words(tokens: list[str]) -> Iterator[str]:
    """The words of one line: a surname and the given name after it are one word."""
    surname = ""
    for word, tag in map(_tagged, tokens):
        if surname and tag == "nr" and len(word) <= 2:
            yield surname + word
            surname = ""
            continue
        if surname:
            yield surname
        surname = word if tag == "nr" and (len(word) == 1 or _COMPOUND.fullmatch(word)) else ""
        if not surname:
            yield word
    if surname:
        yield surname


def _tagged(token: str) -> tuple[str, str]:
    """The word and its tag, without the brackets around a name: ``[中央/n``, ``电台/n]nt``."""
    word, _, tag = re.sub(r"\][A-Za-z]+$", "", token).rpartition("/")
    return _narrow(word.lstrip("[") or word), tag


def _narrow(word: str) -> str:
    return _NARROW.sub(lambda match: fold_width(match.group()), word)
