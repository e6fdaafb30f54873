"""Tests of the segmenter: exact text, words as trained, small and saved, trained the same twice."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.zh import ChineseTokenizer

from kg.components.decoder import Decoder
from kg.components.segmenter import Segmenter, classes
from kg.resources import resource
from pipelines.train import segmenter as training
from pipelines.train.pfr import read_corpus

VOCAB = spacy.blank("zh").vocab
ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "data" / "seg" / "pfr199801" / "199801.gbk.txt"
WORDS = [tuple(line.split()) for line in (ROOT / "tests/cases/words.txt").read_text(encoding="utf-8").splitlines()]
OFFICE = [("各", "办公", "室", "负责", "人", "到", "会"), ("办公", "室", "在", "楼上"), ("他", "在", "办公", "室")]
UGLY = "区人大常委会副主任王１月25日，。“”GDPｊ５% ab._-/|*: \t\n\r\x0b\x1c\x85\xa0\u3000\u200b\ufeff\x00😀é\u0301"
TORN = [
    "",
    " ",
    "\n",
    "  林知远 出席\n\n会议 ",
    "10月\u300025日",
    "A B  C",
    "。",
    "\u3000\u3000全区　大会",
    "１０月２５日GDP增长5.3%",
]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    """The segmenter that kg brings along."""
    return Segmenter(VOCAB).from_disk(resource("models", "zh_news", "tokenizer"))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained on three sentences that cut 办公室 in two."""
    folder = tmp_path_factory.mktemp("office")
    list(training.train(OFFICE * 5, folder, epochs=8))
    return folder


def words(tokenizer: ChineseTokenizer, text: str) -> list[str]:
    """The words of a text that are not white space."""
    return [token.text for token in tokenizer(text) if not token.is_space]


@pytest.mark.parametrize("text", TORN)
def test_text_stays(segmenter: Segmenter, text: str) -> None:
    """The text of the Doc is the text, to the letter, whatever white space it holds."""
    assert segmenter(text).text == text


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from(UGLY), max_size=60) | st.text(max_size=30))
def test_any_text_stays(segmenter: Segmenter, text: str) -> None:
    """Every character comes back at its offset, for any text that can be encoded."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    doc = segmenter(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_words_have_no_space(segmenter: Segmenter) -> None:
    """A word never holds white space beside other characters."""
    for text in TORN:
        assert all(token.is_space or not any(c.isspace() for c in token.text) for token in segmenter(text))


def test_words_of_our_own_sentences(segmenter: Segmenter) -> None:
    """Sentences of news are cut as the standard of the People's Daily cuts them."""
    assert training.score(segmenter, WORDS) >= 0.93


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared")
def test_words_of_the_test_days(segmenter: Segmenter) -> None:
    """Word F1 on the days that nobody trained or tuned on is .96 or more."""
    assert training.score(segmenter, list(read_corpus(CORPUS, training.TEST))) >= 0.96


def test_same_words_as_pkuseg(segmenter: Segmenter) -> None:
    """Without the word list the decoder cuts as spacy-pkuseg's own does with the same model."""
    model = segmenter.pkuseg_seg
    pieces = [classes("".join(sentence)) for sentence in WORDS] + [
        classes("".join("".join(s) for s in WORDS)),
        "一",
        "ＡA9",
    ]
    decoder = Decoder(model, weigh_list=False)
    for piece in pieces:
        assert decoder.lengths(piece) == [len(word) for word in model.cut(piece)]


def test_word_list_is_weighed(segmenter: Segmenter) -> None:
    """With the word list as evidence more words of our own sentences are right than without."""
    right = {}
    for listed in (True, False):
        decoder = Decoder(segmenter.pkuseg_seg, listed)
        right[listed] = sum(decoder.lengths(classes("".join(s))) == [len(word) for word in s] for s in WORDS)
    assert right[True] > right[False]


def test_width_and_case_change_nothing(segmenter: Segmenter) -> None:
    """Digits and letters are cut alike in full and half width, capitals and small ones, j too."""
    cuts = [[len(t) for t in segmenter(text)] for text in ("12月5日GDP增长", "１２月５日gdp增长", "12月5日Ｇｊｐ增长")]
    assert cuts[0] == cuts[1] == cuts[2]


