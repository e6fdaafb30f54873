"""Writes a finished graph, a stream of elements, in the forms that other programs and people read."""
