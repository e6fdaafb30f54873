"""Where a Neo4j server is and how to reach it: settings from options and ``KG_NEO4J_*``, and a checked driver."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from kg.errors import OutsideError, UsageError

OLDEST = (5, 26)
_CONNECT_SECONDS = 4.0
_SCHEME = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^/]")


class Target(msgspec.Struct, frozen=True):
    """The address of a server, user and password, and the database (None: the user's home database)."""

    uri: str
    user: str
    password: str
    database: str | None = None

    def __repr__(self) -> str:
        """Leave the password out of logs."""
        return f"Target({self.uri!r}, {self.user!r}, database={self.database!r})"


def target(
    uri: str | None = None,
    user: str | None = None,
    database: str | None = None,
    environ: Mapping[str, str] = os.environ,
    prompt: Callable[[str], str] | None = None,
) -> Target:
    """Return the server that options or ``KG_NEO4J_URI, _USER, _PASSWORD, _PASSWORD_FILE, _DATABASE`` name.

    Args:
        uri: bolt, bolt+s, bolt+ssc, neo4j, neo4j+s or neo4j+ssc; options go before the environment.
        user: ``neo4j`` if neither option nor environment says otherwise.
        database: of the server; its home database if neither says otherwise.
        environ: the environment.
        prompt: asks for the password when the environment has none, as ``getpass.getpass``.

    Raises:
        UsageError: no address, or none that a driver knows, or no password.
        OutsideError: the file of the password cannot be read.
    """
    uri = uri or environ.get("KG_NEO4J_URI")
    if not uri:
        raise UsageError("no server is given; use --uri neo4j://HOST:7687 or set KG_NEO4J_URI")
    if not _SCHEME.match(uri):
        raise UsageError(f"{uri} is no address of a server; write neo4j://HOST:7687 or bolt://HOST:7687")
    if "@" in uri:
        raise UsageError("the address of the server holds a user; use --user and KG_NEO4J_PASSWORD")
    user = user or environ.get("KG_NEO4J_USER", "neo4j")
    password = _password(environ, prompt, f"Password of {user} at {uri}: ")
    return Target(uri, user, password, database or environ.get("KG_NEO4J_DATABASE"))


def _password(environ: Mapping[str, str], prompt: Callable[[str], str] | None, question: str) -> str:
    if "KG_NEO4J_PASSWORD" in environ:
        return environ["KG_NEO4J_PASSWORD"]
    if "KG_NEO4J_PASSWORD_FILE" in environ:
        path = Path(environ["KG_NEO4J_PASSWORD_FILE"])
        try:
            return path.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise OutsideError(f"{path}: the file of the password cannot be read ({error})") from error
    if prompt is None:
        raise UsageError("no password is given; set KG_NEO4J_PASSWORD or KG_NEO4J_PASSWORD_FILE")
    return prompt(question)


@contextmanager
def connect(where: Target) -> Iterator[neo4j.Driver]:
    """Open a driver whose server has answered and is new enough.

    Raises:
        UsageError: the driver does not know such an address.
        OutsideError: no server answers within five seconds, it refuses the user, or it is too old.
    """
    # connection_timeout ends with TCP: a port that accepts and stays silent is held by the acquisition timeout alone.
    # Notifications are filtered only later: asked to filter them, the driver does not talk to an old server at all.
    with _driver(where, connection_acquisition_timeout=_CONNECT_SECONDS) as driver:
        _check(driver, where)
    with _driver(where, notifications_min_severity="OFF") as driver:
        yield driver


def _driver(where: Target, **more: Any) -> neo4j.Driver:
    options: dict[str, Any] = {
        "connection_timeout": _CONNECT_SECONDS,
        "max_transaction_retry_time": 5.0,
        "telemetry_disabled": True,
        "user_agent": "zhnews-kg",
        **more,
    }
    try:
        return neo4j.GraphDatabase.driver(where.uri, auth=(where.user, where.password), **options)
    except (ValueError, ConfigurationError) as error:
        raise UsageError(f"{where.uri} is no address of a server ({first_line(error)})") from error


def _check(driver: neo4j.Driver, where: Target) -> None:
    try:
        agent = driver.get_server_info().agent
    except AuthError as error:
        raise OutsideError(f"{where.uri} refuses the password of {where.user}; set KG_NEO4J_PASSWORD anew") from error
    except ClientError as error:
        raise OutsideError(f"{where.uri} refuses to talk ({first_line(error)})") from error
    except (Neo4jError, DriverError) as error:
        raise OutsideError(f"no Neo4j server answers at {where.uri} ({first_line(error)}); is it started?") from error
    version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if not version or (int(version[1]), int(version[2])) < OLDEST:
        raise OutsideError(f"{where.uri} is {agent}; kg needs Neo4j 5.26 or later")


def is_neo4j(driver: neo4j.Driver) -> bool:
    """Whether the server is Neo4j itself: ArcadeDB calls itself Neo4j too, and adds its name."""
    return "ArcadeDB" not in driver.get_server_info().agent


def first_line(error: Exception) -> str:
    """Return the first line of what an error of the driver says."""
    text = (error.message if isinstance(error, Neo4jError) else str(error)) or type(error).__name__
    return text.splitlines()[0][:300]
