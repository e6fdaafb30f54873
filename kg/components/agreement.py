"""One decision for all mentions of a name in an article: what is sure in one place is favoured in the others."""

from collections.abc import Iterator, Sequence

from kg.components.decoding import Found, Lattice
from kg.components.windows import Window

SURE, BONUS, SHORTEST = 0.97, 2.0, 2
"""Chosen on the development articles: from .9 to .995 and 1 to 3 all gain."""
_OUTER = 0
Read = Sequence[tuple[Window, Lattice]]


def agree(text: str, read: Read) -> None:
    """Favour, in all windows of an article, the spans that spell a name found with probability ``SURE``."""
    names = sorted(set(_sure_names(text, read)))
    for window, lattice in read:
        for span in _mentions(text, window, names):
            if span[1] - span[0] <= lattice.longest:
                lattice.favour(_OUTER, span, BONUS)


def _sure_names(text: str, read: Read) -> Iterator[tuple[str, int]]:
    """Each name with its label's number."""
    for window, lattice in read:
        for span in lattice.best()[_OUTER]:
            offsets = [at for at in window.offsets[span[0] : span[1]] if at >= 0]
            name = text[offsets[0] : offsets[-1] + 1] if offsets else ""
            if len(name) >= SHORTEST and lattice.probability(_OUTER, span) >= SURE:
                yield name, span[2]


def _mentions(text: str, window: Window, names: Sequence[tuple[str, int]]) -> Iterator[Found]:
    """The tokens of each place in the window where a name is spelt."""
    token = {at: i for i, at in enumerate(window.offsets) if at >= 0}
    first, last = min(token, default=0), max(token, default=-1) + 1
    for name, label in names:
        at = text.find(name, first, last)
        while at >= 0:
            if at in token and at + len(name) - 1 in token:
                yield token[at], token[at + len(name) - 1] + 1, label
            at = text.find(name, at + 1, last)
