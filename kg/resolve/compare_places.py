"""Places compared by their parts."""

from kg.places import ancestors, path
from kg.resolve.hints import may_be_short, may_name, plain
from kg.resolve.judgement import Judgement, Places, different, same, unsure
from kg.resolve.names import PlaceName, take_apart_place


def compare_places(a: str, b: str, places: Places) -> Judgement:
    """Places: the division, then what is named inside it."""
    one, two = take_apart_place(a, places[0]), take_apart_place(b, places[1])
    if one.area and two.area and not (one.area.lies_in(two.area) or two.area.lies_in(one.area)):
        return different(f"other areas: {path(one.area)}, {path(two.area)}")
    if one.word != two.word and (reason := _other_word(one, two)):
        return may_be_short(one.text, two.text) or different(reason)
    if one.word and one.word == two.word and not one.rest and not two.rest:
        return unsure(0.6, f"several areas are called {one.word}")
    if not one.rest or not two.rest:
        return _divisions(one, two)
    if plain(one.rest) == plain(two.rest):
        return _same_spot(one, two)
    return may_be_short(one.rest, two.rest) or different(f"other places: {one.rest}, {two.rest}")


def _other_word(one: PlaceName, two: PlaceName) -> str | None:
    """Why an area that was not settled (江北区) excludes the other place's, None if it does not."""
    for place, other in ((one, two), (two, one)):
        if place.word and other.area and not any(may_name(place.word, d) for d in (*ancestors(other.area), other.area)):
            return f"other areas: {place.word}, {path(other.area)}"
    return None if one.area or two.area else f"other areas: {one.word or '-'}, {two.word or '-'}"


def _divisions(one: PlaceName, two: PlaceName) -> Judgement:
    """Two divisions, or a division and a place inside one."""
    if one.area and two.area:
        return different(f"other places: {path(one.area)}{one.rest}, {path(two.area)}{two.rest}")
    if one.wide or two.wide:
        return different("the names differ")
    named, other = (one, two) if one.area else (two, one)
    full = path(named.area) if named.area else ""
    road = named.area is not None and named.area.level == "town" and other.text.endswith(("路", "街", "道", "巷"))
    if not road and len(other.text) < len(full) and may_be_short(other.text, full):
        return unsure(0.4, f"{other.text} may be {full} or a place elsewhere")
    return different("the names differ")


def _same_spot(one: PlaceName, two: PlaceName) -> Judgement:
    """One name inside areas that hold each other, or inside one area that only one name tells."""
    if one.area and two.area and len(one.rest) > 2:
        return same(0.85, f"{one.rest} in {path(max(one.area, two.area, key=lambda d: len(d.code)))}", "place.nested")
    if (one.area or two.area) and len(one.rest) > 3:
        return same(0.8, f"{one.rest} is named with its area once and without it once", "place.specific")
    return unsure(0.5, f"{one.rest} of an area that is not named")
