"""Annotates a stream of documents on one or several processes; the results come in the order of the documents."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

from kg.errors import UsageError
from kg.reading import Failure
from kg.types import Annotation, Document

CHUNK = 16
T = TypeVar("T")
_pipeline: Any = None


def annotate_all(documents: Iterable[Document], pipeline: str, workers: int = 1) -> Iterator[Annotation | Failure]:
    """Annotate documents; one that fails becomes a Failure, and the others go on.

    Args:
        documents: read lazily, a bounded number ahead of the results.
        pipeline: name or path of the pipeline; it is loaded once a process, and only when there is work.
        workers: number of processes; 1 stays in this one.

    Raises:
        UsageError: fewer than one worker.
    """
    if workers < 1:
        raise UsageError(f"--workers {workers}: give 1 or more")
    if workers == 1:
        for chunk in chunks(documents, CHUNK):
            yield from annotate_chunk(chunk, pipeline)
    else:
        yield from _on_processes(documents, pipeline, workers)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream into lists of ``size`` items; the last may be shorter."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def annotate_chunk(documents: Sequence[Document], pipeline: str) -> list[Annotation | Failure]:
    """Annotate some documents in this process; the pipeline is loaded at the first call."""
    from kg.annotate import annotate, load_pipeline

    global _pipeline
    if _pipeline is None or _pipeline[0] != pipeline:
        _pipeline = (pipeline, load_pipeline(pipeline))
    return list(annotate(documents, _pipeline[1]))


def _on_processes(documents: Iterable[Document], pipeline: str, workers: int) -> Iterator[Annotation | Failure]:
    """Spawned processes (never forked: threads and open files would come along), a few chunks ahead."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        ahead: deque[Future[list[Annotation | Failure]]] = deque()
        for chunk in chunks(documents, CHUNK):
            ahead.append(pool.submit(annotate_chunk, chunk, pipeline))
            if len(ahead) > 2 * workers:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()


def annotate_items(
    items: Iterable[Document | Failure], pipeline: str, workers: int = 1
) -> Iterator[Annotation | Failure]:
    """Annotate what `kg.reading.read` gives; failures of reading pass through, after the documents before them."""
    failures: list[Failure] = []
    yield from annotate_all(_documents(items, failures), pipeline, workers)
    yield from failures


def _documents(items: Iterable[Document | Failure], failures: list[Failure]) -> Iterator[Document]:
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item
