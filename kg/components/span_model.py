"""Names the spans of a text: people, posts, bodies, places, events, dates, and what is nested in posts.

An encoder reads windows of whole sentences, one a run, so a text's result never depends on its neighbours; the best
segmentation of its span scores is the result, once for what stands by itself and once for what stands inside posts.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from kg.components.agreement import agree
from kg.components.borders import settle
from kg.components.characters import Characters
from kg.components.decoding import Floats, Lattice
from kg.components.windows import Window, windows
from kg.errors import OutsideError
from kg.text import sentences as split_sentences

OUTER = ("PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE")
INNER = ("ORG", "PLACE")
LAYERS = (slice(0, len(OUTER)), slice(len(OUTER), len(OUTER) + len(INNER)))
LONGEST = 50
MODEL, CHARACTERS, SETTINGS = FILES = ("model.onnx", "characters.txt", "settings.json")
Bounds = Sequence[tuple[int, int]]
Span = tuple[int, int, str]
ScoredSpan = tuple[int, int, str, float]


@dataclass(frozen=True)
class Recogniser:
    """A loaded model. ``session`` runs the encoder; ``size`` is the characters that one window holds."""

    session: Any = field(repr=False)
    chars: Characters = field(repr=False)
    size: int
    folder: Path

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> "Recogniser":
        """Load the files that training wrote.

        Raises:
            OutsideError: one is missing.
        """
        session = load_session(folder, threads)
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        return cls(session, Characters.load(folder / CHARACTERS), settings["size"], folder)

    def of_doc(self, doc: Doc, sentences: Bounds) -> list[ScoredSpan]:
        """The same for a `Doc`."""
        return self.scored_spans(doc.text, sentences)

    def spans(self, text: str, sentences: Bounds | None = None) -> list[Span]:
        """The spans ``(start, end, label)`` of ``text``, nested ones too, by start, the longer first.

        ``sentences`` are the offsets of its sentences (by default those of ``kg.text.sentences``).
        """
        return [(start, end, label) for start, end, label, _ in self._found(text, sentences, scored=False)]

    def scored_spans(self, text: str, sentences: Bounds | None = None) -> list[ScoredSpan]:
        """The same spans, each with its probability under the model (0 to 1)."""
        return self._found(text, sentences, scored=True)

    def batch(self, texts: Iterable[tuple[str, Bounds | None]]) -> Iterator[list[Span]]:
        """The spans of each text: the same as one by one."""
        for text, sentences in texts:
            yield self.spans(text, sentences)

    def _found(self, text: str, sentences: Bounds | None, scored: bool) -> list[ScoredSpan]:
        read = [(window, lattice(self._run(window), window)) for window in self._windows(text, sentences)]
        agree(text, read)
        spans = (span for window, found in read for span in window_spans(found, window, text, scored))
        return ordered(settle(text, spans))

    def _windows(self, text: str, sentences: Bounds | None) -> list[Window]:
        bounds = split_sentences(text) if sentences is None else [(start, end) for start, end in sentences]
        return windows(text, bounds, self.chars, self.size)

    def _run(self, window: Window) -> Floats:
        result: Floats = self.session.run(["scores"], {"ids": np.array(window.ids, np.int64)})[0]
        return result


def load_session(folder: Path, threads: int) -> Any:
    """An inference session on the CPU: onnxruntime is loaded only now, it takes a while.

    Raises:
        OutsideError: a file of the model is missing.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise OutsideError(f"{folder} holds no recogniser ({', '.join(missing)} missing): install kg again")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession((folder / MODEL).read_bytes(), options, providers=["CPUExecutionProvider"])


def lattice(scores: Floats, window: Window) -> Lattice:
    """All spans of a window; ``scores`` is label (``OUTER``, then ``INNER``) by first token by last token."""
    return Lattice(scores, LAYERS, LONGEST, window.walls)


def window_spans(found: Lattice, window: Window, text: str, scored: bool = True) -> list[ScoredSpan]:
    """The spans of one window: the best of those that stand by themselves, and of those in its posts."""
    outer, inner = found.best()
    posts = [(i, j) for i, j, y in outer if OUTER[y] == "POST"]
    nested = [(i, j, y) for i, j, y in inner if any(a <= i and j <= b and j - i < b - a for a, b in posts)]
    out: list[ScoredSpan] = []
    for layer, (hits, labels) in enumerate(((outer, OUTER), (nested, INNER))):
        out += [(*hit[:2], labels[hit[2]], found.probability(layer, hit) if scored else 1.0) for hit in hits]
    return list(_in_text(out, window, text))


def _in_text(spans: Iterable[ScoredSpan], window: Window, text: str) -> Iterator[ScoredSpan]:
    """Token offsets as character offsets, without signs and white space at the edges."""
    for i, j, label, score in spans:
        inside = [k for k in window.offsets[i:j] if k >= 0 and not text[k].isspace()]
        if inside and window.owned[0] <= inside[0] < window.owned[1]:
            yield inside[0], inside[-1] + 1, label, score


def ordered(spans: Iterable[ScoredSpan]) -> list[ScoredSpan]:
    """By start, the longer first; of equal ones the first."""
    seen: dict[Span, float] = {}
    for start, end, label, score in spans:
        seen.setdefault((start, end, label), score)
    return [(*span, seen[span]) for span in sorted(seen, key=lambda s: (s[0], -s[1], s[2]))]
