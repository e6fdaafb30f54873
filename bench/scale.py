"""make scale: does an article cost as much in a large graph as in a small one?

    python -m bench.scale [--folder DIR] [--data FILE --pipeline zh_news_fast] [--articles N]

With --data (JSON Lines, .gz too) the articles are read, annotated and linked; without, they are invented with their
annotations (bench.invented), and linking alone is measured. The record is filled in ten steps, each a process of its
own, then all is linked again from nothing, then one page is added. Each step stands in DIR/steps.jsonl when it is
done, and is not done again; delete DIR to begin anew.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from bench.invented import invented
from kg.build import BuildOptions, build
from kg.in_memory import as_document
from kg.record import Record, link
from kg.types import Annotation

TENTHS = 10
PAGES = 5  # added one by one at the end; the median counts


def main() -> None:
    """Do the steps that are not yet done, each in a process of its own, and print the table."""
    told = _arguments()
    told.folder.mkdir(parents=True, exist_ok=True)
    steps = told.folder / "steps.jsonl"
    for step in (*range(TENTHS), "relink", *(f"page {n}" for n in range(PAGES))):
        if not any(row["step"] == step for row in _rows(steps)):
            command = [sys.executable, "-m", "bench.scale", "--step", str(step), *sys.argv[1:]]
            subprocess.run(command, check=True)
            print(_line(_rows(steps)[-1]), flush=True)
    print(*_summary(_rows(steps)), sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("out/scale"))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pipeline", default="zh_news_fast")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    return parser.parse_args()


def do(told: argparse.Namespace) -> None:
    """Do one step, and add what it cost to steps.jsonl."""
    step: int | str = int(told.step) if told.step.isdigit() else told.step
    size = told.articles // TENTHS
    first = step * size if isinstance(step, int) else told.articles + int(step.split()[-1]) if step != "relink" else 0
    count = size if isinstance(step, int) else int(step != "relink")
    work = _relinked if step == "relink" else _built if told.data else _linked
    cpu, wall = time.process_time(), time.perf_counter()
    characters, seconds = work(told, first, count)
    row = {
        "step": step,
        "articles": count,
        "characters": characters,
        "cpu": round(time.process_time() - cpu, 2),
        "wall": round(time.perf_counter() - wall, 2),
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "record": (told.folder / "out" / "kg.sqlite").stat().st_size // 1_000_000,
    }
    with (told.folder / "steps.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def _built(told: argparse.Namespace, first: int, count: int) -> tuple[int, dict[str, float]]:
    part = told.folder / f"part-{first}.jsonl"  # an article without an id is known by its file and line
    with _opened(told.data) as file:
        part.write_bytes(b"".join(islice(file, first, first + count)))
    report = build([str(part)], told.folder / "out", BuildOptions(pipeline=told.pipeline, record_only=True))
    return report.characters, report.seconds


def _linked(told: argparse.Namespace, first: int, count: int) -> tuple[int, dict[str, float]]:
    with _record(told) as record:
        characters = sum(_put(record, article) for article in invented(count, first))
        return characters, _timed(record)


def _relinked(told: argparse.Namespace, *_: int) -> tuple[int, dict[str, float]]:
    with _record(told) as record:
        record.db.execute("UPDATE meta SET value = '' WHERE name = 'linking'")
        return record.db.execute("SELECT sum(length(text)) FROM document").fetchone()[0], _timed(record)


def _record(told: argparse.Namespace) -> Record:
    (told.folder / "out").mkdir(exist_ok=True)
    return Record(told.folder / "out" / "kg.sqlite")


def _put(record: Record, article: Annotation) -> int:
    record.put_document(as_document(article))
    record.put_annotation(article, "invented")
    return len(article.text)


def _timed(record: Record) -> dict[str, float]:
    start = time.process_time()
    link(record)
    return {"resolve": round(time.process_time() - start, 3)}


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def _rows(steps: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in steps.read_text(encoding="utf-8").splitlines()] if steps.exists() else []


def _line(row: dict[str, Any]) -> str:
    rate = f"{1e6 * row['cpu'] / max(1, row['characters']):.1f} CPU s a million characters"
    return f"{row['step']}: {row['articles']} articles, {rate}, {row['megabytes']} MB, record {row['record']} MB"


def _summary(rows: list[dict[str, Any]]) -> Iterator[str]:
    by: Callable[[Any], dict[str, Any]] = lambda step: next(row for row in rows if row["step"] == step)  # noqa: E731
    first, last, all_ = by(0), by(TENTHS - 1), by("relink")
    pages = sorted(row["seconds"]["resolve"] for row in rows if str(row["step"]).startswith("page"))
    page, whole = pages[len(pages) // 2], all_["seconds"]["resolve"]
    costs = [row["cpu"] / row["characters"] for row in (first, last)]
    read = [(row["cpu"] - row["seconds"]["resolve"]) / row["characters"] for row in map(by, range(TENTHS))]
    once = sum(read) / TENTHS + whole / all_["characters"]
    yield f"CPU a character, all read and linked once ÷ first tenth: {once / costs[0]:.2f}"
    yield f"CPU a character, the last tenth onto the others ÷ first: {costs[1] / costs[0]:.2f}"
    peak = max(row["megabytes"] for row in rows)
    yield f"peak memory, the largest of all steps ÷ first tenth: {peak / first['megabytes']:.2f}"
    yield f"peak memory, linking all ÷ first tenth: {all_['megabytes'] / first['megabytes']:.2f}"
    yield f"one page: {page:.3f} s to link, 1/{whole / page:.0f} of linking all ({whole:.0f} s)"


if __name__ == "__main__":
    if _arguments().step:
        do(_arguments())
    else:
        main()
