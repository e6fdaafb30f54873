"""Tests of the query library and its engines."""
