"""Readers of our own: both pipelines from text to annotations with relations, their stages, and pkuseg's plain cut."""

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import msgspec

from bench.reader import Read, Span
from kg.annotate import annotate, load_pipeline
from kg.reading import Failure
from kg.types import Annotation, Document

Articles = list[dict[str, Any]]
WORDS = "words"


def make(name: str) -> tuple[Read, dict[str, float]]:
    """The reader of a name, and the CPU seconds of its stages, which grow as it reads."""
    seconds: dict[str, float] = defaultdict(float)
    if name == "pkuseg":
        return _pkuseg(), seconds
    pipeline, _, stages = name.partition(" ")
    return (_staged(pipeline, seconds) if stages else _pipeline(pipeline)), seconds


def _pkuseg() -> Read:
    segmenter: Any = load_pipeline("zh_news").tokenizer
    cut = segmenter.pkuseg_seg.cut

    def read(articles: Articles) -> list[list[Span]]:
        for article in articles:
            cut(article["text"])
        return [[] for _ in articles]

    return read


def _pipeline(name: str) -> Read:
    nlp = load_pipeline(name)

    def read(articles: Articles) -> list[list[Span]]:
        return [_spans(item) for item in annotate(map(_document, articles), nlp)]

    return read


def _spans(item: Annotation | Failure) -> list[Span]:
    if isinstance(item, Failure):
        raise ValueError(f"an article that fails cannot be measured: {item}")
    return [(m.start, m.end, m.label) for m in item.entities]


def _document(article: dict[str, Any]) -> Document:
    return msgspec.convert(article, Document)


def _staged(name: str, seconds: dict[str, float]) -> Read:
    nlp = load_pipeline(name)

    def read(articles: Articles) -> list[list[Span]]:
        for article in articles:
            doc = _timed(nlp.make_doc, article["text"], WORDS, seconds)
            doc._.kg_document = {"id": article["id"], "date": article.get("date"), "place": article.get("place")}
            for stage, component in nlp.pipeline:
                doc = _timed(component, doc, stage.removeprefix("kg_"), seconds)
        return [[] for _ in articles]

    return read


def _timed(work: Callable[[Any], Any], given: Any, stage: str, seconds: dict[str, float]) -> Any:
    start = time.process_time()
    result = work(given)
    seconds[stage] += time.process_time() - start
    return result
