"""What grounding comes to: the name in full, and a key that is equal for all names of one thing."""

from typing import NamedTuple

from kg.places import Division


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
