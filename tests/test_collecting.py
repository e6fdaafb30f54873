"""Looking for garbage less often leaves no trace."""

import contextlib
import gc

from kg.collecting import seldom


def test_garbage_is_looked_for_as_before() -> None:
    """Python looks for garbage less often, and as often as before afterwards, even when the work fails."""
    before = gc.get_threshold()
    with contextlib.suppress(ValueError), seldom():
        assert gc.get_threshold()[0] > before[0]
        raise ValueError
    assert gc.get_threshold() == before
