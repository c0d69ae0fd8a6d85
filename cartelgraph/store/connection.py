"""Reach a Neo4j, and turn what its driver raises into errors that say what to do."""

from __future__ import annotations

import importlib.metadata
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from neo4j import WRITE_ACCESS, Driver, GraphDatabase, Session
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from cartelgraph.errors import StoreError, StoreUnavailableError
from cartelgraph.settings import Address

__all__ = [
    "LOAD_AGAIN",
    "SECURITY",
    "never_too_large",
    "open_driver",
    "open_session",
    "our_version",
    "require_supported",
    "translated",
]

# What the driver logs, such as each retry, would otherwise end up on a user's terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

#: Relationship uniqueness constraints came with this version.
OLDEST = (5, 7)

#: The driver knows HTTP as well, without the transactions that a load rests on.
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

#: Seconds for which work is tried again. In a cluster another member takes over within that time; behind
#: an address of one server nobody does, and whoever waits is to be told soon.
RETRIES_S, RETRIES_OF_ONE_S = 30.0, 5.0

#: What to do when a load breaks off, in one transaction or in batches.
LOAD_AGAIN = (
    "load again, which completes it. Until then the database holds what it held before, or says that a load "
    "was interrupted"
)

OUT_OF_MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
#: Wrong credentials, none, or too many wrong ones in a row.
SECURITY = "Neo.ClientError.Security."
WRITE_REFUSED = "Neo.ClientError.Statement.AccessMode"
SYNTAX = "Neo.ClientError.Statement.SyntaxError"
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
#: The server could not write down what was to be committed, or says that it did not before and stands still.
NOT_WRITTEN = "Neo.DatabaseError.Transaction.TransactionLogError"
STANDS_STILL = "needs to be restarted"


def open_driver(address: Address) -> Driver:
    """Return a driver that has reached the server; close it in the end.

    Raises
    ------
    StoreUnavailableError
        When no server answers, it refuses the credentials, or it is not a Neo4j that can be used.
    """
    _require_address(address.uri)
    with translated(address, reached=False):
        driver = GraphDatabase.driver(
            address.uri,
            # A server that asks for no password refuses an empty one.
            auth=(address.username, address.password) if address.password else None,
            user_agent=f"cartelgraph/{our_version()}",
            telemetry_disabled=True,
            # Hints on how a query might run faster are for whoever writes queries, not for a user of ours.
            notifications_min_severity="OFF",
            connection_timeout=10.0,
            # What accepts a connection and then says nothing is no Neo4j.
            connection_acquisition_timeout=30.0,
            max_transaction_retry_time=RETRIES_S if _is_routed(address) else RETRIES_OF_ONE_S,
        )
        try:
            driver.verify_connectivity()
            require_supported(driver.get_server_info().agent)
        except BaseException:
            driver.close()
            raise
    return driver


def open_session(driver: Driver, address: Address, *, access: str = WRITE_ACCESS) -> Session:
    """Return a session that sees what all sessions of the driver have written before.

    Of a cluster, the member that reads need not be the one that wrote: each session hands its bookmarks on.
    """
    return driver.session(
        database=address.database,
        default_access_mode=access,
        bookmark_manager=driver.execute_query_bookmark_manager,
    )


def require_supported(agent: str) -> None:
    """Refuse a server that is older than what the constraints need.

    Raises
    ------
    StoreUnavailableError
        When the server is too old, or no Neo4j.
    """
    version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        raise StoreUnavailableError(
            f"the server is {agent!r}: cartelgraph needs Neo4j {OLDEST[0]}.{OLDEST[1]} or newer"
        )


def _require_address(uri: str) -> None:
    """Refuse what is no address, without repeating it: the driver would, and a password with it."""
    try:
        parts = urlsplit(uri)
        complete = parts.scheme in SCHEMES and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        complete = False
    if not complete or parts.query or parts.username is not None:
        raise StoreUnavailableError(
            "NEO4J_URI is not the address of a Neo4j: write bolt://localhost:7687 or "
            "neo4j+s://<id>.databases.neo4j.io, without user, password or query"
        )


def our_version() -> str:
    """Return the version of cartelgraph, or `unknown` in a checkout that is not installed."""
    try:
        return importlib.metadata.version("cartelgraph")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


@contextmanager
def never_too_large() -> Iterator[None]:
    """Give up within a transaction that outgrows the server's memory: the driver would try it again."""
    try:
        yield
    except TransientError as error:
        if error.code != OUT_OF_MEMORY:
            raise
        raise StoreError(_too_large(error)) from error


