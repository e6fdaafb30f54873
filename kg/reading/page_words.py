"""The patterns of pipelines/page.yml, compiled once."""

import re
from functools import cache

import msgspec

from kg.resources import resource


class PageWords(msgspec.Struct, frozen=True):
    """The file as it stands: regular expressions of Python's re."""

    continued: tuple[str, ...]
    goes_on: tuple[str, ...]
    notes: tuple[str, ...]
    note_length: int
    begins: tuple[str, ...]
    sections: str
    questions: str
    subtitle: str


@cache
def page_words() -> PageWords:
    """The whole of pipelines/page.yml."""
    return msgspec.yaml.decode(resource("pipelines", "page.yml").read_bytes(), type=PageWords)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """The patterns of one kind as one: ``pattern("notes").search(text)``."""
    found = getattr(page_words(), kind)
    return re.compile(found if isinstance(found, str) else "|".join(f"(?:{one})" for one in found))
