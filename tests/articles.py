"""Small annotated articles for tests, written in the inline notation."""

from collections.abc import Sequence

from kg.dating import normalise
from kg.ids import entity_id
from kg.markup import unmark
from kg.types import Annotation, Claim, DateValue, Evidence, Mention

PLACE = "重庆市渝中区"


def article(
    key: str, *lines: str, says: Sequence[str] = (), date: str | None = "2025-10-31", place: str | None = PLACE
) -> Annotation:
    """An annotated article.

    Args:
        key: the key of the document.
        lines: its sentences, marked: ⟦秦若冰⟧PERSON到会。
        says: its relations by name: 秦若冰 ATTENDS 启用仪式.
        date: of publication.
        place: of issue.
    """
    text, mentions, bounds = "", list[Mention](), list[tuple[int, int]]()
    ids: dict[str, str] = {}
    for line in lines:
        plain, marks = unmark(line)
        for start, end, label, _ in marks:
            name, at = plain[start:end], len(text) + start
            ids.setdefault(name, entity_id(key, label, at, name))
            mentions.append(Mention(start=at, end=len(text) + end, label=label, text=name, entity=ids[name]))
        bounds.append((len(text), len(text) + len(plain)))
        text += plain + "\n"
    claims = tuple(_claim(said, ids, mentions, bounds) for said in says)
    return Annotation(
        id=key,
        text=text,
        date=date,
        place=place,
        source="tests",
        entities=tuple(mentions),
        relations=claims,
        sentences=tuple(bounds),
        dates=_dates(mentions, date),
    )


def _claim(said: str, ids: dict[str, str], mentions: list[Mention], bounds: list[tuple[int, int]]) -> Claim:
    head, type_, tail, *status = said.split()
    at = max(m.start for m in mentions if m.entity in (ids[head], ids[tail]))
    start, end = next(b for b in bounds if b[0] <= at < b[1])
    evidence = (Evidence(start=start, end=end, rule="test", score=0.9),)
    told = status[0] if status else "actual"
    return Claim(type=type_, head=ids[head], tail=ids[tail], evidence=evidence, status=told)  # type: ignore[arg-type]


def _dates(mentions: list[Mention], published: str | None) -> dict[str, DateValue]:
    values = {m.entity: normalise(m.text, published) for m in mentions if m.label == "DATE"}
    return {entity: value for entity, value in values.items() if value}


UNVEILING = article(
    "a1",
    "⟦10月30日⟧DATE，⟦⟦区人大常委会⟧ORG副主任⟧POST⟦秦若冰⟧PERSON出席⟦揭牌仪式⟧EVENT。",
    says=["秦若冰 HOLDS_POST 区人大常委会副主任", "区人大常委会副主任 POST_IN 区人大常委会", "秦若冰 ATTENDS 揭牌仪式"],
)
INSPECTION = article(
    "a2",
    "⟦⟦渝中区人大常委会⟧ORG副主任⟧POST⟦秦若冰⟧PERSON到⟦大溪沟街道⟧PLACE调研。",
    says=[
        "秦若冰 HOLDS_POST 渝中区人大常委会副主任",
        "渝中区人大常委会副主任 POST_IN 渝中区人大常委会",
        "秦若冰 VISITS 大溪沟街道",
    ],
    date="2025-11-02",
)
ELSEWHERE = article(
    "a3",
    "⟦⟦区人大常委会⟧ORG副主任⟧POST⟦秦若冰⟧PERSON主持⟦揭牌仪式⟧EVENT。",
    says=[
        "秦若冰 HOLDS_POST 区人大常委会副主任",
        "区人大常委会副主任 POST_IN 区人大常委会",
        "秦若冰 PRESIDES 揭牌仪式",
    ],
    date="2025-11-03",
    place="江苏省南京市鼓楼区",
)
ELECTION = article(
    "a4",
    "⟦11月5日⟧DATE，⟦鲁望舒⟧PERSON当选⟦⟦渝中区人大常委会⟧ORG副主任⟧POST。",
    says=["鲁望舒 ELECTED_TO 渝中区人大常委会副主任", "渝中区人大常委会副主任 POST_IN 渝中区人大常委会"],
    date="2025-11-06",
)
ALL = (UNVEILING, INSPECTION, ELSEWHERE, ELECTION)
