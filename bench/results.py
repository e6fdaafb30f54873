"""What has been measured, item by item in a file: a run that is stopped goes on with what is missing."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


class Results:
    """Items by name in a JSON file; each says at which commit it was measured."""

    def __init__(self, path: Path) -> None:
        """Take up what ``path`` holds."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._items: dict[str, dict[str, Any]] = json.loads(path.read_bytes()) if path.exists() else {}

    def once(self, name: str, measure: Callable[[], dict[str, Any]]) -> None:
        """Measure an item that is not there yet, and keep it; say which on stdout."""
        if name in self._items:
            return
        print(name, flush=True)
        self._items[name] = {**measure(), "commit": commit()}
        beside = self.path.with_suffix(".part")
        beside.write_text(json.dumps(self._items, indent=1, ensure_ascii=False), encoding="utf-8")
        beside.replace(self.path)

    def rounds(self, name: str) -> Iterator[dict[str, Any]]:
        """The items ``name 1``, ``name 2`` and so on."""
        number = 1
        while item := self._items.get(f"{name} {number}"):
            yield item
            number += 1

    def get(self, name: str) -> dict[str, Any]:
        """An item, empty when it is not there."""
        return self._items.get(name, {})

    def commits(self) -> str:
        """At which commits the items were measured."""
        return ", ".join(dict.fromkeys(item["commit"] for item in self._items.values()))


def commit() -> str:
    """The commit that is checked out, with a plus where files differ from it; unknown outside a clone."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"
