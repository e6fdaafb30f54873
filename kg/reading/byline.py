"""The names of reporters: （记者 刘 侃 通讯员 王小明）, 本报记者 王小明、李晓红, 记者 王小明 摄, 8月1日电 (王小明)."""

import re
from functools import cache

from kg.reading.words import alternatives, surnames, words

_SPACE = " \t\u3000\xa0"
_RUN = re.compile("[一-鿿㐀-䶿]{1,12}(?:·[一-鿿]{1,8}){0,3}")
_SINGLE = re.compile(f"([一-鿿])[{_SPACE}]{{1,3}}([一-鿿])(?![一-鿿])")
_BETWEEN = re.compile(f"[{_SPACE}]*[、，,；;]?[{_SPACE}]*")
_AFTER_WIRE = re.compile(r"(?:电|讯|消息|電|訊)\s{0,3}[（(]([^（()）\n]{2,40})[)）]")
_BRACKET_CHARS = 80
_MOST_NAMES = 12
_LONGEST_NAME = 3


def reporters(text: str) -> tuple[str, ...]:
    """The reporters, correspondents and trainees named in bylines of ``text``, in order, each once.

    A name counts only where a byline is sure: in brackets, at a line's end, before 摄 or 报道, before another
    role, or with white space on both sides; 记者了解到 and 记者从会上获悉 name nobody.
    """
    found: dict[str, None] = {}
    for match in _role().finditer(text):
        found |= dict.fromkeys(_byline(text, match.end()))
    for match in _AFTER_WIRE.finditer(text):
        names, ends = _list(match.group(1), 0)
        if ends and ends[-1] == len(match.group(1).rstrip()):
            found |= dict.fromkeys(names)
    return tuple(found)


def _byline(text: str, start: int) -> list[str]:
    """The names of the list that begins at ``start``, as many as are sure."""
    names, ends = _list(text, start)
    if not names or _in_bracket(text, start) or _end().match(text, ends[-1]):
        return names
    if text[start] not in _SPACE:
        return []
    while ends and text[ends[-1] : ends[-1] + 1] not in tuple(_SPACE):
        names.pop()
        ends.pop()
    return names


def _list(text: str, start: int) -> tuple[list[str], list[int]]:
    """The names that stand one after the other from ``start``, and where each ends."""
    names: list[str] = []
    ends: list[int] = []
    position = start
    while len(names) < _MOST_NAMES:
        between = _BETWEEN.match(text, position)
        name, position = _name(text, between.end() if between else position)
        if not name:
            break
        names.append(name)
        ends.append(position)
    return names, ends


def _name(text: str, start: int) -> tuple[str, int]:
    """The name at ``start`` and its end; an empty name where there is none."""
    apart = _SINGLE.match(text, start)
    if apart and apart.group(1) in surnames():
        return apart.group(1) + apart.group(2), apart.end()
    run = _RUN.match(text, start)
    if not run or _glued().match(run.group()):
        return "", start
    cue = _glued().search(run.group(), 2)
    name = run.group()[: cue.start()] if cue else run.group()
    return (name, start + len(name)) if is_name(name) else ("", start)


def is_name(name: str) -> bool:
    """Whether ``name`` can be a person's: a surname and one or two characters more, or parts with · between."""
    cues = words().byline
    if "·" in name:
        return True
    if name in cues.not_names or (len(name) > 2 and name.endswith(cues.not_name_ends)):
        return False
    if name[:2] in surnames() and len(name) in (3, 4):
        return True
    return name[:1] in surnames() and 2 <= len(name) <= _LONGEST_NAME


def _in_bracket(text: str, position: int) -> bool:
    """Whether a bracket that opened in this line, shortly before, has not closed."""
    before = text[max(text.rfind("\n", 0, position) + 1, position - _BRACKET_CHARS) : position]
    opened = max(before.rfind(mark) for mark in "（(【")
    closed = max(before.rfind(mark) for mark in "）)】")
    return opened > closed and _closes(text, position)


def _closes(text: str, position: int) -> bool:
    return re.match("[^（(【。\n]{0,80}[）)】]", text[position : position + 90]) is not None


@cache
def _role() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words().byline.roles)})们?[:：]?")


@cache
def _glued() -> re.Pattern[str]:
    """What may be written on to a name: 摄, another role, 文/图."""
    cues = words().byline
    return re.compile(f"{alternatives(cues.after + cues.roles + cues.before)}|[文图](?=[/／])")


@cache
def _end() -> re.Pattern[str]:
    """What shows after a list of names that it was one."""
    cues = words().byline
    after = alternatives(cues.after + cues.roles + cues.before)
    return re.compile(f"[{_SPACE}]*(?:{after}|[文图][/／]|[）)】“▊■□◆●\\n]|$|\\d{{1,2}}月\\d{{1,2}}日)")