@contextmanager
def translated(address: Address, *, then: str = "try again", reached: bool = True) -> Iterator[None]:
    """Raise what the driver raises within as an error of ours; the password is never part of it.

    Parameters
    ----------
    address
        Where the server is.
    then
        What to do once a server that went away, or stands still, runs again.
    reached
        Whether the server has answered before, so that the address is right.

    Raises
    ------
    StoreUnavailableError
        When the server cannot be reached, or does not let us in.
    StoreError
        When it refuses or fails.
    """
    where = f"Neo4j at {address.uri}"
    try:
        yield
    except Neo4jError as error:
        if (error.code or "").startswith(SECURITY):
            raise StoreUnavailableError(_locked_out(where, address, error)) from error
        if error.code == NOT_WRITTEN or STANDS_STILL in (error.message or ""):
            raise StoreError(_standing_still(where, then, error)) from error
        raise StoreError(_refusal(where, error)) from error
    except (ServiceUnavailable, SessionExpired) as error:
        said = _gone(where, then, error) if reached else _unreachable(where, address, error)
        raise StoreUnavailableError(said) from error
    except ConfigurationError as error:
        raise StoreUnavailableError(
            f"{where} cannot be used: {error}. It must be Neo4j {OLDEST[0]}.{OLDEST[1]} or newer"
        ) from error
    except DriverError as error:
        raise StoreError(f"{where}: {error}") from error


def _locked_out(where: str, address: Address, error: Neo4jError) -> str:
    if not address.password and isinstance(error, AuthError):
        return f"{where} asks for a password: set NEO4J_USERNAME and NEO4J_PASSWORD"
    return (
        f"{where} refuses user {address.username!r}: check NEO4J_USERNAME and NEO4J_PASSWORD. "
        f"It says: {error.message}"
    )


def _standing_still(where: str, then: str, error: Neo4jError) -> str:
    return (
        f"{where} could not write to its disk and has stopped working: most often the disk is full. "
        f"Make room, restart the server, then {then}. Its debug.log has the reason. It says: {error.message}"
    )


def _gone(where: str, then: str, error: DriverError) -> str:
    return (
        f"{where} has gone away since it last answered: it was stopped, or ended, or the network failed. "
        f"See that it runs, then {then}. ({_reason(error)})"
    )


def _unreachable(where: str, address: Address, error: DriverError) -> str:
    """Return why no connection came about, and what to change."""
    reason, scheme = _reason(error), urlsplit(address.uri).scheme
    base = scheme.partition("+")[0]
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"{where} shows a certificate that is not trusted here: {cause.verify_message}. Have the "
                "certificate of who signed it installed, or named in SSL_CERT_FILE; or write "
                f"{base}+ssc://, which takes any certificate and so does not protect from an impostor"
            )
        if isinstance(cause, ssl.SSLError):
            return (
                f"{where} does not answer in TLS: check the port, or write {base}:// if the server does not "
                f"encrypt. ({cause.reason or cause})"
            )
    if "looks like HTTP" in reason:
        return (
            f"{where} is no Neo4j, or not its port for Bolt: what listens there speaks HTTP. "
            "Neo4j listens for Bolt on 7687 unless told otherwise"
        )
    if "handshake" in reason:
        if scheme != base:
            return f"{where} does not speak Bolt: check the port. ({reason})"
        return (
            f"{where} does not speak Bolt, or not without TLS: check the port, or write {base}+s:// "
            f"if the server encrypts. ({reason})"
        )
    return f"{where} does not answer: check that it runs and that the address is right. ({reason})"


def _reason(error: BaseException) -> str:
    """Return what lies at the bottom of an error of the driver: of routing, its own words hide it."""
    *_, last = (cause for cause in _causes(error) if isinstance(cause, DriverError))
    return str(last).rpartition("\n")[2]


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, and what led to it."""
    yield error
    led = error.exceptions if isinstance(error, BaseExceptionGroup) else (error.__cause__,)
    for cause in led:
        if cause is not None:
            yield from _causes(cause)


def _is_routed(address: Address) -> bool:
    return address.uri.startswith("neo4j")


def _refusal(where: str, error: Neo4jError) -> str:
    code, message = error.code or "", error.message or str(error)
    if code == WRITE_REFUSED:
        return "the query would change the database: queries here can only read"
    if code.startswith(TIMED_OUT):
        return "the query took longer than it may and was stopped: narrow it, or give it more time"
    if code == OUT_OF_MEMORY:
        return _too_large(error)
    if isinstance(error, TransientError):
        return f"{where} could not finish the work and gave it up: {message}"
    if code == SYNTAX:
        return f"the Cypher is not understood: {_without_keywords(message)}"
    reason = "refuses" if isinstance(error, ClientError) else "failed"
    return f"{where} {reason}: {message}"


def _without_keywords(message: str) -> str:
    """Return what Neo4j says of a syntax error, without the words that might have stood there.

    Nor does it keep the place: a file's header is not sent, so its lines are counted otherwise, and the
    excerpt that follows shows where it is.

    >>> _without_keywords("Invalid input 'A': expected 'B', 'C' or <EOF> (line 2, column 1 (offset: 9))")
    "Invalid input 'A'"
    """
    return re.sub(r"(: expected [^\n]*)? \(line \d+, column \d+ \(offset: \d+\)\)", "", message)


def _too_large(error: Neo4jError) -> str:
    return (
        "the work does not fit into one transaction of this server, so nothing was changed: give Neo4j more "
        "memory (server.memory.heap.max_size, or dbms.memory.transaction.total.max). "
        f"It says: {error.message}"
    )
