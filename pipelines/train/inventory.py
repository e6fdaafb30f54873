"""Which characters a model knows: two fifths of the encoder are embeddings, most of them of signs that never occur."""

from collections import Counter
from collections.abc import Collection, Iterable

from kg.components.characters import Characters, fold

SEEN, SEEN_NEW = 5, 3
_MARKS = "“”‘’—… "


def inventory(vocabulary: Collection[str], texts: Iterable[str]) -> Characters:
    """The characters of GB 2312 and ASCII that the encoder knows, and others that ``texts`` use.

    Those that the encoder knows count from ``SEEN`` times on; Chinese ones that it does not know from ``SEEN_NEW``.
    """
    counts = Counter(char for text in texts for char in fold(text))
    standard = {*map(chr, range(0x21, 0x7F)), *_gb2312()}
    known = {char for char in vocabulary if len(char) == 1 and (char in standard or counts[char] >= SEEN)}
    new = {char for char, n in counts.items() if "㐀" <= char <= "鿿" and n >= SEEN_NEW} - known
    return Characters.of(sorted({*known, *new, *_MARKS}))


def _gb2312() -> set[str]:
    """Rows 1 and 3 (marks, letters) and 16 to 87 (characters) of GB 2312, folded."""
    rows = [0xA1, 0xA3, *range(0xB0, 0xF8)]
    pairs = (bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in range(0xA1, 0xFF))
    return {fold(char) for char in pairs if char}
