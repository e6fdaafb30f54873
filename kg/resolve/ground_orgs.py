"""Bodies and their posts grounded: in an area, in the whole country, or by their own name."""

from functools import lru_cache

from kg.places.chain import chains
from kg.resolve.area_of_name import around_unlisted, home_of
from kg.resolve.grounded import Grounded
from kg.resolve.lexicon import lexicon
from kg.resolve.names import OrgName, fold_name, take_apart_org, take_apart_post

_WHOLE = 3  # characters of a name of a national body that others begin with: 财政部, not 中央


def ground_org(name: str, issuing_place: str | None) -> Grounded:
    """A body: of the whole country, of an area, or known by its name."""
    folded, aliases = fold_name(name), lexicon().words["alias"]
    if folded in aliases or folded in _full_names():
        full = aliases.get(folded, folded)
        return Grounded(full, f"CN:{full}", None, "nation.alias", True)
    return _by_parts(take_apart_org(name, issuing_place), issuing_place)


@lru_cache(maxsize=1)
def _full_names() -> frozenset[str]:
    """The full names of the bodies of the whole country."""
    return frozenset(lexicon().words["alias"].values())


def _by_parts(org: OrgName, issuing_place: str | None) -> Grounded:
    """Ground a body that was taken apart."""
    body = org.body_key + "".join(f"#{unit}{n}" for unit, n in org.ordinals)
    led = org.led
    if led.area is not None:
        return Grounded(org.full(), f"{led.area.code}:{body}", led.area, led.rule, True)
    if led.rule == "area.unlisted" and (scope := around_unlisted(led.word, issuing_place)):
        return Grounded(org.full(), f"{scope}:{body}", None, led.rule, True)
    if led.word:
        return Grounded(org.full(), f"?{led.word}:{body}", None, led.rule, False)
    if led.nation and body.strip("/"):
        return Grounded(org.text, f"CN:{body}", None, led.rule, True)
    if led.nation:
        return Grounded(org.text, f":{org.text}", None, led.rule, len(org.text) >= _WHOLE)
    if org.bodies:
        return Grounded(org.full(), f"?:{body}", None, "body.bare", False)
    return _by_name(org.text, body, issuing_place)


def _by_name(text: str, body: str, issuing_place: str | None) -> Grounded:
    """A body outside the tables: its own name, one everywhere or one in the issuing place."""
    words, home = lexicon(), home_of(issuing_place)
    if len(text) > 3 and (words.suffix("proper", text) or words.prefix("nation", text)):
        return Grounded(text, f":{body}", None, "name.proper", True)
    if len(words.prefix("alias", text)) >= _WHOLE:
        return Grounded(text, f":{body}", None, "name.national", True)
    if not words.suffix("local", text):
        return Grounded(text, f":{body}", None, "name.own", len(text) > 1)
    if any(chain.end < len(text) for chain in chains(text)):
        return Grounded(text, f":{body}", None, "name.with_area", True)
    if home is not None and len(text) > 4:
        return Grounded(text, f"@{home.code}:{body}", home, "issuing_place.local", True)
    return Grounded(text, f"?:{body}", None, "name.common", False)


def ground_post(name: str, issuing_place: str | None) -> Grounded:
    """An office of state, or a body's office; an office without its body stays open."""
    if full := office_of_state(name):
        return Grounded(full, f"CN:{full}", None, "state.office", True)
    post = take_apart_post(name, issuing_place)
    if post.org is None:
        return Grounded(post.role, f"?:|{post.role}", None, "post.bare", False)
    body = ground_org(post.org.text, issuing_place) if not post.org.led.area else _by_parts(post.org, issuing_place)
    return Grounded(body.name + post.role, f"{body.key}|{post.role}", body.area, body.rule, body.settled)


def office_of_state(name: str) -> str | None:
    """The full name of an office that is one in the whole country, None if a name is none."""
    return lexicon().words["state"].get(fold_name(name))
