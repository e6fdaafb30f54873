"""What one article brings: names grounded by its place, and ties that join no more than is sure."""

from collections.abc import Sequence

import msgspec
import pytest

from kg.components.coreference import cluster
from kg.markup import unmark
from kg.resolve.cluster import LIGHT
from kg.resolve.refer import Brought, refer
from kg.resolve.referents import Referent, Statement
from kg.types import Annotation, Claim
from tests.articles import PLACE, article

GULOU = "江苏省南京市鼓楼区"


def named(annotation: Annotation, name: str) -> Referent:
    """The referent of what an article calls ``name``."""
    entity = next(m.entity for m in annotation.entities if m.text == name)
    return next(r for r in refer(annotation).referents if r.id == entity)


def tied(one: tuple[Annotation, str], other: tuple[Annotation, str]) -> bool:
    """Whether two articles' entities share a tie."""
    a, b = (named(*pair) for pair in (one, other))
    return a.block == b.block and bool(set(a.ties) & set(b.ties))


def told(brought: Brought, type_: str) -> list[tuple[str, str, Statement]]:
    """(head name, tail name, statement) of all statements of a type."""
    names = {r.id: r.name for r in brought.referents}
    return [(names[s.head], names[s.tail], s) for s in brought.statements if s.type == type_]


def body(key: str, name: str, place: str | None = PLACE) -> tuple[Annotation, str]:
    """An article that names a body, and the name."""
    return article(key, f"⟦{name}⟧ORG今天开会。", place=place), name


BODIES = [
    ("区科协", PLACE, "渝中区科协", PLACE, True),
    ("区科协", PLACE, "重庆市渝中区科学技术协会", GULOU, True),
    ("区科协", PLACE, "区科协", GULOU, False),
    ("区科协", PLACE, "市科协", PLACE, False),
    ("区科协", PLACE, "区科技局", PLACE, False),
    ("区科协", None, "区科协", None, False),
    ("中共中央", PLACE, "党中央", GULOU, True),
]


@pytest.mark.parametrize(
    ("a", "place_a", "b", "place_b", "same"), BODIES, ids=[f"{c[0]}-{c[2]}-{c[4]}" for c in BODIES]
)
def test_bodies_are_grounded_by_the_issuing_place(
    a: str, place_a: str | None, b: str, place_b: str | None, same: bool
) -> None:
    """区科协 is that of the paper's district; without a place it is the article's own."""
    assert tied(body("a", a, place_a), body("b", b, place_b)) is same


def test_a_level_after_another_area_is_open() -> None:
    """市政府 where another city was named just before it in the sentence is nobody's; 副市长 likewise."""
    one = article("a", "⟦高雄市⟧PLACE的⟦秦若冰⟧PERSON曾在⟦市政府⟧ORG任⟦副市长⟧POST。")
    two = article("b", "⟦市政府⟧ORG开会，⟦副市长⟧POST⟦秦若冰⟧PERSON出席。")
    assert not tied((one, "市政府"), (two, "市政府"))
    assert not tied((one, "副市长"), (two, "副市长"))
    assert tied((two, "副市长"), (article("c", "⟦副市长⟧POST到会。"), "副市长"))


def test_a_body_is_called_by_its_area() -> None:
    """The level word is replaced by the name of the area, and the name in full is kept."""
    referent = named(*body("a", "区科协"))
    assert (referent.name, referent.rule) == ("渝中区科协", "issuing_place.level")
    assert referent.properties["area"] == "500103"


def official(
    key: str, post: str, person: str, *, org: str = "", place: str = PLACE, date: str = "2025-10-31"
) -> Annotation:
    """An article in which a person with a post, of a body if given, is named."""
    inside = f"⟦⟦{org}⟧ORG{post.removeprefix(org)}⟧POST" if org else f"⟦{post}⟧POST"
    says = [f"{person} HOLDS_POST {post}"] + ([f"{post} POST_IN {org}"] if org else [])
    return article(key, f"{inside}⟦{person}⟧PERSON到会。", says=says, place=place, date=date)


