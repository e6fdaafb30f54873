"""Names taken apart."""

import pytest

from kg.resolve.names import (
    is_distinct_event,
    is_official,
    take_apart,
    take_apart_event,
    take_apart_org,
    take_apart_place,
    take_apart_post,
)
from kg.resolve.ordinals import number, read_all

HERE = "重庆市渝中区"


@pytest.mark.parametrize(
    ("name", "area", "domains", "literal"),
    [
        ("区科技局", "渝中区", ("科学技术",), ""),
        ("渝中区妇联第十六届执行委员会", "渝中区", ("妇联", "执委会"), ""),
        ("市场监管局", None, ("市场监管",), ""),
        ("市市场监管局", "重庆市", ("市场监管",), ""),
        ("市民中心", None, (), "市民中心"),
        ("区块链协会", None, (), "区块链协会"),
        ("重庆医科大学", None, (), "重庆医科大学"),
        ("重庆市嘉陵文化馆管理中心", "重庆市", (), "嘉陵文化馆管理中心"),
        ("区委宣传部", "渝中区", ("委员会宣传部",), ""),
        ("市政府国资委", "重庆市", ("国资",), ""),
        ("区教委人事科", "渝中区", ("教育",), "人事科"),
        ("市第十一中学", "重庆市", (), "第11中学"),
    ],
)
def test_bodies(name: str, area: str | None, domains: tuple[str, ...], literal: str) -> None:
    """A body's name gives its area, the domains of the tables and the rest; a word that begins like a level is none."""
    org = take_apart_org(name, HERE)
    assert (org.led.area.name if org.led.area else None, org.domains, org.literal) == (area, domains, literal)


@pytest.mark.parametrize(
    ("name", "rank", "head"),
    [
        ("副区长", ("副",), "区长"),
        ("常务副区长", ("常务副",), "区长"),
        ("代区长", ("代理",), "区长"),
        ("区科技局党组成员", ("党组",), "成员"),
        ("一级调研员", ("一级",), "调研员"),
        ("原区长", (), "区长"),
        ("区纪委书记", (), "书记"),
        ("重庆医科大学党委副书记", ("党委", "副"), "书记"),
    ],
)
def test_posts(name: str, rank: tuple[str, ...], head: str) -> None:
    """A post's name gives rank and office; 原 and 时任 are no part of it."""
    post = take_apart_post(name, HERE)
    assert (post.rank, post.head) == (rank, head)


@pytest.mark.parametrize(
    ("name", "year", "ordinals", "title", "kind"),
    [
        ("区政府第一百四十次常务会议", None, (("次", 140),), "", "常务会议"),
        ("党的二十届四中全会", None, (("届", 20), ("次", 4)), "", "全体会议"),
        ("2023年全区教育工作会议", 2023, (), "", "工作会议"),
        ("首届“渝味”美食节", None, (("届", 1),), "渝味", "美食节"),
        ("党的二十大", None, (("次", 20),), "", "党代会"),
        ("揭牌仪式", None, (), "", "揭牌仪式"),
    ],
)
def test_events(name: str, year: int | None, ordinals: tuple[tuple[str, int], ...], title: str, kind: str) -> None:
    """An event's name gives year, ordinals in either script, title and kind."""
    event = take_apart_event(name, HERE)
    assert (event.year, event.ordinals, event.title, event.kind) == (year, ordinals, title, kind)


def test_places() -> None:
    """A place's name gives the division it begins with and the rest; an unsettled area is kept as a word."""
    spot = take_apart_place("石油路街道民乐村社区", HERE)
    assert spot.area is not None
    assert (spot.area.name, spot.rest) == ("石油路街道", "民乐村社区")
    assert take_apart_place("江北区人民公园", None).word == "江北区"
    assert take_apart_place("长三角", HERE).wide


@pytest.mark.parametrize(
    ("name", "distinct"),
    [
        ("揭牌仪式", False),
        ("座谈会", False),
        ("推进会", False),
        ("第140次常务会议", True),
        ("2024年工作会议", True),
        ("“渝味”美食节", True),
        ("党的二十届四中全会", True),
        ("进博会", True),
    ],
)
def test_distinct_events(name: str, distinct: bool) -> None:
    """Only a number, a year, a title or fame tells which event a name means."""
    assert is_distinct_event(name) is distinct


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("中共重庆市渝中区委员会", True),
        ("重庆市渝中区科学技术局", True),
        ("重庆市渝中区妇女联合会", True),
        ("重庆市渝中区人民法院", True),
        ("重庆医科大学", False),
        ("山城灯火传媒有限公司", False),
        ("重庆市渝中区人民医院", False),
    ],
)
def test_official(name: str, official: bool) -> None:
    """Bodies of party and state make officials, hospitals and companies do not."""
    assert is_official(name) is official


@pytest.mark.parametrize(
    ("text", "value"), [("一百四十", 140), ("一百零六", 106), ("二十八", 28), ("99", 99), ("百姓", None)]
)
def test_numbers(text: str, value: int | None) -> None:
    """Ordinals are read up to three places."""
    assert number(text) == value


def test_year_needs_no_word() -> None:
    """A year that begins a name is one without 年, a number inside it is not."""
    assert read_all("2023世界机器人大会").year == 2023
    assert read_all("第12023号").year is None


def test_persons_have_no_parts() -> None:
    """A person's name is not taken apart."""
    assert take_apart("林知远", "PERSON") is None
