"""Text as XML 1.0 holds it, in content and in attributes."""

from kg.sinks.values import printable

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# str.replace by turns is several times faster than str.translate on Chinese.
_CONTENT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
# A reader normalises bare line ends and tabs in an attribute to spaces.
_ATTRIBUTE = (*_CONTENT, ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"))


def content(text: str) -> str:
    """Return ``text`` as element content; characters that XML cannot hold become U+FFFD."""
    return _escaped(text, _CONTENT)


def attributes(**values: str | None) -> str:
    """Return XML attributes, each with a space before it; those that are None are left out.

    An underscore at the end of a name is dropped, and two underscores stand for a dot
    (``for_``, ``attr__name``).
    """
    return "".join(
        f' {name.rstrip("_").replace("__", ".")}="{_escaped(value, _ATTRIBUTE)}"'
        for name, value in values.items()
        if value is not None
    )


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    text = printable(text)
    for char, written in table:
        text = text.replace(char, written)
    return text
