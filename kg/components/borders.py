"""Corrections to found spans where the guide leaves no choice; the words are data (pipelines/borders.yml)."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import yaml

from kg.places import full_names
from kg.resources import resource

ScoredSpan = tuple[int, int, str, float]
_LONGEST = 16  # characters of the name of a division


class _Rules(NamedTuple):
    """What ends with a prefix of a post; what is no event, no body; words that hold a letter of an area."""

    prefix: re.Pattern[str]
    no_event: re.Pattern[str]
    no_body: re.Pattern[str]
    words: frozenset[str]


@cache
def _rules() -> _Rules:
    data = yaml.safe_load(resource("pipelines", "borders.yml").read_text(encoding="utf-8"))
    return _Rules(
        re.compile(f"(?:{'|'.join(data['post_prefixes'])})$"),
        re.compile("|".join(data["no_events"])),
        re.compile("|".join(data["no_bodies"])),
        frozenset(data["words_of_letters"]),
    )


def settle(text: str, spans: Iterable[ScoredSpan]) -> list[ScoredSpan]:
    """Return the spans with their borders corrected, in the order in which they came.

    A post without its body takes in the word directly before it that belongs to it (挂职, 常务), unless another span
    holds that word; an event that is a period or a doctrine is left out; an event that holds the closing mark of a
    quotation holds the opening one too. A letter for an area is not the beginning of a division's full name, which
    it then is, nor a part of a word.
    """
    prefix = _rules().prefix
    spans = _whole_letters(text, _whole_quotes(text, [span for span in spans if not _is_none(text, *span[:3])]))
    covered = {at for start, end, _, _ in spans for at in range(start, end)}
    bodies = {start for start, _, label, _ in spans if label != "POST"}
    settled: list[ScoredSpan] = []
    for start, end, label, score in spans:
        before = prefix.search(text, max(0, start - 2), start) if label == "POST" and start not in bodies else None
        taken = before is not None and not covered.intersection(range(before.start(), start))
        settled.append((before.start() if before is not None and taken else start, end, label, score))
    return settled


def _is_none(text: str, start: int, end: int, label: str) -> bool:
    """Whether a span is no name: an event that is a period, 中央 of 中央和地方媒体, 台 of 上台."""
    rules = _rules()
    if label == "PLACE" and end == start + 1:
        return text[max(0, start - 1) : end] in rules.words or text[start : end + 1] in rules.words
    if label == "ORG":
        found = rules.no_body.match(text, start)
        return found is not None and found.end() == end
    return label == "EVENT" and rules.no_event.fullmatch(text, start, end) is not None


def _whole_letters(text: str, spans: list[ScoredSpan]) -> list[ScoredSpan]:
    """The spans, a letter for an area drawn out to the name that begins with it: 晋|城市, 渝|中.

    That is the full name of a division, or a place that the text names elsewhere, with its level or without.
    """
    starts = sorted(span[0] for span in spans)
    places = {text[start:end] for start, end, label, _ in spans if label == "PLACE"}
    named = places | {name[:-1] for name in places if name[-1] in "省市区县州旗"}
    whole: list[ScoredSpan] = []
    for start, end, label, score in spans:
        if label == "PLACE" and end == start + 1:
            at = bisect_right(starts, start)
            free = text[start : min(starts[at] if at < len(starts) else len(text), start + _LONGEST)]
            known = [n for n in range(2, len(free) + 1) if free[:n] in named]
            end = start + max([1, *known, *full_names(free)])
        whole.append((start, end, label, score))
    return whole


def _whole_quotes(text: str, spans: list[ScoredSpan]) -> list[ScoredSpan]:
    """The spans, events that begin inside a quotation from its opening mark on; what then lies inside them goes."""
    whole = [(_opening(text, *span[:2]) if span[2] == "EVENT" else span[0], *span[1:]) for span in spans]
    grown = [(new[0], old[0]) for new, old in zip(whole, spans, strict=True) if new[0] < old[0]]
    return [span for span in whole if not any(a <= span[0] and span[1] <= b for a, b in grown)]


def _opening(text: str, start: int, end: int) -> int:
    """Where the quotation opens whose closing mark stands in a span without it; else ``start``."""
    inside, line = text[start:end], text[text.rfind("\n", 0, start) + 1 : start]
    unopened = inside.find("”") >= 0 and not 0 <= inside.find("“") < inside.find("”")
    at = line.rfind("“")
    return start - len(line) + at if unopened and at > line.rfind("”") else start
