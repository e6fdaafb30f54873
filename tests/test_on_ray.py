"""On Ray the build is that of one process, also when a machine is lost in the middle."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kg.build import BuildOptions, build
from kg.errors import OutsideError

pytest.importorskip("ray", reason="Ray is an extra: pip install 'zhnews-kg[ray]'")
WRITTEN = ("annotations.jsonl", "graph.jsonl", "graph.graphml")
_SMALL = {"include_dashboard": False, "include_log_monitor": False, "object_store_memory": 80_000_000}
ARTICLES = 80  # five chunks, the last four of them in flight when the machine is lost


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short articles, all different."""
    path = tmp_path_factory.mktemp("ray") / "pages.jsonl"
    text = "10月28日，区科协副主席秦若冰出席第{}次工作会议并讲话。"
    records = (
        {"id": f"a{n}", "text": text.format(n), "date": "2025-10-31", "place": "重庆市渝中区"} for n in range(ARTICLES)
    )
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A Ray cluster of a head that does no work."""
    from ray.cluster_utils import Cluster

    cluster = Cluster()
    _start(cluster, 0)
    yield cluster
    cluster.shutdown()


def _start(cluster: Any, cpus: int) -> Any:
    """Start a machine of the cluster; on a busy computer Ray's own thirty seconds may be too short, so thrice."""
    for _ in range(2):
        with suppress(Exception):
            return cluster.add_node(num_cpus=cpus, **_SMALL)
    return cluster.add_node(num_cpus=cpus, **_SMALL)


def test_a_machine_that_is_lost_loses_and_doubles_nothing(pages: Path, tmp_path: Path, cluster: Any) -> None:
    """Of two machines one is taken away after the first results: every article is annotated once, same bytes."""
    _, lost = _start(cluster, 1), _start(cluster, 1)
    gone: list[int] = []

    def lose(stage: str, done: int, _: int) -> None:
        if stage == "annotate" and not gone:
            gone.append(done)
            cluster.remove_node(lost, allow_graceful=False)

    alone = tmp_path / "alone"
    build([str(pages)], alone, BuildOptions())
    report = build([str(pages)], tmp_path / "ray", BuildOptions(ray=cluster.address), lose)
    assert gone == [1]
    assert (report.annotated, report.failures) == (ARTICLES, [])
    for name in WRITTEN:
        assert (tmp_path / "ray" / name).read_bytes() == (alone / name).read_bytes(), name


def test_no_cluster_is_one_line(pages: Path, tmp_path: Path) -> None:
    """An address where nobody listens is named."""
    with pytest.raises(OutsideError, match=r"no Ray at 127\.0\.0\.1:1: "):
        build([str(pages)], tmp_path / "out", BuildOptions(ray="127.0.0.1:1"))
