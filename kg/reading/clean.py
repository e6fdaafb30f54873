"""Takes out of a page's text what is no writing: control characters, overrides, marks without width."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85]")
# Bidirectional controls (Unicode TR 9) make a text look otherwise than it reads; the others are invisible.
_NO_WRITING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return ``text`` with line ends as ``\\n`` and without control and bidirectional characters.

    Letters, spaces of every width and traditional characters stay as they are.
    """
    return _NO_WRITING.sub("", _LINE_ENDS.sub("\n", text)).encode("utf-8", "ignore").decode("utf-8")
