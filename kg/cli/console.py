"""What the commands share: progress on stderr, lines on stdout, tables, the exit after failures."""

import sys
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Self

import typer


class Progress:
    """Shows what a build is doing: a bar on a terminal, a line each stage elsewhere; always on stderr."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._bars: dict[str, Any] = {}
        self._live: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Live

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._live = Live(*columns, console=Console(stderr=True))
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` (0: unknown) items of a stage are done."""
        if self._live:
            if stage not in self._bars:
                self._bars[stage] = self._live.add_task(stage)
            self._live.update(self._bars[stage], completed=done, total=total or None)
        elif done % 500 == 0 or done == total:
            note(f"{stage} {done}" + (f" of {total}" if total else ""))


def note(message: str) -> None:
    """Say something on stderr, as one line."""
    print(" ".join(message.split()), file=sys.stderr)


def put_lines(lines: Iterable[bytes]) -> None:
    """Write lines of UTF-8 to stdout as they come."""
    for line in lines:
        sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def put_counts(title: str, counts: Mapping[str, int]) -> None:
    """Print a count a line under a title."""
    print(f"{title}")
    for name, count in counts.items():
        print(f"  {name:<16} {count:>8,}")


def end(failures: Iterable[object]) -> None:
    """Name what failed on stderr and exit with 1 if anything did."""
    failed = [str(failure) for failure in failures]
    for line in failed:
        note(f"failed: {line}")
    if failed:
        raise typer.Exit(1)
