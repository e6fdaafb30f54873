"""Which strings are short names of a body."""

import pytest

from kg.components.abbreviations import org


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("教体局", "教育和体育局", True),
        ("渝中区人社局", "渝中区人力资源和社会保障局", True),
        ("渝中区规划局", "渝中区规划和建设局", False),
        ("渝中区建设局", "渝中区规划和建设局", False),
        ("重庆市教委", "重庆市教育委员会", True),
        ("重庆市教委", "重庆市教卫工作党委", False),
    ],
)
def test_a_short_name_leaves_out_no_member(short: str, long: str, same: bool) -> None:
    """An abbreviation says something of each member of a name, and the party's committee is not the commission."""
    assert org(short, long) is same
