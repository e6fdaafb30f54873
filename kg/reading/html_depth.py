"""How deep HTML is nested, counted before any parser sees it."""

import re
from collections.abc import Iterator

from kg.reading.guards import check_depth
from kg.reading.options import ReadOptions
from kg.reading.words import words

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_RAW = frozenset(["script", "style", "textarea", "title"])
_CELL, _ROW = frozenset(["td", "th"]), frozenset(["td", "th", "tr"])
# An element of the key ends those of the value that are open right above it (HTML, 13.1.2.4 optional tags).
_ENDS = {
    "p": frozenset("p"),
    "li": frozenset(["p", "li"]),
    "dt": frozenset(["p", "dt", "dd"]),
    "dd": frozenset(["p", "dt", "dd"]),
    "td": _CELL | {"p"},
    "th": _CELL | {"p"},
    "tr": _ROW | {"p"},
    "tbody": _ROW | {"p", "thead", "tbody", "tfoot"},
    "option": frozenset(["option"]),
}


def check_html(text: str, where: str, options: ReadOptions) -> None:
    """Raise InputError if elements are nested deeper than ``options.max_html_depth``; linear in the text."""
    stack: list[str] = []
    for name, closing in _tags(text):
        if closing:
            if name in stack:
                del stack[len(stack) - 1 - stack[::-1].index(name) :]
            continue
        while stack and stack[-1] in _ENDS.get(name, frozenset()):
            stack.pop()
        stack.append(name)
        check_depth(len(stack), where, options)


def _tags(text: str) -> Iterator[tuple[str, bool]]:
    """The tags of ``text`` as (name, whether it closes), without void elements, comments and scripts."""
    position, void = text.find("<"), words().html.void
    while position >= 0:
        match = _NAME.match(text, position)
        mark = "-->" if text.startswith("<!--", position) else ">"
        end = text.find(mark, position) if match or text[position + 1 : position + 2] in ("!", "?") else position
        if end < 0:
            return
        if match:
            name, closing = match.group(1).lower(), text[position + 1] == "/"
            if name in _RAW and not closing:
                close = re.compile(f"</{name}", re.I).search(text, end)
                if not close:
                    return
                end = close.start()
            elif name not in void and name not in _RAW and text[end - 1] != "/":
                yield name, closing
        position = text.find("<", end + 1)
