"""Feeds hostile files to the readers: each gives one line of failure or an article, and the good file beside it."""

import re
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.hostile import GOOD
from kg.compare import compare_file
from kg.errors import KGError
from kg.evaluate import evaluate
from kg.gold import read_annotations
from kg.in_memory import resolve
from kg.reading import Failure, read
from kg.reading.sources import load_sources
from kg.record import Record
from kg.record.decisions import put_decisions

SECONDS = 60  # for one file
_UNMEANT = re.compile(r"\b[A-Z]\w*(Error|Exception|Warning)\b")


def feed_article(folder: Path, name: str, data: bytes) -> None:
    """Read a hostile file, and a good one after it.

    Raises:
        AssertionError: a failure is not one line that was meant, or the good article does not come.
    """
    good = folder / "good.md"
    if not good.exists():
        good.write_text(f"# 会议\n\n{GOOD}\n", encoding="utf-8")
    path = folder / name
    path.write_bytes(data)
    with _limited(name):
        items = list(read([path, good]))
    path.unlink()
    for item in items:
        if isinstance(item, Failure):
            _check_line(name, str(item))
        else:
            item.text.encode()
    assert not isinstance(items[-1], Failure), f"{name}: the good article beside it was not read"
    assert GOOD in items[-1].text, f"{name}: the good article beside it was not read"


def feed_table(folder: Path, name: str, data: bytes) -> None:
    """Give a hostile file to what reads its kind.

    Raises:
        AssertionError: it fails otherwise than by one line that was meant.
    """
    path = folder / name
    path.write_bytes(data)
    for use in _USES[path.suffix]:
        try:
            with _limited(name):
                use(path)
        except KGError as error:
            _check_line(name, str(error))
    path.unlink()


def _put_decisions(path: Path) -> None:
    with Record() as record:
        put_decisions(record, path)


def _resolve(path: Path) -> None:
    deque(resolve(read_annotations([path])), maxlen=0)


def _evaluate(path: Path) -> None:
    annotations = list(read_annotations([path]))
    evaluate(annotations, annotations)


def _compare(path: Path) -> None:
    deque(compare_file(path), maxlen=0)


_USES: dict[str, tuple[Callable[[Path], object], ...]] = {
    ".decisions": (_put_decisions,),
    ".sources": (load_sources,),
    ".pairs": (_compare,),
    ".ann": (_resolve, _evaluate),
    ".jsonl": (_resolve, _evaluate),
}


def _check_line(name: str, line: str) -> None:
    assert "\n" not in line, f"{name}: more than one line: {line!r}"
    assert not _UNMEANT.search(line), f"{name}: an error that nobody meant: {line}"


@contextmanager
def _limited(name: str) -> Iterator[None]:
    """Raise AssertionError in a reader that hangs; where there is no alarm, it hangs."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        raise AssertionError(f"{name}: not done after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
