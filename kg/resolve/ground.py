"""The canonical name and key of what a name means, by the place where the article was issued.

Equal keys mean the same thing, if both are settled. 区委 in the paper of 渝中区 is 中共重庆市渝中区委员会; without
a place it stays open and ties to nothing.
"""

from functools import lru_cache
from typing import NamedTuple

from kg.places import Division, ancestors, path
from kg.places.chain import chains
from kg.resolve.area_of_name import around_unlisted, home_of
from kg.resolve.lexicon import lexicon
from kg.resolve.names import (
    EventName,
    OrgName,
    PlaceName,
    fold_name,
    take_apart_event,
    take_apart_org,
    take_apart_place,
    take_apart_post,
)

_WHOLE = 3  # characters of a name of a national body that others begin with: 财政部, not 中央
_VILLAGE = ("村", "社区", "屯", "组", "寨")


class Grounded(NamedTuple):
    """What a name stands for.

    Attributes:
        name: the name in full.
        key: equal for all names of one thing.
        area: the division it belongs to, or is.
        rule: which rule found the area.
        settled: whether the key means the same in every article; if not, it means something in its own article only.
        dated: whether the name of an event tells its year.
    """

    name: str
    key: str
    area: Division | None
    rule: str
    settled: bool
    dated: bool = False


@lru_cache(maxsize=262144)
def ground(name: str, label: str, issuing_place: str | None = None) -> Grounded:
    """Ground a name of an article issued at a place.

    Args:
        name: as it stands in the text.
        label: PERSON, POST, ORG, PLACE, EVENT or DATE.
        issuing_place: the path of a division (重庆市渝中区), None if unknown.
    """
    match label:
        case "ORG":
            return _org(name, issuing_place)
        case "POST":
            return _post(name, issuing_place)
        case "PLACE":
            return _place(name, issuing_place)
        case "EVENT":
            return _event(name, issuing_place)
    folded = fold_name(name)
    return Grounded(folded, folded, None, f"{label.lower()}.name", False)


def _org(name: str, issuing_place: str | None) -> Grounded:
    """A body: of the whole country, of an area, or known by its name."""
    folded, aliases = fold_name(name), lexicon().words["alias"]
    if folded in aliases or folded in _full_names():
        full = aliases.get(folded, folded)
        return Grounded(full, f"CN:{full}", None, "nation.alias", True)
    return ground_org(take_apart_org(name, issuing_place), issuing_place)


@lru_cache(maxsize=1)
def _full_names() -> frozenset[str]:
    """The full names of the bodies of the whole country."""
    return frozenset(lexicon().words["alias"].values())


def ground_org(org: OrgName, issuing_place: str | None) -> Grounded:
    """Ground a body that was taken apart."""
    body = org.body_key + "".join(f"#{unit}{n}" for unit, n in org.ordinals)
    led = org.led
    if led.area is not None:
        return Grounded(org.full(), f"{led.area.code}:{body}", led.area, led.rule, True)
    if led.rule == "area.unlisted" and (scope := around_unlisted(led.word, issuing_place)):
        return Grounded(org.full(), f"{scope}:{body}", None, led.rule, True)
    if led.word:
        return Grounded(org.full(), f"?{led.word}:{body}", None, led.rule, False)
    if led.nation and body.strip("/"):
        return Grounded(org.text, f"CN:{body}", None, led.rule, True)
    if led.nation:
        return Grounded(org.text, f":{org.text}", None, led.rule, len(org.text) >= _WHOLE)
    if org.bodies:
        return Grounded(org.full(), f"?:{body}", None, "body.bare", False)
    return _by_name(org.text, body, issuing_place)


