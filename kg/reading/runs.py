"""Which fragments of a page follow on each other as whole paragraphs do, and which begin inside a sentence."""

from collections.abc import Sequence

from kg.reading.fragments import Fragment
from kg.types import Record

_DOUBT = -1.0  # log odds below which a fragment surely begins a sentence
_CONTEXT = 1500  # characters of a story that tell its subject


class Runs(Record, frozen=True):
    """What a fragment is to the one before it.

    ``torn``: it begins inside a sentence; ``doubtful``: it may; ``beside``: it stands where the next paragraph
    of the one before would; ``follows``: it is that; ``heading``: the index of the heading that it stands
    under, -1 for none; ``start``: the index of the first fragment of its run.
    """

    torn: tuple[bool, ...]
    doubtful: tuple[bool, ...]
    beside: tuple[bool, ...]
    follows: tuple[bool, ...]
    heading: tuple[int, ...]
    start: tuple[int, ...]

    def end(self, index: int) -> int:
        """The last fragment of the run of a fragment."""
        while index + 1 < len(self.follows) and self.follows[index + 1]:
            index += 1
        return index


def runs(pieces: Sequence[Fragment], odds: Sequence[float]) -> Runs:
    """Find the runs of a page.

    Args:
        pieces: the fragments.
        odds: log odds that each begins inside a sentence.
    """
    torn, doubtful = _torn(pieces, odds)
    beside: list[bool] = []
    follows: list[bool] = []
    heading: list[int] = []
    start: list[int] = []
    for i, piece in enumerate(pieces):
        last = pieces[i - 1] if i else piece
        parted = piece.kind == "heading" or piece.first or piece.continued
        broken = i == 0 or last.kind == "heading" or last.torn_end or last.goes_on
        beside.append(not (parted or broken))
        follows.append(beside[i] and not torn[i])
        start.append(start[-1] if follows[i] else i)
        heading.append(i - 1 if piece.first else heading[-1] if follows[-1] else -1)
    return Runs(
        torn=tuple(torn),
        doubtful=tuple(doubtful),
        beside=tuple(beside),
        follows=tuple(follows),
        heading=tuple(heading),
        start=tuple(start),
    )


def _torn(pieces: Sequence[Fragment], odds: Sequence[float]) -> tuple[list[bool], list[bool]]:
    """The likeliest torn beginnings, no more of them than there are torn ends; and all that may be some.

    Where nothing breaks off and nothing goes on, no paragraph is torn; what answers a question never is.
    """
    ends = sum(piece.torn_end and not piece.goes_on for piece in pieces)
    may = [
        i
        for i, piece in enumerate(pieces)
        if piece.may_go_on and odds[i] > _DOUBT and not _answers(pieces, i) and (ends or piece.first)
    ]
    likely = sorted((i for i in may if odds[i] > 0), key=lambda i: (-odds[i], i))[:ends]
    return [i in set(likely) for i in range(len(pieces))], [i in set(may) for i in range(len(pieces))]


def _answers(pieces: Sequence[Fragment], index: int) -> bool:
    return index > 0 and pieces[index - 1].kind == "question"


def before(pieces: Sequence[Fragment], found: Runs, index: int) -> str:
    """What stands before the end of a fragment in its run, with the heading, at most some 1,500 characters."""
    members = range(found.start[index], index + 1)
    head = pieces[found.heading[index]].text if found.heading[index] >= 0 else ""
    return head + "\n" + "\n".join(pieces[i].text for i in members)[-_CONTEXT:]


def after(pieces: Sequence[Fragment], found: Runs, index: int) -> str:
    """What stands after the beginning of a fragment in its run, with the heading it stands under."""
    members = range(index, found.end(index) + 1)
    head = pieces[index - 1].text if pieces[index].first else ""
    return head + "\n" + "\n".join(pieces[i].text for i in members)[:_CONTEXT]
