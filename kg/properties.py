"""Property values in the types that schema.yml declares, for the sinks that have types of their own."""

from calendar import monthrange
from datetime import date

from kg.errors import SchemaError
from kg.schema import load_schema
from kg.types import Value

Typed = Value | date | list[str]

_LATE = frozenset({"end", "endDate", "until", "lastSeen"})


def whole_day(text: str, late: bool = False) -> date:
    """Return the day of an ISO date; ``2025`` and ``2025-10`` give their first day, or the last if ``late``.

    Raises:
        ValueError: the text is no ISO date.
    """
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if late else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if late else 1)
    return date(year, month, day)


def typed(name: str, value: Value) -> Typed:
    """Return ``value`` as the declared type of the property ``name``: dates as dates, lists as lists.

    Raises:
        SchemaError: the value is no date, number or list although the schema says so.
    """
    kind = load_schema().property_type(name)
    try:
        if kind == "date":
            return whole_day(str(value), late=name in _LATE)
        if kind == "list":
            return [value] if isinstance(value, str) else [str(item) for item in value]  # type: ignore[union-attr]
        return {"integer": int, "float": float, "boolean": bool, "string": str}[kind](value)  # type: ignore[no-any-return]
    except (TypeError, ValueError) as error:
        raise SchemaError(f"property {name} should be of type {kind}, got {value!r}") from error
