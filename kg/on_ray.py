"""Annotates a stream of documents on a Ray cluster; the results come in the order of the documents.

What crosses the network is JSON text of ours: Ray's own readers turn ISO dates into timestamps. A chunk whose machine
is lost is done again elsewhere; annotation is a pure function, so nothing is lost or doubled.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kg.errors import OutsideError
from kg.reading import Failure
from kg.types import Annotation, Document
from kg.workers import CHUNK, annotate_chunk, chunks

AHEAD = 4  # chunks in flight for each CPU of the cluster
RETRIES = 5


def annotate_on_ray(documents: Iterable[Document], pipeline: str, address: str) -> Iterator[Annotation | Failure]:
    """Annotate documents on Ray.

    Args:
        documents: read lazily.
        pipeline: name or path of a pipeline, found under the same name on every machine.
        address: "local" starts Ray on this machine; otherwise the address of a cluster.

    Raises:
        OutsideError: Ray is not installed, or no cluster answers.
    """
    ray = _connected(address)
    task = ray.remote(num_cpus=1, max_retries=RETRIES)(annotate_lines)
    limit = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    ahead: deque[Any] = deque()
    for chunk in chunks(documents, CHUNK):
        ahead.append(task.remote([msgspec.json.encode(document) for document in chunk], pipeline))
        if len(ahead) >= limit:
            yield from _decoded(ray.get(ahead.popleft()))
    while ahead:
        yield from _decoded(ray.get(ahead.popleft()))


def annotate_lines(lines: list[bytes], pipeline: str) -> list[tuple[bool, bytes]]:
    """Annotate documents given as JSON; each result is (it failed, JSON)."""
    documents = [msgspec.json.decode(line, type=Document) for line in lines]
    return [(isinstance(item, Failure), msgspec.json.encode(item)) for item in annotate_chunk(documents, pipeline)]


def _decoded(results: Iterable[tuple[bool, bytes]]) -> Iterator[Annotation | Failure]:
    for failed, line in results:
        yield msgspec.json.decode(line, type=Failure) if failed else msgspec.json.decode(line, type=Annotation)


def _connected(address: str) -> Any:
    try:
        import ray
    except ImportError:
        raise OutsideError("--ray needs Ray; install it with: pip install 'zhnews-kg[ray]'") from None
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, include_dashboard=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise OutsideError(f"no Ray cluster at {address}: {' '.join(str(error).split())[:200]}") from None
    return ray