def _by_name(text: str, body: str, issuing_place: str | None) -> Grounded:
    """A body outside the tables: its own name, one everywhere or one in the issuing place."""
    words, home = lexicon(), home_of(issuing_place)
    if len(text) > 3 and (words.suffix("proper", text) or words.prefix("nation", text)):
        return Grounded(text, f":{body}", None, "name.proper", True)
    if len(words.prefix("alias", text)) >= _WHOLE:
        return Grounded(text, f":{body}", None, "name.national", True)
    if not words.suffix("local", text):
        return Grounded(text, f":{body}", None, "name.own", len(text) > 1)
    if any(chain.end < len(text) for chain in chains(text)):
        return Grounded(text, f":{body}", None, "name.with_area", True)
    if home is not None and len(text) > 4:
        return Grounded(text, f"@{home.code}:{body}", home, "issuing_place.local", True)
    return Grounded(text, f"?:{body}", None, "name.common", False)


def _post(name: str, issuing_place: str | None) -> Grounded:
    """An office of state, or a body's office; an office without its body stays open."""
    if full := office_of_state(name):
        return Grounded(full, f"CN:{full}", None, "state.office", True)
    post = take_apart_post(name, issuing_place)
    if post.org is None:
        return Grounded(post.role, f"?:|{post.role}", None, "post.bare", False)
    body = _org(post.org.text, issuing_place) if not post.org.led.area else ground_org(post.org, issuing_place)
    return Grounded(body.name + post.role, f"{body.key}|{post.role}", body.area, body.rule, body.settled)


def office_of_state(name: str) -> str | None:
    """The full name of an office that is one in the whole country, None if a name is none."""
    return lexicon().words["state"].get(fold_name(name))


def _place(name: str, issuing_place: str | None) -> Grounded:
    """A division, a place in a division, a place known everywhere, or one of the issuing place."""
    place = take_apart_place(name, issuing_place)
    if place.wide:
        return Grounded(place.text, f":{place.text}", None, "place.wide", True)
    if place.area is not None:
        rule = "place.in_division" if place.rest else "place.division"
        key = f"{_around_spot(place).code}:{place.rest}" if place.rest else place.area.code
        return Grounded(path(place.area) + place.rest, key, place.area, rule, True)
    home = home_of(issuing_place)
    if place.word:
        return Grounded(place.text, f"?{place.word}:{place.rest}", None, "area.ambiguous", False)
    if home is None or len(place.text) < 2:
        return Grounded(place.text, f"?:{place.text}", None, "place.unplaced", False)
    near = home if lexicon().suffix("local", place.text) else _city(home)
    return Grounded(place.text, f"@{near.code}:{place.text}", None, "issuing_place.local", True)


def _around_spot(place: PlaceName) -> Division:
    """In what a place is named once: villages in their town, roads and all else in the county around it."""
    area = place.area
    assert area is not None
    in_town = area.level != "town" or place.rest.endswith(_VILLAGE)
    return area if in_town else ancestors(area)[-1]


def _city(home: Division) -> Division:
    """The city or municipality around the issuing place, or itself: landmarks are named once in a city."""
    around = (*ancestors(home), home)
    return next((d for d in around if d.level == "city" or (d.level == "province" and d.name.endswith("市"))), home)


def _event(name: str, issuing_place: str | None) -> Grounded:
    """An event, by everything its name says, in its area or the issuing place."""
    event = take_apart_event(name, issuing_place)
    scope = _scope(event, issuing_place)
    told = "".join(f"#{unit}{n}" for unit, n in event.ordinals) + (f"#{event.year}" if event.year else "")
    body = "/".join((*event.org.domains, event.core, event.kind))
    settled = event.distinct and not scope.startswith("?")
    area = event.org.led.area
    return Grounded(
        event.text, f"{scope}:{body}{told}", area, f"event.{event.org.led.rule}", settled, event.year is not None
    )


def _scope(event: EventName, issuing_place: str | None) -> str:
    """In what an event's name is unique: its area, the country, the issuing place; ? if that is unknown."""
    led = event.org.led
    if led.area is not None:
        return led.area.code
    if event.wide:
        return "CN"
    home = home_of(issuing_place)
    if led.word or home is None:
        return f"?{led.word}"
    return f"@{home.code}"
