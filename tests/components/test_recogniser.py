"""The recogniser on sentences of our own, and on the marked articles where they are at hand."""

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.components.recogniser import RecogniserComponent
from kg.components.span_model import Recogniser, Span
from kg.components.tokens import GROUP
from kg.errors import OutsideError
from kg.markup import read_gold, unmark
from kg.resources import resource
from kg.text import sentences

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT.parent / "shared" / "gold" / "dev"
LINES = (ROOT / "tests" / "cases" / "recognised.txt").read_text(encoding="utf-8").splitlines()
TEXT = "\n".join(unmark(line)[0] for line in LINES)


@pytest.fixture(scope="module")
def model() -> Recogniser:
    """The shipped model."""
    return Recogniser.load(resource("models", "recogniser"))


def f1(pairs: list[tuple[set[Span], set[Span]]]) -> float:
    """Span F1 over (found, right) of several texts."""
    hits = sum(len(found & right) for found, right in pairs)
    return 2 * hits / sum(len(found) + len(right) for found, right in pairs)


def test_sentences_of_everyday_news(model: Recogniser) -> None:
    """Over sentences of our own, each read by itself, span F1 is .95 at least."""
    pairs: list[tuple[set[Span], set[Span]]] = []
    for line in LINES:
        text, marks = unmark(line)
        pairs.append((set(model.spans(text)), {(start, end, label) for start, end, label, *_ in marks}))
    assert f1(pairs) >= 0.95


@pytest.mark.parametrize("part", ["万州区", "南岸区教委", "书香伴我行", "古丽娜尔", "记者从", "今年以来"])
def test_what_is_read_exactly(model: Recogniser, part: str) -> None:
    """Nested bodies and places, quoted events, minority names, generic words: no span too many or too few."""
    (line,) = (line for line in LINES if part in line)
    text, marks = unmark(line)
    assert model.spans(text) == [(start, end, label) for start, end, label, *_ in marks]


@pytest.mark.skipif(not DEV.exists(), reason="the marked articles are not at hand")
def test_articles_marked_by_hand(model: Recogniser) -> None:
    """Span F1 over all labels on the development articles is what is published, .92 at least."""
    articles = [read_gold(path) for path in sorted(DEV.glob("*.ann"))]
    pairs = [(set(model.spans(a.text)), {(m.start, m.end, str(m.label)) for m in a.entities}) for a in articles]
    assert f1(pairs) >= 0.92


def test_a_text_is_read_the_same_in_any_company(model: Recogniser) -> None:
    """Alone, in a batch, with given sentences, by one thread or two: the same spans."""
    alone = [model.spans(text) for text in (TEXT, LINES[0], TEXT[:50])]
    assert list(model.batch([(TEXT, None), (LINES[0], None), (TEXT[:50], None)])) == alone
    assert model.spans(TEXT, sentences(TEXT)) == alone[0]
    assert Recogniser.load(model.folder, threads=2).spans(TEXT) == alone[0]


def test_scores_are_probabilities_of_the_same_spans(model: Recogniser) -> None:
    """Scoring changes no span; plain names are surer than .9."""
    scored = model.scored_spans(TEXT)
    assert [span[:3] for span in scored] == model.spans(TEXT)
    assert all(0 < score <= 1 for *_, score in scored)
    assert all(score > 0.9 for start, end, label, score in scored if TEXT[start:end] == "邓启澜")


def test_a_long_sentence_is_read_whole(model: Recogniser) -> None:
    """A list without a full stop, longer than a window, loses no name where it is cut."""
    names = ["邓启澜", "谭慕舟", "蒲晓岚", "卓一鸣", "牟兴华", "汪若谷", "侯敬之", "陶映雪", "龚昌茂", "欧阳霁月"] * 12
    text = "获奖人员名单：" + "、".join(names)
    people = [text[start:end] for start, end, label in model.spans(text) if label == "PERSON"]
    assert len(text) > 250
    assert people == names


@pytest.mark.parametrize("text", ["", "\n \n", "。", "鑫", "GDP", "𠮷野家", "“”——……", "﷽👏🏽"])
def test_any_text_is_read(model: Recogniser, text: str) -> None:
    """No text fails, and every span lies in its text."""
    assert all(0 <= start < end <= len(text) for start, end, _ in model.spans(text))


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    """A missing model is one error that names the folder."""
    with pytest.raises(OutsideError, match=tmp_path.name):
        Recogniser.load(tmp_path)


def test_wrong_words_cost_no_boundary(model: Recogniser) -> None:
    """Where a token crosses an entity's edge it is split; text, spans and entities are as found."""
    nlp = spacy.blank("zh")
    words = ["10月", "18日下午", "，", "万州区区", "长邓启", "澜主持召开", "区政府第52次常务会议。"]
    doc = Doc(nlp.vocab, words=words, spaces=[False] * len(words))
    text = doc.text
    doc = RecogniserComponent()(doc)
    assert doc.text == text
    found = [(span.start_char, span.end_char, span.label_) for span in doc.spans[GROUP]]
    assert found == model.spans(text)
    assert [span.text for span in doc.ents] == ["10月18日", "万州区区长", "邓启澜", "区政府第52次常务会议"]
    assert len(doc.spans[GROUP].attrs["scores"]) == len(found)


def test_the_component_is_kept_with_its_pipeline(tmp_path: Path) -> None:
    """A pipeline on disk, and one sent to another process, find the same."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg_recogniser")
    nlp.to_disk(tmp_path / "news")
    loaded = spacy.load(tmp_path / "news")
    component = loaded.get_pipe("kg_recogniser")
    assert component.folder == tmp_path / "news" / "kg_recogniser"  # type: ignore[attr-defined]
    expected = [(e.text, e.label_) for e in nlp(TEXT).ents]
    assert [(e.text, e.label_) for e in loaded(TEXT).ents] == expected
    again = pickle.loads(pickle.dumps(component))
    assert [(e.text, e.label_) for e in again(nlp.make_doc(TEXT)).ents] == expected
    assert [len(doc.ents) for doc in loaded.pipe([TEXT, TEXT], batch_size=1)] == [len(expected)] * 2
