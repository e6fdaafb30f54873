"""Corrections to found spans where the guide leaves no choice; the words are data (pipelines/borders.yml)."""

import re
from collections.abc import Iterable
from functools import cache

import yaml

from kg.resources import resource

ScoredSpan = tuple[int, int, str, float]


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends with a prefix of a post; what is no event."""
    data = yaml.safe_load(resource("pipelines", "borders.yml").read_text(encoding="utf-8"))
    return re.compile(f"(?:{'|'.join(data['post_prefixes'])})$"), re.compile("|".join(data["no_events"]))


def settle(text: str, spans: Iterable[ScoredSpan]) -> list[ScoredSpan]:
    """Return the spans with their borders corrected, in the order in which they came.

    A post without its body takes in the word directly before it that belongs to it (挂职, 常务), unless another span
    holds that word; an event that is a period or a doctrine is left out; an event that holds the closing mark of a
    quotation holds the opening one too.
    """
    prefix, no_event = _rules()
    spans = _whole_quotes(text, list(spans))
    covered = {at for start, end, _, _ in spans for at in range(start, end)}
    bodies = {start for start, _, label, _ in spans if label != "POST"}
    settled: list[ScoredSpan] = []
    for start, end, label, score in spans:
        if label == "EVENT" and no_event.fullmatch(text, start, end):
            continue
        before = prefix.search(text, max(0, start - 2), start) if label == "POST" and start not in bodies else None
        taken = before is not None and not covered.intersection(range(before.start(), start))
        settled.append((before.start() if before is not None and taken else start, end, label, score))
    return settled


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
