"""Makes Python look for garbage less often while there is much work: nearly all of it goes without that."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# new objects between two looks; by default 700, which an article makes in a hundred characters
_SELDOM = 20_000


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage every 20,000 new objects, afterwards as often as before; who looks less often stays so."""
    before = gc.get_threshold()
    if not 0 < before[0] < _SELDOM:
        yield
        return
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
