"""Tools for those who work on or with kg; none is part of the package."""
