"""The blocks of a page as fragments: lines put together, and what each is (heading, question, note, text)."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.reading.blocks import Block
from kg.reading.page_words import page_words, pattern
from kg.types import Record

Kind = Literal["heading", "section", "question", "note", "text"]

_ENDED = re.compile("[。！？!?…；;][”’」』）)】》〉\"'＂]*$|[：:]$|[。！？…][（(][^（()）]{1,40}[）)]$")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]")
_INDENT = re.compile("^[\u3000 \t]{2,}")
_QUESTION_LENGTH = 120
_TORN_LENGTH = 12


class Fragment(Record, frozen=True):
    """A heading, a paragraph, or the piece of a torn one; ``line`` is its first line in the source.

    ``first``: it stands directly under a heading. ``continued``: 上接… stood before it, and was taken off.
    """

    text: str
    kind: Kind
    level: int = 0
    line: int = 0
    first: bool = False
    continued: bool = False
    goes_on: bool = False

    @property
    def open_end(self) -> bool:
        """Whether it is text and ends without a full stop or its like."""
        return self.kind == "text" and not _ENDED.search(self.text)

    @property
    def torn_end(self) -> bool:
        """Whether it ends inside a sentence, so that it may go on elsewhere."""
        return self.open_end and len(self.text) >= _TORN_LENGTH

    @property
    def may_go_on(self) -> bool:
        """Whether it may be the second part of a torn paragraph."""
        return self.kind == "text" and not self.continued and not pattern("begins").match(self.text)


def fragments(blocks: Sequence[Block]) -> list[Fragment]:
    """The fragments of a page in the order of the source; empty ones are left out.

    A mark such as （上接1版） that stands alone is given to the fragment after it.
    """
    found: list[Fragment] = []
    continued = False
    for text, level, line in _paragraphs(blocks):
        mark = pattern("continued").match(text) if not level else None
        rest = text[mark.end() :].strip() if mark else text
        continued = continued or bool(mark)
        if rest:
            under = bool(found) and found[-1].kind == "heading"
            found.append(_fragment(rest, level, line, under, continued))
            continued = False
    return found


def _fragment(text: str, level: int, line: int, first: bool, continued: bool) -> Fragment:
    turn = None if level else pattern("goes_on").search(text)
    body = text[: turn.start()].rstrip() if turn else text
    return Fragment(
        text=body or text,
        kind=_kind(body or text, level),
        level=level,
        line=line,
        first=first,
        continued=continued,
        goes_on=bool(turn),
    )


def _kind(text: str, level: int) -> Kind:
    if level:
        return "section" if pattern("sections").match(text) else "heading"
    if is_question(text):
        return "question"
    short = len(text) <= page_words().note_length and not re.search("[。！？]", text)
    return "note" if short and pattern("notes").search(text) else "text"


def is_question(text: str) -> bool:
    """Whether a paragraph is one question and nothing else: it asks at its end, and states nothing before."""
    if pattern("questions").match(text) and len(text) <= 2 * _QUESTION_LENGTH:
        return True
    asks = re.search("[？?][”’」』）)]*$", text) is not None
    return asks and len(text) <= _QUESTION_LENGTH and "。" not in text


def _paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[str, int, int]]:
    """Text, level and line of each paragraph; a block whose lines are paragraphs of their own is taken apart."""
    for block in blocks:
        lines = [line for line in block.text.split("\n") if line.strip()]
        if not lines:
            continue
        groups = [lines] if block.level else _groups(lines)
        for offset, group in enumerate(groups):
            yield join_lines(group), block.level, block.line + (offset if len(groups) > 1 else 0)


def _groups(lines: list[str]) -> list[list[str]]:
    """Lines that make up one paragraph together: a new one begins at an indent, or after a short ended line."""
    width = max(len(line.strip()) for line in lines)
    groups: list[list[str]] = [[]]
    for line in lines:
        last = groups[-1][-1] if groups[-1] else ""
        ended = bool(_ENDED.search(last.strip())) and (len(last.strip()) < 0.8 * width or width > 80)
        if last and (ended or _INDENT.match(line)):
            groups.append([])
        groups[-1].append(line)
    return groups


def join_lines(lines: Sequence[str]) -> str:
    """One line of several: without a blank between Chinese characters, with one between words of letters."""
    text = ""
    for line in (line.strip() for line in lines):
        blank = text and line and not _WIDE.match(text[-1]) and not _WIDE.match(line[0])
        text += f" {line}" if blank and text[-1].isalnum() and line[0].isalnum() else line
    return text
