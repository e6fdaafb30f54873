"""Invented graphs for the tests of the sinks: a realistic one of any size, and one that holds every trap."""

import random
from collections.abc import Iterator

from kg.ids import stable_id
from kg.types import Element, Node, Relationship, Value

SURNAMES = "顾林沈邵姚汪葛卞蓝尤陆钱傅程邹"
GIVEN = ["知远", "若溪", "景行", "书瑶", "明澈", "怀瑾", "清和", "亦舒", "望舒", "砚秋", "承泽", "念慈"]
AREAS = [
    *("成都市武侯区", "杭州市西湖区", "武汉市江汉区", "西安市雁塔区", "青岛市市南区", "南京市玄武区"),
    *("长沙市岳麓区", "苏州市姑苏区", "厦门市思明区", "昆明市盘龙区", "合肥市庐阳区", "兰州市城关区"),
]
BODIES = ["人民政府", "人大常委会", "教育局", "文化和旅游局", "妇女联合会", "科技局", "住房和城乡建设局"]
POSTS = ["局长", "副局长", "主任", "副主任", "主席", "秘书长"]
EVENTS = ["读书节开幕式", "科普开放日", "企业座谈会", "消防演练", "志愿服务启动仪式", "银发课堂结业礼"]
PLACES = ["文化公园", "会展中心", "图书馆", "青年广场", "体育馆"]


def invented_graph(articles: int, seed: int = 7) -> list[Element]:
    """Return a graph as a build makes it: nodes in order of label, then facts with their quotes."""
    return list(_Builder(random.Random(seed)).graph(articles))


class _Builder:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.nodes: dict[str, Node] = {}
        self.facts: dict[str, Relationship] = {}

    def graph(self, articles: int) -> Iterator[Element]:
        for number in range(articles):
            self.article(number)
        yield from sorted(self.nodes.values(), key=lambda node: (node.label, node.id))
        yield from sorted(self.facts.values(), key=lambda fact: (fact.type, fact.id))

    def node(self, label: str, name: str, **properties: Value) -> str:
        key = stable_id(label.lower(), name)
        self.nodes.setdefault(key, Node(id=key, label=label, properties={"name": name, **properties}))
        return key

    def fact(self, type_: str, start: str, end: str, quote: tuple[str, str, str]) -> None:
        document, date, sentence = quote
        key = stable_id("fact", type_, start, end)
        known = self.facts.get(key)
        quotes = [" · ".join(quote), *(known.properties["quotes"] if known else ())]  # type: ignore[misc]
        dates = sorted({date, *(str(known.properties[k]) for k in ("firstSeen", "lastSeen") if known)})
        self.facts[key] = Relationship(
            id=key,
            type=type_,
            start=start,
            end=end,
            properties={
                "support": len(quotes),
                "firstSeen": dates[0],
                "lastSeen": dates[-1],
                "score": round(self.chance.uniform(0.8, 1), 3),
                "status": "actual",
                "origin": "stated",
                "evidence": (stable_id("sentence", document, sentence),),
                "quotes": tuple(dict.fromkeys(quotes)),
            },
        )

    def article(self, number: int) -> None:
        pick = self.chance.choice
        area, date = pick(AREAS), f"2025-{number % 12 + 1:02}-{number % 27 + 1:02}"
        kind, place_name = pick(EVENTS), pick(PLACES)
        source = f"{area}日报 {number + 1:04}"
        region = self.node("Place", area)
        place = self.node("Place", area + place_name, aliases=(place_name,))
        event = self.node("Event", f"{area}第{number % 30 + 1}届{kind}", startDate=date, endDate=date, aliases=(kind,))
        month, day = date[5:7].lstrip("0"), date[8:].lstrip("0")
        day_node = self.node("Date", f"{month}月{day}日", start=date, end=date, precision="day")
        title = f"{month}月{day}日，{area}{kind}在{place_name}举行。"
        text_nodes = self.sentence(source, date, title)
        host = self.node("Organization", area + pick(BODIES))
        for type_, head, tail in (
            ("LOCATED_IN", place, region),
            ("HELD_AT", event, place),
            ("HELD_ON", event, day_node),
            ("HOSTS", host, event),
        ):
            self.fact(type_, head, tail, (source, date, title))
            self.mention(text_nodes, tail)
        for _ in range(self.chance.randint(2, 5)):
            self.official(area, event, source, date)

    def official(self, area: str, event: str, source: str, date: str) -> None:
        pick = self.chance.choice
        body_name, post_name = pick(BODIES), pick(POSTS)
        name = _officeholder(area, body_name, post_name)
        body = self.node("Organization", area + body_name, aliases=(f"区{body_name}", body_name, "该单位"))
        post = self.node("Post", area + body_name + post_name, aliases=(f"区{body_name}{post_name}",))
        person = self.node("Person", name, continued=False)
        sentence = f"区{body_name}{post_name}{name}参加活动并讲话。"
        quote = (source, date, sentence)
        self.fact("HOLDS_POST", person, post, quote)
        self.fact("POST_IN", post, body, quote)
        self.fact("ATTENDS", person, event, quote)
        if self.chance.random() < 0.4:
            self.fact("SPEAKS_AT", person, event, quote)
        self.mention(self.sentence(source, date, sentence), person)

    def sentence(self, source: str, date: str, text: str) -> str:
        article = self.node("Article", source, date=date)
        sentence = self.node("Sentence", text, text=text)
        key = stable_id("has", article, sentence)
        self.facts[key] = Relationship(id=key, type="HAS_SENTENCE", start=article, end=sentence, properties={})
        return sentence

    def mention(self, sentence: str, entity: str) -> None:
        key = stable_id("mentions", sentence, entity)
        properties: dict[str, Value] = {"mentionStart": 1, "mentionEnd": 3}
        self.facts[key] = Relationship(id=key, type="MENTIONS", start=sentence, end=entity, properties=properties)


