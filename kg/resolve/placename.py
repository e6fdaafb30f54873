"""Names of places taken apart: the official division they begin with and the rest."""

from dataclasses import dataclass

from kg.places import Division, find, locate, parse_place, split_place, tie
from kg.resolve.area_of_name import at_level, current, home_of, leading_area
from kg.resolve.lexicon import lexicon
from kg.resolve.ordinals import arabic_numbers
from kg.resolve.orgname import fold_name

_NATURE = "山江河湖海"
_LEVELS = {"我区", "我市", "我县", "我省", "我州", "我盟", "我旗", "我镇"}


@dataclass(frozen=True)
class PlaceName:
    """``area`` is the division that the name is or begins with; ``rest`` what is named inside it, empty if nothing.

    ``wide`` places are one everywhere (长三角, 天安门). ``word`` is an area's name that was not settled (江北区).
    """

    area: Division | None
    rest: str
    wide: bool
    text: str
    word: str = ""


def take_apart_place(name: str, issuing_place: str | None) -> PlaceName:
    """Take the name of a place apart, in an article issued at a place (a path, or None).

    A county's short name alone is no area where the article's place is unknown: 思南 is a road in 上海 too; nor is one
    that reads as a mountain or a water (泰山), but in the county itself.
    """
    text = fold_name(name)
    text = _without_country(text, issuing_place)
    if text in lexicon().words["region"] and not _is_here(text, issuing_place):
        return PlaceName(None, text, True, text)
    if text in _LEVELS:
        return PlaceName(at_level(text[1:], issuing_place), "", False, text)
    area, rest = split_place(text, issuing_place)
    if area is not None and not (text == area.short != area.name and _reads_otherwise(area, issuing_place)):
        return PlaceName(current(area), arabic_numbers(rest), False, text)
    led = leading_area(text, issuing_place)
    if led.rule == "area.ambiguous":
        return PlaceName(None, arabic_numbers(led.rest), False, text, led.word)
    return PlaceName(None, arabic_numbers(text), False, text)


def _reads_otherwise(area: Division, issuing_place: str | None) -> bool:
    """Whether the short name of a county may be something else in an article."""
    home = home_of(issuing_place)
    if area.level != "county" or (home is not None and home.lies_in(area)):
        return False
    return issuing_place is None or area.short[-1] in _NATURE


def _is_here(text: str, issuing_place: str | None) -> bool:
    """Whether a division of that name lies around the issuing place: 太湖 in the paper of 太湖县."""
    here, home = locate(text, issuing_place), home_of(issuing_place)
    return here is not None and home is not None and tie(here, home) <= 1


def _without_country(text: str, issuing_place: str | None) -> str:
    """中国内蒙古 is 内蒙古, 北京地区 is 北京; other names of divisions (沪上, 粤) are written out.

    吉林地区 is left as it is: a province and a city are called 吉林.
    """
    words, regions, signs = (lexicon().words[kind] for kind in ("place_alias", "region", "sign"))
    if text in words:
        area, home = parse_place(words[text]), home_of(issuing_place)
        far = area is None or home is None or not home.lies_in(area)
        return text if len(text) == 1 and far and text not in signs else words[text]
    for plain, bearers in ((text.removeprefix("中国"), 1), (text.removesuffix("地区"), len(find(text[:-2])))):
        if plain != text and (plain in words or plain in regions or (bearers == 1 and parse_place(plain))):
            return words.get(plain, plain)
    return text
