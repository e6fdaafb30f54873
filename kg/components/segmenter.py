"""The segmenter: spaCy's Chinese tokenizer with a spacy-pkuseg model of our own, exact to the character.

`Segmenter` reads and writes the folder that spaCy's own tokenizer does, smaller; it sees letters and digits as
classes, takes time in proportion to the text, and gives back every character of it.
"""

import re
from collections.abc import Callable
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.lang.zh import ChineseTokenizer
from spacy.lang.zh import Segmenter as Kind
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kg.components.decoder import Decoder
from kg.resources import resource

_LETTERS = [range(0x41, 0x5B), range(0x61, 0x7B), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B)]
_DIGITS = [range(0x30, 0x3A), range(0xFF10, 0xFF1A)]
_CLASSES = {code: "Ａ" for codes in _LETTERS for code in codes} | {code: "0" for codes in _DIGITS for code in codes}
_PIECES = re.compile(r"\s+|\S+")
_CLASSES |= {ord("％"): "%", ord("．"): "."}


def classes(text: str) -> str:
    """Every Latin letter as Ａ and every digit as 0, character for character: offsets stay.

    spacy-pkuseg takes only full-width letters for letters, and j for none.
    """
    return text.translate(_CLASSES)


@registry.tokenizers("kg.Segmenter.v1")  # type: ignore[untyped-decorator]
def create_segmenter() -> Callable[[Language], "Segmenter"]:
    """The factory that a spaCy config names: ``@tokenizers = "kg.Segmenter.v1"``."""
    return lambda nlp: Segmenter(nlp.vocab)


class Segmenter(ChineseTokenizer):
    """Cuts a text into words; ``initialize(pkuseg_model=FOLDER)`` takes a trained model, `from_disk` a saved one."""

    pkuseg_seg: Any

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab, segmenter=Kind.pkuseg)
        self._decoder: Decoder | None = None

    def initialize(
        self,
        get_examples: Any = None,
        *,
        nlp: Language | None = None,
        pkuseg_model: str | None = None,
        pkuseg_user_dict: str | None = None,
    ) -> None:
        """Load a model that spacy-pkuseg trained.

        Args:
            get_examples: not used; spaCy's interface.
            nlp: not used; spaCy's interface.
            pkuseg_model: the folder of the model.
            pkuseg_user_dict: "default" for spacy-pkuseg's dictionary, which overrides the model; a word list; or
                None for none.
        """
        super().initialize(
            get_examples, nlp=nlp, pkuseg_model=pkuseg_model, pkuseg_user_dict=pkuseg_user_dict or "default"
        )
        if pkuseg_user_dict is None:
            self._forget_dictionary()
        self._double()

    def __call__(self, text: str) -> Doc:
        """Return the words of ``text`` as a `Doc` whose text is ``text``."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECES.findall(text):
            if piece.isspace():
                spaces[-1:] = [piece[0] == " "] if spaces else []
                rest = [piece[1:]] if spaces and spaces[-1] else [piece]
                found = [word for word in rest if word]
            else:
                found = self._words(piece)
            words += found
            spaces += [False] * len(found)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _words(self, piece: str) -> list[str]:
        """Cut a text without white space: a word list of the user's own is obeyed, the rest is the model's."""
        model = self.pkuseg_seg
        if not model.preprocesser.trie.children:
            return self._decoded(piece)
        words: list[str] = []
        for part, listed, _ in zip(*model.preprocesser.solve(piece), strict=True):
            words += [part] if listed else self._decoded(part)
        return words

    def _decoded(self, piece: str) -> list[str]:
        """The model sees classes, the words are of ``piece``."""
        model = self.pkuseg_seg
        if self._decoder is None or self._decoder.model is not model:
            self._decoder = Decoder(model)
        ends = list(accumulate(self._decoder.lengths(classes(piece))))
        words = [piece[start:end] for start, end in pairwise([0, *ends])]
        return list(model.postprocesser(words))

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the folder that spaCy's tokenizer writes, the weights in single precision and packed."""
        super().to_disk(path, **kwargs)  # type: ignore[no-untyped-call]
        model = self.pkuseg_seg.model
        sizes, weights = np.array([model.n_tag, model.n_feature]), model.w.astype(np.float32)
        np.savez_compressed(Path(path, "pkuseg_model", "weights.npz"), sizes=sizes, w=weights)

    def from_disk(self, path: str | Path, **kwargs: Any) -> "Segmenter":  # noqa: ARG002
        """Read a folder that `to_disk` or spaCy's tokenizer wrote; without one, the model that kg brings along."""
        import spacy_pkuseg

        folder = Path(path)
        if not folder.joinpath("pkuseg_model").is_dir():
            folder = resource("models", "zh_news", "tokenizer")
        words, active, common, others = srsly.read_msgpack(folder / "pkuseg_processors")
        # Not by spaCy's from_disk: it reads spacy-pkuseg's word list in order to throw it away.
        self.pkuseg_seg = spacy_pkuseg.pkuseg(str(folder / "pkuseg_model"), user_dict=None)
        self.pkuseg_seg.preprocesser = spacy_pkuseg.Preprocesser(words)
        after = self.pkuseg_seg.postprocesser
        after.do_process, after.common_words, after.other_words = active, set(common), set(others)
        self._double()
        return self

    def _double(self) -> None:
        # spacy-pkuseg computes in double precision and refuses an array of another kind.
        self.pkuseg_seg.model.w = self.pkuseg_seg.model.w.astype(np.float64)

    def _forget_dictionary(self) -> None:
        # spaCy takes None for the model's own folder; spacy-pkuseg without a dictionary cannot be saved.
        after = self.pkuseg_seg.postprocesser
        after.do_process, after.common_words, after.other_words = False, set(), set()
