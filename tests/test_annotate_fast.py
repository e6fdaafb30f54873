"""The fast pipeline holds what the accurate one holds to: the same from run to run, saved, in processes, in batches."""

from pathlib import Path

import msgspec
import pytest
from spacy.language import Language

from kg.annotate import annotate, load_pipeline
from kg.types import Annotation, Document

TEXTS = (
    "涪陵区召开老龄工作会议\n10月25日，涪陵区召开老龄工作会议。区民政局局长郑怀谷出席会议并讲话。",
    "区委书记林知远到白鹤梁街道调研。\n区科技局党组成员、副局长甘若兰陪同。",
    "",
)
DOCUMENTS = [Document(id=f"d{i}", text=text, date="2025-10-26", place="重庆市涪陵区") for i, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The fast pipeline."""
    return load_pipeline("zh_news_fast")


@pytest.fixture(scope="module")
def annotations(nlp: Language) -> list[Annotation]:
    """What it finds, one document at a time."""
    return [item for item in annotate(DOCUMENTS, nlp, batch_size=1) if isinstance(item, Annotation)]


def test_facts_are_found(annotations: list[Annotation]) -> None:
    """Posts with their bodies, and who attends what."""
    one, two, empty = annotations
    names = {m.entity: m.text for item in annotations for m in item.entities}
    told = {(names[c.head], c.type, names[c.tail]) for item in (one, two) for c in item.relations}
    assert ("郑怀谷", "HOLDS_POST", "区民政局局长") in told
    assert ("甘若兰", "HOLDS_POST", "副局长") in told
    assert empty.entities == ()


def test_batches_and_processes_change_nothing(nlp: Language, annotations: list[Annotation]) -> None:
    """All at once, and by spaCy's own parallel pipe: the same."""
    assert list(annotate(DOCUMENTS, nlp, batch_size=16)) == annotations
    docs = []
    for document in DOCUMENTS:
        docs.append(nlp.make_doc(document.text))
        docs[-1]._.kg_document = {"id": document.id, "date": document.date, "place": document.place, "gaps": []}
    for doc, item in zip(nlp.pipe(docs, n_process=2), annotations, strict=True):
        assert msgspec.json.encode(doc._.kg_entities) == msgspec.json.encode(item.entities)


def test_saved_anew(nlp: Language, annotations: list[Annotation], tmp_path: Path) -> None:
    """Written elsewhere it takes its model along and finds the same."""
    nlp.to_disk(tmp_path / "mine")
    again = load_pipeline(str(tmp_path / "mine"))
    for item, one in zip(annotate(DOCUMENTS, again), annotations, strict=True):
        assert isinstance(item, Annotation)
        assert msgspec.structs.replace(item, pipeline=None) == msgspec.structs.replace(one, pipeline=None)


def test_named_and_sound(nlp: Language, annotations: list[Annotation]) -> None:
    """An annotation names the pipeline, and every component finds what it requires."""
    assert all(str(item.pipeline).startswith("zh_news_fast-") for item in annotations)
    assert not any(nlp.analyze_pipes()["problems"].values())  # type: ignore[index]
