"""Chinese date expressions to ISO days: 10月25日, 上周三, 前三季度, 农历九月初九, 12月30日至1月2日."""

from kg.dating.expression import normalise

__all__ = ["normalise"]
