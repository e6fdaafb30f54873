"""Areas named in full in a text."""

import pytest

from kg.places import areas_in, full_names, path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆市渝中区召开会议。渝中区委书记到会。", {"重庆市": 1, "重庆市渝中区": 2}),
        ("浙江省杭州市西湖区的茶农", {"浙江省": 1, "浙江省杭州市": 1, "浙江省杭州市西湖区": 1}),
        ("西湖区的茶农", {}),
        ("西湖区的茶农进了杭州市", {"浙江省杭州市": 1, "浙江省杭州市西湖区": 1}),
        ("区县完成县域经济考核，加强管理县级公路，丰富县城生活", {}),
        ("陕西省富县和富平县", {"陕西省": 1, "陕西省延安市富县": 1, "陕西省渭南市富平县": 1}),
        ("武汉市东西湖区", {"湖北省武汉市": 1, "湖北省武汉市东西湖区": 1}),
        ("恩施州与彭水县结对", {"湖北省恩施土家族苗族自治州": 1, "重庆市彭水苗族土家族自治县": 1}),
        ("雄安新区、两江新区", {"河北省雄安新区": 1, "重庆市两江新区": 1}),
        ("民乐村社区、解放碑、朝天门", {}),
        ("上海市闸北区", {"上海市": 1}),
        ("上海城市发展", {}),
        ("", {}),
    ],
)
def test_areas_in(text: str, expected: dict[str, int]) -> None:
    """Full names are counted, the longest each; ambiguous ones only where the text tells which is meant."""
    assert {path(division): count for division, count in areas_in(text).items()} == expected


@pytest.mark.parametrize(
    ("text", "ends"), [("晋城市的街", [3]), ("晋城", []), ("渝中区委", [3]), ("富县", []), ("", [])]
)
def test_full_names(text: str, ends: list[int]) -> None:
    """Full names of three characters and more that a text begins with end here."""
    assert full_names(text) == ends
