"""stub"""
from kg.reading.options import ReadOptions
from kg.reading.sources import SourceRow
from kg.types import Document
def dateline(document: Document, options: ReadOptions, rows: tuple[SourceRow, ...] = ()) -> Document:
    return document
