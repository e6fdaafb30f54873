"""Clusters depend on what is equal, not on the order in which it comes."""

import itertools

import pytest

from kg.resolve.cluster import cluster
from kg.resolve.referents import Referent


def _r(id_: str, *ties: str, weak: tuple[str, ...] = ()) -> Referent:
    return Referent(id=id_, document=id_, label="PERSON", name="安然", block="PERSON|安然", ties=ties, weak=weak)


CASES = [
    ("a shared tie makes one", [_r("a", "x"), _r("b", "x", "y"), _r("c", "y"), _r("d", "z")], ["abc", "d"]),
    ("no tie makes none", [_r("a"), _r("b")], ["a", "b"]),
    ("a weak key finds its only home", [_r("a", "x", weak=("5|q",)), _r("b", weak=("5|q",))], ["ab"]),
    (
        "with two homes nobody knows which",
        [_r("a", "x", weak=("5|q",)), _r("b", "y", weak=("5|q",)), _r("c", weak=("5|q",)), _r("d", weak=("5|q",))],
        ["a", "b", "c", "d"],
    ),
    ("the untied of one area are one", [_r("a", weak=("5|q", "6|s")), _r("b", weak=("5|q", "6|s"))], ["ab"]),
    (
        "but not by a key that is not their first",
        [_r("a", weak=("5|q", "6|s")), _r("b", weak=("5|r", "6|s"))],
        ["a", "b"],
    ),
    ("a light tie makes one", [_r("a", "~x"), _r("b", "~x")], ["ab"]),
    (
        "a light tie gives no home",
        [_r("a", "~x", weak=("5|q",)), _r("b", "~x"), _r("c", "y", weak=("5|q",)), _r("d", weak=("5|q",))],
        ["abcd"],
    ),
    (
        "what one of a set asks for finds the home of all",
        [_r("a", "~x", weak=("5|p",)), _r("b", "~x", weak=("5|q",)), _r("c", "y", weak=("5|q",))],
        ["abc"],
    ),
    (
        "a set that finds two homes stays apart",
        [
            _r("a", "~x", weak=("5|p",)),
            _r("b", "~x", weak=("5|q",)),
            _r("c", "y", weak=("5|q",)),
            _r("d", "z", weak=("5|p",)),
        ],
        ["ab", "c", "d"],
    ),
    (
        "a second weak key serves when the first finds no home",
        [_r("a", "x", weak=("6|s",)), _r("b", weak=("5|q", "6|s"))],
        ["ab"],
    ),
]


@pytest.mark.parametrize(("what", "block", "groups"), CASES, ids=[c[0] for c in CASES])
def test_clusters(what: str, block: list[Referent], groups: list[str]) -> None:
    """Ties join, weak keys join only where one entity is meant, and the least id names the cluster."""
    want = {member: min(group) for group in groups for member in group}
    for order in itertools.permutations(block):
        assert cluster(order) == want, what


def test_decisions_win_over_ties() -> None:
    """What a person parted stays apart, with all that hangs on it; what a person joined is one."""
    block = [_r("a", "x"), _r("b", "x"), _r("c", "y"), _r("d")]
    assert cluster(block, same=[("c", "d")], different={("a", "b")}) == {"a": "a", "b": "b", "c": "c", "d": "c"}


def test_a_chain_never_joins_what_is_different() -> None:
    """Two that are different are not joined through a third, in whatever order the referents come."""
    block = [_r("a", "x"), _r("b", "x", "y"), _r("c", "y")]
    answers = {tuple(sorted(cluster(order, different={("a", "c")}).items())) for order in itertools.permutations(block)}
    assert len(answers) == 1
    (answer,) = answers
    assert dict(answer)["a"] != dict(answer)["c"]
