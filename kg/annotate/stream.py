"""Runs a pipeline over a stream of documents: in order, the same whatever the size of a batch."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.headline import Headline
from kg.annotate.loading import described
from kg.annotate.words import bare
from kg.collecting import seldom
from kg.components import extensions
from kg.errors import InputError, KGError
from kg.reading.options import Failure
from kg.text import squeeze
from kg.types import Annotation, Claim, DateValue, Document, Mention

Result = Annotation | Failure
_GIVEN = ("kg_sentences", "kg_dates", "kg_relations")
extensions.register()


def annotate(documents: Iterable[Document | Failure], nlp: Language, batch_size: int = 16) -> Iterator[Result]:
    """Annotate documents, in their order.

    Args:
        documents: what `kg.reading` gave; a Failure among them is passed on.
        nlp: a pipeline from `load_pipeline`.
        batch_size: how many are in work at once; it changes the time and nothing else.

    Yields:
        An Annotation for each document, with all the fields of the document, or a Failure with the id of a
        document that the pipeline could not read.

    Raises:
        KGError: the pipeline itself is at fault: its rules contradict the schema, a file is missing.
    """
    stream = iter(documents)
    while batch := list(islice(stream, batch_size)):
        with nlp.memory_zone(), bare(nlp), seldom():
            results = _batch(batch, nlp)
        yield from results


def annotate_given(documents: Iterable[Annotation | Failure], nlp: Language) -> Iterator[Result]:
    """Find dates and relations between entities that are given, such as those of gold files, with their ids.

    Args:
        documents: annotations; their relations, dates and sentences are made anew.
        nlp: a pipeline from `load_pipeline`.

    Yields:
        As `annotate`.
    """
    for item in documents:
        yield item if isinstance(item, Failure) else _tried(_run_given, item, nlp)


def _batch(batch: list[Document | Failure], nlp: Language) -> list[Result]:
    """All of a batch together; where that fails, each by itself, so that one is named and the others go on."""
    documents = [item for item in batch if isinstance(item, Document)]
    try:
        results = list(_together(documents, nlp))
    except Exception:
        results = [_tried(_run, document, nlp) for document in documents]
    following = iter(results)
    return [item if isinstance(item, Failure) else next(following) for item in batch]


def _together(documents: list[Document], nlp: Language) -> Iterator[Result]:
    headlines = [Headline(document) for document in documents]
    docs = nlp.pipe([_doc(*pair, nlp) for pair in zip(documents, headlines, strict=True)])
    pipeline = described(nlp)
    for document, headline, doc in zip(documents, headlines, docs, strict=True):
        yield _annotation(document, headline, doc, pipeline)


def _tried(run: Callable[[Any, Language], Annotation], document: Document, nlp: Language) -> Result:
    try:
        return run(document, nlp)
    except UnicodeEncodeError:
        half = next(i for i, char in enumerate(document.text) if "\ud800" <= char <= "\udfff")
        return Failure(where=document.id, message=f"the text holds half a character at offset {half}")
    except InputError as error:
        return Failure(where=document.id, message=str(error))
    except KGError:
        raise
    except Exception as error:
        return Failure(where=document.id, message=f"the pipeline failed on it: {type(error).__name__}: {error}")


def _run(document: Document, nlp: Language) -> Annotation:
    headline = Headline(document)
    return _annotation(document, headline, nlp(_doc(document, headline, nlp)), described(nlp))


def _run_given(document: Annotation, nlp: Language) -> Annotation:
    headline = Headline(document, apart=False)
    doc = _doc(document, headline, nlp)
    doc._.kg_entities = msgspec.to_builtins(document.entities)
    for name, component in nlp.pipeline:
        if name in _GIVEN:
            doc = component(doc)
    return _annotation(document, headline, doc, described(nlp))


def _doc(document: Document, headline: Headline, nlp: Language) -> Doc:
    doc = nlp.make_doc(headline.text)
    facts = {"id": document.id, "date": document.date, "place": document.place}
    doc._.kg_document = facts | {"gaps": list(headline.gaps)}
    return doc


def _annotation(document: Document, headline: Headline, doc: Doc, pipeline: str) -> Annotation:
    """What the components wrote on ``doc``, as a record with the offsets of the document's own text."""
    mentions, ids = headline.mentions(msgspec.convert(doc._.kg_entities, list[Mention]))
    claims = msgspec.convert(doc._.kg_relations, list[Claim])
    dates = msgspec.convert(doc._.kg_dates, dict[str, DateValue])
    writers = _writers(document, mentions)
    return Annotation(
        **{name: getattr(document, name) for name in Document.__struct_fields__},
        entities=mentions,
        relations=tuple(c for c in headline.claims(claims, ids) if not writers & {c.head, c.tail}),
        sentences=headline.sentences(doc._.kg_sentences),
        dates={ids[entity]: value for entity, value in dates.items() if entity in ids},
        pipeline=pipeline,
    )


def _writers(document: Document, mentions: tuple[Mention, ...]) -> set[str]:
    """The people who are named once, by the byline: they wrote of what happened, and did nothing in it."""
    names = {squeeze(name) for name in document.reporters}
    times = Counter(m.entity for m in mentions)
    people = (m for m in mentions if m.label == "PERSON" and times[m.entity] == 1)
    return {m.entity for m in people if squeeze(m.text) in names}