def test_saved_and_read(segmenter: Segmenter, tmp_path: Path) -> None:
    """A saved segmenter is single precision on disk and cuts as before; a second saving writes the same weights."""
    segmenter.to_disk(tmp_path)
    assert np.load(tmp_path / "pkuseg_model" / "weights.npz")["w"].dtype == np.float32
    again = Segmenter(VOCAB).from_disk(tmp_path)
    for sentence in WORDS:
        assert words(again, "".join(sentence)) == words(segmenter, "".join(sentence))


def test_small() -> None:
    """The segmenter that kg brings along takes 12 MB at most."""
    folder = resource("models", "zh_news", "tokenizer")
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 12_000_000


def test_goes_to_other_processes(segmenter: Segmenter) -> None:
    """A pickled segmenter cuts as before."""
    again = pickle.loads(pickle.dumps(segmenter))
    assert words(again, "".join(WORDS[0])) == words(segmenter, "".join(WORDS[0]))


def test_dictionary_is_off_unless_asked(trained: Path) -> None:
    """The model decides alone; spacy-pkuseg's dictionary, which would join 办公 and 室 again, is off by default."""
    plain, joined = Segmenter(VOCAB), Segmenter(VOCAB)
    plain.initialize(pkuseg_model=str(trained))
    joined.initialize(pkuseg_model=str(trained), pkuseg_user_dict="default")
    assert words(plain, "他在办公室") == ["他", "在", "办公", "室"]
    assert "办公室" in words(joined, "他在办公室")


def test_word_list(trained: Path, tmp_path: Path) -> None:
    """A word list of one's own is kept together."""
    (tmp_path / "words").write_text("室在楼\n", encoding="utf-8")
    tokenizer = Segmenter(VOCAB)
    tokenizer.initialize(pkuseg_model=str(trained), pkuseg_user_dict=str(tmp_path / "words"))
    assert "室在楼" in words(tokenizer, "办公室在楼上")


def test_a_word_list_of_ones_own_leaves_the_rest(segmenter: Segmenter) -> None:
    """Words that a user adds are kept together, letters and digits too; the rest is cut as before."""
    own = pickle.loads(pickle.dumps(segmenter))
    own.pkuseg_update_user_dict(["渝中区人大", "P3实验室"])
    assert words(own, "渝中区人大常委会副主任林知远到P3实验室") == [
        "渝中区人大", *words(segmenter, "常委会副主任林知远到"), "P3实验室",
    ]  # fmt: skip


def test_trained_the_same_twice(trained: Path, tmp_path: Path) -> None:
    """The same sentences and seed give the same files."""
    list(training.train(OFFICE * 5, tmp_path, epochs=8))
    for name in ("weights.npz", "features.msgpack"):
        one, other = (folder / name for folder in (trained, tmp_path))
        if name.endswith("npz"):
            assert np.array_equal(np.load(one)["w"], np.load(other)["w"])
        else:
            assert one.read_bytes() == other.read_bytes()


def test_pruned_still_cuts(trained: Path, tmp_path: Path) -> None:
    """A pruned model has as many features as asked for and cuts what it learned."""
    training.prune(trained, tmp_path / "small", keep=60)
    tokenizer = Segmenter(VOCAB)
    tokenizer.initialize(pkuseg_model=str(tmp_path / "small"))
    assert tokenizer.pkuseg_seg.model.n_feature == 60
    assert words(tokenizer, "他在办公室") == ["他", "在", "办公", "室"]


def test_loads_by_spacy(segmenter: Segmenter, tmp_path: Path) -> None:
    """A pipeline with the segmenter is saved and loaded by spaCy, and works in two processes."""
    nlp = spacy.util.load_model_from_config(
        {"nlp": {"lang": "zh", "tokenizer": {"@tokenizers": "kg.Segmenter.v1"}}}, auto_fill=True
    )
    nlp.tokenizer = segmenter
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    texts = ["".join(sentence) for sentence in WORDS]
    expected = [words(segmenter, text) for text in texts]
    assert [[t.text for t in doc] for doc in again.pipe(texts, n_process=2)] == expected
