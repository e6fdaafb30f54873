"""A run that is stopped goes on with what is missing."""

from pathlib import Path

import pytest

from bench.results import Results


def test_what_is_there_is_not_measured_again(tmp_path: Path) -> None:
    """After a stop in the middle the first item is kept, the second measured."""
    path = tmp_path / "a" / "speed.json"
    asked: list[int] = []

    def measure() -> dict[str, int]:
        asked.append(len(asked))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return {"value": len(asked)}

    first = Results(path)
    first.once("x 1", measure)
    with pytest.raises(KeyboardInterrupt):
        first.once("x 2", measure)
    again = Results(path)
    again.once("x 1", measure)
    again.once("x 2", measure)
    assert [item["value"] for item in again.rounds("x")] == [1, 3]
    assert again.get("y") == {}
