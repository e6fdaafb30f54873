"""Names of bodies taken apart: area, party, bodies of the tables, what is left, ordinals."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.places import find
from kg.resolve.area_of_name import Led, leading_area, official
from kg.resolve.lexicon import Body, lexicon
from kg.resolve.ordinals import arabic_numbers, read_terms
from kg.text import fold_width, squeeze

_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』")
_DOTS = str.maketrans("•‧∙●・．", "······")
_LEAGUE = re.compile(r"(?:共青团|团)(?:区|市|县|省|州|盟|旗|自治区|镇|乡)?(?=(?:委|工委|委员会)$)")
_JOINT = re.compile(r"纪委[、和]?(?:国家|自治区|[区市县省州盟旗])?(?:监委|监察委|监察委员会)")
_BRANCH = re.compile(
    r"(?:.{0,12}[省市区州盟])?(?P<office>公安|生态环境|市场监督管理|市场监管|规划和自然资源|税务)局(?P<area>[^局]{2,8})分局"
)
# 渝中区人民政府石油路街道办事处 is the street's office, 国家税务总局重庆市税务局 the city's.
_OWNER = re.compile(r"(?<=[区县市])(?:人民)?政府(?=.{2,8}(?:街道|镇|乡))|^国家税务总局(?=.+税务局$)")
_COMMITTEE_DOMAIN = "委员会"
_OWN_COMMITTEE = {"民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"}
_COMMITTEE = re.compile(r"(?:[区市县省州盟旗]?委(?:员会|会)?|总支|支部)$")


@dataclass(frozen=True)
class OrgName:
    """``bodies`` are those of the tables, outermost first; ``literal`` is the text after them, as it stands.

    ``party`` is 党委, 团委, 政协 or a party's name where the name begins with it (中共重庆市渝中区…).
    """

    led: Led
    party: str
    bodies: tuple[Body, ...]
    literal: str
    ordinals: tuple[tuple[str, int], ...]
    text: str

    @property
    def body_key(self) -> str:
        """The domains and the literal rest, equal for all forms of one body."""
        return "/".join((*([self.party] if self.party in _OWN_COMMITTEE else []), *self.domains, self.literal))

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of the bodies."""
        return tuple(body.domain for body in self.bodies)

    @property
    def systems(self) -> tuple[str, ...]:
        """What the bodies belong to: 党委, 人大, 政府, …"""
        return tuple(body.system for body in self.bodies)

    def full(self) -> str:
        """The name in full, under its area as bodies write it."""
        area = official(self.led.area) if self.led.area else self.led.word
        terms = "".join(f"第{n}{unit}" for unit, n in self.ordinals)
        own = self.party if self.party in _OWN_COMMITTEE else ""
        if not self.bodies:
            return own + area + terms + self.literal
        if self.led.rule == "area.short" and self.bodies[0].system == "军事":
            return self.text
        first, *others = (body.full for body in self.bodies)
        whole = first.replace("~", area) if "~" in first else area + first
        return own + whole + terms + "".join(other.split("~")[-1] for other in others) + self.literal


def fold_name(name: str) -> str:
    """Half width, no spaces, no quotation marks, one kind of dot, brackets as （）."""
    text = squeeze(fold_width(name)).translate(_QUOTES).translate(_DOTS)
    return text.replace("(", "（").replace(")", "）")


@lru_cache(maxsize=16384)
def take_apart_org(name: str, issuing_place: str | None, loose: bool = False) -> OrgName:
    """Take the name of a body apart, in an article issued at a place (a path, or None); ``loose`` as for areas."""
    text = _branch(_OWNER.sub("", _JOINT.sub("纪委监委", fold_name(name))))
    told = read_terms(text)
    party, rest = _party(told.rest)
    led = leading_area(rest, issuing_place, loose)
    league = _LEAGUE.match(led.rest)
    if league:
        party, led = "团委", led._replace(rest=led.rest[league.end() :])
    bodies, literal = _bodies(led.rest, party, bool(led.area or led.word or led.nation))
    return OrgName(led, party, bodies, arabic_numbers(literal), told.ordinals, text)


def _branch(text: str) -> str:
    """市公安局渝中区分局 is written 渝中区公安分局 too: the branch goes by its area."""
    match = _BRANCH.fullmatch(text)
    if match is None:
        return text
    area = match["area"] if match["area"][-1] in "区县市旗" else match["area"] + "区"
    return f"{area}{match['office']}局" if find(area) else text


def _party(text: str) -> tuple[str, str]:
    """The party or front that a name begins with, and the rest; none if the name is that word alone."""
    words = lexicon()
    word = words.prefix("party", text)
    rest = text[len(word) :]
    value = words.words["party"].get(word, "")
    if (
        not word
        or (not rest and value != "党委")
        or (value in ("政协", "团委", *_OWN_COMMITTEE) and not _COMMITTEE.search(rest))
    ):
        return "", text
    if value == "党委" and text in words.words["alias"]:
        return "", text
    return value, rest


def _bodies(text: str, party: str, placed: bool) -> tuple[tuple[Body, ...], str]:
    """The bodies that the rest of a name is made of, and what is left after them."""
    forms = lexicon()
    if party in _OWN_COMMITTEE:
        return (), "委员会" if _COMMITTEE.fullmatch(text) else text
    found: list[Body] = []
    start = 0
    while start < len(text):
        end = _longest(text, start, 2 if found or not placed else 1)
        if end is None:
            break
        found.append(forms.forms[text[start:end]])
        start = end
    if start < len(text) and not placed and not party:
        return (), text
    if party in ("团委", "政协") and found and found[0].domain == _COMMITTEE_DOMAIN:
        found[0] = forms.forms[party]
    return tuple(_without_owner(found)), text[start:]


def _longest(text: str, start: int, least: int) -> int | None:
    """The end of the longest form that begins at ``start`` and does not end inside a longer word."""
    forms = lexicon()
    for end in range(min(len(text), start + forms.longest), start + least - 1, -1):
        if text[start:end] in forms.forms and (end - start > 1 or end == len(text) or _longest(text, end, 2)):
            return end
    return None


def _without_owner(found: list[Body]) -> list[Body]:
    """区委|宣传部 is the 宣传部, 市政府|国资委 the 国资委: the owner of a department goes."""
    while len(found) > 1 and (
        (found[0].domain == _COMMITTEE_DOMAIN and found[1].system == "党委" and "~" in found[1].full)
        or (found[0].domain == _COMMITTEE_DOMAIN and found[1].system == "纪委")
        or (found[0].domain == "政府" and found[1].system == "部门")
    ):
        found = found[1:]
    return found
