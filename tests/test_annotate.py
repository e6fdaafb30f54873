"""Tests of annotating: a stream in order, the same whatever the batch, every document accounted for."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import spacy
from spacy.language import Language

from kg.annotate import annotate, annotate_given, load_pipeline
from kg.annotate.foreign import merge
from kg.components import factories
from kg.components.span_model import Recogniser
from kg.errors import OutsideError, UsageError
from kg.markup import read_gold
from kg.reading.options import Failure
from kg.resources import resource
from kg.types import Annotation, Document

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "gold" / "dev"
TEXTS = {
    "meeting": "涪陵区召开老龄工作会议\n12月3日，涪陵区政府副区长郑怀谷主持召开全区老龄工作会议。"
    "区民政局局长甘若兰作工作汇报。",
    "opening": "“书香江津”读书节启动仪式昨日在江津区图书馆举行，区委宣传部部长廖一帆宣布活动启动。",
    "visit": "段思齐来到綦江区古南街道走访慰问困难职工，綦江区总工会主席段思齐说：“大家的事就是工会的事。”",
    "plain": "天气转凉，注意添衣。",
    "ugly": "　　ＸＸ街道\t\n\n永川区人大常委会主任 罗 松\u200b涛 １１月２日 出席 开工仪式 ！！\x00返回首页",
}
DOCUMENTS = [
    Document(id=key, text=text, date="2025-12-05", place="重庆市", reporters=("记者甲",), extra={"channel": key})
    for key, text in TEXTS.items()
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The accurate pipeline."""
    return load_pipeline("zh_news")


@pytest.fixture(scope="module")
def annotations(nlp: Language) -> list[Annotation]:
    """Our documents, annotated."""
    return [item for item in annotate(DOCUMENTS, nlp) if isinstance(item, Annotation)]


def test_order_and_fields(annotations: list[Annotation]) -> None:
    """Annotations come in the order of the documents, with all their fields as they were."""
    fields = Document.__struct_fields__
    assert [[getattr(item, name) for name in fields] for item in annotations] == [
        [getattr(item, name) for name in fields] for item in DOCUMENTS
    ]


def test_offsets(annotations: list[Annotation]) -> None:
    """Every mention is its text to the letter, in order of the text, and every sentence is within it."""
    for item in annotations:
        assert all(item.text[m.start : m.end] == m.text for m in item.entities)
        assert list(item.entities) == sorted(item.entities, key=lambda m: (m.start, -m.end, m.label))
        assert all(0 <= start < end <= len(item.text) for start, end in item.sentences)


def test_finds_who_and_when(annotations: list[Annotation]) -> None:
    """People, posts, bodies, the meeting and its normalised date are found."""
    meeting = annotations[0]
    found = {(m.label, m.text) for m in meeting.entities}
    assert {("PERSON", "郑怀谷"), ("POST", "区民政局局长"), ("ORG", "区民政局"), ("PERSON", "甘若兰")} <= found
    dates = {m.text: meeting.dates[m.entity] for m in meeting.entities if m.label == "DATE"}
    assert dates["12月3日"].start == dates["12月3日"].end == "2025-12-03"


def test_no_boundary_is_lost(nlp: Language, annotations: list[Annotation]) -> None:
    """The words of the segmenter move no edge: the entities are what the recogniser finds on characters."""
    model = Recogniser.load(resource("models", "recogniser"))
    for item in annotations:
        spans = model.spans(item.text, list(item.sentences))
        doc = nlp(item.text)
        assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["kg"]] == spans
        assert [(m.start, m.end, str(m.label)) for m in item.entities] == spans


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_batch_changes_nothing(nlp: Language, annotations: list[Annotation], size: int) -> None:
    """Annotations are the same bytes whatever the size of a batch, and on every run."""
    again = list(annotate(DOCUMENTS, nlp, batch_size=size))
    assert msgspec.json.encode(again) == msgspec.json.encode(annotations)


def test_stream_is_lazy(nlp: Language) -> None:
    """No more than a batch is read before the first annotation comes."""
    endless = (Document(id=str(n), text="会议闭幕。") for n in itertools.count())
    first = list(itertools.islice(annotate(endless, nlp, batch_size=2), 3))
    assert [item.id for item in first if isinstance(item, Annotation)] == ["0", "1", "2"]


def test_a_failure_stops_nothing(nlp: Language, annotations: list[Annotation]) -> None:
    """A text that cannot be read is a Failure with its id, in its place; Failures of reading are passed on."""
    before = Failure(where="page.html", message="empty")
    half = Document(id="half", text="区委\ud800书记")
    results = list(annotate([before, DOCUMENTS[0], half, DOCUMENTS[1]], nlp))
    assert results[0] == before
    assert results[1::2] == annotations[:2]
    assert results[2] == Failure(where="half", message="the text holds half a character at offset 2")


