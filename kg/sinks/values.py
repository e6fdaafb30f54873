"""Property values as the declared type of their property, and as text."""

import calendar
import json
import math
import re
from functools import lru_cache

from kg.errors import SchemaError
from kg.schema import load_schema
from kg.types import Value

_JSON = json.JSONEncoder(ensure_ascii=False).encode
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
AS_IT_IS = {"string": str, "date": str, "integer": int}
"""The types of values that stand as they are, by the declared type of their property."""
_LATER = frozenset({"end", "endDate", "until", "lastSeen"})
_FOREIGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def typed_properties(properties: dict[str, Value]) -> dict[str, Value]:
    """Return the properties that have a value, each as its declared type, sorted by name.

    Empty lists are left out: no format but JSON Lines can tell them from a missing value.

    Raises:
        SchemaError: a value cannot stand in its property without loss.
    """
    return {name: typed(name, value) for name, value in sorted(properties.items()) if value is not None and value != ()}


def typed(name: str, value: Value) -> Value:
    """Return ``value`` as the type that pipelines/schema.yml declares for the property ``name``.

    Raises:
        SchemaError: it cannot be so without loss.
    """
    kind = load_schema().property_type(name)
    if type(value) is AS_IT_IS.get(kind):
        return value
    if kind == "list":
        return tuple(str(item) for item in value) if isinstance(value, (tuple, list)) else (_text(name, value),)
    if kind == "boolean" and isinstance(value, bool):
        return value
    if kind in ("integer", "float"):
        return _number(name, value, kind)
    if kind in ("string", "date"):
        return _text(name, value)
    raise SchemaError(f"property {name} is {kind}, got {value!r}; correct it or pipelines/schema.yml")


def _number(name: str, value: Value, kind: str) -> int | float:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        if kind == "float":
            return float(value)
        if whole:
            return int(value)
    raise SchemaError(f"property {name} is {kind}, got {value!r}; correct it or pipelines/schema.yml")


def _text(name: str, value: Value) -> str:
    if isinstance(value, (tuple, list)):
        raise SchemaError(f"property {name} is one text, got a list; declare it in pipelines/schema.yml")
    return plain(value)


def plain(value: Value) -> str:
    """Return a value as text: ``true`` and ``false`` in lower case, a list as a JSON array."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (tuple, list)):
        return _JSON(list(value))
    return str(value)


def printable(text: str) -> str:
    """Return ``text`` with what XML 1.0 cannot hold (control characters, lone surrogates) as U+FFFD."""
    return text if text.isprintable() else _FOREIGN.sub("\ufffd", text)


@lru_cache(maxsize=4096)
def day(name: str, date: str) -> str | None:
    """Return the ISO day that a date of day, month or year stands for in the property ``name``.

    The first day, or the last one where the property is an end (until, endDate, lastSeen).
    None where ``date`` is no date of the calendar.
    """
    match = _DATE.fullmatch(date)
    if not match:
        return None
    last = name in _LATER
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    if not (1 <= month <= 12 and year >= 1):
        return None
    length = calendar.monthrange(year, month)[1]
    of_month = int(match[3] or (length if last else 1))
    return f"{year:04}-{month:02}-{of_month:02}" if 1 <= of_month <= length else None
