"""Annotated articles from combined names, as many as wanted: what linking meets in a paper, with no recogniser.

As in local news, a district speaks mostly of its own few officials and bodies, and a few places and bodies stand in a
large part of all articles.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from kg.dating import normalise
from kg.ids import entity_id
from kg.places import Division, path
from kg.places.table import load_table
from kg.types import Annotation, Claim, Evidence, Label, Mention

_SURNAMES = "秦鲁米乔温江林周何罗严施柏云苏潘葛范彭郎"
_GIVEN = "若冰望舒知远一帆清和景行书言明川以宁思齐嘉树北辰南星"
_BODIES = (
    "政府",
    "委",
    "人大常委会",
    "政协",
    "科协",
    "民政局",
    "教育局",
    "总工会",
    "妇联",
    "卫生健康委",
    "文化旅游委",
    "法院",
)
_ROLES = ("主任", "副主任", "书记", "局长", "副局长", "主席", "副主席")
_EVENTS = ("揭牌仪式", "工作会议", "推进会", "座谈会", "启动仪式", "现场会", "培训班", "座谈交流会")
_DAYS = 1000
_OFFICIALS = 30  # of a district

Entity = tuple[Label, str]


def invented(count: int, first: int = 0) -> Iterator[Annotation]:
    """Yield ``count`` annotated articles from number ``first`` on; each is a function of its number."""
    areas = sorted((d for d in load_table().by_code.values() if d.level == "county" and len(d.code) == 6), key=_code)
    for number in range(first, first + count):
        rng = random.Random(number)
        area = areas[min(int(30 * (rng.paretovariate(1.1) - 1)), len(areas) - 1)]  # the first has 3.5 % of all
        yield _Writer(f"i{number:06}", area, rng).article()


def _code(division: Division) -> str:
    return division.code


class _Writer:
    """Writes one article sentence by sentence, and keeps what stands where."""

    def __init__(self, key: str, area: Division, rng: random.Random) -> None:
        self.key, self.area, self.rng = key, area, rng
        self.day = date(2022, 1, 1) + timedelta(days=rng.randrange(_DAYS))
        self.text = ""
        self.ids: dict[Entity, str] = {}
        self.mentions: list[Mention] = []
        self.claims: list[tuple[str, str, str, int, int]] = []
        self.sentences: list[tuple[int, int]] = []

    def article(self) -> Annotation:
        """Eight sentences on meetings and visits of the officials of a district."""
        for _ in range(4):
            self._meeting()
            self._visit()
        published = self.day.isoformat()
        return Annotation(
            id=self.key,
            text=self.text,
            date=published,
            place=path(self.area),
            source="invented",
            entities=tuple(self.mentions),
            relations=tuple(_claim(*claim) for claim in self.claims),
            sentences=tuple(self.sentences),
            dates=self._dates(published),
        )

    def _meeting(self) -> None:
        day = f"{self.day.month}月{self.day.day}日"
        event: Entity = ("EVENT", self.rng.choice(_EVENTS))
        host: Entity = ("ORG", f"区{self.rng.choice(_BODIES)}")
        person, post, body = self._official()
        said = [
            *((person, "HOLDS_POST", post), (post, "POST_IN", body), (person, "ATTENDS", event)),
            *((host, "HOSTS", event), (event, "HELD_ON", ("DATE", day))),
        ]
        self._write([("DATE", day), "，", event, "由", host, "承办。", body, "的", post, person, "出席并讲话。"], said)

    def _visit(self) -> None:
        person, post, body = self._official()
        other: Entity = ("PLACE", self.rng.choice((self.area.name, path(self.area), "中国", "北京市")))
        said = [(person, "HOLDS_POST", post), (post, "POST_IN", body), (person, "VISITS", other)]
        self._write([body, "的", post, person, "到", other, "调研，强调要把工作落到实处。"], said)

    def _official(self) -> tuple[Entity, Entity, Entity]:
        """One of the officials of the district, or in a quarter of the cases somebody new."""
        known = self.rng.random() < 0.75
        rng = random.Random(f"{self.area.code}{self.rng.randrange(_OFFICIALS)}") if known else self.rng
        name = rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, 2))
        body = f"区{rng.choice(_BODIES)}"
        return ("PERSON", name), ("POST", f"{body}{rng.choice(_ROLES)}"), ("ORG", body)

    def _write(self, parts: list[str | Entity], said: list[tuple[Entity, str, Entity]]) -> None:
        start = len(self.text)
        for part in parts:
            if not isinstance(part, str):
                self._mention(part)
            self.text += part if isinstance(part, str) else part[1]
        self.sentences.append((start, len(self.text)))
        self.claims += [(type_, self.ids[head], self.ids[tail], start, len(self.text)) for head, type_, tail in said]
        self.text += "\n"

    def _mention(self, entity: Entity) -> None:
        label, name = entity
        start = len(self.text)
        id_ = self.ids.setdefault(entity, entity_id(self.key, label, start, name))
        self.mentions.append(Mention(start=start, end=start + len(name), label=label, text=name, entity=id_))

    def _dates(self, published: str) -> dict[str, Any]:
        found = {id_: normalise(name, published) for (label, name), id_ in self.ids.items() if label == "DATE"}
        return {id_: value for id_, value in found.items() if value}


def _claim(type_: str, head: str, tail: str, start: int, end: int) -> Claim:
    evidence = (Evidence(start=start, end=end, rule="invented", score=0.9),)
    return Claim(type=type_, head=head, tail=tail, evidence=evidence)
