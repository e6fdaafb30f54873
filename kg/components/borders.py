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
    holds that word; an event that is a period or a doctrine is left out.
    """
    prefix, no_event = _rules()
    spans = list(spans)
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
