"""Markdown as newspapers' pages come in it: headings, front matter, paragraphs with their line breaks.

A line reader, not CommonMark: 　　 at a line's head begins a paragraph and is no code block, a rule under
a paragraph makes no heading of it, and #标题 without a space is a heading.
"""

import html
import re
from collections.abc import Iterator, Mapping

import yaml

from kg.errors import InputError
from kg.reading.blocks import Block, Page
from kg.reading.clean import clean
from kg.reading.encoding import decode
from kg.reading.iso_date import iso_date
from kg.reading.options import ReadOptions
from kg.reading.plain import Line, block

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#)[ \t\u3000]*(.*?)[ \t\u3000]*(?:[ \t]#+)?[ \t]*$")
_TOPIC = re.compile(r"^#[^#\s][^#]*#(?!#)")  # #话题# is a topic of social media
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|`{3,}.*|~{3,}.*)$")
_TABLE_RULE = re.compile(r"^\s*\|?[ \t:|-]*-{3,}[ \t:|-]*\|?[ \t]*$")
_SETEXT = re.compile(r"^={3,}[ \t]*$")
_INDENT = re.compile("^(?:\u3000+|\t| {4,})")
_LEAD = re.compile(r"^[ \t]*(?:>[ \t]?|[-*+][ \t]+)")
# Each piece stops where the next could begin, so that no line takes more than one pass.
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?:|mailto:|/|\.|#|www\.)[^()\n]{0,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![*\w])")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.I)
_TAG = re.compile(r"</?(?:p|div|span|b|i|u|em|strong|font|center|a|sup|sub|img|hr)\b[^<>\n]{0,1000}>", re.I)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_FRONT = re.compile(r"\A\s{0,9}---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)


def read_page(data: bytes, source: str, options: ReadOptions) -> Page:
    """Return the page of a Markdown file; ``title``, ``date``, ``place``, ``source`` (the paper) and ``url``
    come from its front matter.

    Raises:
        InputError: the bytes are no text, or the front matter holds a date that is none.
    """
    text = clean(decode(data, source, options.encoding))
    front, skipped = front_matter(text)
    body = text.split("\n")[skipped:]
    return Page(source=source, blocks=tuple(blocks(body, skipped)), **_fields(front, source))


def front_matter(text: str) -> tuple[Mapping[str, str], int]:
    """The front matter's keys, and the number of lines it takes; ({}, 0) where there is none."""
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    try:
        found = yaml.load(match.group(1), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, 0
    if not isinstance(found, dict):
        return {}, 0
    pairs = {str(k).lower(): v.strip() for k, v in found.items() if isinstance(v, str) and v.strip()}
    return pairs, match.group().count("\n")


def blocks(lines: list[str], before: int = 0) -> Iterator[Block]:
    """The headings and paragraphs of ``lines``; ``before`` lines of the file stand above them."""
    group: list[Line] = []
    for number, line in enumerate(lines, before + 1):
        heading = None if _TOPIC.match(line) else _HEADING.match(line)
        setext = bool(group) and bool(_SETEXT.match(line))
        if group and (heading or setext or _ends_paragraph(line)):
            yield from _flush(group, 1 if setext else 0)
            group = []
        if heading:
            yield from _flush([(number, heading.group(2))], len(heading.group(1)))
        elif not setext and line.strip() and not _RULE.match(line) and not _TABLE_RULE.match(line):
            group.append((number, line))
    yield from _flush(group, 0)


def _ends_paragraph(line: str) -> bool:
    return not line.strip() or bool(_INDENT.match(line) or _RULE.match(line) or _LEAD.match(line))


def _flush(lines: list[Line], level: int) -> Iterator[Block]:
    """One block of the lines, if anything is left of them without the marks."""
    plain = [(number, inline(_LEAD.sub("", line))) for number, line in lines]
    found = block([(number, line) for number, line in plain if line.strip()] or [(0, "")], level)
    if found.text:
        yield found


def inline(line: str) -> str:
    """The words of a line of Markdown: marks of emphasis, links, images, tags and escapes taken off."""
    line = _IMAGE.sub("", line)
    line = _LINK.sub(r"\1", line)
    line = _TAG.sub("", _BREAK.sub("\n", line))
    line = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", line))
    line = _ESCAPE.sub(r"\1", line)
    if line.lstrip().startswith("|"):
        line = line.strip().strip("|").replace("|", " ")
    return clean(_ENTITY.sub(lambda match: html.unescape(match.group()), line)).rstrip("\\")


def _fields(front: Mapping[str, str], source: str) -> dict[str, str | None]:
    date = front.get("date")
    if date is not None and iso_date(date) is None:
        raise InputError(f"{source}: front matter: {date[:40]!r} is no date; write 2025-10-31")
    return {
        "title": front.get("title"),
        "date": iso_date(date) if date else None,
        "place": front.get("place"),
        "paper": front.get("source") or front.get("paper"),
        "url": front.get("url"),
    }
