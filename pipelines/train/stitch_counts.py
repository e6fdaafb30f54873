"""Counts the n-grams of the news texts and writes models/stitch/ngrams.npz (kg.reading.language_model)."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.reading.language_model import COUNT_STEP, ORDER, codes, hashes, normalise, shuffle

LEAST = (1, 2, 4, 5, 6, 7)
"""The least count that is kept, by order from 1: a seam needs what recurs, and the model has to stay small."""
LOCAL_WEIGHT = 3
"""Local news counts so often: it is what is read, and a seventeenth of the broadcast texts."""
MARKUP = re.compile(r"[（(]?视频编辑：.*|中国网络电视台消息[（(]新闻联播[）)]：")


def news(path: Path) -> Iterator[str]:
    """The texts of a gzipped file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield MARKUP.sub("", json.loads(line)["text"])


def joined(texts: Iterable[str]) -> str:
    """All texts, normalised, each paragraph a line."""
    return "\n".join(normalise(text) for text in texts)


def count(local: Iterable[str], broadcast: Iterable[str], path: Path) -> None:
    """Count both collections and write the pruned table to ``path``."""
    pieces = [codes(joined(broadcast)), codes("\n" + joined(local) + "\n")]
    weights = (1, LOCAL_WEIGHT)
    stored: dict[str, npt.NDArray[np.generic]] = {}
    for order in range(1, ORDER + 1):
        keys, counts = _weighted(pieces, weights, order)
        kept = counts >= LEAST[order - 1]
        keys, counts = keys[kept], counts[kept]
        stored[f"gaps{order}"] = shuffle(np.diff(keys, prepend=np.uint32(0)).astype(np.uint32))
        stored[f"counts{order}"] = np.minimum(np.round(COUNT_STEP * np.log(counts)), 255).astype(np.uint8)
    total = sum(len(piece) * weight for piece, weight in zip(pieces, weights, strict=True))
    np.savez_compressed(path, total=np.float64(total), **stored)  # type: ignore[arg-type]


def _weighted(
    pieces: list[npt.NDArray[np.uint64]], weights: tuple[int, ...], order: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The distinct n-gram hashes of all pieces with their weighted counts, sorted by hash."""
    tables = [np.unique(hashes(piece, order), return_counts=True) for piece in pieces]
    keys = np.unique(np.concatenate([table[0] for table in tables]))
    counts = np.zeros(len(keys), dtype=np.int64)
    for (found, number), weight in zip(tables, weights, strict=True):
        counts[np.searchsorted(keys, found)] += number * weight
    return keys, counts
