"""The canonical name and key of what a name means, by the place where the article was issued.

Equal keys mean the same thing, if both are settled. 区委 in the paper of 渝中区 is 中共重庆市渝中区委员会; without
a place it stays open and ties to nothing.
"""

from functools import lru_cache

from kg.resolve.ground_events import ground_event
from kg.resolve.ground_orgs import ground_org, ground_post
from kg.resolve.ground_places import ground_place
from kg.resolve.grounded import Grounded
from kg.resolve.names import fold_name


@lru_cache(maxsize=262144)
def ground(name: str, label: str, issuing_place: str | None = None) -> Grounded:
    """Ground a name of an article issued at a place.

    Args:
        name: as it stands in the text.
        label: PERSON, POST, ORG, PLACE, EVENT or DATE.
        issuing_place: the path of a division (重庆市渝中区), None if unknown.
    """
    match label:
        case "ORG":
            return ground_org(name, issuing_place)
        case "POST":
            return ground_post(name, issuing_place)
        case "PLACE":
            return ground_place(name, issuing_place)
        case "EVENT":
            return ground_event(name, issuing_place)
    folded = fold_name(name)
    return Grounded(folded, folded, None, f"{label.lower()}.name", False)
