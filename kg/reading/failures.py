"""An error of an input as the record that stands in its place."""

import zlib
from collections.abc import Iterator

from kg.errors import InputError, KGError
from kg.reading.options import Failure
from kg.types import Document

Item = Document | Failure
_MESSAGE_CHARS = 500


def failure(where: str, error: Exception) -> Failure:
    """The Failure of an error at ``where``: one line, without the place twice."""
    if isinstance(error, OSError | EOFError | zlib.error):  # the last two: a damaged .gz
        message = f"it cannot be opened or read ({getattr(error, 'strerror', None) or error})"
    else:
        message = str(error) if isinstance(error, KGError) else f"{type(error).__name__}: {error}"
    return Failure(where=where, message=" ".join(message.removeprefix(f"{where}: ").split())[:_MESSAGE_CHARS])


def guarded(items: Iterator[Item], where: str) -> Iterator[Item]:
    """The items, and at an error a Failure in place of the rest: one bad file stops no other.

    What is wrong with the installation or the call, not with the file, goes up.
    """
    try:
        yield from items
    except Exception as error:
        if isinstance(error, KGError) and not isinstance(error, InputError):
            raise
        yield failure(where, error)