def test_a_post_is_its_body_and_its_role() -> None:
    """The same role of the same body is one post however the body is written; another rank is another post."""
    one = official("a", "区科协副主席", "秦若冰", org="区科协")
    two = official("b", "渝中区科协副主席", "秦若冰", org="渝中区科协")
    chief = official("c", "区科协主席", "鲁望舒", org="区科协")
    assert tied((one, "区科协副主席"), (two, "渝中区科协副主席"))
    assert not tied((one, "区科协副主席"), (chief, "区科协主席"))
    assert named(one, "区科协副主席").properties["role"] == "副主席"


def test_a_post_without_a_body_is_the_articles_own() -> None:
    """副局长 alone is never that of another article; an office of state is one everywhere."""
    assert not tied((official("a", "副局长", "秦若冰"), "副局长"), (official("b", "副局长", "秦若冰"), "副局长"))
    assert tied(
        (official("a", "国家主席", "秦若冰"), "国家主席"),
        (official("b", "国家主席", "秦若冰", place=GULOU), "国家主席"),
    )


CHIEFS = [
    ("⟦林知远⟧PERSON⟦总书记⟧POST", "⟦秦若冰⟧PERSON⟦总书记⟧POST#u;", False),
    ("⟦中共中央总书记⟧POST⟦林知远⟧PERSON", "⟦秦若冰⟧PERSON⟦总书记⟧POST#u;", True),
    ("⟦林知远⟧PERSON⟦总书记⟧POST", "⟦秦若冰⟧PERSON", True),
]


@pytest.mark.parametrize(("one", "other", "same"), CHIEFS)
def test_an_office_of_state_of_two_people_is_open(one: str, other: str, same: bool) -> None:
    """总书记 of two people in one article is nobody's for certain, unless a name tells that it is China's."""
    text, marks = unmark(f"{one}会见{other}。")
    spans = [(start, end, label) for start, end, label, _ in marks]
    found = cluster(text, spans, [(0, len(text))], "a")
    held = [m.entity for m in found if m.label == "POST"]
    people = [m.entity for m in found if m.label == "PERSON"]
    claims = tuple(
        Claim(type="HOLDS_POST", head=person, tail=post, evidence=())
        for person, post in zip(people, held, strict=False)
    )
    told = Annotation(
        id="a", text=text, date=None, place=None, source="t", entities=found, relations=claims, sentences=(), dates={}
    )
    post = next(r for r in refer(told).referents if r.id == held[0])
    alone = named(official("b", "总书记", "林知远", place=GULOU), "总书记")
    assert bool(set(post.ties) & set(alone.ties)) is same


def test_a_department_is_grounded_with_the_committee_of_the_title_before_it() -> None:
    """江苏省委常委、组织部部长 heads the 组织部 of 江苏省委."""
    one = article("a", "⟦⟦江苏省委⟧ORG常委⟧POST、⟦⟦组织部⟧ORG部长⟧POST到会。", place=None)
    two, other = body("b", "江苏省委组织部", None), body("c", "浙江省委组织部", None)
    assert tied((one, "组织部"), two)
    assert not tied((one, "组织部"), other)
    assert named(one, "组织部").name == "江苏省委组织部"


def test_a_bare_deputy_head_belongs_to_the_district_of_the_paper() -> None:
    """副区长 is POST_IN the district, derived, and the same post in another article of that paper alone."""
    one = official("a", "副区长", "鲁望舒")
    ((post, place, statement),) = told(refer(one), "POST_IN")
    assert (post, place, statement.derived) == ("副区长", "渝中区", "posts.area_office")
    (proof,) = [q for q in refer(one).quotes if q.statement == statement.id]
    assert (proof.text, proof.sentence) == ("行政区划 500103 重庆市渝中区", None)
    assert tied((one, "副区长"), (official("b", "副区长", "秦若冰"), "副区长"))
    assert not tied((one, "副区长"), (official("c", "副区长", "秦若冰", place=GULOU), "副区长"))
    assert not tied((one, "副区长"), (official("d", "区长", "秦若冰"), "区长"))


