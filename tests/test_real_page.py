"""The real newspaper page gives what people marked in it; its twin on a page of our own is tests/cli/test_build.py."""

import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.markup import read_gold
from kg.reading import ReadOptions
from tests import SHARED

pytestmark = pytest.mark.skipif(not SHARED, reason="the real page is not here")
SURE = {"ELECTED_TO", "HELD_ON"}


def _marked() -> set[tuple[str, str, str]]:
    """(name, type, name) of the relations that people marked, each entity by its first name."""
    assert SHARED
    found = set()
    for path in sorted((SHARED / "gold").glob("yuzhong-*.ann")):
        article = read_gold(path)
        names = {m.entity: m.text for m in reversed(article.entities)}
        found |= {(names[r.head], r.type, names[r.tail]) for r in article.relations}
    return found


_NAMES = """
SELECT r.entity, substr(d.text, m.start + 1, m.end - m.start)
FROM mention m JOIN referent r ON r.id = m.referent JOIN document d ON d.id = m.document
"""


def _stated(out: Path) -> set[tuple[str, str, str]]:
    """(name, type, name) of the facts, each entity by every name that its mentions have."""
    names = defaultdict(set)
    with sqlite3.connect(out / "kg.sqlite") as db:
        for entity, name in db.execute(_NAMES):
            names[entity].add(name)
        facts = db.execute("SELECT head, type, tail FROM fact").fetchall()
    return {(h, type_, t) for head, type_, tail in facts for h in names[head] for t in names[tail]}


def test_the_real_page(tmp_path: Path) -> None:
    """Eight articles; 17 of 20 of the marked facts, and every election and day."""
    assert SHARED
    reading = ReadOptions(place="重庆市渝中区", date="2025-10-31")
    report = build([str(SHARED / "pages" / "yuzhong.md")], tmp_path, BuildOptions(reading=reading))
    assert (report.read, report.failures) == (8, [])
    marked, stated = _marked(), _stated(tmp_path)
    missed = marked - stated
    assert len(missed) <= 0.15 * len(marked), sorted(missed)
    assert not {fact for fact in missed if fact[1] in SURE}
