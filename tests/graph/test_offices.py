"""Intervals of office hold only what is told."""

import pytest

from kg.graph import Told, office_facts
from kg.graph.offices import is_single
from kg.resolve.referents import Statement

HEADS = {"p1": "P1", "p2": "P2"}


def told(type_: str, head: str, date: str, day: str | None = None, status: str = "actual") -> Told:
    """An article of ``date`` says that ``head`` entered, held or left the post, on ``day`` if it says so."""
    statement = Statement(
        id=f"{type_}{head}{date}",
        document=date,
        type=type_,
        head=head,
        tail="t",
        status=status,
        score=0.9,
        told=day,
    )
    return Told(statement=statement, quotes=(), date=date, text_hash=date)


def holders(name: str, *items: Told) -> dict[str, dict[str, object]]:
    """{person: since, until, origin} of the HOLDS_POST facts."""
    facts = office_facts("T", name, items, HEADS)
    keys = ("since", "until", "origin")
    return {f.start: {k: f.properties.get(k) for k in keys} for f in facts if f.type == "HOLDS_POST"}


def test_a_post_seen_in_the_news_opens_no_interval() -> None:
    """HOLDS_POST alone has neither since nor until."""
    assert holders("区委书记", told("HOLDS_POST", "p1", "2025-01-01")) == {
        "P1": {"since": None, "until": None, "origin": "text"}
    }


def test_an_appointment_gives_a_derived_holding_with_since() -> None:
    """APPOINTED_TO stays a fact of its own and makes a HOLDS_POST since the day that is told."""
    facts = office_facts("T", "区长", [told("APPOINTED_TO", "p1", "2025-02-03", "2025-02-01")], HEADS)
    assert sorted(f.type for f in facts) == ["APPOINTED_TO", "HOLDS_POST"]
    found = holders("区长", told("APPOINTED_TO", "p1", "2025-02-03", "2025-02-01"))
    assert found == {"P1": {"since": "2025-02-01", "until": None, "origin": "derived"}}


def test_a_removal_closes_a_holding_and_makes_none() -> None:
    """REMOVED_FROM sets until where the holding is known."""
    seen = told("HOLDS_POST", "p1", "2024-01-01")
    assert holders("副区长", seen, told("REMOVED_FROM", "p1", "2025-03-04"))["P1"]["until"] == "2025-03-04"
    assert holders("副区长", told("REMOVED_FROM", "p1", "2025-03-04")) == {}


@pytest.mark.parametrize(("name", "until"), [("区长", "2025-02-01"), ("副区长", None)])
def test_a_successor_closes_only_single_posts(name: str, until: str | None) -> None:
    """Who is last seen before another is elected to a post of one holder left it by then."""
    items = (told("HOLDS_POST", "p1", "2024-01-01"), told("ELECTED_TO", "p2", "2025-02-02", "2025-02-01"))
    assert holders(name, *items)["P1"]["until"] == until


def test_who_is_seen_later_is_not_succeeded() -> None:
    """A holder who still appears after the election of another is left open: the news contradict each other."""
    items = (told("HOLDS_POST", "p1", "2025-06-01"), told("ELECTED_TO", "p2", "2025-02-01"))
    assert holders("区长", *items)["P1"]["until"] is None


@pytest.mark.parametrize(
    ("name", "single"),
    [
        ("渝中区委书记", True),
        ("区委副书记", False),
        ("党支部书记", False),
        ("副区长", False),
        ("自治区主席", True),
        ("常委", False),
        ("区人大常委会主任", True),
        ("区人大常委会副主任", False),
        ("教授", False),
        ("区科技局局长", True),
    ],
)
def test_single_posts(name: str, single: bool) -> None:
    """The heads of bodies are single posts; deputies, members and professors are not."""
    assert is_single(name) is single


def test_a_day_is_told_more_than_its_year() -> None:
    """Of two papers that tell one entry, the one that names the day says since when; an earlier year wins."""
    year, day = told("ELECTED_TO", "p1", "2025-06-01", "2025"), told("ELECTED_TO", "p1", "2025-02-02", "2025-02-01")
    assert holders("区长", year, day)["P1"]["since"] == "2025-02-01"
    assert holders("区长", day, told("ELECTED_TO", "p1", "2025-06-01", "2024"))["P1"]["since"] == "2024"
