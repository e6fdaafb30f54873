"""A date expression in its plainest form: half width, no spaces, digits, no clock times, ~ between two ends."""

import re

from kg.dating.numerals import arabic
from kg.dating.words import words
from kg.text import fold_width, squeeze

_MARKS = str.maketrans("", "", "“”\"'‘’,，。;；:")
_OUTER = re.compile(r"[(\[【](.*)[)\]】]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_DASH = re.compile(r"(?:-+|—+|–+|―+|~+|〜+|−+|至|到)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)日?")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})(?:[/.](1[0-2]|0?[1-9])|-(1[0-2]|0[1-9]))(?![\d月])月?")
_YEAR = re.compile(r"^((?:19|20)\d{2})$")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_STAMP = re.compile(r"(?<=\d)[T\s]\s*\d{1,2}:\d{2}.*")
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}(?::\d{2}(?::\d{2})?(?:Z|\+\d{2}:?\d{2})?|[时点](?:\d{1,2}分?(?:\d{1,2}秒)?|半|整|许|左右|钟)*)"
)
_PART = re.compile(
    r"(?:上午|下午|中午|正午|凌晨|清晨|早晨|早上|早间|傍晚|晚上|晚间|夜间|夜里|深夜|午后|午间|夜晚|当晚)+|(?<=[日天])[早晚夜晨]"
)
_WEEKDAY = re.compile(r"(?<=\d日)(?:星期|周|礼拜)[一二三四五六日天]")
_BEFORE = re.compile(r"^(?:截至|截止到?|自从|自|早在|就在|定于|于|在|从|到|至|公元|预计)+")
_AFTER = re.compile(r"(?:开始|当天|这天|这一天|的|间|期间|时期|内|里|起|份)+$")


def fold(expression: str) -> str:
    """Return the expression without what does not change its date; empty if nothing is left.

    A bare part of the day (上午) is the day of publication.
    """
    text = squeeze(_STAMP.sub("", fold_width(expression)))
    outer = _OUTER.fullmatch(text)
    text = _BRACKETS.sub("", outer.group(1) if outer else text)
    text = arabic(text.replace("号", "日"))
    text = _numeric(text)
    timeless = _PART.sub("", _CLOCK.sub("", text)).translate(_MARKS)
    if not timeless and _PART.fullmatch(text):
        return "今日"
    timeless = _BEFORE.sub("", _WEEKDAY.sub("", timeless))
    timeless = words()["as"][timeless].expansion if timeless in words()["as"] else timeless
    return _trim(_DASH.sub("~", timeless).strip("~、"))


def _numeric(text: str) -> str:
    """2025-10-31, 2025/10/31, 2025.10.31, 20251031 and 2025.10 with 年月日."""
    text = _ISO_DAY.sub(r"\1年\3月\4日", text)
    text = _COMPACT.sub(r"\1年\2月\3日", text)
    text = _YEAR.sub(r"\1年", text)
    return _ISO_MONTH.sub(lambda m: f"{m[1]}年{m[2] or m[3]}月", text)


def _trim(text: str) -> str:
    """The text without words that end it and say no more: 起, 期间, 的."""
    shorter = _AFTER.sub("", text)
    needed = shorter in ("", "同", "当") or (text.endswith("当天") and not shorter.endswith("日"))
    return text if needed else shorter
