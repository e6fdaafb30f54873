"""The rules of pipelines/rules/relations.yml: patterns over a sentence in which each name is one sign."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from kg.components.relations.layout import SIGNS, Layout, Row, cue_pattern
from kg.errors import SchemaError
from kg.resources import resource
from kg.schema import load_schema

_PIECE = re.compile(r"\{([A-Z|]+)(\+)?(?::(head|tail))?\}|\{([a-z0-9]+)\}|~")
_JOIN = "[、，和及与以]"


class Rule(NamedTuple):
    """A compiled rule; ``needs`` are signs of which each must stand in the sentence."""

    id: str
    type: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    nested: bool
    carried: bool
    event: bool
    founder: bool
    find: tuple[dict[str, Any], ...]
    leave: tuple[str, ...]


class Hit(NamedTuple):
    """A rule that found a pair of mentions (indices)."""

    rule: str
    type: str
    head: int
    tail: int


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the file.

    Raises:
        SchemaError: a rule has an unknown relation type, or the same id as another.
    """
    import yaml

    data = yaml.safe_load(resource("pipelines", "rules", "relations.yml").read_text("utf-8"))
    rules = tuple(_compile(entry) for entry in data)
    known = load_schema().relations
    for rule in rules:
        if rule.type not in known:
            raise SchemaError(f"unknown relation {rule.type} (pipelines/rules/relations.yml, rule {rule.id})")
    if len({rule.id for rule in rules}) < len(rules):
        raise SchemaError("two rules of pipelines/rules/relations.yml have one id")
    return rules


def _compile(entry: dict[str, Any]) -> Rule:
    needs: list[str] = []
    source = _PIECE.sub(lambda m: _piece(m, needs), entry["pattern"])
    return Rule(
        id=entry["id"],
        type=entry["type"],
        pattern=re.compile(source),
        needs=tuple(needs),
        nested=bool(entry.get("nested")),
        carried=bool(entry.get("carried")),
        event=bool(entry.get("event")),
        founder=bool(entry.get("founder")),
        find=tuple(entry["find"]),
        leave=tuple(entry["leave"]),
    )


def _piece(match: re.Match[str], needs: list[str]) -> str:
    """One piece of the pattern language as a regular expression."""
    labels, several, role, cue = match.groups()
    if labels is None:
        return "[^。；]*?" if cue is None else f"(?:{cue_pattern(cue)})"
    signs = "".join(SIGNS[label] for label in labels.split("|"))
    needs.append(signs)
    one = f"[{signs}]"
    if several:
        title = f"(?:{SIGNS['POST']}[、兼]?)*" if "PERSON" in labels else ""
        one = f"{title}{one}(?:{_JOIN}{{1,2}}{title}{one})*"
    return f"(?P<{role}>{one})" if role else f"(?:{one})"


def hits(layout: Layout, row: Row) -> Iterator[Hit]:
    """Yield what the rules find in a sentence, rule by rule."""
    places = {row.at[i]: i for i in row.outer}
    for rule in _applicable(frozenset(layout.spans[i][2] for i in row.outer)):
        for match in rule.pattern.finditer(row.skeleton):
            yield from _pairs(layout, row, rule, match, places)


@cache
def _applicable(labels: frozenset[str]) -> tuple[Rule, ...]:
    """The rules whose every need is met in a sentence that has names of these labels."""
    present = {SIGNS[label] for label in labels}
    return tuple(rule for rule in load_rules() if all(present.intersection(signs) for signs in rule.needs))


def _pairs(layout: Layout, row: Row, rule: Rule, match: re.Match[str], places: dict[int, int]) -> Iterator[Hit]:
    schema = load_schema()
    if rule.nested or rule.carried:
        yield from _bodies(layout, rule, places[match.start("tail")])
        return
    if rule.founder:
        yield from _founders(layout, rule, places[match.start("tail")])
        return
    heads = _named(layout, places, match, "head")
    tails = _events(layout, row, match) if rule.event else _named(layout, places, match, "tail")
    for head in heads:
        for tail in tails:
            if head != tail and schema.allows(rule.type, layout.spans[head][2], layout.spans[tail][2]):
                yield Hit(rule.id, rule.type, head, tail)


def _named(layout: Layout, places: dict[int, int], match: re.Match[str], role: str) -> list[int]:
    """The mentions inside a group, without the titles that a list of people runs over."""
    found = [places[k] for k in range(*match.span(role)) if k in places]
    if any(layout.spans[i][2] != "POST" for i in found):
        return [i for i in found if layout.spans[i][2] != "POST"]
    return found


def _events(layout: Layout, row: Row, match: re.Match[str]) -> list[int]:
    """The event a sentence is about: its first one."""
    return [i for i in row.outer if layout.spans[i][2] == "EVENT"][:1] if match else []


def _bodies(layout: Layout, rule: Rule, post: int) -> Iterator[Hit]:
    title = layout.title_of.get(post)
    if title is not None and title.body is not None and title.nested == rule.nested:
        yield Hit(rule.id, rule.type, post, title.body)


def _founders(layout: Layout, rule: Rule, post: int) -> Iterator[Hit]:
    """The holders of a title like 创始人 founded the body it names."""
    title = layout.title_of.get(post)
    if title is None or title.body is None or layout.spans[title.body][2] != "ORG":
        return
    if any(word in layout.mentions[post].text for word in ("创始", "创办", "创建")):
        for holder in title.holders:
            yield Hit(rule.id, rule.type, holder, title.body)
