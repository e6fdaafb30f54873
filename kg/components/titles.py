"""Chains of titles around a name: 区科技局党组成员、副局长陈某, with the body carried along the chain.

A chain is what official news writes before (or after) one name: titles joined by 、. A title that names no
body of its own takes it from the title before it in the chain, or in the chain just before.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from kg.resources import resource

Span = tuple[int, int, str]


class Title(NamedTuple):
    """A POST span as read in its sentence; indices point into the sequence of spans."""

    span: int
    body: int | None
    nested: bool
    holders: tuple[int, ...]
    chain: int


@cache
def words() -> dict[str, Any]:
    """Return the word lists of pipelines/rules/reference.yml."""
    import yaml

    data: dict[str, Any] = yaml.safe_load(resource("pipelines", "rules", "reference.yml").read_text("utf-8"))
    return data


@cache
def _joins(kind: str) -> frozenset[str]:
    return frozenset(words()["titles"][kind])


def outermost(spans: Sequence[Span], order: Sequence[int]) -> tuple[list[int], dict[int, list[int]]]:
    """Split spans (indices ``order``, by start, longest first) into outermost ones and what they contain."""
    outer: list[int] = []
    inside: dict[int, list[int]] = {}
    end = -1
    for i in order:
        if outer and spans[i][1] <= end:
            inside.setdefault(outer[-1], []).append(i)
        else:
            outer.append(i)
            end = spans[i][1]
    return outer, inside


def nested_body(spans: Sequence[Span], inner: Sequence[int]) -> int | None:
    """The longest ORG inside a title, else its longest PLACE."""
    for label in ("ORG", "PLACE"):
        found = [i for i in inner if spans[i][2] == label]
        if found:
            return max(found, key=lambda i: spans[i][1] - spans[i][0])
    return None


def read_titles(text: str, spans: Sequence[Span], order: Sequence[int]) -> list[Title]:
    """Read the titles of one sentence.

    Args:
        text: The article.
        spans: All spans, (start, end, label).
        order: The indices of the sentence's spans, by start, longer ones first.

    Returns:
        One `Title` for each POST, in order.
    """
    outer, inside = outermost(spans, order)
    chains = _chains(text, spans, outer)
    titles: list[Title] = []
    previous: int | None = None
    for number, chain in enumerate(chains):
        holders = _holders(text, spans, outer, chain)
        carried = _owner(text, spans, outer, chain[0])
        if carried is None and number and _follows(text, spans, outer, chains[number - 1], chain):
            carried = previous
        body = None
        for position in chain:
            own = nested_body(spans, inside.get(outer[position], ()))
            body = own if own is not None else (body if position != chain[0] else carried)
            titles.append(Title(outer[position], body, own is not None, holders, number))
        previous = body
    return titles


def _chains(text: str, spans: Sequence[Span], outer: Sequence[int]) -> list[list[int]]:
    """Positions in ``outer`` of titles that stand together."""
    chains: list[list[int]] = []
    for position, i in enumerate(outer):
        if spans[i][2] != "POST":
            continue
        before = chains[-1][-1] if chains else -2
        if before == position - 1 and text[spans[outer[before]][1] : spans[i][0]] in _joins("joins"):
            chains[-1].append(position)
        else:
            chains.append([position])
    return chains


def _holders(text: str, spans: Sequence[Span], outer: Sequence[int], chain: Sequence[int]) -> tuple[int, ...]:
    """The people the chain stands before, else the one it stands after."""
    after = _person(spans, outer, chain[-1] + 1)
    if after is not None and text[spans[outer[chain[-1]]][1] : spans[after][0]] in _joins("before_name"):
        return (after,)
    before = _person(spans, outer, chain[0] - 1)
    if before is not None and text[spans[before][1] : spans[outer[chain[0]]][0]] in _joins("after_name"):
        return (before,)
    return ()


def _person(spans: Sequence[Span], outer: Sequence[int], position: int) -> int | None:
    if 0 <= position < len(outer) and spans[outer[position]][2] == "PERSON":
        return outer[position]
    return None


def _owner(text: str, spans: Sequence[Span], outer: Sequence[int], position: int) -> int | None:
    """The body that a title belongs to by 的 between the two: 某大学的党委副书记."""
    before = outer[position - 1] if position else None
    if before is None or spans[before][2] != "ORG" or text[spans[before][1] : spans[outer[position]][0]] != "的":
        return None
    return before


def _follows(text: str, spans: Sequence[Span], outer: Sequence[int], left: list[int], right: list[int]) -> bool:
    """Whether a chain goes on from the one before: only its holder, then 、, stands between."""
    between = outer[left[-1] + 1 : right[0]]
    if len(between) != 1 or spans[between[0]][2] != "PERSON":
        return False
    return text[spans[between[0]][1] : spans[outer[right[0]]][0]] in ("、", "和", "及", "与")
