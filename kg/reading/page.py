"""A newspaper page into its articles: headings sorted, torn columns rejoined, fragments given to their articles."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from kg.reading.articles import place
from kg.reading.blocks import Page
from kg.reading.chains import Chains
from kg.reading.fragments import Fragment, fragments
from kg.reading.headings import Title, sort_headings
from kg.reading.language_model import language_model
from kg.reading.runs import runs
from kg.reading.seam_model import seam_model
from kg.reading.stitch import joins
from kg.types import Document

_TITLE = 60  # characters of the longest title that no heading marks
_TORN = 2.0  # log odds from which a fragment is taken for torn, though it stands well where it does


def split_page(page: Page) -> list[Document]:
    """Return the articles of a page, in the order in which they begin on it.

    ``Document.text`` is the title line and the paragraphs, kept apart by line ends; two fragments that are
    surely one sentence stand in one paragraph. ``gaps`` holds the offset in ``text`` of each paragraph before
    which something is missing or not sure. ``id`` is the source, # and the number on the page, from 1.
    """
    pieces, titles = sort_headings(fragments(page.blocks))
    if not any(piece.kind != "heading" for piece in pieces):
        return []
    if not titles:
        pieces, titles = _untitled(page, pieces)
    return _documents(page, pieces, titles)


def _untitled(page: Page, pieces: list[Fragment]) -> tuple[list[Fragment], list[Title]]:
    """A page without headings is one article: by the title of its source, its first short line, or none."""
    first = pieces[0]
    if page.title:
        head, rest = page.title, pieces
    elif len(pieces) > 1 and first.open_end and len(first.text) <= _TITLE:
        head, rest = first.text, pieces[1:]
    else:
        head, rest = "", pieces
    body = [msgspec.structs.replace(rest[0], first=True), *rest[1:]]
    return [Fragment(text=head, kind="heading", level=1), *body], [Title(heading=0, text=head)]


class _Laid(NamedTuple):
    """The fragments of a page in chains, which of them begin torn, and the article of each stray chain."""

    chains: Chains
    torn: Sequence[bool]
    homes: dict[int, int | None]


def _laid_out(pieces: Sequence[Fragment]) -> _Laid:
    model, judge = language_model(), seam_model()
    odds = judge.torn_odds(model, [piece.text for piece in pieces])
    found, chains = runs(pieces, odds), Chains(pieces)
    chains.join(joins(model, judge, pieces, odds, found))
    for index, follows in enumerate(found.follows):
        if follows and not found.doubtful[index]:
            chains.link(index - 1, index)
    homes = place(model, chains, odds)
    for index in [i for i in homes if found.beside[i] and odds[i] < _TORN]:
        above = chains.start(index - 1)
        if homes[index] == homes.get(above, above):
            chains.link(index - 1, index)
    # Where a story breaks off shows only now that its paragraphs stand together.
    return _Laid(chains, found.torn, place(model, chains, odds))


def _documents(page: Page, pieces: Sequence[Fragment], titles: Sequence[Title]) -> list[Document]:
    """The articles, each with its own chains, by where its heading or first fragment stands."""
    chains, torn, homes = _laid_out(pieces)
    mains = {title.heading: chains.start(title.heading + 1) for title in titles}
    strays = {home: [i for i in homes if homes[i] == home] for home in mains.values()}
    rows: list[tuple[int, Title | None, list[int]]] = [
        (title.heading, title, _ordered(chains, mains[title.heading], strays, torn)) for title in titles
    ]
    rows += [(start, None, [start]) for start, home in homes.items() if home is None]
    return [
        _document(page, number, title, starts, chains, torn)
        for number, (_, title, starts) in enumerate(sorted(rows, key=lambda row: row[0]), 1)
    ]


def _ordered(chains: Chains, main: int, strays: dict[int, list[int]], torn: Sequence[bool]) -> list[int]:
    """An article's chains: what its torn beginning goes on from, its own, and the others as they stand."""
    before = [i for i in strays[main] if torn[main] and chains.pieces[i].continued]
    before = before or [i for i in strays[main] if torn[main] and i < main and chains.breaks_off(i)][-1:]
    return [*before, main, *(i for i in strays[main] if i not in before)]


def _document(
    page: Page, number: int, title: Title | None, starts: Sequence[int], chains: Chains, torn: Sequence[bool]
) -> Document:
    head = [line for line in (title and title.text, title and title.subtitle) if line]
    lines, gaps = list(head), []
    broken = True
    for start in starts:
        if (broken or torn[start]) and (lines != head or _continued(chains, start, torn)):
            gaps.append(len("".join(lines)) + len(lines))
        lines += chains.paragraphs(start)
        broken = chains.breaks_off(start)
    return Document(
        id=f"{page.source}#{number}",
        text="\n".join(lines),
        title=(title and title.text) or None,
        subtitle=title.subtitle if title else None,
        date=page.date,
        place=page.place,
        source=page.source,
        url=page.url,
        position=number,
        continued=_continued(chains, starts[0], torn),
        gaps=tuple(gaps),
    )


def _continued(chains: Chains, start: int, torn: Sequence[bool]) -> bool:
    """Whether a chain goes on from another page."""
    return chains.pieces[start].continued or torn[start]
