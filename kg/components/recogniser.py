"""The spaCy component ``kg_recogniser``: writes what the recogniser finds to a `Doc`, losing no boundary.

``doc.spans["kg"]`` holds all mentions, nested ones too, and in the group's ``attrs["scores"]`` the probability of
each; ``doc.ents`` holds the outermost. Tokens that an edge cuts are split there.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.components import extensions
from kg.components.span_model import FILES, SETTINGS, Recogniser, ScoredSpan
from kg.components.tagger import Tagger
from kg.components.tokens import GROUP, set_spans
from kg.resources import resource
from kg.text import sentences

__all__ = ["Recogniser", "RecogniserComponent", "make_recogniser", "set_mentions"]

extensions.register()


class RecogniserComponent:
    """Holds a recogniser, loaded when first needed; without ``folder`` the one of ``own`` that kg brings along."""

    def __init__(self, folder: Path | None = None, own: str = "recogniser") -> None:
        self.folder, self.own = folder, own
        self._model: Recogniser | Tagger | None = None

    @property
    def model(self) -> Recogniser | Tagger:
        """The recogniser.

        Raises:
            OutsideError: its files are missing.
        """
        if self._model is None:
            folder = self.folder or resource("models", self.own)
            kind = Tagger if json.loads((folder / SETTINGS).read_bytes()).get("tags") else Recogniser
            self._model = kind.load(folder)
        return self._model

    def __call__(self, doc: Doc) -> Doc:
        """Find the mentions of ``doc`` and set them."""
        return set_mentions(doc, self.model.of_doc(doc, sentence_bounds(doc)))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:  # noqa: ARG002
        """Each document by itself, so that the batch size changes nothing."""
        yield from map(self, stream)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Copy the model's files into ``path``."""
        target, source = Path(path), self.model.folder
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            if (target / name).resolve() != (source / name).resolve():
                shutil.copyfile(source / name, target / name)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "RecogniserComponent":  # noqa: ARG002
        """Take the model of ``path`` from now on, if there is one; kg's own pipelines have it elsewhere."""
        if Path(path).is_dir():
            self.folder, self._model = Path(path), None
        return self

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: the folder; the model is loaded there."""
        return {"folder": self.folder, "own": self.own}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]


@Language.factory(
    "kg_recogniser",
    default_config={"folder": None, "own": "recogniser"},
    requires=["doc._.kg_sentences"],
    assigns=["doc.ents", "doc.spans", "token.ent_type", "token.ent_iob"],
)
def make_recogniser(nlp: Language, name: str, folder: str | None, own: str) -> RecogniserComponent:  # noqa: ARG001
    """The factory; ``folder`` holds the files of a model, ``own`` names one that kg brings along."""
    return RecogniserComponent(Path(folder) if folder else None, own)


def sentence_bounds(doc: Doc) -> Sequence[tuple[int, int]]:
    """The sentences set in ``doc._.kg_sentences``, or those that the text shows."""
    return [(start, end) for start, end in doc._.kg_sentences] or sentences(doc.text)


def set_mentions(doc: Doc, found: Sequence[ScoredSpan]) -> Doc:
    """Set the span group to ``found`` (by start, the longer first) and the entities to the outermost of them."""
    set_spans(doc, [(start, end, label) for start, end, label, _ in found])
    doc.spans[GROUP].attrs["scores"] = [round(score, 4) for *_, score in found]
    outermost: list[Span] = []
    for span in doc.spans[GROUP]:
        if not outermost or span.start >= outermost[-1].end:
            outermost.append(span)
    doc.set_ents(outermost)
    return doc
