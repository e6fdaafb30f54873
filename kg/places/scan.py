"""Areas named in full in a running text: what an article is about, when nothing else tells its place."""

import re
from collections import Counter
from collections.abc import Iterator

from kg.places.division import Division
from kg.places.table import Table, load_table, load_towns

# Every full name ends with one of these, so a look back from each finds all names in one pass.
_END = re.compile(r"[省市区县旗盟州]")
_TOWN_END = re.compile("街道|镇|乡")
_BEFORE_SHORT_NAME = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在到赴来从向])$")
_NOT_AFTER = re.compile(r"[级域]|区(?!委|政|人|纪|法|检|政府)")


def areas_in(text: str) -> Counter[Division]:
    """Count the provinces, cities, counties and zones that a text names in full (渝中区, 恩施州).

    A name of several bearers counts for the one inside an area named just before it, or inside the only area of the
    text that holds one; otherwise for none. Names of two characters (富县) count only where a word can begin.
    """
    index = load_table()
    found: Counter[Division] = Counter()
    open_names: Counter[str] = Counter()
    last: tuple[int, Division] | None = None
    for start, end, bearers in _names(index, text):
        above = last[1] if last and last[0] == start else None
        inside = [d for d in bearers if above is not None and d.lies_in(above)]
        chosen = inside[0] if len(inside) == 1 else bearers[0] if len(bearers) == 1 else None
        if chosen is None:
            open_names[text[start:end]] += 1
            continue
        last = (end, chosen)
        found[chosen] += 1
    _close(index, found, open_names)
    return found


def full_names(text: str) -> list[int]:
    """Where the full names of divisions end that a text begins with, of three characters and more."""
    index = load_table()
    return [end for end in range(3, min(len(text), index.longest) + 1) if text[:end] in index.full]


def counties_of_towns(text: str) -> Counter[Division]:
    """Count the counties of the towns and streets that a text names, of names that only one of them bears."""
    index, found = load_towns(), Counter[Division]()
    for match in _TOWN_END.finditer(text):
        end = match.end()
        names = (text[start:end] for start in range(max(0, end - index.longest), match.start() - 1))
        bearers = next((towns for name in names if (towns := index.full.get(name))), ())
        if len(bearers) == 1:
            found[load_table().ancestors(bearers[0])[-1]] += 1
    return found


def _names(index: Table, text: str) -> Iterator[tuple[int, int, list[Division]]]:
    """Offsets and current bearers of the longest name that ends at each level word, left to right."""
    floor = 0
    for match in _END.finditer(text):
        end = match.end()
        for start in range(max(floor, end - index.longest), end - 1):
            bearers = [d for d in index.full.get(text[start:end], ()) if d.until is None]
            if bearers and _may_stand(text, start, end, floor) and not _cuts_short_name(index, text, start):
                floor = end
                yield start, end, bearers
                break


def _may_stand(text: str, start: int, end: int, floor: int) -> bool:
    """Whether a name stands here as a word: not 温州市|区, not 完|成县|域."""
    if _NOT_AFTER.match(text, end):
        return False
    return end - start > 2 or start == floor or _BEFORE_SHORT_NAME.search(text[:start][-1:]) is not None


def _cuts_short_name(index: Table, text: str, start: int) -> bool:
    """Whether a name begins inside the short name of a province or city: 上海|城市 is not 海城市."""
    bearers = index.short.get(text[start - 1 : start + 1], ()) if start else ()
    return any(d.level in ("province", "city") for d in bearers)


def _close(index: Table, found: Counter[Division], open_names: Counter[str]) -> None:
    """Give ambiguous names to the only bearer that lies in an area found for certain."""
    certain = [d for d in found if d.level in ("province", "city")]
    for name, count in open_names.items():
        inside = [d for d in index.full[name] if d.until is None and any(d.lies_in(area) for area in certain)]
        if len(inside) == 1:
            found[inside[0]] += count
