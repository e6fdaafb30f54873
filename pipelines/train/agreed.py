"""Sentences of People's Daily 1998 (PFR) as another set would mark them: those on which a finder and PFR agree.

The finder was taught on that set. What it finds must be a name of the same kind for PFR, or one word to which PFR
gives no kind of name (国会, the short 日, 北大); and each of PFR's names must be found, or lie in what was found.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.text import sentences
from pipelines.train.examples import Article, Marked
from pipelines.train.neighbours import Paragraph

KINDS = {"nr": "PER", "ns": "LOC", "nt": "ORG"}
_PLAIN = "nx"
_NO_NAME = "t"


def agreed(paragraphs: Iterable[Paragraph], find: Callable[[str], Iterable[Marked]]) -> Iterator[Article]:
    """The sentences with a name on which both agree, with the finder's spans."""
    for number, (text, words, names) in enumerate(paragraphs):
        found = list(find(text))
        for start, end in sentences(text):
            ours, theirs, tokens = (list(_within(spans, start, end)) for spans in (found, names, words))
            if ours and agree(ours, theirs, tokens):
                yield Article(str(number), text[start:end], tuple((a - start, b - start, kind) for a, b, kind in ours))


def agree(found: Iterable[Marked], names: Iterable[Marked], words: Iterable[Marked]) -> bool:
    """Whether the found spans of a sentence are what PFR's names and words say."""
    found, names = list(found), list(names)
    kinds = {(start, end): kind for start, end, kind in words if kind in _PLAIN}
    kinds |= {(start, end): kind for start, end, kind in names}
    return all(_told(*span, kinds) for span in found) and all(_known(*name, found) for name in names)


def _within(spans: Iterable[Marked], start: int, end: int) -> Iterator[Marked]:
    return (span for span in spans if start <= span[0] and span[1] <= end)


def _told(start: int, end: int, kind: str, kinds: Mapping[tuple[int, int], str]) -> bool:
    said = kinds.get((start, end), _NO_NAME)
    return KINDS[said] == kind if said in KINDS else said != _NO_NAME and kind != "PER"


def _known(start: int, end: int, kind: str, found: Iterable[Marked]) -> bool:
    return kind not in KINDS or any(a <= start and end <= b for a, b, _ in found)
