"""Chinese text: sentence bounds and folding (width, spaces, quotes), all of it length-preserving or with offsets."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

# A semicolon joins clauses of one statement, so it ends nothing. Closing marks go with the sentence.
_END = re.compile(r"(?:[。！？!?…]+[”’」』）)】》〉\"']*|\n+)")
_OPEN, _CLOSE = "“‘「『（(【《〈", "”’」』）)】》〉"
_WIDTH = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF01, 0xFF5F)}
_FOLD = {**_WIDTH, 0x3000: " ", 0xA0: " "}


def fold_width(text: str) -> str:
    """Full-width letters, digits and marks to half width, one character for one: offsets stay."""
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def sentences(text: str, gaps: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Return the sentences of ``text`` as ``[start, end)``, without the white space around them.

    A sentence ends at 。！？… and the quotes and brackets that close after them, at a line end, and at each
    offset of ``gaps``. A stop inside an open bracket （…。…） does not end it; inside quotation marks it does.
    """
    cuts = sorted({*_ends(text), *gaps, len(text)})
    bounds, start = [], 0
    for cut in cuts:
        piece = text[start:cut]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            bounds.append((left, start + len(piece.rstrip())))
        start = cut
    return bounds


def _ends(text: str) -> Iterator[int]:
    """Offsets after which a new sentence begins."""
    for match in _END.finditer(text):
        end = match.end()
        if "\n" in match.group() or not _inside_brackets(text, end):
            yield end


def _inside_brackets(text: str, end: int) -> bool:
    """Whether a round bracket that was opened in this line, less than 80 characters before, is still open."""
    line = text[max(text.rfind("\n", 0, end) + 1, end - 80) : end]
    closes = text[end : end + 80].split("\n", 1)[0]
    depth = line.count("（") - line.count("）")
    return depth > 0 and "）" in closes


def balanced(text: str) -> bool:
    """Whether every quote and bracket that opens in ``text`` closes there, in order."""
    stack: list[str] = []
    for char in text:
        if char in _OPEN:
            stack.append(_CLOSE[_OPEN.index(char)])
        elif char in _CLOSE and (not stack or stack.pop() != char):
            return False
    return not stack
