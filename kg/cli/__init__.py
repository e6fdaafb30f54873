"""The ``kg`` command: each command calls one function of the library. Results go to stdout, all else to stderr."""

import os
import sys
from importlib import import_module

import typer

from kg.errors import KGError

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads Chinese official news and makes a knowledge graph of it: people, posts, bodies, places, events.",
)
_STOPPED = 130
for _module in ("making", "filters", "asking", "judging"):
    import_module(f"kg.cli.{_module}").register(app)


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 some input failed, 2 usage, 3 outside, 130 stopped."""
    _use_utf8()
    try:
        code = app(standalone_mode=False)
    except KGError as error:
        code = _said(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = _STOPPED
    except SystemExit as end:
        code = _ended(end)
    except OSError as error:
        code = _said(f"{error.filename or 'system'}: {error.strerror or error}", 3)
    except Exception as error:
        code = _usage(error)
    if code == _STOPPED:  # which typer returns for Ctrl-C, without a word
        _said("stopped; what was done is kept, the same command goes on from there", code)
    sys.exit(code if isinstance(code, int) else 0)


def _ended(end: SystemExit) -> int:
    """Its exit code; a reader that has seen enough (kg read … | head) is no failure, though typer says 1."""
    if not isinstance(end.__context__, BrokenPipeError):
        return end.code if isinstance(end.code, int) else 1
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be flushed goes nowhere
    return 0


def _usage(error: Exception) -> int:
    """A wrong option is one line and exit code 2; anything else is a fault of kg and shows where it happened.

    By its method, not its class: typer raises the errors of click, or of a click of its own since 0.2x.
    """
    message = getattr(error, "format_message", None)
    if message is None:
        raise error
    return _said(f"{message()} See kg --help.", 2) if message() else 2  # nothing to say: the help has been shown


def _said(message: str, code: int) -> int:
    print("kg:", " ".join(message.split()), file=sys.stderr)
    return code


def _use_utf8() -> None:
    """UTF-8 on all three streams, whatever the console is set to."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict", newline="\n")
