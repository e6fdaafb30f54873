"""An invented graph in the manner of district news: real places, people and events that do not exist."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from kg.ids import stable_id
from kg.types import Element, Node, Relationship, Value

SURNAMES = "沈陆顾许钱周魏姜严华金苏潘葛奚范彭郎鲁韦"
GIVEN = [
    "知远",
    "听澜",
    "长风",
    "映雪",
    "思齐",
    "望舒",
    "怀瑾",
    "若谷",
    "明轩",
    "清如",
    "子衿",
    "云舟",
    "一鸣",
    "静姝",
    "景行",
]
BODIES = ["教育局", "科技局", "民政局", "财政局", "文旅局", "卫健局", "妇联", "总工会", "商务局", "住建局"]
STREETS = ["北山街道", "灵隐街道", "翠苑街道", "文新街道", "古荡街道"]
DISTRICT = "杭州市西湖区"


class Invented:
    """Collects nodes and facts; `elements` gives them as a graph, nodes first."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.relationships: dict[str, Relationship] = {}
        self.sentences = 0

    def node(self, label: str, name: str, **properties: Value) -> str:
        """Add a node once; ``key`` keeps apart those of one name."""
        id_ = stable_id(label.lower(), name, str(properties.pop("key", "")))
        self.nodes.setdefault(id_, Node(id=id_, label=label, properties={"name": name, **properties}))
        return id_

    def relate(self, type_: str, start: str, end: str, **properties: Value) -> None:
        """Add or replace a relationship."""
        id_ = stable_id("fact", type_, start, end, str(properties.get("mentionStart", "")))
        self.relationships[id_] = Relationship(id=id_, type=type_, start=start, end=end, properties=properties)

    def article(self, title: str, day: str, **properties: Value) -> str:
        """Add an article."""
        return self.node("Article", title, date=day, place=DISTRICT, source="湖滨日报", **properties)

    def sentence(self, article: str, text: str, *mentioned: str) -> str:
        """Add a sentence of an article, with the nodes it mentions."""
        self.sentences += 1
        offset = self.sentences * 50
        id_ = self.node("Sentence", text, key=article, offsetStart=offset, offsetEnd=offset + len(text))
        self.relate("HAS_SENTENCE", article, id_)
        for node in mentioned:
            name = str(self.nodes[node].properties["name"])
            at = max(text.find(name), 0)
            self.relate("MENTIONS", id_, node, mentionStart=at, mentionEnd=at + len(name), text=name)
        return id_

    def fact(self, type_: str, start: str, end: str, sentence: str, day: str, **properties: Value) -> None:
        """Add a fact, or one more sentence to it."""
        id_ = stable_id("fact", type_, start, end, "")
        old = self.relationships[id_].properties if id_ in self.relationships else {}
        evidence = (*old.get("evidence", ()), sentence)  # type: ignore[misc]
        days = sorted({day, str(old.get("firstSeen", day)), str(old.get("lastSeen", day))})
        self.relate(
            type_, start, end,
            **{
                "status": "actual", "origin": "text", "score": 0.95, "rules": ("invented",), "quotes": (sentence,),
                **old, "firstSeen": days[0], "lastSeen": days[-1], "evidence": evidence, "support": len(evidence),
                **properties,
            },
        )  # fmt: skip

    def elements(self) -> Iterator[Element]:
        """Give the graph, nodes first."""
        yield from self.nodes.values()
        yield from self.relationships.values()


def invented_graph(events: int = 30, seed: int = 7) -> list[Element]:
    """Return a small story with known answers, and ``events`` random events around it."""
    graph = Invented()
    places(graph)
    story(graph)
    random_events(graph, events, random.Random(seed))
    return list(graph.elements())


