"""Sets that are marked in other ways, as lines of characters with a tag each: what the encoder learns first.

``pfr``: People's Daily of January 1998, words with their part of speech, and names; ``cluener``: CLUENER 2020;
``resume``: resumes of company officers (Zhang and Yang 2018); ``peopledaily``: sentences with people, places, bodies.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.train.columns import read

Spans = list[tuple[int, int, str]]
Paragraph = tuple[str, Spans, Spans]
"""A text, its words and its names."""
_WORD = re.compile(r"(\[)?(\S+?)/([A-Za-z]+)(?:\](\w+))?(?:\s+|$)")
_CLASSES = {"nr": "nr", "ns": "ns", "nt": "nt", "nz": "nz", "t": "t", "v": "v", "m": "m", "w": "w"}
KINDS = {
    "words": ("nr", "ns", "nt", "nz", "t", "n", "v", "m", "w", "x"),
    "names": ("nr", "ns", "nt", "nz", "t", "other"),
    "cluener": (
        "address", "book", "company", "game", "government", "movie", "name", "organization", "position", "scene",
    ),
    "resume": ("NAME", "CONT", "RACE", "TITLE", "EDU", "ORG", "PRO", "LOC"),
    "peopledaily": ("PER", "LOC", "ORG"),
}  # fmt: skip
TASKS = {task: 4 * len(kinds) + (task != "words") for task, kinds in KINDS.items()}


@dataclass(frozen=True)
class Tagged:
    """A text with one or more rows of tags, a number a character (-100: not asked)."""

    text: str
    tags: dict[str, list[int]]


def tagged(text: str, task: str, spans: Iterable[tuple[int, int, str]]) -> list[int]:
    """Spans as tags: 0 outside, then begin, inside, end, single of each kind (``words`` has no outside)."""
    row = [0] * len(text)
    base = 0 if task == "words" else 1
    for start, end, kind in spans:
        first = base + 4 * KINDS[task].index(kind)
        row[start:end] = [first + 3] if end - start == 1 else [first, *[first + 1] * (end - start - 2), first + 2]
    return row


def spans(row: Iterable[int], task: str) -> Iterator[tuple[int, int, str]]:
    """Tags as spans, those that are whole: what ``tagged`` makes of them (a task with an outside)."""
    begun: tuple[int, int] | None = None
    for at, tag in enumerate(row):
        kind, place = divmod(tag - 1, 4)
        begun = (at, kind) if tag and place in (0, 3) else begun if begun and tag and kind == begun[1] else None
        if begun and place in (2, 3):
            yield begun[0], at + 1, KINDS[task][kind]
            begun = None


def pfr(path: Path) -> Iterator[Tagged]:
    """The paragraphs with their words and names."""
    for text, words, names in paragraphs(path):
        yield Tagged(text, {"words": tagged(text, "words", words), "names": tagged(text, "names", names)})


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """One a line; a surname and the given name after it are one name."""
    lines = path.read_text(encoding="gb18030").splitlines()
    return (read for line in lines if (read := _line(line.partition("/m")[2]))[0])


def _line(line: str) -> Paragraph:
    text, opened = "", 0
    words: Spans = []
    names: Spans = []
    inside = False
    for left, word, kind, closed in _WORD.findall(line):
        start, text = len(text), text + word
        if left:
            opened, inside = start, True
        words.append((start, len(text), _CLASSES.get(kind, "n" if kind.startswith("n") else "x")))
        if closed:
            names.append((opened, len(text), closed if closed in KINDS["names"] else "other"))
            inside = False
        elif not inside and kind in ("nr", "ns", "nt", "nz", "t"):
            names.append((start, len(text), kind))
    return text, words, list(_joined(names, words))


def _joined(names: Spans, words: Spans) -> Iterator[tuple[int, int, str]]:
    """A surname (one or two characters) and a given name right after it are joined."""
    single = {(start, end) for start, end, kind in words if kind == "nr"}
    held: tuple[int, int, str] | None = None
    for name in names:
        if held and held[1] == name[0] and held[:2] in single and name[:2] in single and held[1] - held[0] <= 2:
            yield held[0], name[1], "nr"
            held = None
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


def cluener(path: Path) -> Iterator[Tagged]:
    """One JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = [(e["entity_index"]["begin"], e["entity_index"]["end"], e["entity_type"]) for e in item["entity_list"]]
        yield Tagged(item["text"], {"cluener": tagged(item["text"], "cluener", spans)})


def columns(path: Path, task: str) -> Iterator[Tagged]:
    """One sentence each of a file with a character and its tag a line."""
    for sentence in read(path):
        yield Tagged(sentence.text, {task: tagged(sentence.text, task, sentence.spans)})


def read_all(folder: Path) -> Sequence[Tagged]:
    """All four sets, from a folder laid out as ``ner/`` and ``seg/``."""
    return [
        *pfr(folder / "seg" / "pfr199801" / "199801.gbk.txt"),
        *cluener(folder / "ner" / "cluener2020" / "train.jsonl"),
        *columns(folder / "ner" / "resume" / "train.char.bmes", "resume"),
        *columns(folder / "ner" / "peopledaily-ner" / "example.train", "peopledaily"),
    ]
