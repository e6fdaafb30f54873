"""What a comparison of two names comes to."""

from typing import Literal, NamedTuple

Places = tuple[str | None, str | None]
Verdict = Literal["same", "different", "unsure"]


class Judgement(NamedTuple):
    """``score`` is the chance that the two are the same; ``reasons`` say why, the weightiest first."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


def same(score: float, *reasons: str) -> Judgement:
    """They are one."""
    return Judgement("same", score, reasons)


def different(*reasons: str) -> Judgement:
    """They are two."""
    return Judgement("different", 0.0, reasons)


def unsure(score: float, *reasons: str) -> Judgement:
    """The names do not tell; the articles may."""
    return Judgement("unsure", score, reasons)
