"""Says of two names, or of a table of pairs, whether they mean the same, and scores a table that tells."""

import csv
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.resolve.compare import compare

LABELS = ("PERSON", "POST", "ORG", "PLACE", "EVENT", "DATE")
_COLUMNS = ("name_a", "name_b", "label")
_TRUE = {"yes": "same", "no": "different"}


def compare_names(a: str, b: str, label: str, place: str | None) -> str:
    """One line: the verdict, its score, and the reasons.

    Raises:
        UsageError: the label is none of the six.
    """
    if label not in LABELS:
        raise UsageError(f"label {label}: give one of {', '.join(LABELS)}")
    verdict, score, reasons = compare(a, b, label, place or None)
    return f"{verdict}\t{score:.2f}\t{'; '.join(reasons)}"


def compare_file(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield (line, right) for each pair of a table, and a last line with the score if the table tells what is so.

    The table is tab-separated: name_a, name_b, label, issuing_place and, if known, same (yes or no). Unsure is wrong.

    Raises:
        InputError: the file cannot be read or lacks a column.
    """
    right = told = 0
    for number, row in enumerate(_rows(path), 2):
        if row["label"] not in LABELS:
            raise InputError(f"{path}:{number}: label {row['label']!r}; give one of {', '.join(LABELS)}")
        said = compare_names(row["name_a"], row["name_b"], row["label"], row.get("issuing_place"))
        want = _TRUE.get((row.get("same") or "").strip())
        good = want is None or said.startswith(want)
        told += want is not None
        right += want is not None and good
        mark = "" if want is None else "right\t" if good else "WRONG\t"
        yield f"{mark}{row['name_a']}\t{row['name_b']}\t{row['label']}\t{said}", good
    if told:
        yield f"{right} of {told} pairs right", True


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: it cannot be read ({error})") from None
    reader = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(
            f"{path}:1: no column {', '.join(missing)}; the table is name_a, name_b, label, issuing_place, same"
        )
    for row in reader:
        yield {key: value or "" for key, value in row.items() if key}
