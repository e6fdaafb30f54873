"""What stands right before a name completes it where the name alone is left short."""

import pytest

from kg.components.completed import Completed
from kg.markup import unmark

CASES = [
    ("⟦⟦江口区委⟧ORG常委⟧POST、⟦⟦组织部⟧ORG部长⟧POST", "江口区委组织部"),
    ("⟦⟦江口区委⟧ORG常委⟧POST、⟦副区长⟧POST、⟦⟦办公室⟧ORG主任⟧POST", "江口区委办公室"),
    ("⟦⟦江口区政府⟧ORG秘书长⟧POST、⟦⟦办公室⟧ORG主任⟧POST", "办公室"),
    ("⟦⟦江口区委⟧ORG常委⟧POST，⟦⟦组织部⟧ORG部长⟧POST", "组织部"),
    ("⟦⟦江口区委⟧ORG常委⟧POST、⟦⟦江口区公安局⟧ORG局长⟧POST", "江口区公安局"),
    ("⟦⟦组织部⟧ORG部长⟧POST", "组织部"),
    ("⟦雅典⟧PLACE⟦奥运会⟧EVENT", "雅典奥运会"),
    ("⟦雅典⟧PLACE的⟦奥运会⟧EVENT", "奥运会"),
    ("⟦2004年⟧DATE雅典⟦奥运会⟧EVENT", "雅典奥运会"),
    ("⟦2004年⟧DATE的⟦奥运会⟧EVENT", "奥运会"),
    ("⟦2004年⟧DATE在雅典⟦奥运会⟧EVENT", "奥运会"),
    ("⟦2004年⟧DATE⟦奥运会⟧EVENT", "奥运会"),
]


@pytest.mark.parametrize(("marked", "last"), CASES, ids=[case[0] for case in CASES])
def test_the_last_name_is_completed(marked: str, last: str) -> None:
    """A department takes the committee of the title before it, an event the place that it directly follows."""
    text, marks = unmark(marked)
    spans = sorted(((start, end, label) for start, end, label, _ in marks), key=lambda s: (s[0], -s[1]))
    named = dict(zip(spans, Completed(text, spans).names(), strict=True))
    assert named[max(span for span in spans if span[2] in ("ORG", "EVENT"))] == last
