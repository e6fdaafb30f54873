"""Five-year plans as years: “十四五”期间 is 2021 to 2025, 十五五 2026 to 2030."""

import re

from kg.dating.numerals import count
from kg.dating.spans import Span, years
from kg.text import fold_width, squeeze

# The first five plans did not follow on each other without gaps.
_EARLY = {1: 1953, 2: 1958, 3: 1966, 4: 1971, 5: 1976}
_PLAN = re.compile(
    r"(?:在|整个)?(?P<n>十[一二三四五六七八九]|二十|[一二三四五六七八九十])五(?P<what>规划|计划)?"
    r"(?P<part>开局之?年|收官之?年|时期|期间|以来|末期?|初期?|中期)?"
)


def plan(expression: str) -> Span | None:
    """The years of a plan, or its first (初, 开局之年) or last one (末, 收官之年).

    十五, 八五 are numbers too: a plan of one numeral must be called so (期间, 时期) or stand in quotation marks.
    """
    text = squeeze(fold_width(expression))
    bare = text.translate(str.maketrans("", "", '“”"‘’「」'))
    match = _PLAN.fullmatch(bare)
    number = count(match["n"]) if match else None
    if match is None or number is None:
        return None
    if len(match["n"]) == 1 and bare == text and not match["part"]:
        return None
    first = _EARLY.get(number, 1981 + 5 * (number - 6))
    part = (match["part"] or "")[:1]
    if part in ("开", "初"):
        return years(first, first)
    return years(first + 4, first + 4) if part in ("收", "末") else years(first, first + 4)
