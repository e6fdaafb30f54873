"""Every error has a kind."""

from kg.mistakes import mistakes
from tests.test_evaluate import GOLD, article


def test_every_error_has_a_kind() -> None:
    """Missed, spurious, wrong edge, wrong type and wrong entity are told apart, with the sentence."""
    mine = article(
        *[
            (0, 5, "POST", "t"),
            (1, 3, "ORG", "o"),
            (5, 7, "PERSON", "p"),
            (9, 11, "PLACE", "e"),
            (14, 16, "EVENT", "z"),
        ],
        relations=(("ELECTED_TO", "p", "t"), ("POST_IN", "t", "o")),
    )
    kinds = {(m.part, m.kind, m.what) for m in mistakes([GOLD], [mine])}
    assert ("span", "wrong edge", "ORG 市科协") in kinds
    assert ("span", "wrong type", "EVENT 论坛") in kinds
    assert ("span", "spurious", "EVENT 讲话") in kinds
    assert ("relation", "wrong type", "安然 ELECTED_TO 市科协主席") in kinds
    assert ("relation", "missed", "安然 HOLDS_POST 市科协主席") in kinds
    assert ("relation", "wrong entity", "市科协主席 POST_IN 科协") in kinds
