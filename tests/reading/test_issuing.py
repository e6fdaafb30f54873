"""Contracts of kg.reading.issuing: which area issues an article, and when none is sure."""

import pytest

from kg.reading.issuing import place_in_path, place_in_text, place_of_paper


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ("渝中报", "重庆市渝中区"),
        ("铜梁日报", "重庆市铜梁区"),
        ("湖北日报", "湖北省"),
        ("人民日报", None),
        ("", None),
        (None, None),
    ],
)
def test_place_of_paper(paper: str | None, expected: str | None) -> None:
    """A paper that is named after an area is of it; a national one is of none."""
    assert place_of_paper(paper) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("渝中报/20251031.md", "重庆市渝中区"),
        ("新闻/重庆市铜梁区/a.md", "重庆市铜梁区"),
        ("重庆/渝中/a.md", "重庆市渝中区"),
        ("北京市朝阳区/a.md", "北京市朝阳区"),
        ("朝阳区/a.md", None),
        ("要闻/长安/a.md", None),
    ],
)
def test_place_in_path(source: str, expected: str | None) -> None:
    """Folders tell the area in full or by its paper; a name of several areas tells none."""
    assert place_in_path(source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("铜梁报讯（记者 周一帆）10月28日，新馆开放。", "重庆市铜梁区"),
        ("新华社重庆10月25日电（记者 周一帆）新馆开放。", "重庆市"),
        ("铜梁区图书馆新馆开放。铜梁区文化旅游委主任陶立群出席。我区将建分馆。", "重庆市铜梁区"),
        ("铜梁区图书馆新馆开放。", None),
        ("铜梁区和永川区签约。铜梁区、永川区负责人出席。", None),
        ("彭水县与铜梁区签约。彭水县赠书，彭水县致谢。我区陶立群出席，全区市民受益。", None),
        ("本报讯（记者 周一帆）我区图书馆新馆开放。", None),
        ("市委书记陶立群到铜梁区图书馆调研。全市图书馆周末开放。", "重庆市"),
        ("区委书记陶立群出席铜梁区图书馆新馆开放仪式。", "重庆市铜梁区"),
        ("我市海林市图书馆新馆开放。", None),
        ("石油路街道图书馆新馆开放。街道党工委书记陶立群出席。", "重庆市渝中区"),
        ("石油路街道和铜梁区图书馆结对。", None),
        ("新华社北京10月25日电（记者 周一帆）铜梁区图书馆新馆开放。铜梁区将建分馆。", "重庆市铜梁区"),
        ("市委书记陶立群到铜梁区调研。区委要求图书馆周末开放。", None),
    ],
)
def test_place_in_text(text: str, expected: str | None) -> None:
    """Paper, dateline, the area named most, or the only one that 我区 can mean tell the place; else none is told."""
    assert place_in_text(text) == expected
