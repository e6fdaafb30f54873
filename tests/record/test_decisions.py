"""What people decided is honoured whatever else changes, and a file that is half filled in is no error."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.record import Record, elements
from kg.record.decisions import put_decisions
from kg.review import review_lines
from kg.types import Annotation, Node, Relationship
from tests.articles import ALL, ELSEWHERE, INSPECTION, UNVEILING
from tests.record.test_linking import lines, put


def person(article: Annotation) -> str:
    """The id of the person of an article."""
    return next(m.entity for m in article.entities if m.label == "PERSON")


def people(record: Record) -> int:
    """How many people the graph has."""
    return sum(isinstance(element, Node) and element.label == "Person" for element in elements(record))


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    """A file that says that two people of one name are one, padded with tabs as a spreadsheet pads it."""
    path = tmp_path / "decisions.tsv"
    pair = f"{person(UNVEILING)}\t\t{person(ELSEWHERE)}\t\tsame"
    path.write_text(f"id_a\tname_a\tid_b\tname_b\tsame\t\n{pair}\t\t\t\n", encoding="utf-8")
    return path


def test_a_pair_that_is_the_same_leaves_all_others_alone(joined: Path) -> None:
    """Decisions that stand before the articles come give the graph of decisions that come after them."""
    with Record() as early, Record() as late:
        put_decisions(early, joined)
        put(early, ALL)
        put(late, ALL)
        put_decisions(late, joined)
        put(late, ())
        assert lines(early) == lines(late)
        assert people(early) == 2


def test_a_decision_on_an_article_that_is_gone_decides_nothing(joined: Path) -> None:
    """An id that no article has is passed over, also when its partner is linked again."""
    with Record() as record:
        put_decisions(record, joined)
        put(record, [UNVEILING, INSPECTION])
        assert people(record) == 1


def test_what_review_prints_can_be_given_back_half_filled_in(tmp_path: Path) -> None:
    """Lines whose verdict is open decide nothing; a pair that was judged by any of its ids is not asked again."""
    path = tmp_path / "decisions.tsv"
    with Record() as record:
        put(record, ALL)
        before, asked = lines(record), [*review_lines(record)]
        assert any(person(ELSEWHERE) in line for line in asked)
        path.write_text("\n".join(asked), encoding="utf-8")
        assert put_decisions(record, path) == 0
        put(record, ())
        assert lines(record) == before
        path.write_text(f"{person(INSPECTION)}\t\t{person(ELSEWHERE)}\t\tdifferent\r\n", encoding="utf-8")
        assert put_decisions(record, path) == 1
        pairs = [line for line in review_lines(record) if line.startswith("person-")]
        assert not any(person(ELSEWHERE) in line for line in pairs)


def test_a_fact_line_padded_by_a_spreadsheet_counts(tmp_path: Path) -> None:
    """Empty cells after the note change nothing."""
    path = tmp_path / "decisions.tsv"
    with Record() as record:
        put(record, ALL)
        visit = next(e.id for e in elements(record) if isinstance(e, Relationship) and e.type == "VISITS")
        path.write_text(f"{visit}\twrong\t不是\t\t\t\n", encoding="utf-8")
        assert put_decisions(record, path) == 1
        put(record, ())
        assert not any(isinstance(e, Relationship) and e.type == "VISITS" for e in elements(record))


@pytest.mark.parametrize("content", [None, "中".encode("utf-16"), b"a\tmaybe\tb\n"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None) -> None:
    """A missing file, another encoding, an unknown verdict: an error of input with the file, and nothing is lost."""
    path = tmp_path / "decisions.tsv"
    if content is not None:
        path.write_bytes(content)
    with Record() as record:
        record.db.execute("INSERT INTO decision VALUES ('a', 'b', 'same', '')")
        with pytest.raises(InputError, match=r"decisions\.tsv"):
            put_decisions(record, path)
        assert record.db.execute("SELECT count(*) FROM decision").fetchone() == (1,)