PEOPLE = [
    (
        "the same post",
        official("a", "区科协副主席", "秦若冰", org="区科协"),
        "渝中区科协副主席",
        "渝中区科协",
        PLACE,
        True,
    ),
    (
        "the same body",
        official("a", "区科协副主席", "秦若冰", org="区科协"),
        "渝中区科协主席",
        "渝中区科协",
        PLACE,
        True,
    ),
    (
        "an official of the area",
        official("a", "区科协副主席", "秦若冰", org="区科协"),
        "区委办主任",
        "区委办",
        PLACE,
        True,
    ),
    ("another area", official("a", "区科协副主席", "秦若冰", org="区科协"), "区科协副主席", "区科协", GULOU, False),
    ("no body at all", official("a", "副局长", "秦若冰"), "副局长", "", PLACE, False),
]


@pytest.mark.parametrize(
    ("one", "post", "org", "place", "same"), [case[1:] for case in PEOPLE], ids=[c[0] for c in PEOPLE]
)
def test_people_of_one_name_are_tied_by_post_body_or_area(
    one: Annotation, post: str, org: str, place: str, same: bool
) -> None:
    """One name is one person only where something else says so."""
    other = official("b", post, "秦若冰", org=org, place=place)
    assert tied((one, "秦若冰"), (other, "秦若冰")) is same


def test_a_local_body_ties_in_its_area() -> None:
    """The committee of a neighbourhood is one in the papers of its district, and so are post and person."""
    post, org = "民乐村社区居委会主任", "民乐村社区居委会"
    one, two = official("a", post, "秦冰", org=org), official("b", post, "秦冰", org=org)
    assert tied((one, org), (two, org))
    assert tied((one, post), (two, post))
    assert tied((one, "秦冰"), (two, "秦冰"))
    assert not tied((one, "秦冰"), (official("c", post, "秦冰", org=org, place=GULOU), "秦冰"))


def test_a_name_of_two_characters_needs_more_than_an_area() -> None:
    """秦冰 in two bodies of a district may be two; in one body it is one."""
    one = official("a", "区科协副主席", "秦冰", org="区科协")
    assert not tied((one, "秦冰"), (official("b", "区委办主任", "秦冰", org="区委办"), "秦冰"))
    assert tied((one, "秦冰"), (official("c", "区科协主席", "秦冰", org="区科协"), "秦冰"))


def test_a_name_alone_is_tied_weakly_to_the_area_of_the_paper() -> None:
    """A person without a post has no tie that tells who it is, and the weak key of the paper's area, as officials."""
    alone = named(article("a", "⟦秦若冰⟧PERSON到会。"), "秦若冰")
    known = named(official("b", "区科协副主席", "秦若冰", org="区科协"), "秦若冰")
    assert all(tie.startswith(LIGHT) for tie in alone.ties)
    assert alone.weak[0] in known.weak
    assert not set(named(article("c", "⟦秦若冰⟧PERSON到会。", place=None), "秦若冰").weak[:1]) & set(alone.weak)


def present(key: str, *names: str, place: str | None = PLACE) -> Annotation:
    """An article that tells of people without posts."""
    return article(key, "、".join(f"⟦{name}⟧PERSON" for name in names) + "到会。", place=place)


def test_two_articles_with_the_same_two_people_are_of_the_same_two() -> None:
    """Two long names suffice, or two side by side of which one is long; else a name needs two others."""
    one = present("a", "秦若冰", "林知远", "秦冰", place=None)
    assert tied((one, "秦若冰"), (present("b", "秦若冰", "林知远", place=None), "秦若冰"))
    assert not tied((one, "秦若冰"), (present("c", "秦若冰", "秦冰", place=None), "秦若冰"))
    assert not tied((one, "秦冰"), (present("d", "秦冰", "周舒", "林知远", place=None), "秦冰"))
    assert tied((one, "秦冰"), (present("f", "秦冰", "林知远", place=None), "秦冰"))
    assert tied((one, "秦冰"), (present("e", "秦若冰", "林知远", "秦冰", place=None), "秦冰"))


