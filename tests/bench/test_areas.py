"""What a name tells of its area, and when areas are two."""

import pytest

from bench.areas import area_told, two_of
from kg.places import Division, find, path

CASES = [
    ("Organization", "渝中区科协", None, "重庆市渝中区"),
    ("Organization", "区科协", "重庆市渝中区", None),
    ("Post", "渝中区科协副主席", None, "重庆市渝中区"),
    ("Post", "副主席", "重庆市渝中区", None),
    ("Place", "渝中区大溪沟街道", "重庆市渝中区", "重庆市渝中区大溪沟街道"),
    ("Place", "解放碑", "重庆市渝中区", None),
]


@pytest.mark.parametrize(("label", "name", "place", "area"), CASES)
def test_area_told(label: str, name: str, place: str | None, area: str | None) -> None:
    """A name tells the area that it begins with, no other."""
    told = area_told(label, name, place)
    assert (path(told) if told else None) == area


@pytest.mark.parametrize(
    ("names", "two"),
    [(["渝中区", "江北区"], True), (["重庆市", "渝中区"], False), (["渝中区"], False), ([], False)],
)
def test_two_of(names: list[str], two: bool) -> None:
    """A district and its city are not two; two districts are."""
    areas: list[Division] = [find(name)[0] for name in names]
    assert two_of(areas) is two
