"""Names of divisions at the beginning of a text, one in the other: 重庆市|渝中区|石油路街道."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.places.division import Division
from kg.places.table import Table, load_table, load_towns


class Chain(NamedTuple):
    """The division that the text names up to ``end``; ``links`` are the divisions named on the way.

    ``by_short`` says that the last name is a short one (渝中), which a longer word may begin with.
    """

    division: Division
    end: int
    by_short: bool
    links: tuple[Division, ...]


def chains(text: str, start: int = 0) -> list[Chain]:
    """Every way to read ``text`` from ``start`` as divisions, each inside the one before; longest first.

    A town is read only after what it lies in. The short name of a county is read only as the last.
    """
    found = list(_extend(load_table(), text, start, ()))
    found.sort(key=lambda chain: (-chain.end, chain.by_short, chain.division.code))
    return found


def towns(text: str, start: int, links: tuple[Division, ...]) -> Iterator[Chain]:
    """The towns inside the last link whose name ``text`` begins with at ``start``, longest name first."""
    index = load_towns()
    for end in range(min(len(text), start + index.longest), start + 1, -1):
        for town in index.full.get(text[start:end], ()):
            if town.lies_in(links[-1]):
                yield Chain(town, end, False, (*links, town))


def _extend(index: Table, text: str, start: int, links: tuple[Division, ...]) -> Iterator[Chain]:
    """The readings from ``start``, inside the last link."""
    for end in range(min(len(text), start + index.longest), start + 1, -1):
        name = text[start:end]
        for by_short, bearers in ((False, index.full.get(name, ())), (True, index.short.get(name, ()))):
            for division in bearers:
                if not links or _follows(division, links[-1]):
                    path = (*links, division)
                    yield Chain(division, end, by_short, path)
                    if not by_short or division.level in ("province", "city"):
                        yield from _extend(index, text, end, path)
    if links and len(text) > start + 1:
        yield from towns(text, start, links)


def _follows(division: Division, last: Division) -> bool:
    """Whether a division may be read after another: inside it, and not it again."""
    return division.code != last.code and division.lies_in(last)
