"""The trials of make torture: a build or an export that is killed, run again, and compared with one never killed."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.kills import Report, Step, check_killed, contents, kill, profile
from kg.build import BuildOptions, build
from kg.export import export_record
from kg.reading import ReadOptions
from kg.workers import annotate_chunk

FORMATS = ("jsonl", "graphml", "gexf", "csv", "html", "neo4j-csv", "co-attendance")
_PAGES = {
    "a.md": "## 社区邻里服务站揭牌\n\n10月28日，区科协副主席秦若冰出席揭牌仪式并讲话。\n",
    "b.md": "## 全区就业工作会议召开\n\n10月29日，全区就业工作会议在区会展中心召开。副区长鲁望舒出席会议。\n",
    "c.md": "## 秦若冰调研科普基地\n\n10月30日，区科协副主席秦若冰到大溪沟街道调研。\n",
}


class Builds:
    """Builds of three short pages, from nothing or onto a build of the first of them."""

    def __init__(self, folder: Path, pipeline: str = "zh_news") -> None:
        """Prepare below ``folder``: load the pipeline, and make the build that all others must equal."""
        self.folder = folder
        self.options = BuildOptions(reading=ReadOptions(place="重庆市渝中区", date="2025-10-31"), pipeline=pipeline)
        (folder / "pages").mkdir(parents=True, exist_ok=True)
        for name, text in _PAGES.items():
            (folder / "pages" / name).write_text(text, encoding="utf-8")
        annotate_chunk([], pipeline)
        self.old = self._made("old", "a.md")
        self.whole = self._made("whole", *_PAGES)
        self._steps: dict[bool, list[Step]] = {}

    def trial(self, rng: random.Random) -> str | None:
        """Kill a build and run it again; the stage in which it was killed, None when it had ended.

        Raises:
            AssertionError: something was lost, doubled or left half-written.
        """
        onto = rng.random() < 0.5
        if onto not in self._steps:
            self._steps[onto] = profile(lambda report: self._build(self._fresh(onto), report))
        out = self._fresh(onto)
        stage = kill(lambda report: self._build(out, report), self._steps[onto], rng)
        check_killed(out, [contents(self.old), contents(self.whole)])
        profile(lambda report: self._build(out, report))
        assert contents(out) == contents(self.whole), f"{out} is not that of a build that nobody killed ({stage})"
        return stage

    def _made(self, name: str, *pages: str) -> Path:
        out = self.folder / name
        shutil.rmtree(out, ignore_errors=True)
        build([str(self.folder / "pages" / page) for page in pages], out, self.options)
        return out

    def _fresh(self, onto: bool) -> Path:
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        if onto:
            shutil.copytree(self.old, out)
        return out

    def _build(self, out: Path, report: Report) -> None:
        build([str(self.folder / "pages")], out, self.options, lambda stage, *_: report(stage))


class Exports:
    """Exports of the whole build, into nothing or over those of the older one."""

    def __init__(self, builds: Builds) -> None:
        """Make the exports that all others must equal."""
        self.builds = builds
        self.states = {f: [self._state(out, f) for out in (builds.old, builds.whole)] for f in FORMATS}

    def trial(self, rng: random.Random) -> str | None:
        """Kill an export and run it again; its format, None when it had ended.

        Raises:
            AssertionError: a file is half-written, or the second run gives another.
        """
        format_, folder = rng.choice(FORMATS), self.builds.folder / "target"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if rng.random() < 0.5:
            self._export(self.builds.old, format_, folder)
        work: Callable[[Report], object] = lambda _: self._export(self.builds.whole, format_, folder)  # noqa: E731
        name = kill(work, profile(lambda _: self._state(self.builds.whole, format_)), rng)
        check_killed(folder, self.states[format_])
        profile(work)
        assert contents(folder) == self.states[format_][1], f"{format_} is not that of an export that nobody killed"
        return format_ if name else None

    def _state(self, out: Path, format_: str) -> dict[str, bytes]:
        folder = self.builds.folder / "state"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self._export(out, format_, folder)
        return contents(folder)

    def _export(self, out: Path, format_: str, folder: Path) -> None:
        export_record(out, format_, folder / "export")
