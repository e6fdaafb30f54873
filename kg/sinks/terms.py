"""The words and colours in which labels, types and properties are shown, from assets/terms.yml."""

from functools import cache
from pathlib import Path

import msgspec

ASSETS = Path(__file__).resolve().parent / "assets"
_OTHER_COLOUR = "#7A7F87"


class Term(msgspec.Struct, frozen=True):
    """One thing in two languages, with a colour where it is drawn."""

    zh: str
    en: str
    colour: str | None = None


class Terms(msgspec.Struct, frozen=True):
    """The terms of labels, relationship types, properties, and values of properties."""

    labels: dict[str, Term]
    types: dict[str, Term]
    properties: dict[str, Term]
    values: dict[str, Term]

    def colour(self, label: str) -> str:
        """The colour of a label as ``#RRGGBB``; grey for one that has none."""
        term = self.labels.get(label)
        return term.colour or _OTHER_COLOUR if term else _OTHER_COLOUR


@cache
def load_terms() -> Terms:
    """Return the terms of assets/terms.yml."""
    import yaml

    data = yaml.safe_load((ASSETS / "terms.yml").read_text(encoding="utf-8"))
    return msgspec.convert(data, Terms)
