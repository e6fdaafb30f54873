"""The inline notation is read and written without losing a character."""

from pathlib import Path

import pytest

from kg.errors import InputError, SchemaError
from kg.markup import mark, read_gold, unmark, write_gold
from kg.types import Mention

GOLD = """#doc a1
#meta title=示范服务站启用 | date=2025-06-03 (site) | place=四川省成都市武侯区
T ⟦“邻里议事服务站”⟧ORG启用
S ⟦6月2日⟧DATE，⟦⟦区人大常委会⟧ORG副主任⟧POST⟦秦若冰⟧PERSON出席⟦启用仪式⟧EVENT。
S ⟦⟦区科技局⟧ORG⟦副局长⟧POST#t9;⟧POST不是这样写的。
"""


def _mention(start: int, end: int, label: str, text: str) -> Mention:
    return Mention(start=start, end=end, label=label, text=text, entity="x")  # type: ignore[arg-type]


def test_unmark_gives_plain_text_and_nested_spans() -> None:
    """Marks come out, outer spans stand before inner ones, and offsets are those of the plain text."""
    text, spans = unmark("⟦⟦区政协⟧ORG副主席⟧POST#t2;⟦鲁望舒⟧PERSON到会")
    assert text == "区政协副主席鲁望舒到会"
    assert spans == [(0, 6, "POST", "t2"), (0, 3, "ORG", None), (6, 9, "PERSON", None)]


@pytest.mark.parametrize("line", ["⟦没有关", "没有开⟧ORG", "⟦⟧ORG", "⟦没有标签⟧"])
def test_unmark_refuses_what_is_not_in_the_notation(line: str) -> None:
    """A mark that is not closed, not opened, empty or without a label is an error of input."""
    with pytest.raises(InputError):
        unmark(line)


def test_mark_is_the_inverse_of_unmark() -> None:
    """Writing the spans of a line back gives the line."""
    line = "⟦⟦区政协⟧ORG副主席⟧POST⟦鲁望舒⟧PERSON到⟦解放碑⟧PLACE"
    text, spans = unmark(line)
    assert mark(text, [_mention(s, e, label, text[s:e]) for s, e, label, _ in spans]) == line


def _gold(tmp_path: Path, tail: str, body: str = GOLD) -> Path:
    path = tmp_path / "a1.ann"
    path.write_text(body + tail, encoding="utf-8")
    return path


ENTITIES = """ENT o1 ORG “邻里议事服务站”
ENT d1 DATE 6月2日
ENT o2 ORG 区人大常委会
ENT t1 POST 区人大常委会副主任
ENT p1 PERSON 秦若冰
ENT e1 EVENT 启用仪式
"""
PLAIN = GOLD.rsplit("S ", 1)[0]


def test_read_gold_gives_text_entities_relations_and_meta(tmp_path: Path) -> None:
    """A gold file becomes an annotation: sentences, mentions with entity ids, relations, title, date and place."""
    a = read_gold(_gold(tmp_path, ENTITIES + "REL p1 HOLDS_POST t1\nREL t1 POST_IN o2\n", PLAIN))
    assert (a.id, a.date, a.place) == ("a1", "2025-06-03", "四川省成都市武侯区")
    assert next(a.text[s:e] for s, e in a.sentences) == "“邻里议事服务站”启用"
    assert {m.text: m.entity for m in a.entities}["区人大常委会"] == "o2"
    assert [(r.head, r.type, r.tail) for r in a.relations] == [("p1", "HOLDS_POST", "t1"), ("t1", "POST_IN", "o2")]
    assert all(a.text[m.start : m.end] == m.text for m in a.entities)


@pytest.mark.parametrize(
    ("tail", "error", "says"),
    [
        ("ENT o1 ORG 别的\n", InputError, "0 ENT lines"),
        (ENTITIES + "REL p1 HOLDS_POST t7\n", InputError, "no ENT line"),
        (ENTITIES + "REL p1 HOLDS_POST o2\n", SchemaError, "expects PERSON → POST"),
        (ENTITIES + "REL p1 LIKES t1\n", SchemaError, "unknown relation"),
        (ENTITIES + "什么都不是\n", InputError, "a1.ann:"),
    ],
)
def test_read_gold_names_the_fault(tmp_path: Path, tail: str, error: type[Exception], says: str) -> None:
    """Every fault of a gold file is one line that says what is wrong."""
    with pytest.raises(error, match=says):
        read_gold(_gold(tmp_path, tail, PLAIN))


def test_write_gold_round_trips(tmp_path: Path) -> None:
    """What is written is read back as the same annotation, two entities of one name included."""
    twice = ENTITIES.replace(
        "ENT t1 POST 区人大常委会副主任", "ENT t1 POST 区人大常委会副主任\nENT o3 ORG 区人大常委会"
    )
    body = PLAIN.replace("⟦⟦区人大常委会⟧ORG副", "⟦⟦区人大常委会⟧ORG#o2;副") + "S ⟦区人大常委会⟧ORG#o3;答复。\n"
    first = read_gold(_gold(tmp_path, twice, body))
    path = tmp_path / "b" / "a1.ann"
    path.parent.mkdir()
    path.write_text(write_gold(first), encoding="utf-8")
    again = read_gold(path)
    assert (again.text, again.sentences, again.entities) == (first.text, first.sentences, first.entities)
