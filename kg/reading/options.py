"""What a caller may set for reading, and the record of an input that could not be read."""

from pathlib import Path

from kg.types import Record


class ReadOptions(Record, frozen=True):
    """Options of ``read``; ``date`` is ISO 8601, ``place`` the issuing area in full (重庆市渝中区).

    ``sources`` is a TSV of glob, place, paper and date pattern. ``text_column`` names the text of a CSV
    file, ``encoding`` overrides what files say of themselves. The ``max_`` fields are the guards.
    """

    place: str | None = None
    date: str | None = None
    sources: Path | None = None
    text_column: str = "text"
    encoding: str | None = None
    max_file_mb: float = 50
    max_article_chars: int = 200_000
    max_page_blocks: int = 3_000
    max_html_depth: int = 200
    max_pdf_pages: int = 2_000
    max_pdf_seconds: float = 60


class Failure(Record, frozen=True):
    """An input that was not read: ``where`` is file or ``file:line``, ``message`` one line."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"
