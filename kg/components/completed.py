"""Names completed by what stands right before them: 雅典|奥运会, 鼎城区委常委、|组织部 (部长)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.components.titles import Span, words

_WORD = 4  # characters of a place that no span holds
_TITLES = 4  # of one person, before that of a department
_PLAIN = re.compile("(?:(?![在于的由从是和与及将对为以向赴到被])[\u4e00-\u9fff])+")


class Completed:
    """The names of an article's spans, so completed that two things that one word is left for are told apart."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.text, self.spans = text, list(spans)
        self._ending: Mapping[tuple[int, str], int] = {(end, label): start for start, end, label in self.spans}
        self._bodies: dict[int, int] = {}
        for start, end, label in self.spans:
            if label == "ORG":
                self._bodies.setdefault(start, end)

    def names(self) -> Iterator[str]:
        """The name of each span, in order."""
        for start, end, label in self.spans:
            before = self._before(start, end, label)
            yield self.text[slice(*before)] + self.text[start:end]

    def _before(self, start: int, end: int, label: str) -> tuple[int, int]:
        """What completes a name: the place that an event directly follows, the committee of a department's title."""
        if label == "EVENT":
            place = self._ending.get((start, "PLACE"))
            return (place if place is not None else self._after_year(start), start)
        if label == "ORG" and self.text[start:end] in words()["departments"]:
            return self._committee(start)
        return (start, start)

    def _after_year(self, at: int) -> int:
        """Where a word begins that no span holds between a year and an event: 2004年|雅典|奥运会."""
        years = (start for start in range(max(0, at - _WORD), at - 1) if (start, "DATE") in self._ending)
        return next((start for start in years if _PLAIN.fullmatch(self.text, start, at)), at)

    def _committee(self, at: int) -> tuple[int, int]:
        """The committee in the titles that a list goes on from at an offset."""
        title = at
        for _ in range(_TITLES):
            before = self._ending.get((title - 1, "POST")) if self.text[title - 1 : title] == "、" else None
            if before is None:
                break
            title, end = before, self._bodies.get(before, before)
            if before < end < at - 1:
                return (title, end) if self.text[title:end].endswith(("委", "委员会")) else (at, at)
        return (at, at)
