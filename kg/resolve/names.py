"""Names taken apart, by label: one entrance to kg.resolve.orgname, postname, eventname and placename."""

from kg.resolve.eventname import EventName, take_apart_event
from kg.resolve.orgname import OrgName, fold_name, take_apart_org
from kg.resolve.placename import PlaceName, take_apart_place
from kg.resolve.postname import PostName, take_apart_post

Name = OrgName | PostName | EventName | PlaceName
_OFFICIAL = {"党委", "人大", "政府", "政协", "纪委", "监委", "法院", "检察院", "部门", "群团", "垂直", "军事"}

__all__ = [
    "EventName",
    "Name",
    "OrgName",
    "PlaceName",
    "PostName",
    "fold_name",
    "is_distinct_event",
    "is_official",
    "take_apart",
    "take_apart_event",
    "take_apart_org",
    "take_apart_place",
    "take_apart_post",
]


def take_apart(name: str, label: str, issuing_place: str | None = None) -> Name | None:
    """Take a name apart as its label demands; None for PERSON and DATE, which have no inner structure here.

    Args:
        name: as it stands in the text.
        label: ORG, POST, EVENT or PLACE.
        issuing_place: the path of a division (重庆市渝中区) to which 区, 市 and ambiguous names refer, None if unknown.
    """
    match label:
        case "ORG":
            return take_apart_org(name, issuing_place)
        case "POST":
            return take_apart_post(name, issuing_place)
        case "EVENT":
            return take_apart_event(name, issuing_place)
        case "PLACE":
            return take_apart_place(name, issuing_place)
    return None


def is_distinct_event(name: str) -> bool:
    """Whether an event's name tells which one it is (an ordinal, a year, a title), unlike 揭牌仪式 or 座谈会."""
    return take_apart_event(name, None).distinct


def is_official(name: str) -> bool:
    """Whether a body belongs to party, state or the mass organisations, whose members are officials of their area."""
    return any(system in _OFFICIAL for system in take_apart_org(name, None).systems)
