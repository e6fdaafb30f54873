"""make bench, beside others: span F1 by label on marked articles, the labels of others mapped to ours.

    python -m bench.peers [--folder DIR] [--gold DIR] [--anew]

What each reader found stands in DIR/peers.json and is not read again unless --anew.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench import corenlp
from bench.articles import take, write
from bench.figures import table
from bench.mapping import ours
from bench.results import Results
from bench.tools import CACHE, PEERS, ROOT, read
from bench.usage import FailedError
from kg.evaluate import Score, evaluate
from kg.gold import read_annotations
from kg.types import Annotation, Mention

_GOLD = ROOT.parent / "shared" / "gold" / "dev"
_LABELS = ("all", "PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE")
READERS = ("zh_news", "zh_news_fast", *PEERS, "corenlp")


def main() -> None:
    """Read what is not yet read, and print the table."""
    told = _arguments()
    if told.anew:
        (told.folder / "peers.json").unlink(missing_ok=True)
    results = Results(told.folder / "peers.json")
    articles = take(told.gold, 10**9)
    for name in READERS:
        results.once(name, lambda name=name: _found(name, articles, told.folder))  # type: ignore[misc]
    print(table(("span F1", *_LABELS), _rows(results, told.gold)))
    for name in READERS:
        if "absent" in results.get(name):
            print(f"\n{name}: {results.get(name)['absent']}")
    print(f"\nMeasured at {results.commits()}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("out/bench"))
    parser.add_argument("--gold", type=Path, default=_GOLD if _GOLD.exists() else ROOT / "corpus" / "dev")
    parser.add_argument("--anew", action="store_true", help="read all again")
    return parser.parse_args()


def _found(name: str, articles: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The spans of each article in our labels, or why there are none."""
    try:
        if name == "corenlp":
            _, spans = corenlp.read(articles, corenlp.fetch(CACHE), folder / "corenlp")
        else:
            spans = read(name, write(articles, folder / "gold.jsonl"), 0, folder)[1]["spans"]
    except FailedError as error:
        return {"absent": str(error)}
    texts = [article["text"] for article in articles]
    mapped = [ours(name, text, map(tuple, found)) for text, found in zip(texts, spans, strict=True)]  # type: ignore[arg-type]
    return {"spans": {a["id"]: found for a, found in zip(articles, mapped, strict=True)}}


def _rows(results: Results, gold: Path) -> Iterator[tuple[str | None, ...]]:
    """A row a reader: F1 of each label, a dash for one that it does not know."""
    true = list(read_annotations([gold]))
    for name in READERS:
        if "spans" in results.get(name):
            scores = evaluate(true, [_annotation(a.id, a.text, results.get(name)["spans"][a.id]) for a in true])
            cells = [scores["span"].get(label) for label in _LABELS]
            yield (f"`{name}`" if name not in (*PEERS, "corenlp") else name, *map(_cell, cells))


def _annotation(id_: str, text: str, spans: list[tuple[int, int, str]]) -> Annotation:
    rows = [(start, end, label, text[start:end]) for start, end, label in spans]
    found = [{"start": s, "end": e, "label": what, "text": name, "entity": what + name} for s, e, what, name in rows]
    return Annotation(id=id_, text=text, entities=msgspec.convert(found, tuple[Mention, ...]))


def _cell(score: Score | None) -> str | None:
    return f"{score.f1:.3f}".removeprefix("0") if score and score.predicted else None


if __name__ == "__main__":
    main()
