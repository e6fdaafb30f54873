"""Referents of dates and events.

A date is its days. An event whose name tells which one it is (an ordinal, a year, a name in quotation marks) is tied by
that name and the year; one with words of its own by its day, or by another such event of its article; 揭牌仪式 or
座谈会 only by its day together with a host, a place or someone who took part. An article that tells no year asks for
the one event that agrees in all else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.lexicon import lexicon
from kg.resolve.names import take_apart_event
from kg.resolve.referents import Referent

_PARTIES = ("HOSTS", "ORGANIZES", "CO_ORGANIZES", "ATTENDS", "PRESIDES", "SPEAKS_AT", "OPENS")
_ISO_YEAR = len("2025-")
_OWN_NAME = 4  # characters of a core that is a name, not the subject of a meeting
_MEETING = ("会", "会议")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")


def date_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each DATE; one that tells no day by itself is the article's own."""
    for entity in article.entities("DATE"):
        if entity in known:
            continue
        value = article.day(entity)
        name = article.fullest(entity)
        key = f"{value.start}|{value.end}|{value.precision}" if value else f"{name}@{article.id}"
        days = {"start": value.start, "end": value.end, "precision": value.precision} if value else {}
        yield Referent(
            id=entity,
            document=article.id,
            label="DATE",
            name=_iso(days) or name,
            block=f"DATE|{key}",
            ties=(f"DATE|{key}",),
            names=article.names(entity),
            rule="date.normalised" if value else "date.own",
            properties=days,
        )


def _iso(days: Mapping[str, str]) -> str:
    """The shortest ISO form of a value: 2025, 2025-10, 2025-10-25, or both ends of a range."""
    if not days:
        return ""
    start, end, precision = days["start"], days["end"], days["precision"]
    if start == end:
        return start
    if precision == "month" and start[:7] == end[:7]:
        return start[:7]
    if precision == "year" and start[:4] == end[:4]:
        return start[:4]
    return f"{start}/{end}"


def event_referents(article: Article, known: Mapping[str, Referent]) -> Iterator[Referent]:
    """Yield a referent for each EVENT, with its days."""
    named = {entity: _named(article, entity) for entity in article.entities("EVENT")}
    for entity, event in named.items():
        others = {other.block for other in named.values() if other.recurs_yearly and other.block != event.block}
        parties = sorted(set(_parties(article, entity, known)))
        ties, weak = _keys(article, entity, event, parties, sorted(others))
        yield Referent(
            id=entity,
            document=article.id,
            label="EVENT",
            name=article.fullest(entity),
            block=event.block,
            ties=tuple(sorted(set(ties))),
            weak=tuple(dict.fromkeys(weak)),
            names=article.names(entity),
            rule=event.rule,
            properties=_days(article, entity),
        )


class _Event(NamedTuple):
    """What a name tells of an event.

    Attributes:
        block: area, name and numbers, without the year.
        year: the year that the name tells.
        once: its numbers alone tell which one it is (第十四届…第四次会议).
        yearly: with the year the name tells which one it is.
        own_name: words of its own, in an area that is known, so that with the day it tells which one it is.
        recurs_yearly: no meeting of a body, so that beside another such event of its year it is the same.
    """

    block: str
    rule: str
    year: str
    once: bool
    yearly: bool
    own_name: bool
    recurs_yearly: bool


def _named(article: Article, entity: str) -> _Event:
    name = article.fullest(entity)
    event, grounded = take_apart_event(name, article.place), ground(name, "EVENT", article.place)
    key, _, year = grounded.key.rpartition("#") if grounded.dated else (grounded.key, "", "")
    own_name = len(event.core) >= _OWN_NAME and not key.startswith("?")
    annual = event.kind in lexicon().words["annual"]
    return _Event(
        block=f"EVENT|{key.removeprefix('@')}",
        rule=grounded.rule,
        year=year,
        once=grounded.settled and (len(event.ordinals) > 1 or (event.wide and bool(event.ordinals))),
        yearly=grounded.settled or (own_name and annual),
        own_name=own_name,
        recurs_yearly=own_name and (annual or not event.kind.endswith(_MEETING)),
    )


def _keys(
    article: Article, entity: str, event: _Event, parties: Sequence[str], others: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The ties of an event, and the weak keys by which what tells no year finds what tells one."""
    block = event.block
    if event.once:
        return [block], []
    year = event.year or _year(article, entity)
    days = _days_told(article, entity)
    paper = [(article.annotation.date or "")[_ISO_YEAR:]] if not days and article.annotation.date else []
    partial = [f"{day}|{party}" for day in (days or paper) for party in parties]
    if event.own_name:
        partial += days
    if event.recurs_yearly:
        partial += [f"with|{other}" for other in others]
    if not year:
        return [], [f"{block}|{key}" for key in partial] + ([block] if event.yearly else [])
    ties = [f"{block}|{year}|{key}" for key in partial]
    if event.yearly:
        ties.append(f"{block}|{year}")
    return ties, [f"{block}|{key}" for key in partial] + ([block] if event.yearly else [])


def _year(article: Article, entity: str) -> str:
    """The year in which an event is told to be, else that of the paper, empty if that is unknown."""
    return (_days(article, entity).get("startDate") or article.annotation.date or "")[:4]


def _days_told(article: Article, entity: str) -> list[str]:
    """The days told of an event as month and day, 08-18, which need no year."""
    found: set[str] = set()
    for date in article.tails(entity, "HELD_ON"):
        value, text = article.day(date), _MONTH_DAY.search(article.fullest(date))
        if value is not None and value.precision == "day":
            found.add(value.start[_ISO_YEAR:])
        elif value is None and text is not None:
            found.add(f"{int(text[1]):02}-{int(text[2]):02}")
    return sorted(found)


def _days(article: Article, entity: str) -> dict[str, str]:
    """startDate and endDate from what is told of the event; plannedStart from what is only planned."""
    planned = {c.tail for c in article.claims if c.head == entity and c.status == "planned"}
    tails = article.tails(entity, "HELD_ON")
    told = [value for t in tails if t not in planned and (value := article.day(t))]
    ahead = [value for t in tails if t in planned and (value := article.day(t))]
    days = {"startDate": min(v.start for v in told), "endDate": max(v.end for v in told)} if told else {}
    return {**days, "plannedStart": min(v.start for v in ahead)} if ahead else days


def _parties(article: Article, entity: str, known: Mapping[str, Referent]) -> Iterator[str]:
    """Whoever had a part in the event, and where it was held."""
    for party in (*article.heads(entity, *_PARTIES), *article.tails(entity, "HELD_AT", "PART_OF")):
        if article.label(party) == "PERSON":
            yield f"PERSON|{article.fullest(party)}"
        elif party in known and not known[party].own:
            yield known[party].block
