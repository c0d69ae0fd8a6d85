"""The command line in a process that writes down each address it asks for: LOG, then its arguments.

``CRASH=1`` in the environment makes a load fail as a fault of ours would; ``VERBOSE=1`` has the driver tell
all that it does on standard error.
"""

from __future__ import annotations

import logging
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TextIO


@cache
def log() -> TextIO:
    """Return the file LOG, open as long as the process lives; to be asked for before the arguments change."""
    return Path(sys.argv[1]).open("a", encoding="utf-8")


def note(event: str, arguments: tuple[Any, ...]) -> None:
    """Write down what a call to do with sockets is about: a host, or an address as `(host, port)`."""
    if not event.startswith("socket."):
        return
    named = arguments[0] if event in {"socket.getaddrinfo", "socket.gethostbyname"} else None
    ends = [each[0] for each in arguments if isinstance(each, tuple) and each]
    for host in [*([named] if named else []), *ends]:
        print(event, host.decode() if isinstance(host, bytes) else host, file=log(), flush=True)


def fail(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("a fault that was made for this test")


if __name__ == "__main__":
    log()
    sys.addaudithook(note)
    if os.environ.pop("VERBOSE", ""):
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    if os.environ.pop("CRASH", ""):
        from cartelgraph.store import store

        vars(store)["load"] = fail
    sys.argv = ["cartelgraph", *sys.argv[2:]]
    from cartelgraph.cli import main

    main()
