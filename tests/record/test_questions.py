"""The questions in SQL of docs/data-model.md are answered by the record as it is."""

import re
from pathlib import Path

import msgspec

from kg.record import Record
from tests.articles import ALL, UNVEILING
from tests.record.test_linking import put

_DOCS = Path(__file__).resolve().parents[2] / "docs" / "data-model.md"
QUESTIONS = re.findall(r"```sql\n(.*?)```", _DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_documented_questions_are_answered() -> None:
    """Each of the five gives the rows that the articles tell."""
    doubtful = msgspec.structs.replace(UNVEILING, id="b1", date_doubtful=True, title="揭牌")
    with Record() as record:
        put(record, [*ALL, doubtful])
        answers = [record.db.execute(question, {"name": "秦若冰"}).fetchall() for question in QUESTIONS]
    spoken, held, said, dates, rules = answers
    assert spoken[0] == ("秦若冰", 2)
    assert ("鲁望舒", "渝中区人大常委会副主任", "渝中区人大常委会", "2025-11-05", None, "2025-11-06") in held
    assert ("VISITS", "渝中区人大常委会副主任秦若冰到大溪沟街道调研。", "2025-11-02", None) in said
    assert dates == [("b1", "2025-10-31", "揭牌")]
    assert {rule: score for rule, _, score in rules} == {"test": 0.9, "places.divisions": 1.0}