def places(graph: Invented) -> None:
    """A district, its streets, its government and the bodies of it."""
    city, district = graph.node("Place", "杭州市"), graph.node("Place", DISTRICT, aliases=("西湖区",))
    graph.relate("LOCATED_IN", district, city, origin="derived", status="actual", score=1.0, rules=("divisions",))
    for street in STREETS:
        graph.relate(
            "LOCATED_IN", graph.node("Place", DISTRICT + street, aliases=(street,)), district,
            origin="derived", status="actual", score=1.0, rules=("divisions",),
        )  # fmt: skip
    government = graph.node("Organization", "西湖区人民政府", aliases=("区政府",))
    graph.relate("LOCATED_IN", government, district, origin="derived", status="actual", score=1.0, rules=("area",))
    for body in BODIES:
        id_ = graph.node("Organization", "西湖区" + body, aliases=("区" + body,))
        graph.relate("PART_OF", id_, government, origin="derived", status="actual", score=0.9, rules=("area",))


def story(graph: Invented) -> None:
    """A change of the mayor, an unveiling, a congress, a contract, a visit, and a doubtful double."""
    government = graph.node("Organization", "西湖区人民政府")
    mayor, deputy = graph.node("Post", "区长", key="西湖"), graph.node("Post", "副区长", key="西湖")
    shen = graph.node("Person", "沈知远", aliases=("沈区长",))
    lu, gu = graph.node("Person", "陆听澜"), graph.node("Person", "顾长风")
    first = graph.article("区政府常务会议召开", "2025-08-05", reporters=("方小禾",))
    said = graph.sentence(first, "沈知远区长主持召开区政府常务会议，副区长陆听澜出席。", shen, mayor, lu, deputy)
    meeting = graph.node("Event", "区政府常务会议", startDate="2025-08-05", endDate="2025-08-05")
    for post in (mayor, deputy):
        graph.fact("POST_IN", post, government, said, "2025-08-05")
    graph.fact("HOLDS_POST", shen, mayor, said, "2025-08-05", until="2025-09-20")
    graph.fact("HOLDS_POST", lu, deputy, said, "2025-08-05")
    graph.fact("PRESIDES", shen, meeting, said, "2025-08-05")
    graph.fact("ATTENDS", lu, meeting, said, "2025-08-05")
    second = graph.article("区人大常委会任免名单", "2025-09-21")
    named = graph.sentence(second, "任命顾长风为西湖区代理区长，接受沈知远辞去区长职务的请求。", gu, shen, mayor)
    graph.fact("APPOINTED_TO", gu, mayor, named, "2025-09-21")
    graph.fact("REMOVED_FROM", shen, mayor, named, "2025-09-21")
    graph.fact("HOLDS_POST", gu, mayor, named, "2025-09-21", since="2025-09-20", status="acting", origin="derived")
    chief = graph.node("Post", "区教育局局长")
    school = graph.node("Organization", "西湖区教育局")
    graph.fact("POST_IN", chief, school, named, "2025-09-21")
    graph.fact("HOLDS_POST", gu, chief, named, "2025-09-21", status="former", until="2025-09-19")
    culture = graph.node("Post", "区文旅局局长", key="空缺")
    graph.fact("HOLDS_POST", graph.node("Person", "丰子恒"), culture, said, "2025-06-30", until="2025-07-01")
    graph.node("Person", "无言")
    graph.sentence(second, "民主测评会随后举行。", graph.node("Event", "民主测评会"))
    graph.fact("ELECTED_TO", lu, graph.node("Post", "市人大代表"), named, "2025-09-21", since="2025-09-18")
    unveiling(graph, lu, gu, deputy)
    graph.node("Person", "顾长风", key="2")
    graph.fact("AFFILIATED_WITH", graph.node("Person", "顾长风", key="2"), school, named, "2025-09-21", score=0.55)


