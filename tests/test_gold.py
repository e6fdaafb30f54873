"""Annotations made elsewhere: read from marked articles and JSON Lines, with ids that are their article's own."""

from pathlib import Path

import msgspec
import pytest

from kg.errors import InputError
from kg.gold import read_annotations, with_stable_ids
from kg.in_memory import resolve
from kg.types import Node, Relationship
from tests.articles import ALL

MARKED = """#meta date=2025-10-31 | place=重庆市渝中区
S ⟦{person}⟧PERSON出席⟦{event}⟧EVENT。
ENT p1 PERSON {person}
ENT e1 EVENT {event}
REL p1 ATTENDS e1
"""


def marked(folder: Path, name: str, person: str, event: str, encoding: str = "utf-8") -> Path:
    """A marked article whose entities are p1 and e1."""
    path = folder / f"{name}.ann"
    path.write_text(MARKED.format(person=person, event=event), encoding=encoding)
    return path


def test_equal_ids_of_two_files_are_two_entities(tmp_path: Path) -> None:
    """p1 of one article is not p1 of another: each attends its own event."""
    marked(tmp_path, "a", "秦若冰", "揭牌仪式")
    marked(tmp_path, "b", "鲁望舒", "签约仪式")
    graph = [msgspec.json.decode(line, type=Node | Relationship) for line in resolve(read_annotations([tmp_path]))]
    names = {node.id: node.properties["name"] for node in graph if isinstance(node, Node)}
    attends = {(names[r.start], names[r.end]) for r in graph if isinstance(r, Relationship) and r.type == "ATTENDS"}
    assert attends == {("秦若冰", "揭牌仪式"), ("鲁望舒", "签约仪式")}


def test_ids_that_are_stable_stay() -> None:
    """What kg annotate wrote is taken to the letter."""
    assert [with_stable_ids(article) for article in ALL] == list(ALL)


def test_a_byte_order_mark_is_no_line(tmp_path: Path) -> None:
    """A file saved by an editor of Windows is read as any other."""
    (with_mark,) = read_annotations([marked(tmp_path, "a", "秦若冰", "揭牌仪式", "utf-8-sig")])
    (plain,) = read_annotations([marked(tmp_path, "a", "秦若冰", "揭牌仪式")])
    assert with_mark == plain


@pytest.mark.parametrize("content", [None, "⟦秦若冰⟧PERSON".encode("gb18030", "replace")])
def test_what_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """A folder without marked articles, or a file of another encoding, is an error of input with its path."""
    path = tmp_path / "a.ann"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=tmp_path.name):
        list(read_annotations([path if content else tmp_path]))
