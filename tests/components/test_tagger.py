"""The fast recogniser on sentences of our own, and on the marked articles where they are at hand."""

from pathlib import Path

import pytest
from spacy.language import Language

from kg.annotate import load_pipeline
from kg.components import tagger
from kg.components.tagger import Tagger
from kg.errors import OutsideError
from kg.markup import read_gold, unmark
from kg.resources import resource

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT.parent / "shared" / "gold" / "dev"
LINES = (ROOT / "tests" / "cases" / "recognised.txt").read_text(encoding="utf-8").splitlines()
Span = tuple[int, int, str]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The fast pipeline."""
    return load_pipeline("zh_news_fast")


@pytest.fixture(scope="module")
def model() -> Tagger:
    """The shipped model."""
    return Tagger.load(resource("models", "fast_recogniser"))


def found(nlp: Language, model: Tagger, text: str) -> list[Span]:
    """The spans of a text."""
    doc = nlp.get_pipe("kg_sentences")(nlp.make_doc(text))
    return [(start, end, label) for start, end, label, _ in model.of_doc(doc, doc._.kg_sentences)]


def f1(pairs: list[tuple[set[Span], set[Span]]]) -> float:
    """Span F1 over (found, right) of several texts."""
    hits = sum(len(ours & right) for ours, right in pairs)
    return 2 * hits / sum(len(ours) + len(right) for ours, right in pairs)


def test_sentences_of_everyday_news(nlp: Language, model: Tagger) -> None:
    """Over sentences of our own, each read by itself, span F1 is .9 at least."""
    pairs: list[tuple[set[Span], set[Span]]] = []
    for line in LINES:
        text, marks = unmark(line)
        pairs.append((set(found(nlp, model, text)), {(start, end, label) for start, end, label, *_ in marks}))
    assert f1(pairs) >= 0.9


@pytest.mark.skipif(not DEV.exists(), reason="the marked articles are not at hand")
def test_articles_marked_by_hand(nlp: Language, model: Tagger) -> None:
    """Span F1 over all labels on the development articles is .88 at least."""
    articles = [read_gold(path) for path in sorted(DEV.glob("*.ann"))]
    pairs: list[tuple[set[Span], set[Span]]] = [
        (set(found(nlp, model, a.text)), {(m.start, m.end, str(m.label)) for m in a.entities}) for a in articles
    ]
    assert f1(pairs) >= 0.88


def test_a_long_text_is_read_by_pieces_as_in_one(
    nlp: Language, model: Tagger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a long text is cut for the network changes nothing."""
    text = "\n".join(unmark(line)[0] for line in LINES)
    whole = found(nlp, model, text)
    monkeypatch.setattr(tagger, "_PIECE", 150)
    assert found(nlp, model, text) == whole


def test_probabilities(nlp: Language) -> None:
    """Each span has a probability; a plain name is sure."""
    doc = nlp("区长林知远出席会议。")
    scores = dict(zip((s.text for s in doc.spans["kg"]), doc.spans["kg"].attrs["scores"], strict=True))
    assert scores["林知远"] > 0.95
    assert all(0 < score <= 1 for score in scores.values())


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    """Says what is missing."""
    with pytest.raises(OutsideError, match=r"model\.onnx"):
        Tagger.load(tmp_path)
