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
    ("展示⟦晋⟧PLACE城市风貌", "展示⟦晋城市⟧PLACE风貌"),
    ("⟦晋⟧PLACE企来访，来⟦晋⟧PLACE考察", "⟦晋⟧PLACE企来访，来⟦晋⟧PLACE考察"),
    ("⟦渝中区⟧PLACE人在⟦渝⟧PLACE中各处", "⟦渝中区⟧PLACE人在⟦渝中⟧PLACE各处"),
    ("⟦巴山区⟧PLACE人在⟦渝⟧PLACE中各处", "⟦巴山区⟧PLACE人在⟦渝⟧PLACE中各处"),
    ("⟦晋⟧PLACE⟦城市论坛⟧EVENT", "⟦晋⟧PLACE⟦城市论坛⟧EVENT"),
    ("秦某上⟦台⟧PLACE致辞", "秦某上台致辞"),
    ("赴⟦台⟧PLACE交流", "赴⟦台⟧PLACE交流"),
    ("⟦中央⟧ORG和地方二十余家媒体到场", "中央和地方二十余家媒体到场"),
    ("按照⟦中央⟧ORG和省委部署", "按照⟦中央⟧ORG和省委部署"),
]


@pytest.mark.parametrize(("found", "settled"), CASES)
def test_settle(found: str, settled: str) -> None:
    """A post takes in its word; a period is no event, a part of a word no place; quotations and divisions are whole."""
    text, marks = unmark(found)
    spans = [(start, end, str(label), 1.0) for start, end, label, _ in marks]
    want = [(start, end, label) for start, end, label, _ in unmark(settled)[1]]
    assert [span[:3] for span in settle(text, spans)] == want
