"""Wires the stages of a build: read, annotate, link, write. The record in out/ is the only state."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import OutsideError
from kg.export import open_record
from kg.outputs import write_outputs
from kg.reading import Failure, ReadOptions, read
from kg.record import Record, link, summary
from kg.record.decisions import put_decisions
from kg.record.linking import Progress
from kg.record.lock import only_writer
from kg.report import Report, write_run
from kg.types import Annotation, Document


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is told: how to read, with which pipeline, on how many processes, and what people decided."""

    reading: ReadOptions = ReadOptions()
    pipeline: str = "zh_news"
    workers: int = 1
    ray: str | None = None
    decisions: Path | None = None
    record_only: bool = False


def build(inputs: Sequence[str], out: Path, options: BuildOptions, progress: Progress = lambda *_: None) -> Report:
    """Build the graph of some inputs into the folder ``out``, or bring the one that is there up to date.

    Args:
        inputs: files, folders, or ``-`` for stdin.
        out: the folder; it is made when absent.
        options: see `BuildOptions`.
        progress: called as (stage, done, total); total is 0 while unknown.

    Raises:
        OutsideError: the folder cannot be written, another build holds it, or it vanishes.
    """
    report = Report(failures=[], counts={}, seconds={}, files=[])
    with only_writer(_folder(out)), Record(out / "kg.sqlite") as record:
        _timed(report, "read", lambda: _read(record, inputs, options, report, progress))
        _timed(report, "annotate", lambda: _annotate(record, options, report, progress))
        _timed(report, "resolve", lambda: link(record, progress))
        if not (out / "kg.sqlite").exists():
            raise OutsideError(f"{out}: kg.sqlite was taken away while the build wrote it; run the build again")
        if not options.record_only:
            _timed(report, "write", lambda: report.files.extend(write_outputs(record, out, progress)))
        report.counts = summary(record)
    report.files.append(write_run(out, inputs, options, report))
    return report


def remove(out: Path, key: str) -> None:
    """Take an article out of a build, with what only it said, and write the outputs again.

    Raises:
        InputError: there is no build in ``out``, or no article of that key in it.
        OutsideError: a build holds the folder.
    """
    with open_record(out) as record, only_writer(out):
        record.forget(key)
        link(record)
        write_outputs(record, out)


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutsideError(f"{out}: the folder cannot be made ({error.strerror}); choose another with -o") from None
    return out


def _timed(report: Report, stage: str, work: Callable[[], Any]) -> None:
    start = time.perf_counter()
    work()
    report.seconds[stage] = round(time.perf_counter() - start, 2)


def _read(record: Record, inputs: Sequence[str], options: BuildOptions, report: Report, progress: Progress) -> None:
    seen: set[str] = set()
    for item in read(inputs, options.reading):
        if isinstance(item, Failure):
            report.failures.append(item)
            continue
        seen.add(item.id)
        report.read += 1
        report.doubtful_dates += item.date_doubtful
        report.changed += record.put_document(item)
        progress("read", report.read, 0)
    _forget_shrunk(record, seen, report)
    if options.decisions:
        put_decisions(record, options.decisions)


def _forget_shrunk(record: Record, seen: set[str], report: Report) -> None:
    """Take out the articles that a page held before and holds no more; a page that failed in part keeps its own."""
    failed = {failure.where.rpartition("#")[0] or failure.where for failure in report.failures}
    pages = {key.rpartition("#")[0] for key in seen} - failed
    for page in sorted(page for page in pages if page and Path(page).is_file()):
        for key in record.keys_of(page):
            if key not in seen:
                record.forget(key)


def _annotate(record: Record, options: BuildOptions, report: Report, progress: Progress) -> None:
    from kg.annotate.loading import version_of

    version = version_of(options.pipeline)
    total = record.count_pending(version)
    documents = record.pending(version) if total else iter(())
    for item in _annotated(documents, options):
        if isinstance(item, Failure):
            report.failures.append(item)
            continue
        record.put_annotation(item, version)
        report.annotated += 1
        report.characters += len(item.text)
        progress("annotate", report.annotated, total)


def _annotated(documents: Iterable[Document], options: BuildOptions) -> Iterator[Annotation | Failure]:
    if options.ray:
        from kg.on_ray import annotate_on_ray

        return annotate_on_ray(documents, options.pipeline, options.ray)
    from kg.workers import annotate_all

    return annotate_all(documents, options.pipeline, options.workers)
