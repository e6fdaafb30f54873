"""Plain text as newspapers are copied: paragraphs by blank lines, by indent, or one a line."""

import re
from collections.abc import Iterable, Iterator

from kg.reading.blocks import Block, Page
from kg.reading.clean import clean
from kg.reading.encoding import decode
from kg.reading.options import ReadOptions

_INDENT = re.compile("^(?:\u3000+| {2,}|\t)")
_SENTENCE_END = re.compile("[。！？!?…：:；;，,、][”’」』）)】]*$")
_BYLINE = re.compile("^[【（(]?(?:本报|本台|本网|新华社|记者|通讯员|\\S{2,8}(?:讯|电)[（(])")
_TITLE_CHARS = 60
Line = tuple[int, str]


def read_page(data: bytes, source: str, options: ReadOptions) -> Page:
    """Return the page of a plain text file.

    Raises:
        InputError: the bytes are no text.
    """
    text = clean(decode(data, source, options.encoding))
    return Page(source=source, blocks=tuple(headed(paragraphs(text))))


def paragraphs(text: str) -> Iterator[Block]:
    """The paragraphs of ``text``, each with the line it begins on; lines of one are kept apart by ``\\n``."""
    lines = list(enumerate(text.split("\n"), 1))
    filled = [line for line in lines if line[1].strip()]
    whole = not _wrapped(filled) and not _spaced(text) and not any(_INDENT.match(t) for _, t in filled)
    group: list[Line] = []
    for number, line in lines:
        if group and (whole or not line.strip() or _INDENT.match(line)):
            yield block(group)
            group = []
        if line.strip():
            group.append((number, line))
    if group:
        yield block(group)


def block(lines: Iterable[Line], level: int = 0) -> Block:
    """One block of numbered lines, the white space at both ends of each line taken off."""
    numbered = list(lines)
    return Block(text="\n".join(line.strip() for _, line in numbered), level=level, line=numbered[0][0])


def headed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give heading levels: 1 to a title that opens the text, 2 to a short line before a byline."""
    row = list(blocks)
    for index, item in enumerate(row):
        following = row[index + 1].text if index + 1 < len(row) else ""
        if _is_title(item.text) and following and (index == 0 or _BYLINE.match(following)):
            yield Block(text=item.text, level=1 if index == 0 else 2, line=item.line)
        else:
            yield item


def _is_title(text: str) -> bool:
    return len(text) <= _TITLE_CHARS and not _SENTENCE_END.search(text) and not _BYLINE.match(text)


def _spaced(text: str) -> bool:
    """Whether blank lines keep the paragraphs apart."""
    return re.search(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S", text) is not None


def _wrapped(lines: list[Line]) -> bool:
    """Whether lines are cut at a fixed width: most are as long as the longest, and end inside a sentence."""
    lengths = sorted(len(line.rstrip()) for _, line in lines)
    if len(lengths) < 4 or lengths[-1] > 80:
        return False
    full = [line for _, line in lines if len(line.rstrip()) >= lengths[-1] - 2]
    open_ended = [line for line in full if not re.search("[。！？][”’」』）]*$", line.rstrip())]
    return len(full) >= 0.6 * len(lengths) and len(open_ended) >= 0.6 * len(full)
