"""Annotates a stream of documents on one or several processes; the results come in the order of the documents."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from kg.errors import OutsideError, UsageError
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
        OutsideError: a process was ended from outside.
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
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_stopping_to_the_parent)
    try:
        yield from _ahead(pool, documents, pipeline, 2 * workers)
    except BrokenProcessPool:
        why = "a process that annotates was ended from outside; is memory short? Try fewer --workers"
        raise OutsideError(why) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _ahead(
    pool: ProcessPoolExecutor, documents: Iterable[Document], pipeline: str, limit: int
) -> Iterator[Annotation | Failure]:
    """The results of the pool in the order of the documents, ``limit`` chunks handed in before the first is awaited."""
    ahead: deque[Future[list[Annotation | Failure]]] = deque()
    for chunk in chunks(documents, CHUNK):
        ahead.append(pool.submit(annotate_chunk, chunk, pipeline))
        if len(ahead) > limit:
            yield from ahead.popleft().result()
    while ahead:
        yield from ahead.popleft().result()


def _leave_stopping_to_the_parent() -> None:
    """Ctrl-C reaches every process of the terminal; a worker ends when its parent says so, without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
