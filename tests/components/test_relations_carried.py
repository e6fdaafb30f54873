"""In an election the deputies belong to the body of the head, and to no other."""

import pytest

from kg.components.relations.carried import carried
from tests.articles import article

HEAD = "⟦岑若溪⟧PERSON当选⟦⟦巴东区科协⟧ORG主席⟧POST"
SAYS = ["巴东区科协主席 POST_IN 巴东区科协", "岑若溪 ELECTED_TO 巴东区科协主席"]
CASES = [
    ("，⟦鲁望舒⟧PERSON当选⟦兼职副主席⟧POST。", ["鲁望舒 ELECTED_TO 兼职副主席"], 1),
    ("，⟦鲁望舒⟧PERSON当选⟦秘书长⟧POST。", ["鲁望舒 ELECTED_TO 秘书长"], 0),
    ("，⟦区妇联⟧ORG的⟦鲁望舒⟧PERSON当选⟦副主席⟧POST。", ["鲁望舒 ELECTED_TO 副主席"], 0),
    ("，⟦副主席⟧POST⟦鲁望舒⟧PERSON到会。", ["鲁望舒 HOLDS_POST 副主席"], 0),
]


@pytest.mark.parametrize(("rest", "says", "count"), CASES)
def test_carried(rest: str, says: list[str], count: int) -> None:
    """The body goes over to a bare post of the same kind that is filled by election, past no other body."""
    a = article("c1", HEAD + rest, says=[*SAYS, *says])
    found = carried(a.sentences, a.entities, a.relations)
    body = next(m.entity for m in a.entities if m.text == "巴东区科协")
    assert [c.tail for c in found] == [body] * count
