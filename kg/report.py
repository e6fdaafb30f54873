"""What a build did, told to its caller and kept as run.json."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kg import __version__
from kg.outputs import write_lines
from kg.reading import Failure


class Report(msgspec.Struct):
    """What a build did: failures, counts, seconds by stage, files written."""

    failures: list[Failure]
    counts: dict[str, dict[str, int]]
    read: int = 0
    changed: int = 0
    annotated: int = 0
    characters: int = 0
    doubtful_dates: int = 0
    seconds: dict[str, float] = {}
    files: list[Path] = []


def write_run(out: Path, inputs: Sequence[str], options: msgspec.Struct, report: Report) -> Path:
    """run.json: versions, options, counts, seconds of the last build."""
    run = {
        "kg": __version__,
        "inputs": list(inputs),
        "options": msgspec.to_builtins(options, enc_hook=str),
        "counts": report.counts,
        "read": report.read,
        "changed": report.changed,
        "annotated": report.annotated,
        "characters": report.characters,
        "failures": [str(failure) for failure in report.failures],
        "seconds": report.seconds,
    }
    write_lines(out / "run.json", [msgspec.json.format(msgspec.json.encode(run), indent=2)])
    return out / "run.json"
