"""The parts of relation extraction: skeletons, cues, status, and training from scratch."""

from pathlib import Path

import numpy as np
import pytest

from kg.components.relations import classifier
from kg.components.relations.context import Context
from kg.components.relations.evidence import status
from kg.components.relations.layout import SIGNS, Layout, find_cues
from kg.errors import OutsideError
from kg.markup import unmark
from kg.types import Mention
from pipelines.train.sparse_net import Settings, train


def layout(marked: str) -> Layout:
    """Lay out a marked sentence, every mention an entity of its own."""
    text, marks = unmark(marked)
    mentions = [Mention(start=a, end=b, label=x, text=text[a:b], entity=f"{a}-{b}") for a, b, x, _ in marks]
    return Layout(text, [(0, len(text))], mentions)


def test_a_skeleton_has_one_sign_a_name() -> None:
    """Outermost names become signs; nested ones stand where their outer one does."""
    laid = layout("⟦⟦区教委⟧ORG主任⟧POST⟦林栋梁⟧PERSON出席⟦座谈会⟧EVENT。")
    (row,) = laid.rows
    assert row.skeleton == f"{SIGNS['POST']}{SIGNS['PERSON']}出席{SIGNS['EVENT']}。"
    assert {laid.mentions[i].text: at for i, at in row.at.items()} == {
        "区教委主任": 0, "区教委": 0, "林栋梁": 1, "座谈会": 4,
    }


def test_longer_cues_win_and_names_hide_theirs() -> None:
    """主持召开 is one cue, not 主持 and 召开; a cue inside a name is none."""
    assert [(c.kind, c.word) for c in find_cues("会议由他主持召开")][-1] == ("preside", "主持召开")
    assert [c.kind for c in layout("⟦“出席”杂志社⟧ORG来了").rows[0].cues] == []


@pytest.mark.parametrize(
    ("marked", "type_", "expected"),
    [
        ("⟦局长⟧POST⟦林栋梁⟧PERSON到场", "HOLDS_POST", "actual"),
        ("时任⟦局长⟧POST⟦林栋梁⟧PERSON到场", "HOLDS_POST", "former"),
        ("⟦区教委原主任⟧POST⟦林栋梁⟧PERSON到场", "HOLDS_POST", "former"),
        ("⟦太原市市长⟧POST⟦林栋梁⟧PERSON到场", "HOLDS_POST", "actual"),
        ("⟦代区长⟧POST⟦林栋梁⟧PERSON到场", "HOLDS_POST", "acting"),
        ("⟦区人大代表⟧POST⟦林栋梁⟧PERSON到场", "HOLDS_POST", "actual"),
        ("⟦林栋梁⟧PERSON将出席⟦座谈会⟧EVENT", "ATTENDS", "planned"),
        ("⟦林栋梁⟧PERSON未出席⟦座谈会⟧EVENT", "ATTENDS", "negated"),
        ("⟦林栋梁⟧PERSON出席⟦座谈会⟧EVENT", "ATTENDS", "actual"),
    ],
)
def test_status(marked: str, type_: str, expected: str) -> None:
    """Status is read from the words at the title, or from the clause of the event."""
    laid = layout(marked)
    head = next(i for i, m in enumerate(laid.mentions) if m.label == "PERSON")
    tail = next(i for i, m in enumerate(laid.mentions) if m.label in ("POST", "EVENT"))
    assert status(Context(laid), type_, (head, tail)) == expected


def test_the_net_learns_a_conjunction() -> None:
    """The hidden layer learns what no weight of a single feature can say, the same way each time."""
    from scipy import sparse

    rows = np.array([[a, b, 1] for a in (0, 1) for b in (0, 1)] * 100, np.float32)
    gold = (rows[:, 0] != rows[:, 1]).astype(np.float32)[:, None]
    settings = Settings(hidden=16, passes=40, batch=32, rate=0.02, drop=0.0)
    first, second = (train(sparse.csr_matrix(rows), gold, settings).logits(sparse.csr_matrix(rows)) for _ in range(2))
    assert ((first > 0) == (gold > 0)).all()
    assert (first == second).all()


def test_missing_weights_say_how_to_train(tmp_path: Path) -> None:
    """Without weights the error names the file and the command."""
    with pytest.raises(OutsideError, match=r"weights\.npz is missing.*pipelines\.train\.relations"):
        classifier.load_models(tmp_path)
