"""HTML pages of newspapers and governments: the articles without the site around them.

Date and paper come from meta tags, Founder's comments, or the line under the title. The extractors for the
open web give wrong dates for 年月日, and rows of cells for pages laid in tables: hence our own.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from kg.errors import InputError
from kg.reading.blocks import Block, Page
from kg.reading.clean import clean
from kg.reading.encoding import declared_charset, decode
from kg.reading.html_blocks import HtmlBlock, html_blocks
from kg.reading.html_content import story
from kg.reading.html_depth import check_html
from kg.reading.html_meta import Meta, meta, title_parts
from kg.reading.options import ReadOptions
from kg.reading.plain import headed
from kg.reading.publication import publication_line
from kg.text import squeeze

_PAPER = re.compile(r"(?:来源|稿源|信息来源)\s*[:：]\s*([^\s|｜:：]{2,30})")


def read_page(data: bytes, source: str, options: ReadOptions) -> Page:
    """Return the page of an HTML file.

    Raises:
        InputError: the bytes are no text, or elements are nested too deep.
    """
    text = clean(decode(data, source, options.encoding or declared_charset(data)))
    check_html(text, source, options)
    root = _parse(text, source)
    found = list(html_blocks(root))
    head = meta(root, text)
    told = _told(found)
    rows = tuple(_titled(story(found), found, head, title_parts(root)))
    return Page(
        source=source,
        blocks=rows,
        title=None if any(row.level == 1 for row in rows) else head.title,
        date=head.date,
        paper=told.paper or head.paper,
        url=head.url,
        told=told.date,
    )


def _parse(text: str, source: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"{source}: this is no HTML ({error})") from error
    if root is None:
        raise InputError(f"{source}: this HTML holds nothing")
    return root


def _told(blocks: Sequence[HtmlBlock]) -> Meta:
    """Day and paper by the lines that tell nothing else; no day where two lines differ."""
    lines = [block.text for block in blocks if publication_line(block.text)]
    days = {publication_line(line) for line in lines}
    papers = [match.group(1) for line in lines if (match := _PAPER.search(line))]
    return Meta(date=days.pop() if len(days) == 1 else None, paper=papers[0] if papers else None)


def _titled(
    kept: Sequence[HtmlBlock], every: Sequence[HtmlBlock], head: Meta, titles: Sequence[str]
) -> Iterator[Block]:
    """The kept blocks with a heading at the top: the title that the page's head and its body agree on."""
    rows = [Block(text=block.text, level=block.level, line=block.line) for block in kept]
    title = _agreed([head.title or "", *titles], every)
    wanted = squeeze(title or "")
    if title and rows and not any(row.level and squeeze(row.text) == wanted for row in rows):
        rows = [row for row in rows if squeeze(row.text) != wanted]
        rows.insert(0, Block(text=title, level=1))
    return headed(rows) if rows and not rows[0].level else iter(rows)


def _agreed(titles: Sequence[str], blocks: Sequence[HtmlBlock]) -> str | None:
    """The first of ``titles`` that is a block of the body, as it is written there."""
    bodies = {squeeze(block.text): block.text for block in reversed(blocks) if block.links < 1}
    return next((bodies[squeeze(title)] for title in titles if squeeze(title) in bodies), None)
