"""The articles of a page as documents with title, date, place and reporters, each checked by itself."""

from collections.abc import Iterator, Sequence

import msgspec

from kg.errors import InputError
from kg.reading.blocks import Page
from kg.reading.dateline import dateline
from kg.reading.failures import Item, failure
from kg.reading.guards import check_article, check_page
from kg.reading.issuing import place_in_text, place_of_paper
from kg.reading.options import ReadOptions
from kg.reading.page import split_page
from kg.reading.sources import SourceRow
from kg.types import Document


def articles_of_page(page: Page, options: ReadOptions, rows: tuple[SourceRow, ...]) -> Iterator[Item]:
    """The articles of ``page`` in their order; a Failure in place of one that is too long.

    An article whose place nothing tells has that of the page: its paper's, or the area named most often on it.

    Raises:
        InputError: the page has too many paragraphs, or one that is too long.
    """
    check_page(page, options)
    articles = split_page(page)
    issued: list[str | None] = []
    for article in articles:
        try:
            check_article(article.text, article.id, options)
        except InputError as error:
            yield failure(article.id, error)
            continue
        dated = dateline(_told(article, page), options, rows, page.told)
        if not dated.place:
            issued = issued or [_place(page, articles)]
            dated = _placed(dated, issued[0])
        yield dated


def _told(article: Document, page: Page) -> Document:
    """The article with the paper that the page names; a heading as title is of the text."""
    origins = {"title": "text"} if article.title and article.title != page.title else {}
    extra = {"paper": page.paper} if page.paper else {}
    return msgspec.structs.replace(article, origins=origins | article.origins, extra=extra | article.extra)


def _place(page: Page, articles: Sequence[Document]) -> str | None:
    return place_of_paper(page.paper) or place_in_text("\n".join(article.text for article in articles))


def _placed(article: Document, place: str | None) -> Document:
    if not place:
        return article
    return msgspec.structs.replace(article, place=place, origins={**article.origins, "place": "text"})
