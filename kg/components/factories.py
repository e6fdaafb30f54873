"""All of kg's spaCy factories in one place: what ``spacy_factories`` entry points name, and what `register` imports.

A module that fails to import here breaks every spaCy pipeline of the environment, so all that is heavy (models,
rules) is loaded when a component is made or first used.
"""

from importlib import import_module

MODULES = (
    "kg.components.segmenter",
    "kg.components.sentences",
    "kg.components.recogniser",
    "kg.components.facts",
    "kg.components.dates",
)


def register() -> None:
    """Make spaCy know kg's factories and tokenizer where the entry points of an installation do not."""
    for name in MODULES:
        import_module(name)
