"""Which blocks of a web page are its articles, and which are the site's: navigation, lists of links, footers."""

from collections.abc import Sequence

from kg.reading.byline import reporters
from kg.reading.html_blocks import HtmlBlock
from kg.reading.publication import publication_line
from kg.reading.words import words

_STORY_CHARS = 20
_MOST_LINKS = 0.4
_SHORT = 60
_TITLE_LINES = 3
_STOPS = "。！？；"


def story(blocks: Sequence[HtmlBlock]) -> list[HtmlBlock]:
    """The blocks of the articles of a page, in order.

    A paragraph with a full stop, twenty characters and few links is a story's. What is short is kept where it
    stands with one: between two, as a heading or title right before one, or in the same element right after.
    Lines that tell only the day and the paper (``publication_line``) are left out.
    """
    good = [is_story(block) for block in blocks]
    near = [good[index] or _can_stay(block) for index, block in enumerate(blocks)]
    if not any(good):
        return [block for index, block in enumerate(blocks) if near[index]]
    before = _nearest(good, near, range(len(blocks)))
    after = _nearest(good, near, range(len(blocks) - 1, -1, -1))
    kept = [
        block
        for index, block in enumerate(blocks)
        if good[index] or (near[index] and _stays(blocks, index, before[index], after[index]))
    ]
    return [block for block in kept if not publication_line(block.text)]


def is_story(block: HtmlBlock) -> bool:
    """Whether a block is a paragraph of a story by itself."""
    if block.level or block.links > _MOST_LINKS or len(block.text) < _STORY_CHARS:
        return False
    furniture = words().html.always_furniture if len(block.text) > 2 * _SHORT else words().html.furniture
    return any(stop in block.text for stop in _STOPS) and not any(word in block.text for word in furniture)


def _stays(blocks: Sequence[HtmlBlock], index: int, before: int | None, after: int | None) -> bool:
    """Whether a short block belongs to the story's paragraph before or after it."""
    block = blocks[index]
    above = before is not None and blocks[before].holder == block.holder
    below = after is not None and blocks[after].holder == block.holder
    if above and not block.level and (below or len(block.text) <= _SHORT or reporters(block.text)):
        return True
    if after is None:
        return False
    between = blocks[index + 1 : min(after, index + 1 + _TITLE_LINES)]
    return (
        block.level > 0
        or below
        or (after <= index + _TITLE_LINES and all(publication_line(one.text) for one in between))
    )


def _nearest(good: Sequence[bool], near: Sequence[bool], order: range) -> dict[int, int | None]:
    """For each place the last story's paragraph in ``order`` before it, with only what can stay in between."""
    found: dict[int, int | None] = {}
    last: int | None = None
    for place in order:
        found[place] = last
        last = place if good[place] else last if near[place] else None
    return found


def _can_stay(block: HtmlBlock) -> bool:
    return block.links <= _MOST_LINKS and not any(word in block.text for word in words().html.furniture)
