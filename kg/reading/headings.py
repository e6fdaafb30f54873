"""Which headings of a page are titles of articles, and which are banners, sections or second lines."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.reading.fragments import Fragment
from kg.reading.page_words import pattern
from kg.types import Record


class Title(Record, frozen=True):
    """An article's title; ``heading`` is the index of its heading among the fragments."""

    heading: int
    text: str
    subtitle: str | None = None


class Headed(NamedTuple):
    """The fragments with headings sorted out: ``titles`` by the index of the heading that opens the article."""

    pieces: list[Fragment]
    titles: list[Title]


def sort_headings(pieces: Sequence[Fragment]) -> Headed:
    """Make titles of headings with a story under them; questions and sections become fragments of the story."""
    asked = _demoted(pieces)
    kept: list[Fragment] = []
    titles: list[Title] = []
    row: list[Fragment] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and index not in asked:
            row.append(piece)
            continue
        if row:
            kept.append(row[-1])
            titles.append(_title(row, piece.text, len(kept) - 1))
        kept.append(_as_body(piece, bool(row)))
        row = []
    return Headed(kept, titles)


def _as_body(piece: Fragment, first: bool) -> Fragment:
    kind = "question" if piece.kind == "heading" else piece.kind
    return Fragment(
        text=piece.text,
        kind="note" if kind == "section" else kind,
        line=piece.line,
        first=first,
        continued=piece.continued,
        goes_on=piece.goes_on,
    )


def _demoted(pieces: Sequence[Fragment]) -> set[int]:
    """Indices of headings that are questions of an interview, or sections deeper than the page's titles."""
    headings = [(i, p) for i, p in enumerate(pieces) if p.kind == "heading"]
    asking = {i for i, p in headings if p.text.endswith(("？", "?")) or pattern("questions").match(p.text)}
    asking -= {headings[0][0]} if headings else set()
    levels = sorted({p.level for _, p in headings})
    deep = {i for i, p in headings if len(levels) > 1 and p.level > max(2, levels[0])}
    return (asking if len(asking) > 1 else set()) | deep


def _title(row: Sequence[Fragment], story: str, index: int) -> Title:
    """The title of a story out of the headings that stand in a row above it."""
    main = row[-1]
    if len(row) == 1:
        return Title(heading=index, text=main.text)
    above = row[-2]
    second = pattern("subtitle").match(main.text) or (
        main.level > above.level > 1 or (len(row) == 2 and main.level > above.level and _fits(above.text, story))
    )
    if second:
        return Title(heading=index, text=above.text, subtitle=main.text)
    return Title(heading=index, text=main.text)


def _fits(title: str, story: str) -> bool:
    """Whether a story takes up the words of a heading: half of its pairs of characters."""
    pairs = {title[k : k + 2] for k in range(len(title) - 1)}
    return sum(pair in story for pair in pairs) >= 0.5 * max(len(pairs), 1)
