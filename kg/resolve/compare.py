"""Whether two names mean one thing: by their parts, never by the likeness of strings.

Names of different area, level, ordinal, year, department or rank are different; names that are equal after grounding
are the same; what their parts leave open is unsure.
"""

from collections.abc import Callable

from kg.dating import normalise
from kg.resolve.compare_events import compare_events
from kg.resolve.compare_orgs import compare_orgs, compare_posts
from kg.resolve.compare_places import compare_places
from kg.resolve.ground import ground
from kg.resolve.judgement import Judgement, Places, different, same, unsure
from kg.resolve.names import fold_name, take_apart_event, take_apart_org, take_apart_place, take_apart_post


def compare(a: str, b: str, label: str, place_a: str | None, place_b: str | None = None) -> Judgement:
    """Judge whether two names mean the same thing.

    Args:
        a: the one name, as it stands in an article.
        b: the other.
        label: PERSON, POST, ORG, PLACE, EVENT or DATE, of both.
        place_a: where the article of ``a`` was issued (重庆市渝中区), None if unknown.
        place_b: where the article of ``b`` was issued; None stands for the same place as ``a``.
    """
    places = (place_a, place_a if place_b is None else place_b)
    first, second = ground(a, label, places[0]), ground(b, label, places[1])
    if first.settled and second.settled and first.key == second.key:
        return same(
            1.0 if first.name == second.name else 0.98, f"both are {first.name}", *_rules(first.rule, second.rule)
        )
    return _BY_LABEL[label](a, b, places)


def _rules(first: str, second: str) -> tuple[str, ...]:
    """The rules that grounded two names."""
    return tuple(dict.fromkeys((first, second)))


def _people(a: str, b: str, places: Places) -> Judgement:
    """One name may be two people; two names are two people unless one is a part of the other (foreign names)."""
    del places
    one, two = fold_name(a), fold_name(b)
    if one == two:
        return unsure(0.5, "one name, which two people may bear; posts and bodies decide")
    short, long = sorted((one, two), key=len)
    if "·" in long and short in long.split("·"):
        return unsure(0.5, f"{short} is a part of {long}")
    return different("the names differ")


def _dates(a: str, b: str, places: Places) -> Judgement:
    """Expressions that name a year are compared by what they name; others need their article."""
    del places
    one, two = normalise(a, None), normalise(b, None)
    if one is None or two is None:
        return unsure(0.5, "the day depends on the publication")
    return same(1.0, f"both are {one.start} to {one.end}") if one == two else different("other days")


def block_keys(name: str, label: str, issuing_place: str | None) -> tuple[str, ...]:
    """The keys under which candidates for "same" meet; names that share none are never compared.

    A body meets by its area and by its own name; an event by title, kind and number; a person by the name.
    """
    grounded = ground(name, label, issuing_place)
    keys = {f"{label}|{grounded.key}"}
    match label:
        case "ORG":
            org = take_apart_org(name, issuing_place)
            keys.add(f"{label}|*:{org.body_key}")
        case "POST":
            post = take_apart_post(name, issuing_place)
            keys.add(f"{label}|*:{post.org.body_key if post.org else ''}|{post.role}")
        case "PLACE":
            place = take_apart_place(name, issuing_place)
            keys.add(f"{label}|*:{place.rest or (place.area.short if place.area else place.text)}")
        case "EVENT":
            event = take_apart_event(name, issuing_place)
            keys |= {f"{label}|*:{event.title}"} if event.title else set()
            numbers = [f"{n}{unit}" for unit, n in event.ordinals] or [""]
            keys |= {f"{label}|*:{event.core}/{event.kind}/{number}" for number in numbers}
        case "DATE":
            value = normalise(name, None)
            keys |= {f"{label}|{value.start}/{value.end}"} if value else set()
    return tuple(sorted(keys))


_BY_LABEL: dict[str, Callable[[str, str, Places], Judgement]] = {
    "PERSON": _people,
    "DATE": _dates,
    "ORG": compare_orgs,
    "POST": compare_posts,
    "PLACE": compare_places,
    "EVENT": compare_events,
}
