"""Borders are corrected where the guide leaves no choice, and only there."""

import pytest

from kg.components.borders import settle
from kg.markup import unmark

CASES = [
    ("⟦罗绮⟧PERSON当选挂职⟦副主席⟧POST", "⟦罗绮⟧PERSON当选⟦挂职副主席⟧POST"),
    ("常务⟦副区长⟧POST到会", "⟦常务副区长⟧POST到会"),
    ("他曾挂职⟦⟦武定县⟧PLACE副县长⟧POST", "他曾挂职⟦⟦武定县⟧PLACE副县长⟧POST"),
    ("时任⟦副区长⟧POST", "时任⟦副区长⟧POST"),
    ("⟦区科协专职⟧ORG⟦副主席⟧POST", "⟦区科协专职⟧ORG⟦副主席⟧POST"),
    ("⟦“十四五”⟧EVENT期间，⟦十四运会⟧EVENT开幕", "“十四五”期间，⟦十四运会⟧EVENT开幕"),
    ("⟦“一带一路”⟧EVENT与⟦“一带一路”科技交流大会⟧EVENT", "“一带一路”与⟦“一带一路”科技交流大会⟧EVENT"),
    ("昨日，“⟦南岸⟧PLACE新貌 ⟦江岸一页”主题发布会⟧EVENT举行", "昨日，⟦“南岸新貌 江岸一页”主题发布会⟧EVENT举行"),
    ("“新貌”\n⟦江岸一页”主题发布会⟧EVENT举行", "“新貌”\n⟦江岸一页”主题发布会⟧EVENT举行"),
    ("“⟦读书会⟧EVENT”和⟦“新貌”展⟧EVENT", "“⟦读书会⟧EVENT”和⟦“新貌”展⟧EVENT"),
]


@pytest.mark.parametrize(("found", "settled"), CASES)
def test_settle(found: str, settled: str) -> None:
    """A post takes in the word that belongs to it; a period or doctrine is no event; a quotation is whole."""
    text, marks = unmark(found)
    spans = [(start, end, str(label), 1.0) for start, end, label, _ in marks]
    want = [(start, end, label) for start, end, label, _ in unmark(settled)[1]]
    assert [span[:3] for span in settle(text, spans)] == want