def test_nothing_is_read_across_a_gap(nlp: Language) -> None:
    """No sentence and no entity crosses a torn seam."""
    text = "出席会议的有区委副书记周见山重庆市文联主席白露"
    gap = text.index("重庆")
    for item in annotate([Document(id="torn", text=text, gaps=(gap,))], nlp):
        assert isinstance(item, Annotation)
        assert item.sentences == ((0, gap), (gap, len(text)))
        assert not any(m.start < gap < m.end for m in item.entities)


def test_title_apart(nlp: Language) -> None:
    """A title that is not in the text is evidence of its own; mentions, sentences and dates are of the text."""
    text = "12月3日，区政府副区长郑怀谷出席会议并讲话。"
    document = Document(id="t", text=text, title="郑怀谷出席全区老龄工作会议", date="2025-12-05")
    (item,) = annotate([document], nlp)
    assert isinstance(item, Annotation)
    assert item.text == text
    assert all(text[m.start : m.end] == m.text for m in item.entities)
    assert item.sentences == ((0, len(text)),)
    ids = {m.entity for m in item.entities}
    assert set(item.dates) <= ids
    assert all({claim.head, claim.tail} <= ids for claim in item.relations)
    for evidence in (e for claim in item.relations for e in claim.evidence):
        limit = len(document.title or "") if evidence.field == "title" else len(text)
        assert 0 <= evidence.start < evidence.end <= limit


def test_title_in_the_text_is_read_once(nlp: Language, annotations: list[Annotation]) -> None:
    """A title that the text begins with changes nothing."""
    titled = msgspec.structs.replace(DOCUMENTS[0], title="涪陵区召开 老龄工作会议")
    (item,) = annotate([titled], nlp)
    assert isinstance(item, Annotation)
    assert (item.entities, item.relations) == (annotations[0].entities, annotations[0].relations)


def test_given_entities_keep_their_ids(nlp: Language, annotations: list[Annotation]) -> None:
    """With entities given, relations and dates are found between them, and the entities stay as they are."""
    renamed = [
        msgspec.structs.replace(
            item,
            entities=tuple(msgspec.structs.replace(m, entity=f"g-{m.entity}") for m in item.entities),
            relations=(),
            dates={},
        )
        for item in annotations
    ]
    for item, one, given in zip(annotate_given(renamed, nlp), annotations, renamed, strict=True):
        assert isinstance(item, Annotation)
        assert item.entities == given.entities
        assert item.dates == {f"g-{key}": value for key, value in one.dates.items()}
        assert [(c.type, c.head, c.tail) for c in item.relations] == [
            (c.type, f"g-{c.head}", f"g-{c.tail}") for c in one.relations
        ]


def test_pipeline_is_named(nlp: Language, annotations: list[Annotation]) -> None:
    """An annotation says which pipeline made it: name, version, and the hash of models, rules and code."""
    assert {item.pipeline for item in annotations} == {f"zh_news-{nlp.meta['version']}+{nlp.meta['kg_fingerprint']}"}
    assert load_pipeline(str(resource("models", "zh_news"))).meta["kg_fingerprint"] == nlp.meta["kg_fingerprint"]


def test_pipes_have_no_problems(nlp: Language) -> None:
    """Every component finds what it requires."""
    assert not any(nlp.analyze_pipes()["problems"].values())  # type: ignore[index]


def test_two_processes(nlp: Language, annotations: list[Annotation]) -> None:
    """spaCy's own parallel pipe finds the same entities."""
    docs = []
    for document in DOCUMENTS:
        doc = nlp.make_doc(document.text)
        doc._.kg_document = {"id": document.id, "date": document.date, "place": document.place, "gaps": []}
        docs.append(doc)
    for doc, item in zip(nlp.pipe(docs, n_process=2), annotations, strict=True):
        assert doc._.kg_entities == msgspec.to_builtins(item.entities, builtin_types=(tuple,)) or [
            m["entity"] for m in doc._.kg_entities
        ] == [m.entity for m in item.entities]


def test_saved_anew(nlp: Language, annotations: list[Annotation], tmp_path: Path) -> None:
    """A pipeline that is written elsewhere takes its models along and finds the same."""
    nlp.to_disk(tmp_path / "mine")
    again = load_pipeline(str(tmp_path / "mine"))
    assert again.get_pipe("kg_recogniser").folder == tmp_path / "mine" / "kg_recogniser"  # type: ignore[attr-defined]
    for item, one in zip(annotate(DOCUMENTS, again), annotations, strict=True):
        assert isinstance(item, Annotation)
        assert msgspec.structs.replace(item, pipeline=None) == msgspec.structs.replace(one, pipeline=None)


