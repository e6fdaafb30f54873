"""Checks the marked articles of corpus/: format, overlap between articles, openings, balance.

    python -m pipelines.check_corpus [corpus]        exits with 1 and names each fault

No two articles share sixteen characters (names aside), and no opening stands in more than 5 % of them.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import KGError
from kg.markup import read_gold
from kg.schema import load_schema
from kg.types import Annotation

SPLITS = ("train", "dev", "test")
SHARED = 16
OPENING = 0.05
_CJK = re.compile(r"[^\u4e00-\u9fff]")


def read_corpus(folder: Path) -> tuple[dict[str, Annotation], list[str]]:
    """Return the articles by file and the faults of the files that cannot be read."""
    articles: dict[str, Annotation] = {}
    faults: list[str] = []
    for path in sorted(p for split in SPLITS for p in (folder / split).glob("*.ann")):
        try:
            articles[str(path)] = read_gold(path)
        except (KGError, UnicodeDecodeError) as error:
            faults.append(str(error) if str(path) in str(error) else f"{path}: {error}")
    return articles, faults


def unnamed(article: Annotation) -> list[str]:
    """The Chinese text between the names, a run at a time: what two articles must not share."""
    spans = sorted((m.start, m.end) for m in article.entities)
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(article.text[at:start])
        at = max(at, end)
    return [_CJK.sub("", piece) for piece in (*pieces, article.text[at:])]


def overlaps(articles: dict[str, Annotation]) -> Iterator[str]:
    """A line for each article that shares a run of characters with an earlier one."""
    owner: dict[str, str] = {}
    for path, article in articles.items():
        runs = {run[i : i + SHARED] for run in unnamed(article) for i in range(len(run) - SHARED + 1)}
        for gram in sorted(runs):
            if owner.setdefault(gram, path) != path:
                yield f"{path}: shares {gram} with {owner[gram]}"
                break


def opening(article: Annotation) -> str:
    """How an article begins: its first six signs, names as their labels."""
    pieces, at = [], 0
    for m in sorted(article.entities, key=lambda m: (m.start, -m.end)):
        if m.start >= at:
            pieces += [*article.text[at : m.start], m.label]
            at = m.end
        if len(pieces) >= 6:
            break
    return " ".join((pieces + list(article.text[at : at + 6]))[:6])


def openings(articles: dict[str, Annotation]) -> Iterator[str]:
    """A line for each opening that stands in too many articles."""
    counts = Counter(opening(a) for a in articles.values())
    for pattern, count in counts.most_common():
        if count > max(1, OPENING * len(articles)):
            yield f"the opening {pattern!r} stands in {count} of {len(articles)} articles"


def loose_ends(articles: dict[str, Annotation]) -> Iterator[str]:
    """A line for each name that is marked in one place of an article and not in another."""
    for path, article in articles.items():
        covered = [False] * len(article.text)
        for m in article.entities:
            covered[m.start : m.end] = [True] * (m.end - m.start)
        for name in sorted({m.text for m in article.entities if m.label == "PERSON" and len(m.text) > 2}):
            for found in re.finditer(re.escape(name), article.text):
                if not covered[found.start()]:
                    yield f"{path}: {name} is marked elsewhere, not at {found.start()}"


def balance(articles: dict[str, Annotation]) -> Iterator[str]:
    """Lines that count articles, characters, labels and relation types by split."""
    by_split: defaultdict[str, list[Annotation]] = defaultdict(list)
    for path, article in articles.items():
        by_split[Path(path).parent.name].append(article)
    for split in SPLITS:
        some = by_split[split]
        labels = Counter(m.label for a in some for m in a.entities)
        types = Counter(r.type for a in some for r in a.relations)
        yield f"{split}: {len(some)} articles, {sum(len(a.text) for a in some):,} characters"
        yield f"  {dict(labels.most_common())}"
        yield f"  {dict(types.most_common())}"
    absent = set(load_schema().relations) - {r.type for a in articles.values() for r in a.relations}
    if absent:
        yield f"no article states {', '.join(sorted(absent))}"


def main(arguments: Sequence[str]) -> int:
    """Print the balance and every fault; return the exit code."""
    articles, faults = read_corpus(Path(arguments[0] if arguments else "corpus"))
    faults += [*overlaps(articles), *openings(articles), *loose_ends(articles)]
    print("\n".join(balance(articles)))
    print("\n".join(faults) or "no faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
