"""Characters as the encoder's numbers: one a character, lower-cased and half-width, so that offsets stay.

The encoder was trained on word pieces; its own tokenizer joins digits and letters and knows neither capitals nor
Chinese quotation marks. Here each character is looked up by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.text import fold_width

PAD, UNKNOWN, START, BREAK, MASK = range(5)
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_SPACES: dict[int, str] = dict.fromkeys((0x09, 0x0A, 0x0D, 0x200B, 0x200C, 0x200D, 0x202C, 0x2002, 0x2003, 0xFEFF), " ")
_SAME = _SPACES | str.maketrans({
    "―": "—", "–": "—", "─": "—", "﹣": "-", "∶": ":", "・": "·", "•": "·", "‧": "·", "〇": "○",
})


def fold(text: str) -> str:
    """The text as the encoder sees it: half-width, lower case, one kind of space; as long as before."""
    folded = fold_width(text).translate(_SAME)
    lower = folded.lower()
    # a few characters grow, and a sigma hangs on its neighbours
    if len(lower) == len(folded) and "Σ" not in folded:
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


@dataclass(frozen=True)
class Characters:
    """The characters that a model knows; the first five numbers are the special signs of ``SPECIAL``."""

    known: tuple[str, ...]
    _index: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        numbers = {char: len(SPECIAL) + i for i, char in enumerate(self.known)}
        object.__setattr__(self, "_index", numbers)

    def __len__(self) -> int:
        return len(SPECIAL) + len(self.known)

    def ids(self, text: str) -> list[int]:
        """The number of each character of ``text``; what is not known is ``UNKNOWN``."""
        get = self._index.get
        return [get(char, UNKNOWN) for char in fold(text)]

    @classmethod
    def of(cls, chars: Sequence[str]) -> "Characters":
        """The characters given, each once, in the order of their code points."""
        return cls(tuple(sorted(set(chars))))

    @classmethod
    def load(cls, path: Path) -> "Characters":
        """Read the file that ``save`` wrote: all characters in one line, without the line end."""
        return cls(tuple(path.read_text(encoding="utf-8").removesuffix("\n")))

    def save(self, path: Path) -> None:
        """Write the characters as one line of UTF-8."""
        path.write_text("".join(self.known) + "\n", encoding="utf-8", newline="\n")
