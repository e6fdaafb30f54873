"""The child process of ``kg.query.engine``: loads a graph if told to, then serves it until its input ends.

Standard input: one line of settings (JSON), then, if ``load`` is set, the elements as JSON Lines and an
empty line. Standard output: one line of JSON, ``{"ready": true}`` or ``{"error": …}``.
"""

import contextlib
import json
import os
import queue
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

Settings = dict[str, Any]
_START_SECONDS = 600.0


def main() -> None:
    """Read the settings, load, serve, and end with the input."""
    answers = _take_stdout()
    settings: Settings = json.loads(sys.stdin.buffer.readline())
    lines: queue.Queue[bytes] = queue.Queue(maxsize=10_000)
    threading.Thread(target=_watch, args=(settings, lines), daemon=True).start()
    deadline = threading.Timer(_START_SECONDS, os._exit, (4,))
    deadline.daemon = True
    deadline.start()
    try:
        _serve(settings, lines)
        answer: dict[str, object] = {"ready": True}
    except Exception as error:  # whatever the JVM throws becomes one line for the parent
        text = str(error).splitlines()[0] if str(error) else type(error).__name__
        answer = {"error": text, **({"port": True} if "listen" in text.lower() or "bind" in text.lower() else {})}
    deadline.cancel()
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()
    threading.Event().wait()


def _take_stdout() -> BinaryIO:
    """Keep standard output for the answer alone: what the JVM prints there goes to the log."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _watch(settings: Settings, lines: "queue.Queue[bytes]") -> None:
    """Hand on the lines; at the end of the input, which is the end of the parent, end this process."""
    for line in sys.stdin.buffer:
        lines.put(line)
    with contextlib.suppress(OSError):
        shutil.rmtree(settings["run"], ignore_errors=True)
    os._exit(0)


def _elements(lines: "queue.Queue[bytes]") -> Iterator[bytes]:
    while line := lines.get().strip():
        yield line


def _serve(settings: Settings, lines: "queue.Queue[bytes]") -> None:
    run = Path(settings["run"])
    os.environ["ARCADEDB_JVM_ERROR_FILE"] = str(run / "hs_err.log")
    from arcadedb_embedded.jvm import start_jvm

    start_jvm(heap_size=os.environ.get("KG_ENGINE_HEAP", "2g"), jvm_args=_jvm_arguments(run))
    if settings["load"]:
        from kg.query.engine_load import load

        load(Path(settings["folder"]), settings["database"], _elements(lines))
    _start_server(settings)


def _jvm_arguments(run: Path) -> list[str]:
    # The client compiler and the serial collector start fastest; a command lives for seconds.
    return ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Darcadedb.server.logsDirectory={run}"]


def _start_server(settings: Settings) -> None:
    from arcadedb_embedded.server import ArcadeDBServer

    server = ArcadeDBServer(
        root_path=settings["run"],
        root_password=settings["password"],
        config={
            "host": "127.0.0.1",
            "mode": "development",  # production hides what is wrong with a query
            "http_port": settings["http"],
            "bolt_host": "127.0.0.1",
            "bolt_port": settings["bolt"],
            "server_databaseDirectory": settings["folder"],
            "server_defaultDatabaseMode": "READ_ONLY",
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
    )
    server.start()
    globals()["_server"] = server  # its finaliser would stop it


if __name__ == "__main__":
    main()
