"""What a web page says of its article in its head: meta tags, <title>, the comments of Founder's e-papers."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from kg.reading.clean import clean
from kg.reading.iso_date import iso_date
from kg.reading.words import words
from kg.types import Record

# <!--enpproperty <articleid>…</articleid><date>2025-10-31 00:00:00.0</date><title>…</title> … /enpproperty-->
_FOUNDER = "enpproperty"
_FOUNDER_CHARS, _TITLE_CHARS = 5000, 300
_FOUNDER_FIELD = re.compile(r"<(title|date|sourcename|url)>([^<]{1,500})</\1>")
_SUFFIX = re.compile(r"\s*[-_|–—－﹣|·]{1,3}\s*")


class Meta(Record, frozen=True):
    """Title, day of publication, paper and address, as far as the page's head has them."""

    title: str | None = None
    date: str | None = None
    paper: str | None = None
    url: str | None = None


def meta(root: etree._Element, source: str) -> Meta:
    """Read the meta tags of a parsed page, and the Founder comments of its ``source`` text, which go first."""
    tags = _tags(root)
    founder = founder_fields(source)
    names = words().html
    date = iso_date(founder.get("date", "")) or _first_date(tags, names.date_meta)
    return Meta(
        title=founder.get("title") or _first(tags, names.title_meta),
        date=date,
        paper=founder.get("sourcename") or _first(tags, names.paper_meta),
        url=founder.get("url") or _first(tags, names.url_meta),
    )


def founder_fields(source: str) -> Mapping[str, str]:
    """The fields of the comment that Founder's e-paper software writes into each page."""
    start = source.find(_FOUNDER)
    end = source.find(f"/{_FOUNDER}", start) if start >= 0 else -1
    comment = source[start : min(end, start + _FOUNDER_CHARS)] if end > 0 else ""
    return {key: clean(value).strip() for key, value in _FOUNDER_FIELD.findall(comment)}


def title_parts(root: etree._Element) -> list[str]:
    """<title> in all the ways that it can be read without the name of the site, the longest first."""
    element = root.find(".//title")
    whole = " ".join(clean("".join(map(str, element.itertext())) if element is not None else "").split())[:_TITLE_CHARS]
    cuts = [match.start() for match in _SUFFIX.finditer(whole)]
    return [whole, *(whole[:cut] for cut in reversed(cuts) if cut)]


def _tags(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = " ".join(clean(element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _first(tags: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((tags[name] for name in names if name in tags), None)


def _first_date(tags: Mapping[str, str], names: Iterable[str]) -> str | None:
    dates = (iso_date(tags[name]) for name in names if name in tags)
    return next((date for date in dates if date and len(date) == 10), None)
