"""Official divisions of China: their names, codes and levels, and which of them a text means."""

from kg.places.division import Division, Level
from kg.places.locate import find, locate, parse_place, split_place, tie
from kg.places.scan import areas_in, counties_of_towns, full_names
from kg.places.table import load_table

__all__ = [
    "Division",
    "Level",
    "ancestors",
    "areas_in",
    "by_code",
    "counties_of_towns",
    "find",
    "full_names",
    "locate",
    "parse_place",
    "path",
    "split_place",
    "tie",
]


def ancestors(division: Division) -> tuple[Division, ...]:
    """What a division lies in, the province first."""
    return load_table().ancestors(division)


def path(division: Division) -> str:
    """The full path of a division: 重庆市渝中区."""
    return load_table().path(division)


def by_code(code: str) -> Division | None:
    """The division of a code, None if there is none."""
    return load_table().division(code)
