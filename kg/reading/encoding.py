"""Bytes to text: byte order mark, then what the file declares, then UTF-8, then GB18030.

No statistical detector: on a title of twelve characters they answer Korean or Big5.
"""

import codecs
import re

from kg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The web calls gb2312 what is GBK in fact (WHATWG Encoding Standard), and Big5 what has HKSCS characters.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_HAN = re.compile("[\u4e00-\u9fff]")
_SURE = "utf-8, seen"
_DAMAGED = 0.02  # UTF-8 with fewer wrong characters than this is damaged UTF-8, and not GB18030


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """Return the text of ``data`` without its byte order mark.

    Args:
        data: the whole content of a file.
        where: its name, for the error.
        declared: the charset that its format or the user names; Unicode marks and valid UTF-8 go before it.

    Raises:
        InputError: the bytes are text in none of the encodings, or are UTF-8 that is cut or damaged.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, where)
    utf8 = _try(data, "utf-8")
    if utf8 is not None and (declared is None or not utf8.isascii()):
        return _checked(utf8, where)
    named = _try(data, declared) if declared else None
    if named is not None and (utf8 is not None or not _damaged(data)):
        return _checked(named, where)
    if utf8 is not None:
        return _checked(utf8, where)
    if _damaged(data):
        return _strict(data, "utf-8", where)
    return _checked(_strict(data, "gb18030", where), where)


class LineDecoder:
    """Decodes a file line by line: once a line is UTF-8 beyond ASCII, no later line can be GB18030."""

    def __init__(self, declared: str | None) -> None:
        self.declared = declared

    def decode(self, line: bytes, where: str) -> str:
        """The text of one line; ``where`` is file and line, for the InputError of a line that is cut."""
        if self.declared == _SURE:
            return _strict(line, "utf-8", where)
        text = decode(line, where, self.declared)
        if self.declared is None and not line.isascii() and _try(line, "utf-8") is not None:
            self.declared = _SURE
        return text


def declared_charset(head: bytes) -> str | None:
    """The charset that an HTML meta tag or an XML declaration names in the first 4,096 bytes, or None."""
    match = _DECLARED.search(head[:4096])
    return match.group(1).decode("ascii") if match else None


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(_WIDER.get(name.lower(), name))
    except (UnicodeError, LookupError, ValueError):
        return None


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: byte {error.start} is not {name}; save the file again as UTF-8") from error


def _damaged(data: bytes) -> bool:
    """Whether ``data`` is UTF-8 but for a few bytes (a cut end, one bad byte)."""
    text = data.decode("utf-8", "replace")
    return len(_HAN.findall(text)) * _DAMAGED + 1 >= text.count("\ufffd") and _HAN.search(text) is not None


def _checked(text: str, where: str) -> str:
    """Return ``text`` if it is text: binary files are full of NUL and control characters."""
    control = text.count("\0") + sum(text.count(chr(code)) for code in range(1, 9))
    if control > 16 and control > len(text) / 20:
        raise InputError(f"{where}: this is no text file (it holds {control} control characters)")
    return text