def test_company_of_who_holds_an_office_of_state_ties_nobody() -> None:
    """The general secretary is named beside everyone; two holders of offices of state of one name are one."""
    says = ["林知远 HOLDS_POST 总书记"]
    one, two = (
        article(key, "⟦林知远⟧PERSON⟦总书记⟧POST会见⟦秦若冰⟧PERSON。", says=says, place=None) for key in ("a", "b")
    )
    assert not tied((one, "秦若冰"), (two, "秦若冰"))
    prime = article("c", "⟦国家主席⟧POST⟦林知远⟧PERSON会见来宾。", says=["林知远 HOLDS_POST 国家主席"], place=None)
    assert tied((one, "林知远"), (prime, "林知远"))


def test_membership_of_a_party_ties_nobody() -> None:
    """Two members of one name are two; two members of a society are one."""
    for body, same in (("中国共产党", False), ("民盟", False), ("中国作协", True)):
        one, two = (
            article(k, f"⟦秦若冰⟧PERSON加入⟦{body}⟧ORG。", says=[f"秦若冰 AFFILIATED_WITH {body}"], place=None)
            for k in ("a", "b")
        )
        assert tied((one, "秦若冰"), (two, "秦若冰")) is same


def test_the_head_of_an_area_heads_its_government() -> None:
    """副区长, 区政府副区长 and 渝中区副区长 are one post; an office of state is one however its body is named."""
    bare, of_body = official("a", "副区长", "秦若冰"), official("b", "区政府副区长", "秦若冰", org="区政府")
    of_area = article(
        "c",
        "⟦⟦渝中区⟧PLACE副区长⟧POST⟦秦若冰⟧PERSON出席会议。",
        says=["秦若冰 HOLDS_POST 渝中区副区长", "渝中区副区长 POST_IN 渝中区"],
    )
    assert tied((bare, "副区长"), (of_body, "区政府副区长"))
    assert tied((bare, "副区长"), (of_area, "渝中区副区长"))
    state = official("d", "全国政协主席", "林知远", org="全国政协")
    assert tied((state, "全国政协主席"), (official("e", "全国政协主席", "林知远", place=GULOU), "全国政协主席"))


def test_what_a_text_denies_ties_nobody() -> None:
    """A post that the article says a person does not hold is no tie."""
    said = ["秦若冰 HOLDS_POST 区科协主席 negated", "区科协主席 POST_IN 区科协"]
    denied = article("a", "⟦秦若冰⟧PERSON不是⟦⟦区科协⟧ORG主席⟧POST。", says=said)
    assert all(tie.startswith(LIGHT) for tie in named(denied, "秦若冰").ties)


def ceremony(
    key: str, day: str, host: str = "区科协", name: str = "揭牌仪式", date: str | None = "2025-10-31"
) -> Annotation:
    """An article on an event, its day and its host."""
    lines = f"⟦{day}⟧DATE，⟦{host}⟧ORG举行⟦{name}⟧EVENT。" if day else f"⟦{host}⟧ORG举行⟦{name}⟧EVENT。"
    says = [f"{host} HOSTS {name}"] + ([f"{name} HELD_ON {day}"] if day else [])
    return article(key, lines, says=says, date=date)


CEREMONIES = [
    ("the same day and host", ceremony("b", "2025年10月28日", date="2025-11-02"), True),
    ("another day", ceremony("b", "10月29日"), False),
    ("another host", ceremony("b", "10月28日", host="区民政局"), False),
    ("a month is no day", ceremony("b", "10月", date="2025-10-28"), True),
    ("a month in another paper", ceremony("b", "10月", date="2025-10-30"), False),
    ("no date at all", ceremony("b", "", date=None), False),
]


@pytest.mark.parametrize(("other", "same"), [case[1:] for case in CEREMONIES], ids=[case[0] for case in CEREMONIES])
def test_a_generic_event_is_tied_by_day_and_party(other: Annotation, same: bool) -> None:
    """揭牌仪式 is one only on one day with one host; where no day is told it is that of the paper."""
    assert tied((ceremony("a", "10月28日"), "揭牌仪式"), (other, "揭牌仪式")) is same


def test_two_generic_events_of_one_month_are_two() -> None:
    """10月 told in two papers names no day: the first of the month ties nothing."""
    one, two = ceremony("a", "10月", date="2025-10-30"), ceremony("b", "10月1日", date="2025-10-30")
    assert not tied((one, "揭牌仪式"), (two, "揭牌仪式"))


