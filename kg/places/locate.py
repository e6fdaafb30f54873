"""Which division a name means: by its parent in the text, or by the place where the article was issued."""

from functools import lru_cache

from kg.places.chain import Chain, chains, towns
from kg.places.division import Division
from kg.places.table import load_table, load_towns, short_stop
from kg.text import fold_width, squeeze

_ANCESTOR, _INSIDE, _SAME_CITY, _SAME_PROVINCE, _ELSEWHERE = range(5)


def find(name: str, within: Division | None = None) -> list[Division]:
    """All bearers of a name, full (渝中区, 恩施州) or short (渝中), ordered by code; former names last.

    Args:
        name: one name, not a path.
        within: only bearers inside this division.
    """
    index, streets = load_table(), load_towns().full.get(name, ())
    bearers = {d.code: d for d in (*index.full.get(name, ()), *index.short.get(name, ()), *streets)}
    inside = [d for d in bearers.values() if within is None or (d.lies_in(within) and d.code != within.code)]
    return sorted(inside, key=lambda d: (d.until is not None, d.code))


@lru_cache(maxsize=65536)
def parse_place(text: str) -> Division | None:
    """The division that a text names as a whole (重庆市渝中区, 浙江杭州), None if it could be two."""
    return _choose(_whole(squeeze(fold_width(text))), None)


@lru_cache(maxsize=65536)
def locate(name: str, issuing_place: str | None = None) -> Division | None:
    """The division that a name means in an article issued at a place.

    An ambiguous name means the issuing place or what it lies in, else what lies in it, else what lies in the same
    city, else in the same province; if two are left, or all lie elsewhere, None. Towns need such a tie.

    Args:
        name: a full or short name, or a path.
        issuing_place: the path of a division (重庆市渝中区), None if unknown.
    """
    home = parse_place(issuing_place) if issuing_place else None
    text = squeeze(fold_width(name))
    found = _whole(text)
    if home is not None and not found:
        found = [c for c in towns(text, 0, (_city(home) or home,)) if c.end == len(text)]
    return _choose(found, home)


def _whole(text: str) -> list[Chain]:
    """The readings that use up the text."""
    return [chain for chain in chains(text) if chain.end == len(text)]


def _choose(found: list[Chain], home: Division | None) -> Division | None:
    """The one division that is meant, by its tie to ``home``, then by what a bare name means by custom."""
    current = [chain for chain in found if chain.division.until is None] or found
    distinct = {chain.division.code: chain for chain in current}
    if not distinct:
        return None
    if len(distinct) == 1:
        return _only(next(iter(distinct.values())), home)
    if home is not None and (near := _nearest(list(distinct.values()), home)) is not None:
        return near
    return _by_custom(list(distinct.values()))


def _only(chain: Chain, home: Division | None) -> Division | None:
    """The only bearer, but for a bare short name: 宜川 in Shanghai is a street there, not the county in Shaanxi.

    A county's short name needs the same province, one that is a common word the same city.
    """
    if not chain.by_short or len(chain.links) > 1:
        return chain.division
    far = _ELSEWHERE if home is None else tie(chain.division, home)
    if chain.division.short in short_stop():
        return chain.division if far <= _SAME_CITY else None
    near = home is None or far < _ELSEWHERE or chain.division.level in ("province", "city")
    return chain.division if near else None


def _nearest(found: list[Chain], home: Division) -> Division | None:
    """The one with the closest tie, None if two share it or none has any.

    The short name of a city or province is not that of a county in another city: 西安 is none of 牡丹江 in 齐齐哈尔.
    """
    wide = any(chain.by_short and chain.division.level in ("province", "city") for chain in found)
    ties = sorted((tie(chain.division, home), chain.division.code) for chain in found if not _far(chain, home, wide))
    if ties[0][0] == _ELSEWHERE or (len(ties) > 1 and ties[0][0] == ties[1][0]):
        return None
    return load_table().division(ties[0][1])


def _far(chain: Chain, home: Division, wide: bool) -> bool:
    """Whether a county goes by a short name, which a city or province has too, outside its city."""
    return wide and chain.by_short and chain.division.level == "county" and tie(chain.division, home) > _SAME_CITY


def tie(division: Division, home: Division) -> int:
    """How close a division is to ``home``: 0 it or above it, 1 inside, 2 same city, 3 same province, 4 elsewhere."""
    if home.lies_in(division):
        return _ANCESTOR
    if division.lies_in(home):
        return _INSIDE
    city = _city(home)
    if city is not None and division.lies_in(city):
        return _SAME_CITY
    return _SAME_PROVINCE if division.code[:2] == home.code[:2] else _ELSEWHERE


def _city(home: Division) -> Division | None:
    """The city or municipality that a division is or lies in; None for one right under a province."""
    chain = (*load_table().ancestors(home), home)
    return next((d for d in chain if d.level == "city" or (d.level == "province" and d.name.endswith("市"))), None)


def _by_custom(found: list[Chain]) -> Division | None:
    """Bare 吉林, 海南, 河南 mean the province; bare 西安, 大同 the city; a common word means nothing."""
    for level in ("province", "city"):
        bearers = [c.division for c in found if c.division.level == level]
        if bearers:
            one = len(bearers) == 1 and bearers[0].short not in short_stop()
            return bearers[0] if one else None
    return None


def split_place(text: str, issuing_place: str | None = None) -> tuple[Division | None, str]:
    """The division that a place's name begins with and the rest: 石油路街道民乐村社区 → (石油路街道, 民乐村社区).

    Only full names count, so 民乐村社区 does not begin with 民乐县; a short one does before a full one (重庆渝中区).
    """
    folded = squeeze(fold_width(text))
    if (whole := locate(folded, issuing_place)) is not None:
        return whole, ""
    for end in range(len(folded) - 1, 1, -1):
        division = locate(folded[:end], issuing_place) if folded[end - 1] in "省市区县旗盟州镇乡道" else None
        if division is not None and not folded[end:].startswith(("区", "域", "级")):
            return division, folded[end:]
    return None, folded
