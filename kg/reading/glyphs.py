"""Mends characters that fonts in PDF files give for others: radicals for characters, vertical forms."""

import unicodedata
from functools import cache

from kg.resources import resource

_KANGXI = range(0x2F00, 0x2FE0)
_COMPATIBILITY = range(0xF900, 0xFB00)


def mend(text: str) -> str:
    """Return ``text`` with radicals as the characters they show (⻓ 长, ⽉ 月, ⼾ 户), length kept.

    Compatibility ideographs become what Unicode makes them equal to; traditional characters stay.
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI}
    table |= {code: unicodedata.normalize("NFC", chr(code)) for code in _COMPATIBILITY}
    lines = resource("pipelines", "gazetteer", "radicals.tsv").read_text(encoding="utf-8").splitlines()
    return table | {ord(line[0]): line[2] for line in lines if line[0] != "#"}