def test_an_event_of_its_own_name_is_tied_by_it() -> None:
    """An ordinal tells which one it is, whoever speaks of it; without any date two articles stay apart."""
    name = "渝中区第七届邻里节"
    one, two = ceremony("a", "10月28日", name=name), ceremony("b", "", host="区民政局", name=name)
    assert tied((one, name), (two, name))
    bare = [ceremony(f"page.md#{n}", "", name=name, date=None) for n in (1, 2)]
    assert not tied((bare[0], name), (bare[1], name))


def test_an_event_with_words_of_its_own_is_tied_by_its_day() -> None:
    """No host is needed; a year in the name is that of the paper; what tells no year asks for its day."""
    name = "旗袍文创设计秀"
    one = ceremony("a", "10月28日", name=name)
    assert tied((one, name), (ceremony("b", "10月28日", host="区民政局", name=name, date="2025-11-02"), name))
    assert not tied((one, name), (ceremony("c", "10月29日", name=name), name))
    undated = named(ceremony("d", "10月28日", name=name, date=None), name)
    assert undated.ties == ()
    assert set(undated.weak) & set(named(one, name).weak)
    fair, dated = "旗袍文化博览会", "2025年旗袍文化博览会"
    assert tied((ceremony("e", "", name=fair), fair), (ceremony("f", "10月28日", name=dated), dated))


def test_a_numbered_session_needs_no_year() -> None:
    """第十四届…第四次会议 is one for ever; a branch venue in brackets is not the whole."""
    long, short = "重庆市渝中区十四届人大常委会第四次会议", "区十四届人大常委会第四次会议"
    one, two = ceremony("a", "", name=long, date=None), ceremony("b", "10月28日", name=short)
    assert tied((one, long), (two, short))
    part, whole = "渝中区第七届邻里节（大坪分会场）", "渝中区第七届邻里节"
    assert not tied((ceremony("c", "", name=part), part), (ceremony("d", "", name=whole), whole))


def test_places_lie_in_their_divisions_and_say_by_which_rule() -> None:
    """The districts above a street come from the table, once each, with a proof that is no sentence."""
    brought = refer(article("a", "会议在⟦大溪沟街道⟧PLACE召开。"))
    parts = [(head, tail, s.derived) for head, tail, s in told(brought, "PART_OF")]
    assert ("渝中区", "重庆市", "places.divisions") in parts
    assert len(parts) == len(set(parts)) == 2


DAYS = [("10月28日", "2025-10-28"), ("10月", "2025-10"), ("2023年", "2023"), ("近日", None), ("前三季度", None)]


@pytest.mark.parametrize(("day", "iso"), DAYS)
def test_a_statement_tells_a_date_as_precisely_as_its_sentence(day: str, iso: str | None) -> None:
    """2023年 is no first of January, and 近日 no day at all."""
    a = article("a", f"⟦{day}⟧DATE，⟦秦若冰⟧PERSON当选⟦主席⟧POST。", says=["秦若冰 ELECTED_TO 主席"])
    ((_, _, statement),) = told(refer(a), "ELECTED_TO")
    assert statement.told == iso


def test_claims_of_what_is_nowhere_mentioned_bring_nothing() -> None:
    """An annotation made elsewhere may name ids without a mention; the rest of the article stands."""
    a = ceremony("a", "10月28日")
    lost: Sequence[object] = [msgspec.structs.replace(c, head="p9") for c in a.relations]
    brought = refer(msgspec.structs.replace(a, relations=(*a.relations, *lost)))
    assert {s.type for s in brought.statements} == {"HOSTS", "HELD_ON"}
    assert len(brought.statements) == 2


def test_the_same_article_brings_the_same() -> None:
    """refer is a function of the annotation: the order of its claims changes nothing but the order of the quotes."""
    a = official("a", "区科协副主席", "秦若冰", org="区科协")
    turned = refer(msgspec.structs.replace(a, relations=a.relations[::-1]))
    assert (turned.referents, turned.statements) == (refer(a).referents, refer(a).statements)
