"""Checks the licences of everything that runs with kg: nothing under the GPL or AGPL. ``python -m tests.licences``."""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

ROOT = "zhnews-kg"
_COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
_LESSER = re.compile(r"LGPL|Lesser", re.IGNORECASE)


def needed(root: str = ROOT) -> dict[str, str]:
    """Return {distribution: licence} of all that ``root`` needs at run time, directly or not."""
    found: dict[str, str] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            found[key] = licence(name)
        except PackageNotFoundError:
            continue  # for another platform or Python
        for line in distribution(name).requires or ():
            requirement = Requirement(line)
            if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return dict(sorted(found.items()))


def licence(name: str) -> str:
    """What a distribution says of its licence: expression, classifiers, else the first line of the field."""
    meta = distribution(name).metadata
    expression, classifiers, field = (meta.get_all(k) or [] for k in ("License-Expression", "Classifier", "License"))
    named = [c.rsplit(" :: ", 1)[-1] for c in classifiers if c.startswith("License")]
    return ", ".join(expression or named) or "".join(field).split("\n")[0] or "none stated"


def copyleft(licences: dict[str, str]) -> list[str]:
    """The distributions that may not run with kg."""
    return [name for name, said in licences.items() if _COPYLEFT.search(said) and not _LESSER.search(said)]


if __name__ == "__main__":
    all_licences = needed()
    for each, text in all_licences.items():
        print(f"{each:28} {text}")
    bad = copyleft(all_licences)
    print("not allowed:", ", ".join(bad) or "none", file=sys.stderr)
    sys.exit(1 if bad else 0)
