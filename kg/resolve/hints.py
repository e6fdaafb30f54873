"""Signs that two names cannot, or may, mean one thing: areas, short forms, ways of writing."""

from kg.dating.numerals import DIGITS
from kg.places import Division, path
from kg.resolve.area_of_name import Led
from kg.resolve.judgement import Judgement, unsure


def plain(text: str) -> str:
    """A name with digits for numerals and without signs, to see past ways of writing."""
    return "".join(str(DIGITS.get(char, char)) for char in text if char.isalnum())


def may_be_short(one: str, two: str) -> Judgement | None:
    """Unsure if all characters of the shorter name stand in the longer one in order, as in a short name."""
    short, long = sorted((one, two), key=len)
    rest = iter(long)
    if 0 < len(short) < len(long) and all(char in rest for char in short):
        return unsure(0.3, f"{short} may be short for {long}")
    return None


def other_area(one: Led, two: Led) -> str | None:
    """Why two names belong to two areas, None if they may belong to one."""
    if one.nation != two.nation and (one.area or one.word or two.area or two.word):
        return "one is of the whole country"
    if one.area and two.area:
        return None if one.area.code == two.area.code else f"other areas: {path(one.area)}, {path(two.area)}"
    for led, other in ((one, two), (two, one)):
        if led.word and other.area and not may_name(led.word, other.area):
            return f"other areas: {led.word}, {path(other.area)}"
    if one.word and two.word and not (one.word.endswith(two.word) or two.word.endswith(one.word)):
        return f"other areas: {one.word}, {two.word}"
    return None


def may_name(word: str, area: Division) -> bool:
    """Whether 西湖区, or a bare 区, may mean an area."""
    return area.name.endswith(word) or area.name == word


def terms(ordinals: tuple[tuple[str, int], ...]) -> str:
    """Ordinals as they are read."""
    return "".join(f"第{n}{unit}" for unit, n in ordinals) or "-"
