"""Referents of dates and events.

A date is its days. An event whose name tells which one it is (an ordinal, a year, a name in quotation marks) is tied by
that name and the year; 揭牌仪式 or 座谈会 only by its day together with a host, a place or someone who took part.
"""

from collections.abc import Iterator, Mapping

from kg.resolve.article import Article
from kg.resolve.ground import ground
from kg.resolve.referents import Referent

_PARTIES = ("HOSTS", "ORGANIZES", "CO_ORGANIZES", "ATTENDS", "PRESIDES", "SPEAKS_AT", "OPENS")
_ISO_DAY = len("2025-10-31")


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
    for entity in article.entities("EVENT"):
        grounded = ground(article.fullest(entity), "EVENT", article.place)
        days = _days(article, entity)
        block = f"EVENT|{grounded.key}"
        if grounded.settled:
            ties: tuple[str, ...] = (block if grounded.dated else f"{block}|{_year(article, days)}",)
        else:
            day = _day(article, entity)
            ties = tuple(sorted({f"{block}|{day}|{party}" for party in _parties(article, entity, known)}))
        yield Referent(
            id=entity,
            document=article.id,
            label="EVENT",
            name=article.fullest(entity),
            block=block,
            ties=ties,
            names=article.names(entity),
            rule=grounded.rule,
            properties=days,
        )


def _year(article: Article, days: Mapping[str, str]) -> str:
    """The year in which an event is told to be, else that of the paper; without either the article's own."""
    return (days.get("startDate") or article.annotation.date or "")[:4] or f"@{article.id}"


def _day(article: Article, entity: str) -> str:
    """The first day that is told of an event to the day, else that of the paper; without either the article's own."""
    values = [value for t in article.tails(entity, "HELD_ON") if (value := article.day(t))]
    told = min((value.start for value in values if value.precision == "day"), default=article.annotation.date or "")
    return told if len(told) == _ISO_DAY else f"@{article.id}"


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
