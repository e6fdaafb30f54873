"""The words of pipelines/reading.yml and the surnames, loaded once."""

import re
from functools import cache

import msgspec

from kg.resources import resource


class Byline(msgspec.Struct, frozen=True):
    """Words around the names of reporters."""

    before: tuple[str, ...]
    roles: tuple[str, ...]
    after: tuple[str, ...]
    not_names: frozenset[str]
    not_name_ends: tuple[str, ...]


class Publication(msgspec.Struct, frozen=True):
    """Words of lines that tell when and where a text was published."""

    info: tuple[str, ...]
    labels: tuple[str, ...]
    media_ends: tuple[str, ...]


class Doubt(msgspec.Struct, frozen=True):
    """Words that tell something as done, and as planned."""

    done: tuple[str, ...]
    planned: tuple[str, ...]


class Html(msgspec.Struct, frozen=True):
    """Elements, meta names and furniture of web pages."""

    dropped: frozenset[str]
    blocks: frozenset[str]
    void: frozenset[str]
    furniture: tuple[str, ...]
    always_furniture: tuple[str, ...]
    title_meta: tuple[str, ...]
    date_meta: tuple[str, ...]
    paper_meta: tuple[str, ...]
    url_meta: tuple[str, ...]


class Issuing(msgspec.Struct, frozen=True):
    """Words for what issues an article."""

    media: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """The whole of pipelines/reading.yml."""

    byline: Byline
    publication: Publication
    doubt: Doubt
    html: Html
    issuing: Issuing


@cache
def words() -> Words:
    """The cue words of reading."""
    return msgspec.yaml.decode(resource("pipelines", "reading.yml").read_bytes(), type=Words)


@cache
def surnames() -> frozenset[str]:
    """Surnames of one and two characters."""
    return frozenset(resource("pipelines", "gazetteer", "surnames.txt").read_text(encoding="utf-8").split())


def alternatives(choices: tuple[str, ...]) -> str:
    """A regular expression for any of the words, the longest first."""

    return "|".join(re.escape(word) for word in sorted(choices, key=lambda word: (-len(word), word)))
