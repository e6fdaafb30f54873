"""Annotates a stream of documents on a Ray cluster; the results come in the order of the documents.

What crosses the network is JSON text of ours: Ray's own readers turn ISO dates into timestamps. A chunk whose machine
is lost is done again elsewhere; annotation is a pure function, so nothing is lost or doubled.
"""

import socket
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from kg.errors import OutsideError
from kg.reading import Failure
from kg.types import Annotation, Document
from kg.workers import CHUNK, annotate_chunk, chunks

AHEAD = 4  # chunks in flight for each CPU of the cluster
RETRIES = 5
SECONDS = 10  # to wait for the address of a cluster


def annotate_on_ray(documents: Iterable[Document], pipeline: str, address: str) -> Iterator[Annotation | Failure]:
    """Annotate documents on Ray.

    Args:
        documents: read lazily.
        pipeline: name or path of a pipeline, found under the same name on every machine.
        address: "local" starts Ray on this machine; otherwise the address of a cluster.

    Raises:
        OutsideError: Ray is not installed, no cluster answers, or machines are lost faster than work is done.
    """
    ray = _imported()
    with _connected(ray, address):
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(annotate_lines)
        ahead: deque[Any] = deque()
        for chunk in chunks(documents, CHUNK):
            ahead.append(task.remote([msgspec.json.encode(document) for document in chunk], pipeline))
            if len(ahead) >= AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1))):
                yield from _result(ray, ahead.popleft())
        while ahead:
            yield from _result(ray, ahead.popleft())


def annotate_lines(lines: list[bytes], pipeline: str) -> list[tuple[bool, bytes]]:
    """Annotate documents given as JSON; each result is (it failed, JSON)."""
    documents = [msgspec.json.decode(line, type=Document) for line in lines]
    return [(isinstance(item, Failure), msgspec.json.encode(item)) for item in annotate_chunk(documents, pipeline)]


def _result(ray: Any, reference: Any) -> Iterator[Annotation | Failure]:
    try:
        results = ray.get(reference)
    except ray.exceptions.RayError as error:
        raise OutsideError(f"a task failed on Ray: {_line(getattr(error, 'cause', None) or error)}") from None
    for failed, line in results:
        yield msgspec.json.decode(line, type=Failure) if failed else msgspec.json.decode(line, type=Annotation)


def _imported() -> Any:
    try:
        import ray
    except ImportError:
        raise OutsideError("--ray needs Ray; install it with: pip install 'zhnews-kg[ray]'") from None
    return ray


@contextmanager
def _connected(ray: Any, address: str) -> Iterator[None]:
    """Connect to a cluster, or start Ray here, for the length of the block; a connection that stands is used."""
    if ray.is_initialized():
        yield
        return
    _check_listening(address)
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", include_dashboard=False)
    except Exception as error:  # Ray raises a bare Exception when it does not start in time
        raise OutsideError(f"no Ray at {address}: {_line(error)}") from None
    try:
        yield
    finally:
        ray.shutdown()


def _check_listening(address: str) -> None:
    """Raise OutsideError where nobody listens at host:port; Ray itself goes on trying for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        try:
            socket.create_connection((host, int(port)), timeout=SECONDS).close()
        except (OSError, OverflowError) as error:
            raise OutsideError(f"no Ray at {address}: {_line(error)}") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
