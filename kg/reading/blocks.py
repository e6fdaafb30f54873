"""What a format reader gives: a page as a row of blocks, in the order of the source."""

from kg.types import Record


class Block(Record, frozen=True):
    """A paragraph (``level`` 0) or a heading (``level`` 1 to 6); ``line`` is its place in the source, from 1.

    ``text`` keeps the characters of the source; a line end inside it is a line break of the source.
    """

    text: str
    level: int = 0
    line: int = 0


class Page(Record, frozen=True):
    """One page or file: its blocks, and what the source itself says of them (front matter, HTML meta).

    ``told`` is the day that a line outside the articles tells (渝中报 2025年10月31日); it counts as text.
    """

    source: str
    blocks: tuple[Block, ...]
    title: str | None = None
    date: str | None = None
    place: str | None = None
    paper: str | None = None
    url: str | None = None
    told: str | None = None
