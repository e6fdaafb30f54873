"""Finds pipelines/, models/, cypher/ and examples/: in the checkout first, else inside the wheel."""

from pathlib import Path

from kg.errors import OutsideError

PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a packaged file or folder, such as ``resource("pipelines", "schema.yml")``.

    The checkout comes first: an editable install leaves a frozen copy of the packaged folders.

    Raises:
        OutsideError: the installation lacks it.
    """
    for root in (PACKAGE.parent, PACKAGE / "_data"):
        path = root.joinpath(*parts)
        if path.exists() and (root.name == "_data" or (root / "pyproject.toml").exists()):
            return path
    raise OutsideError(f"{'/'.join(parts)} is missing from this installation of kg; install it again")
