"""Where a Neo4j server is, and a driver for it that has been checked: it answers, in time, and is new enough."""

import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from kg.errors import OutsideError, UsageError

OLDEST = (5, 26)
_CONNECT_SECONDS = 4.0
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else it writes to stderr what is told in one line here
_SCHEME = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^/]")


class Target(msgspec.Struct, frozen=True):
    """The address of a server, user (empty: no authentication), password, and database (None: the home database)."""

    uri: str
    user: str
    password: str
    database: str | None = None

    def __repr__(self) -> str:
        """Leave the password out of logs."""
        return f"Target({self.uri!r}, {self.user!r}, database={self.database!r})"


@contextmanager
def connect(where: Target) -> Iterator[neo4j.Driver]:
    """Open a driver whose server has answered and is new enough.

    Raises:
        UsageError: the driver does not know such an address.
        OutsideError: no server answers within five seconds, it refuses the user, or it is too old.
    """
    if not _SCHEME.match(where.uri) or "@" in where.uri:
        raise UsageError(f"{where.uri} is no address of a server; write neo4j://HOST:7687 or bolt://HOST:7687")
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
    auth = (where.user, where.password) if where.user else None
    try:
        return neo4j.GraphDatabase.driver(where.uri, auth=auth, **options)
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
        raise _silent(error, where) from error
    version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if not version or (int(version[1]), int(version[2])) < OLDEST:
        raise OutsideError(f"{where.uri} is {agent}; kg needs Neo4j 5.26 or later")


def _silent(error: Exception, where: Target) -> OutsideError:
    cause = _root(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        trust = re.sub(r"\+s:", "+ssc:", where.uri)
        return OutsideError(
            f"the certificate of {where.uri} is not trusted ({cause.verify_message}); if you do: {trust}"
        )
    if isinstance(cause, ssl.SSLError):
        return OutsideError(f"{where.uri} does not speak TLS; without it: {re.sub(r'[+]s(sc)?:', ':', where.uri)}")
    return OutsideError(f"no Neo4j server answers at {where.uri} ({first_line(cause)}); is it started?")


def _root(error: BaseException) -> BaseException:
    """What lies at the bottom of an error: that of a socket, under those of the driver."""
    below = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__ or error.__context__
    return _root(below) if below else error


def is_neo4j(driver: neo4j.Driver) -> bool:
    """Whether the server is Neo4j itself: ArcadeDB calls itself Neo4j too, and adds its name."""
    return "ArcadeDB" not in driver.get_server_info().agent


def first_line(error: BaseException) -> str:
    """Return the first line of what an error of the driver says."""
    text = (error.message if isinstance(error, Neo4jError) else str(error)) or type(error).__name__
    return text.splitlines()[0][:300]
