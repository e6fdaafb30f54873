"""Events compared by their parts."""

from kg.resolve.hints import may_be_short, other_area, plain, terms
from kg.resolve.judgement import Judgement, Places, different, same, unsure
from kg.resolve.lexicon import lexicon
from kg.resolve.names import EventName, take_apart_event


def compare_events(a: str, b: str, places: Places) -> Judgement:
    """Events: numbers and years, then kind, host and area, then the name."""
    one, two = take_apart_event(a, places[0]), take_apart_event(b, places[1])
    if reason := _other_number(one, two) or other_area(one.org.led, two.org.led):
        return different(reason)
    if one.kind != two.kind and _parted(one.kind, two.kind):
        return different(f"other kinds: {one.kind or one.text}, {two.kind or two.text}")
    if one.org.domains != two.org.domains and one.org.domains and two.org.domains:
        return different(f"other hosts: {one.org.full()}, {two.org.full()}")
    if one.title and two.title:
        return _titled(one, two)
    if one.core == two.core:
        return _one_name(one, two)
    if not (one.core and two.core) or not (one.kind == two.kind or _kind_within(one, two)):
        return _general(one, two)
    return may_be_short(one.core, two.core) or different(f"other names: {one.core}, {two.core}")


def _parted(one: str, two: str) -> bool:
    """Whether one kind is a part of a larger event (启动仪式), and the other is not or is another part."""
    words = lexicon()
    parts = [kind for kind in (one, two) if words.suffix("part", kind)]
    return bool(parts) and not (one and two and (one.endswith(two) or two.endswith(one)))


def _general(one: EventName, two: EventName) -> Judgement:
    """A general name (座谈会, 活动) beside a full one: it may stand for it, if it shares a word with it."""
    short, long = sorted((one.text, two.text), key=len)
    if may_be_short(short, long) or short[-2:] in long or not (one.core and two.core):
        return unsure(0.3, f"{short} may stand for {long}")
    return different(f"other names: {one.text}, {two.text}")


def _other_number(one: EventName, two: EventName) -> str | None:
    """Why the numbers and years of two events exclude each other, None if they do not."""
    if one.year and two.year and one.year != two.year:
        return f"other years: {one.year}, {two.year}"
    first, second = dict(one.ordinals), dict(two.ordinals)
    for unit in sorted(first.keys() & second.keys()):
        if first[unit] != second[unit]:
            return f"other numbers: 第{first[unit]}{unit}, 第{second[unit]}{unit}"
    return None


def _kind_within(one: EventName, two: EventName) -> bool:
    """Whether the kind of one is a plainer word for that of the other: 活动 for 主题活动, 大会 for 动员大会."""
    return one.kind.endswith(two.kind) or two.kind.endswith(one.kind)


def _titled(one: EventName, two: EventName) -> Judgement:
    """Two events with titles in quotation marks."""
    if plain(one.title) != plain(two.title):
        return may_be_short(one.title, two.title) or different(f"other titles: {one.title}, {two.title}")
    if one.kind == two.kind or not one.kind or not two.kind or _kind_within(one, two):
        told = one.ordinals == two.ordinals and one.year == two.year
        return same(0.9 if told else 0.8, f"one title: {one.title}", "event.title")
    return unsure(0.5, f"one title, {one.title}, of {one.kind} and {two.kind}")


def _one_name(one: EventName, two: EventName) -> Judgement:
    """Events of one name and no number against it."""
    numbers = set(one.ordinals) | {("年", one.year or 0)}, set(two.ordinals) | {("年", two.year or 0)}
    if numbers[0] == numbers[1] and one.distinct and one.org.led == two.org.led and one.kind == two.kind:
        return unsure(0.6, "one name and number; the area is not told")
    shared = set(one.ordinals) & set(two.ordinals)
    if shared and one.kind == two.kind and _agree(one, two):
        return same(0.85, f"one name and number: {terms(tuple(sorted(shared)))}", "event.number")
    if one.distinct != two.distinct or one.ordinals != two.ordinals or one.year != two.year:
        return unsure(0.4, "only one tells its number or year")
    return unsure(0.4, "a common name; day, host and place decide")


def _agree(one: EventName, two: EventName) -> bool:
    """Whether the areas of two events are known to be one."""
    if one.org.led.nation and two.org.led.nation:
        return True
    return one.org.led.area is not None and one.org.led.area == two.org.led.area
