"""Files that appear at their place whole or not at all."""

import glob
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO


class AtomicFile:
    """A text file written beside its target and moved over it by `commit`.

    ``stream`` takes the text. Line ends are written as they are. The folder of the target is made if
    it is missing.
    """

    def __init__(self, target: Path, *, encoding: str = "utf-8") -> None:
        self.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        self._part = target.with_name(f".{target.name}.{os.getpid()}.part")
        self.stream: TextIO = self._part.open("w", encoding=encoding, newline="")

    def commit(self) -> None:
        """Flush to disk and replace the target in one step."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        self._part.replace(self.target)

    def discard(self) -> None:
        """Remove the unfinished file; the target stays as it was."""
        with suppress(OSError):  # on a full disk the last lines cannot be flushed: the file is closed all the same
            self.stream.close()
        self._part.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what a killed process left of this file. Windows cannot be asked whether a process lives."""
    if os.name == "posix":
        for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            process = part.name.split(".")[-2]
            if process.isdigit() and not _lives(int(process)):
                part.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True


def write_atomic(target: Path, text: str | Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write ``text``, whole or in pieces, to ``target``, which is replaced in one step."""
    file = AtomicFile(target, encoding=encoding)
    try:
        file.stream.writelines([text] if isinstance(text, str) else text)
        file.commit()
    except BaseException:
        file.discard()
        raise
