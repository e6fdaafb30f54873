"""Places grounded: in the division they name, or in that of the issuing place."""

from kg.places import Division, ancestors, path
from kg.resolve.area_of_name import home_of
from kg.resolve.grounded import Grounded
from kg.resolve.lexicon import lexicon
from kg.resolve.names import PlaceName, take_apart_place

_VILLAGE = ("村", "社区", "屯", "组", "寨")


def ground_place(name: str, issuing_place: str | None) -> Grounded:
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
