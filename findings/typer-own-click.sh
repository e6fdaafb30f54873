#!/usr/bin/env bash
# typer 0.29.2: it no longer uses click but a copy of its own (typer._click); its classes are not those of click.
#
# With click installed beside it (spaCy brings 8.5.1), all code that was written for both goes wrong in silence:
# `except click.ClickException` around an app with standalone_mode=False catches nothing, although the error has the
# same name; click.UsageError or click.exceptions.Exit raised in a command is no message and exit code any more but a
# traceback; click.get_current_context() finds none; a typer command is no click.Command.
#
# One would have guessed that a typer app is a click app, as it was for years.
#
# Seen:
#   a wrong option is a click.ClickException: False (BadParameter of typer._click.exceptions)
#   click.UsageError in a command: raised as it is (UsageError of click.exceptions)
#   click.exceptions.Exit(3) in a command: raised as it is (Exit of click.exceptions)
#   click.get_current_context(): None
#   a typer command is a click.Command: False
#
# For users of kg: who calls the command line from Python catches SystemExit of kg.cli.main; kg tells a usage error by
# its method format_message, whatever click it is of (tests/cli/test_commands.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "typer==0.29.2" "click==8.5.1"
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import click
import typer

app = typer.Typer()
contexts = []


@app.command()
def show(number: int) -> None:
    contexts.append(click.get_current_context(silent=True))
    if number == 2:
        raise click.UsageError("no such place")
    if number == 3:
        raise click.exceptions.Exit(3)


def raised(argument: str, standalone: bool) -> BaseException | None:
    try:
        app([argument], standalone_mode=standalone)
    except BaseException as error:
        return error
    return None


def of(error: BaseException | None) -> str:
    return f"{type(error).__name__} of {type(error).__module__}"


wrong, usage, stop = raised("x", False), raised("2", True), raised("3", True)
command = typer.main.get_command(app)
print("a wrong option is a click.ClickException:", isinstance(wrong, click.ClickException), f"({of(wrong)})")
print(f"click.UsageError in a command: raised as it is ({of(usage)})")
print(f"click.exceptions.Exit(3) in a command: raised as it is ({of(stop)})")
print("click.get_current_context():", contexts[0])
print("a typer command is a click.Command:", isinstance(command, click.Command))
right = (
    not isinstance(wrong, click.ClickException)
    and of(wrong).startswith("BadParameter")
    and isinstance(usage, click.UsageError)
    and isinstance(stop, click.exceptions.Exit)
    and contexts[0] is None
    and not isinstance(command, click.Command)
)
if not right:
    print("changed: typer and click share their classes")
    sys.exit(1)
PYTHON
