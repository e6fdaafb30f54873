"""Bodies and posts compared by their parts."""

from kg.resolve.hints import may_be_short, other_area, plain, terms
from kg.resolve.judgement import Judgement, Places, different, same, unsure
from kg.resolve.names import OrgName, take_apart_org, take_apart_post


def compare_orgs(a: str, b: str, places: Places) -> Judgement:
    """Bodies: area and level, then ordinals, then the body itself."""
    one, two = take_apart_org(a, places[0]), take_apart_org(b, places[1])
    return judge_bodies(one, two)


def judge_bodies(one: OrgName, two: OrgName) -> Judgement:
    """The judgement on two bodies that were taken apart and have no equal settled key."""
    if one.ordinals and two.ordinals and one.ordinals != two.ordinals:
        return different(f"other terms: {terms(one.ordinals)}, {terms(two.ordinals)}")
    if reason := other_area(one.led, two.led):
        return different(reason)
    if one.body_key != two.body_key:
        return _unlike(one, two)
    if one.ordinals != two.ordinals:
        return unsure(0.4, "only one tells its term")
    return _same_body(one, two)


def _same_body(one: OrgName, two: OrgName) -> Judgement:
    """Equal bodies, of which one at least leaves its area open."""
    areas = [led.area for led in (one.led, two.led) if led.area is not None]
    if one.literal and not one.bodies and len(areas) == 1 and len(one.literal) > 4:
        return same(0.85, f"{one.literal} is named with its area once and without it once", "name.specific")
    if one.text == two.text and one.led.area is None and not one.led.word and not one.bodies:
        return unsure(0.6, "one common name, which others bear elsewhere")
    return unsure(0.5, "the name does not tell the area, nor does the place of issue")


def _unlike(one: OrgName, two: OrgName) -> Judgement:
    """Unequal bodies: two, unless one may be the short name of the other."""
    bare, full = sorted((one, two), key=lambda org: len(org.text))
    if not (bare.led.area or bare.led.word) and full.text.endswith(bare.text) and len(bare.text) < len(full.text):
        return unsure(0.4, f"{bare.text} may stand for {full.text}")
    if one.bodies and one.domains == two.domains and (judged := may_be_short(one.literal, two.literal)):
        return judged
    if one.bodies and two.bodies:
        near = {one.domains[0], two.domains[0]} == {"人大", "人大常委会"}
        if near and one.literal == two.literal:
            return unsure(0.4, "the congress may stand for its standing committee")
        return different(f"other bodies: {one.full()}, {two.full()}")
    if bool(one.bodies) != bool(two.bodies):
        return different(f"other bodies: {one.text}, {two.text}")
    if plain(one.body_key) == plain(two.body_key):
        return same(0.9, f"{one.text} and {two.text} are one name written in two ways", "name.spelling")
    return may_be_short(one.text, two.text) or different("the names differ")


def compare_posts(a: str, b: str, places: Places) -> Judgement:
    """Posts: rank and office, then the body."""
    if "、" in a + b and (_last(a) == _last(b) or set(a.split("、")) & set(b.split("、"))):
        return unsure(0.4, "one is a list of posts that holds the other, or one like it")
    one, two = take_apart_post(a, places[0]), take_apart_post(b, places[1])
    if one.role != two.role:
        bare = one.org is None or two.org is None
        if bare and one.head == two.head and _without_party(one.rank) == _without_party(two.rank):
            return unsure(0.4, f"{one.role} and {two.role} may be one where the body is named once only")
        return different(f"other offices: {one.role}, {two.role}")
    if one.org is None and two.org is None:
        return unsure(0.4, f"{one.role} of a body that is not named")
    if one.org is None or two.org is None:
        return unsure(0.4, f"{one.role} is named with its body once and without it once")
    judged = judge_bodies(one.org, two.org)
    if judged.verdict == "same" or one.org.body_key != two.org.body_key:
        return judged
    return judged._replace(reasons=(f"both are {one.role}", *judged.reasons))


def _last(name: str) -> str:
    """The last post of a list."""
    return name.rsplit("、", 1)[-1]


def _without_party(rank: tuple[str, ...]) -> tuple[str, ...]:
    """The rank without the committee inside a body: 党委副书记 of a hospital may be called its 副书记."""
    return tuple(word for word in rank if not word.startswith(("党", "机关党", "分党", "总支")))
