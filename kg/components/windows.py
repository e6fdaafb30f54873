"""Windows of whole sentences for the encoder: each token is one character, or a sign between two sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.components.characters import BREAK, START, Characters

Span = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Tokens for one run of the encoder: ``offsets[i]`` is the character of token ``i``, -1 for a sign."""

    ids: list[int]
    offsets: list[int]
    owned: Span
    """Only what begins in this range of the text is taken from this window (a long sentence is cut twice)."""
    walls: list[int]
    """The signs that no name reaches across: all but those between sentences that adjoin in one line."""


def windows(text: str, sentences: Sequence[Span], chars: Characters, size: int) -> list[Window]:
    """Return the windows over ``text``: as many whole sentences as ``size`` characters hold.

    A sentence longer than ``size`` is cut into pieces of ``size`` that overlap by a quarter.
    """
    return [_window(text, group, owned, chars) for group, owned in _groups(sentences, size)]


def _groups(sentences: Sequence[Span], size: int) -> Iterator[tuple[list[Span], Span]]:
    """Sentences, or one piece of a long one, with the range of text that the window answers for."""
    group: list[Span] = []
    for start, end in sentences:
        if group and (end - start > size or end - group[0][0] > size):
            yield group, (group[0][0], group[-1][1])
            group = []
        if end - start > size:
            yield from (([piece], owned) for piece, owned in _pieces(start, end, size))
        elif end > start:
            group.append((start, end))
    if group:
        yield group, (group[0][0], group[-1][1])


def _pieces(start: int, end: int, size: int) -> Iterator[tuple[Span, Span]]:
    """Pieces of a long sentence; each owns the text up to the middle of the overlap with the next."""
    overlap = size // 4
    owned_from, left = start, start
    while left + size < end:
        owned_to = left + size - overlap // 2
        yield (left, left + size), (owned_from, owned_to)
        owned_from, left = owned_to, left + size - overlap
    yield (left, end), (owned_from, end)


def _window(text: str, group: Sequence[Span], owned: Span, chars: Characters) -> Window:
    ids, offsets, walls = [START], [-1], [0]
    for (start, end), (after, _) in zip(group, [*group[1:], (len(text) + 1, 0)], strict=True):
        ids += [*chars.ids(text[start:end]), BREAK]
        offsets += [*range(start, end), -1]
        if after > len(text) or "\n" in text[end:after]:
            walls.append(len(ids) - 1)
    return Window(ids, offsets, owned, walls)
