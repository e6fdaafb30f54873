"""The version of a document: what must be the same for it to be the same document."""

import hashlib

from kg.types import Document


def version(document: Document) -> str:
    """64 hex digits: the SHA-256 of text, title, date, place and source, each with its length before it."""
    digest = hashlib.sha256()
    for part in (document.text, document.title, document.date, document.place, document.source):
        data = (part or "").encode("utf-8", "surrogatepass")
        digest.update(f"{-1 if part is None else len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()