def test_another_pipeline(tmp_path: Path) -> None:
    """Another pipeline's entities get our labels, posts come from our recogniser, and the rest follows."""
    other = spacy.blank("zh")
    ruler = other.add_pipe("entity_ruler")
    patterns = [
        ("PERSON", "郑怀谷"),
        ("GPE", "涪陵区"),
        ("CARDINAL", "12"),
        ("ORG", "区民政局"),
        ("EVENT", "老龄工作会议"),
    ]
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "other")
    nlp = load_pipeline(str(tmp_path / "other"))
    (item,) = annotate([DOCUMENTS[0]], nlp)
    assert isinstance(item, Annotation)
    found = [(m.label, m.text) for m in item.entities]
    assert found.count(("EVENT", "老龄工作会议")) == 2
    assert ("PERSON", "郑怀谷") in found
    assert ("PLACE", "涪陵区") in found
    assert any(label == "POST" for label, _ in found)
    assert ("PERSON", "甘若兰") not in found


def test_posts_and_foreign_entities_never_cross() -> None:
    """A foreign entity that touches one of our posts gives way to it; what is nested in the post stays."""
    ours = [(0, 9, "POST"), (0, 6, "ORG"), (9, 12, "PERSON")]
    theirs = [(0, 3, "PLACE"), (9, 12, "PERSON"), (5, 12, "ORG")]
    assert merge(ours, theirs) == [(0, 9, "POST"), (0, 6, "ORG"), (9, 12, "PERSON")]
    assert merge(ours, [(0, 4, "POST")]) == [(0, 4, "POST")]


def test_unknown_pipeline() -> None:
    """A name that is no pipeline is a wrong usage that says which there are."""
    with pytest.raises(UsageError, match="zh_news"):
        load_pipeline("zh_novel")


def test_broken_pipeline(tmp_path: Path) -> None:
    """A folder that spaCy cannot load is an error of one line with its name."""
    (tmp_path / "config.cfg").write_text('[nlp]\nlang = "zh"\npipeline = ["nothing"]\n', encoding="utf-8")
    with pytest.raises(OutsideError, match=tmp_path.name) as caught:
        load_pipeline(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_spacy_loads_the_folder_where_kg_is_installed(tmp_path: Path) -> None:
    """``spacy.load`` finds the factories by the entry points of the installation, without an import of kg."""
    import tomllib

    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    info = tmp_path / "zhnews_kg-0.1.0.dist-info"
    info.mkdir()
    lines = [
        line for group, names in points.items() for line in (f"[{group}]", *(f"{k} = {v}" for k, v in names.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: zhnews-kg\nVersion: 0.1.0\n", encoding="utf-8")
    code = "import spacy,sys; nlp = spacy.load(sys.argv[1]); print(nlp('区长林知远出席会议。').text, *nlp.pipe_names)"
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", code, str(resource("models", "zh_news"))],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == ["区长林知远出席会议。", *load_pipeline("zh_news").pipe_names]


def test_factories_are_light() -> None:
    """What the entry points import loads no model runtime, so that it cannot break other pipelines."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from kg.components import factories; factories.register(); "
        + ("print([name for name in ('onnxruntime', 'spacy_pkuseg', 'scipy', 'sklearn') if name in sys.modules])")
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
    assert factories.MODULES


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_no_gold_boundary_is_lost(nlp: Language) -> None:
    """On marked articles every entity can be set as a span of the Doc, whatever the words."""
    from kg.components.tokens import GROUP, set_spans

    for path in sorted(SHARED.glob("*.ann"))[:20]:
        gold = read_gold(path)
        spans = [(m.start, m.end, str(m.label)) for m in gold.entities]
        doc = set_spans(nlp.make_doc(gold.text), spans)
        assert doc.text == gold.text
        assert [(s.start_char, s.end_char, s.label_) for s in doc.spans[GROUP]] == spans


def test_words_of_a_batch_do_not_last(nlp: Language) -> None:
    """Words that annotating meets have no attributes there; afterwards they have all, as if never met."""
    assert list(annotate([Document(id="a", text="第卌卌号令在ＱＱ村宣读，一九八七人到场。", title="十一")], nlp))
    (word, *_) = nlp.make_doc("卌卌")
    assert word.shape_ == "xx"[: len(word)]
    assert word.lower_ == word.text
    assert nlp.vocab["１９８７"].like_num
