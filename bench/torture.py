"""make torture: kills at random moments, and hostile files by the thousand; goes on where it was stopped.

    python -m bench.torture [--folder DIR] [--kills 200] [--exports 100] [--loads 100 --uri URI] [--pipeline NAME]

What is done stands in DIR/done.jsonl, a line a trial; delete it to begin anew. The last line printed is the result.
The password of the server is that of KG_NEO4J_PASSWORD; its database must hold nothing.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import feed, hostile
from bench.loads import Loads
from bench.trials import Builds, Exports

Trial = Callable[[random.Random], str | None]
COMMANDS = 200
EXAMPLES = 3000
_TEXTS = st.lists(st.sampled_from(hostile.PIECES) | st.text(max_size=9), max_size=20).map("".join)
_KINDS = ("md", "txt", "html", "jsonl", "csv")


def main() -> None:
    """Do what is not yet done, and print how often each stage was hit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("out/torture"))
    for name, default in (("kills", 200), ("exports", 100), ("loads", 100)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--pipeline", default="zh_news")
    parser.add_argument("--uri")
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    done = Done(told.folder / "done.jsonl")
    builds = Builds(told.folder / "builds", told.pipeline)
    repeat(done, "build", told.kills, builds.trial)
    repeat(done, "export", told.exports, Exports(builds).trial)
    if told.uri:
        repeat(done, "load", told.loads, Loads(builds, told.uri).trial)
    else:
        print("load: skipped, no server; give --uri")
    once(done, "hostile", lambda: by_rule(told.folder / "files"))
    once(done, "hypothesis", lambda: by_hypothesis(told.folder / "files"))
    once(done, "commands", lambda: by_command(told.folder / "files"))
    print(done.summary())


class Done:
    """The trials that were done, in a file: what, and the stage that was hit."""

    def __init__(self, path: Path) -> None:
        """Read what an earlier run has done."""
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self.hits = Counter(tuple(json.loads(line)) for line in lines)

    def add(self, what: str, hit: str, times: int = 1) -> None:
        """Take note of one more."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps([what, hit])}\n" * times)
        self.hits[what, hit] += times

    def count(self, what: str) -> int:
        """How many are done of one kind."""
        return sum(n for (kind, _), n in self.hits.items() if kind == what)

    def summary(self) -> str:
        """One line a kind."""
        kinds = sorted({what for what, _ in self.hits})
        return "\n".join(f"{k}: {self.count(k)} ({self._of(k)}), nothing lost" for k in kinds)

    def _of(self, what: str) -> str:
        return ", ".join(f"{hit} {n}" for (kind, hit), n in sorted(self.hits.items()) if kind == what)


def repeat(done: Done, what: str, wanted: int, trial: Trial) -> None:
    """Do trials until as many as wanted have hit; one that had ended before it was killed does not count."""
    rng, started = random.Random(time.time_ns()), time.monotonic()
    while (count := done.count(what)) < wanted:
        hit = trial(rng)
        if hit:
            done.add(what, hit)
            print(f"{what} {count + 1} of {wanted}: killed in {hit}, {time.monotonic() - started:.0f} s", flush=True)


def once(done: Done, what: str, work: Callable[[], Counter[str]]) -> None:
    """Do a part that is done in one go."""
    if not done.count(what):
        for hit, times in work().items():
            done.add(what, hit, times)
        print(f"{what}: {done.count(what)}", flush=True)


def by_rule(folder: Path) -> Counter[str]:
    """Every file of bench.hostile through the reader of its kind."""
    folder.mkdir(exist_ok=True)
    counts: Counter[str] = Counter()
    for source in (hostile.pages, hostile.records, hostile.whole, hostile.tables):
        check = feed.feed_table if source is hostile.tables else feed.feed_article
        for name, data in source():
            check(folder, name, data)
            counts[source.__name__] += 1
    return counts


def by_hypothesis(folder: Path) -> Counter[str]:
    """Texts of pieces and of any characters, in five formats."""
    counts: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(text=_TEXTS, kind=st.sampled_from(_KINDS), encoding=st.sampled_from(("utf-8", "gb18030", "utf-16")))
    def check(text: str, kind: str, encoding: str) -> None:
        feed.feed_article(folder, f"h.{kind}", text.encode(encoding, "ignore"))
        counts[kind] += 1

    check()
    return counts


def by_command(folder: Path) -> Counter[str]:
    """Some of the files through `kg read` and `kg resolve`, each a process: exit code 0 or 1, no traceback."""
    counts: Counter[str] = Counter()
    for command, name, data in islice(_commands(), COMMANDS):
        path = folder / name
        path.write_bytes(data)
        run = subprocess.run([sys.executable, "-m", "kg.cli", command, str(path)], capture_output=True, timeout=300)
        assert run.returncode in (0, 1), f"kg {command} {name}: exit code {run.returncode}"
        assert b"Traceback" not in run.stderr, f"kg {command} {name}: a traceback"
        path.unlink()
        counts[command] += 1
    return counts


def _commands() -> Iterator[tuple[str, str, bytes]]:
    articles = (("read", *file) for file in chain(islice(hostile.pages(), 0, None, 37), hostile.whole()))
    tables = (
        ("resolve", *file) for file in islice(hostile.tables(), 0, None, 31) if file[0].endswith((".ann", ".jsonl"))
    )
    records = (("read", *file) for file in islice(hostile.records(), 0, None, 9))
    return chain(articles, tables, records)


if __name__ == "__main__":
    main()
