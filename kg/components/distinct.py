"""Names that look like short forms of longer ones and are names of bodies of their own."""

import re

from kg.components.titles import words

_KIND = re.compile("(.{2,})(大学|学院|医院|中学|小学|学校|银行)")


def of_its_own(short: str, long: str) -> bool:
    """Whether a name that looks like the short form of a longer one names another body."""
    return _joint(short) != _joint(long) or _home(short, long) or _less_special(short, long)


def _joint(name: str) -> bool:
    """Whether a name is that which two bodies bear together: 纪委监委, beside which 监委 has its own."""
    return "纪" in name and name.endswith(("监委", "监察委员会", "监察委"))


def _home(short: str, long: str) -> bool:
    """Whether the short name is that of a ministry, and the long one that of another country's: 外交部, 巴西外交部."""
    return short in words()["ministries"] and long.endswith(short) and long.removesuffix(short) not in words()["nation"]


def _less_special(short: str, long: str) -> bool:
    """Whether the short name leaves out what makes a school or hospital special: 湖南大学, 湖南师范大学."""
    kind = _KIND.fullmatch(short)
    return kind is not None and long.startswith(kind[1]) and long.endswith(kind[2])
