"""kg reads Chinese official news and makes a knowledge graph of it."""

__version__ = "0.1.0"
