"""Stable ids made from content: the same content gives the same id in every build."""

import hashlib


def stable_id(prefix: str, *parts: str) -> str:
    """Return ``prefix`` and 16 hex digits of the SHA-256 of the parts, which are kept apart by NUL."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:16]}"


def entity_id(document: str, label: str, start: int, text: str) -> str:
    """The id of an article's entity, from the document key, its label and its first mention."""
    return stable_id(label.lower(), document, label, str(start), text)


def sentence_id(document: str, start: int, end: int) -> str:
    """The id of the sentence ``[start, end)`` of a document."""
    return stable_id("sentence", document, str(start), str(end))
