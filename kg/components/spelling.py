"""How two names are written: the marks and numbers in them, and what one leaves out of the other."""

import re
from functools import cache

_QUOTES = str.maketrans("", "", "“”‘’「」『』《》〈〉\"'（）() 　·•")
_DIGITS = re.compile(r"第[一二三四五六七八九十百零〇\d]+|\d+|[一二三四五六七八九十]+(?=[届次分支区中小大])")


@cache
def bare(name: str) -> str:
    """The name without quotation marks, brackets and white space."""
    return name.translate(_QUOTES)


def numbers(name: str) -> set[str]:
    """The numbers in a name, as they are written: 第三 of 第三中学."""
    return set(_DIGITS.findall(name))


def left_out(short: str, long: str) -> str | None:
    """The characters of ``long`` that ``short`` leaves out, or None where ``short`` is no subsequence of it."""
    missing, k = [], 0
    for char in long:
        if k < len(short) and char == short[k]:
            k += 1
        else:
            missing.append(char)
    return "".join(missing) if k == len(short) else None