def _officeholder(area: str, body: str, post: str) -> str:
    """The same name for the same post, so that the graph hangs together by area as a real one does."""
    number = int(stable_id("name", area, body, post)[-8:], 16)
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // 97 % len(GIVEN)]


def trap_graph() -> list[Element]:
    """Return a graph with every trap that readers of graph files are known to fall into."""
    return [
        Node(
            id="p1",
            label="Person",
            properties={"name": "林知远", "aliases": ("林知远",), "continued": True, "support": 3_000_000_000},
        ),
        Node(id="p2", label="Person", properties={"name": "顾\x01若\x0b溪", "aliases": ("顾同志", "小顾")}),
        Node(id="p3", label="Person", properties={"name": "</script><b>\"尤&清和'", "continued": False}),
        Node(id="po1", label="Post", properties={"name": '=HYPERLINK("http://a.invalid","局长")'}),
        Node(id="po2", label="Post", properties={"name": "@主任；,;|\t\n\r\u2028末", "aliases": ("a;b", 'c"d')}),
        Node(id="o1", label="Organization", properties={"name": "\\武侯区教育局", "note": ""}),
        Node(id="pl1", label="Place", properties={"name": "文化公园", "aliases": ()}),
        Node(id="e1", label="Event", properties={"name": "读书节", "startDate": "2025-10", "endDate": "2025"}),
        Node(id="d1", label="Date", properties={"name": "10月", "start": "2025-10-01", "end": "2025-10-31"}),
        Relationship(
            id="f1",
            type="HOLDS_POST",
            start="p1",
            end="po1",
            properties={"since": "2024-02", "until": "2025", "score": 0.97, "support": 2, "quotes": ("甲 · 乙",)},
        ),
        Relationship(
            id="f2",
            type="HOLDS_POST",
            start="p1",
            end="po1",
            properties={"since": "2025-10-31", "score": 1, "status": "acting"},
        ),
        Relationship(id="f3", type="ATTENDS", start="p1", end="e1", properties={"firstSeen": "2025-11-01"}),
        Relationship(id="f4", type="SPEAKS_AT", start="p1", end="e1", properties={}),
        Relationship(id="f5", type="ATTENDS", start="p2", end="e1", properties={"evidence": ("s1", "s2")}),
        Relationship(id="f6", type="PART_OF", start="o1", end="o1", properties={"status": "-2+3"}),
        Relationship(id="0", type="HELD_ON", start="e1", end="d1", properties={"quotes": ("</script>\u2029<",)}),
    ]
