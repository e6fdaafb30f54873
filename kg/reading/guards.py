"""Limits that stand before any parser: each is one comparison and one line of error."""

from kg.errors import InputError
from kg.reading.blocks import Page
from kg.reading.options import ReadOptions


def check_size(size: int, where: str, options: ReadOptions) -> None:
    """Raise InputError if a file (or one line of JSON Lines or CSV) of ``size`` bytes is too large."""
    if size > options.max_file_mb * 1_000_000:
        raise InputError(f"{where}: more than {options.max_file_mb:g} MB; split it, or raise max_file_mb")


def check_article(text: str, where: str, options: ReadOptions) -> None:
    """Raise InputError if the text of one article is too long."""
    if len(text) > options.max_article_chars:
        raise InputError(
            f"{where}: an article of {len(text):,} characters (at most {options.max_article_chars:,});"
            " split it, or raise max_article_chars"
        )


def check_page(page: Page, options: ReadOptions) -> None:
    """Raise InputError if a page has too many paragraphs, or one paragraph longer than an article may be."""
    if len(page.blocks) > options.max_page_blocks:
        raise InputError(
            f"{page.source}: {len(page.blocks):,} paragraphs (at most {options.max_page_blocks:,});"
            " split it, or raise max_page_blocks"
        )
    for block in page.blocks:
        check_article(block.text, f"{page.source}:{block.line}", options)


def check_depth(depth: int, where: str, options: ReadOptions) -> None:
    """Raise InputError if HTML elements are nested deeper than the limit."""
    if depth > options.max_html_depth:
        raise InputError(f"{where}: HTML nested deeper than {options.max_html_depth}; raise max_html_depth")


def check_pages(pages: int, where: str, options: ReadOptions) -> None:
    """Raise InputError if a PDF has too many pages."""
    if pages > options.max_pdf_pages:
        raise InputError(f"{where}: {pages:,} pages (at most {options.max_pdf_pages:,}); raise max_pdf_pages")