def unveiling(graph: Invented, lu: str, gu: str, deputy: str) -> None:
    """An event with hosts, place, day and people, and what was told beside it."""
    article = graph.article("科普服务点揭牌", "2025-10-28", dateDoubtful=True)
    event = graph.node("Event", "揭牌仪式", startDate="2025-10-25", endDate="2025-10-25", key="科普")
    place = graph.node("Place", DISTRICT + "北山街道")
    women, science = graph.node("Organization", "西湖区妇联"), graph.node("Organization", "西湖区科技局")
    xu = graph.node("Person", "许映雪")
    post = graph.node("Post", "区科技局副局长")
    day = graph.node("Date", "10月25日", start="2025-10-25", end="2025-10-25", precision="day")
    said = graph.sentence(
        article, "10月25日，由西湖区科技局主办、西湖区妇联承办的揭牌仪式在北山街道举行，副区长陆听澜致辞。",
        science, women, event, place, lu, deputy, day,
    )  # fmt: skip
    also = graph.sentence(article, "区科技局副局长许映雪、代区长顾长风参加揭牌仪式。", xu, post, gu, event)
    graph.fact("HOSTS", science, event, said, "2025-10-28")
    graph.fact("ORGANIZES", women, event, said, "2025-10-28")
    graph.fact("HELD_AT", event, place, said, "2025-10-28")
    graph.fact("HELD_ON", event, day, said, "2025-10-28", score=0.9)
    for type_ in ("ATTENDS", "SPEAKS_AT"):
        graph.fact(type_, lu, event, said, "2025-10-28")
    graph.fact("HOLDS_POST", lu, deputy, said, "2025-10-28")
    for person in (xu, gu):
        graph.fact("ATTENDS", person, event, also, "2025-10-28")
    graph.fact("HOLDS_POST", xu, post, also, "2025-10-28")
    graph.fact("POST_IN", post, science, also, "2025-10-28")
    graph.fact("SIGNS_WITH", science, women, also, "2025-10-28")
    graph.fact("VISITS", gu, place, also, "2025-10-28")
    graph.fact("MEETS", gu, xu, also, "2025-10-28")
    graph.fact("FOUNDS", women, graph.node("Organization", "巾帼科普服务队"), also, "2025-10-28")
    opening = graph.node("Event", "科普月启动仪式", startDate="2025-10-01", endDate="2025-10-01")
    graph.fact("PART_OF", event, opening, also, "2025-10-28")
    graph.fact("OPENS", gu, opening, also, "2025-10-28")
    ahead = graph.node("Event", "区运动会", startDate="2025-11-20", endDate="2025-11-20")
    graph.fact("HELD_AT", ahead, place, also, "2025-10-28", status="planned", plannedStart="2025-11-20")


def random_events(graph: Invented, count: int, random_: random.Random) -> None:
    """Events of random bodies with random people, who hold one or two posts each."""
    people = [graph.node("Person", random_.choice(SURNAMES) + random_.choice(GIVEN), key=str(i)) for i in range(count)]
    for number in range(count):
        day = (date(2025, 1, 6) + timedelta(days=random_.randrange(295))).isoformat()
        bodies = ["西湖区" + body for body in random_.sample(BODIES, 3)]
        article = graph.article(f"西湖区举办第{number + 1}期公益讲座", day, reporters=("方小禾",))
        event = graph.node("Event", f"第{number + 1}期公益讲座", startDate=day, endDate=day)
        hosts = [graph.node("Organization", body) for body in bodies]
        said = graph.sentence(article, f"{'、'.join(bodies)}举办第{number + 1}期公益讲座。", event, *hosts)
        for type_, body in zip(("HOSTS", "HOSTS", "ORGANIZES"), hosts, strict=True):
            graph.fact(type_, body, event, said, day)
        street = graph.node("Place", DISTRICT + random_.choice(STREETS))
        graph.fact("HELD_AT", event, street, said, day)
        for person in random_.sample(people, min(4, count)):
            attendance(graph, article, event, person, day, random_)


def attendance(graph: Invented, article: str, event: str, person: str, day: str, random_: random.Random) -> None:
    """A person at an event, in some post."""
    body = random_.choice(BODIES)
    post = graph.node("Post", f"区{body}" + random_.choice(("局长", "副局长", "党组成员")))
    name, title = (str(graph.nodes[node].properties["name"]) for node in (person, post))
    said = graph.sentence(article, f"{title}{name}参加第{random_.randrange(9)}组讨论。", person, post)
    graph.fact("HOLDS_POST", person, post, said, day, score=round(random_.uniform(0.6, 0.99), 2))
    graph.fact("POST_IN", post, graph.node("Organization", "西湖区" + body), said, day)
    graph.fact(random_.choice(("ATTENDS", "ATTENDS", "SPEAKS_AT")), person, event, said, day)
