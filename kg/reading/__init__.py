"""Files in, Documents out: ``read`` takes Markdown, text, HTML, PDF, JSON Lines and CSV, in files and folders."""

from kg.reading.options import Failure, ReadOptions
from kg.reading.reader import read

__all__ = ["Failure", "ReadOptions", "read"]
