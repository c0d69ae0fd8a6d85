"""Kill loads and their server at random moments, load again, and compare the database with the dataset."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
from neo4j.exceptions import DriverError, Neo4jError

from cartelgraph.dataset import Dataset, read_dataset
from cartelgraph.dataset.dataset import record_digest
from cartelgraph.errors import CartelGraphError
from cartelgraph.server import LocalServer, Running
from cartelgraph.settings import Address, home
from cartelgraph.store import Store
from tests.faults.fingerprint import Graph, differences, missing_digests, read_graph
from tests.faults.kills import Kill, Start, Timing, Victim, draw_kill
from tests.faults.loader import Load, Loader, Word
from tests.faults.networks import BASE, NEAR, OTHER, write_versions
from tests.faults.outcome import Outcome
from tests.faults.reader import Reader, opened
from tests.faults.sight import EMPTY, Glance, Sight, glance
from tests.release import RELEASE

__all__ = ["Harness", "Plan"]

#: Records up to which what is read back from the database is compared with the dataset itself.
READ_BACK = 30_000
#: Seconds after which a load that does not end is a failure.
PATIENCE = 600.0
#: Seconds that a loader has to end, or to complete its load, when its server is back.
REUNION = 180.0

# Relationships first: those of ten thousand nodes, hubs among them, do not fit into one transaction.
CLEAR = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
)


@dataclass(frozen=True)
class Plan:
    """What a harness works with.

    Attributes
    ----------
    relationships
        Size of the network.
    one_transaction, batch
        Sizes that the loader takes for its own; None leaves them.
    flaw
        Name of a fault that the loader has, see :mod:`tests.faults.flaws`.
    heap
        Memory of the server.
    """

    relationships: int
    seed: int
    one_transaction: int | None = None
    batch: int | None = None
    flaw: str | None = None
    heap: str = "1g"


@dataclass(frozen=True)
class Clean:
    """What a first load of a dataset on an empty database makes."""

    digest: str
    sight: Sight
    graph: Graph
    dataset: Dataset | None


class Harness:
    """A server of its own, three versions of a network, and what clean loads of them make of it.

    Use it in a ``with`` statement: it measures undisturbed loads first, and stops the server in the end.
    """

    def __init__(self, folder: Path, plan: Plan, say: Callable[[str], None] = lambda _: None) -> None:
        self.plan = plan
        self._say = say
        self._folder = folder
        self._server = LocalServer(folder / "server", jars=home() / "jars")
        self._running: Running | None = None
        self._folders: dict[str, Path] = {}
        self._clean: dict[str, Clean] = {}
        self._seconds: dict[tuple[str, str], float] = {}
        self._held = ""

    def __enter__(self) -> Self:
        self._folders = write_versions(self._folder / "networks", self.plan.relationships, self.plan.seed)
        try:
            bolt, http = _unused_ports()
            self._running = self._server.up(
                version=RELEASE, bolt_port=bolt, http_port=http, heap=self.plan.heap
            )
            self._measure()
        except BaseException:
            self._server.down()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.down()

    def run(self, kills: int, *, flaw: str | None = None) -> Iterator[Outcome]:
        """Yield what comes of each of so many kills; the loader may have a flaw."""
        for number in range(1, kills + 1):
            yield self.carry_out(draw_kill(self.plan.seed, number, self._held), flaw=flaw)

    def carry_out(self, kill: Kill, *, flaw: str | None = None) -> Outcome:
        """Return what comes of one kill."""
        outcome = Outcome(self.plan.seed, kill)
        begun = time.monotonic()
        try:
            self._one(kill, outcome, flaw)
        except (CartelGraphError, DriverError, Neo4jError) as error:
            outcome.failures.append(f"{type(error).__name__}: {error}")
            self._start()
        outcome.seconds = round(time.monotonic() - begun, 1)
        self._held = "" if outcome.failures else kill.target
        return outcome

    # One kill, step by step.

    def _one(self, kill: Kill, outcome: Outcome, flaw: str | None) -> None:
        olds = self._prepare(kill, flaw)
        expected = {
            self._clean[name].digest: (name, self._clean[name].sight) for name in {*olds, kill.target} if name
        }
        if "" in olds:
            expected[""] = ("nothing", EMPTY)
        with Reader(self._address, expected) as reader:
            with Loader(self._load(kill.target, flaw, rewrite=kill.rewrite), self._address()) as loader:
                self._strike(kill, loader, outcome)
                self._say_goodbye(kill, loader, outcome)
            self._look(kill, olds, outcome)
            self._load_again(kill, flaw, outcome)
        outcome.reader, outcome.observations = dict(reader.seen), reader.observations
        outcome.violations = len(reader.violations)
        outcome.failures += [f"reader: {violation}" for violation in reader.violations[:3]]
        if not reader.observations:
            outcome.failures.append("reader: no answer at all")
        outcome.failures += self._compare(kill.target)

    def _prepare(self, kill: Kill, flaw: str | None) -> set[str]:
        """Bring the database to what the load starts from; return the datasets it may hold whole."""
        if kill.start is Start.EMPTY:
            self._clear()
            return {""}
        if kill.held != self._held:
            self._clear()
            self._undisturbed(kill.held)
        if kill.start is Start.OLDER:
            return {kill.held}
        between = next(name for name in (OTHER, BASE) if name != kill.held)
        with Loader(self._load(between, flaw), self._address()) as loader:
            loader.until(lambda word: word.what == "writing" and word.done >= word.total / 2, PATIENCE)
        return {kill.held, between}

    def _strike(self, kill: Kill, loader: Loader, outcome: Outcome) -> None:
        """Wait for the moment, and kill."""
        self._await(kill, loader)
        at = time.monotonic()
        if kill.victim is not Victim.LOADER:
            self._kill_server()
        if kill.victim is not Victim.SERVER:
            loader.kill()
        start, done = loader.last("start"), loader.last("done")
        outcome.after = round(at - start.at, 3) if start else 0.0
        outcome.inside = start is not None and (done is None or done.at > at)
        written = [word for word in loader.words if word.what == "writing" and word.at <= at]
        outcome.rows = f"{written[-1].done}/{written[-1].total}" if written else "0"

    def _await(self, kill: Kill, loader: Loader) -> None:
        """Wait for the moment; a share of the time is over at the latest when all rows are written."""
        start = loader.until(lambda word: word.what == "start", PATIENCE)
        if start is None:
            raise CartelGraphError(f"the load did not start: {loader.ending}")
        if kill.timing is Timing.ROWS:
            loader.until(
                lambda word: word.what == "writing" and word.done >= kill.value * word.total, PATIENCE
            )
        elif kill.timing is Timing.CHECKING:
            loader.until(_is_checking, PATIENCE)
            loader.wait(kill.value)
        else:
            moment = start.at + kill.value * self._usual(kill)
            loader.until(_is_checking, max(0.0, moment - time.monotonic()))

    def _say_goodbye(self, kill: Kill, loader: Loader, outcome: Outcome) -> None:
        """Bring the server back, and see how a loader ends that has outlived it."""
        if kill.victim is not Victim.LOADER:
            self._start()
        if not loader.wait(REUNION):
            loader.kill()
            outcome.failures.append(f"the loader did not end in {REUNION:g} s after its server was back")
        outcome.loader = loader.ending

    def _look(self, kill: Kill, olds: set[str], outcome: Outcome) -> None:
        """Look at what the kill has left: nobody may take for whole what is not."""
        found = self._glance()
        old = [EMPTY if not name else self._clean[name].sight for name in olds]
        new = self._clean[kill.target]
        if found.loading:
            outcome.found = "announced" if found.sight in [*old, new.sight] else "intermediate"
        elif found.sight == new.sight and found.digest == new.digest:
            outcome.found = "new"
        elif (found.digest, found.sight) in [
            ("", EMPTY) if not name else (self._clean[name].digest, self._clean[name].sight) for name in olds
        ]:
            outcome.found = "old"
        else:
            outcome.found = "intermediate"
            wrong = found.sight.against(new.sight)
            outcome.failures.append(f"the version node does not say that the graph is incomplete: {wrong}")
        if outcome.loader == "done":
            # It has outlived its server, or was done before: the load that follows must not hide its faults.
            outcome.failures += [
                f"after a load that was done: {wrong}" for wrong in self._compare(kill.target)
            ]

    def _load_again(self, kill: Kill, flaw: str | None, outcome: Outcome) -> None:
        with Loader(self._load(kill.target, flaw), self._address()) as loader:
            ended = loader.wait(PATIENCE)
            outcome.seconds_of_reload = round(loader.seconds, 1)
        if not ended or loader.ending != "done":
            outcome.failures.append(f"the load after the kill: {loader.ending if ended else 'did not end'}")

    def _compare(self, target: str) -> Iterator[str]:
        """Say in what the database is not what a first load of the dataset makes."""
        clean = self._clean[target]
        with opened(self._address()) as driver:
            yield from differences(read_graph(driver), clean.graph)
        if clean.dataset is not None:
            try:
                with Store.connect(self._address()) as store:
                    if store.read_dataset() != clean.dataset:
                        yield "what is read back is not the dataset"
            except CartelGraphError as error:
                yield f"the dataset cannot be read back: {error}"

    # Undisturbed loads.

    def _measure(self) -> None:
        """Load every version on an empty database, and another over it; find out how long that takes."""
        for name in (OTHER, NEAR, BASE):
            self._clear()
            self._seconds["", name] = self._undisturbed(name)
            self._clean[name] = self._learn(name)
        # From the one to the other there is as much to do as back, and `near` is hardly another than `base`.
        for name, before in ((NEAR, BASE), (OTHER, NEAR)):
            self._seconds[before, name] = self._seconds[name, before] = self._undisturbed(name)
            if wrong := list(self._compare(name)):
                raise CartelGraphError(f"a load of {name} over {before}, undisturbed: {'; '.join(wrong)}")
        self._seconds[BASE, OTHER] = self._seconds[OTHER, BASE] = self._seconds[NEAR, OTHER]
        self._held = OTHER

    def _undisturbed(self, name: str) -> float:
        with Loader(self._load(name, None), self._address()) as loader:
            if not loader.wait(PATIENCE) or loader.ending != "done":
                raise CartelGraphError(f"an undisturbed load of {name}: {loader.ending}")
            self._say(f"an undisturbed load of {name}: {loader.seconds:.1f} s")
            return loader.seconds

    def _learn(self, name: str) -> Clean:
        """See what a clean load has made, and hold it against the files."""
        dataset = read_dataset(self._folders[name])
        digests = Counter(record_digest(record) for record in dataset.records.values())
        with opened(self._address()) as driver:
            graph = read_graph(driver)
        if wrong := list(missing_digests(graph.digests, digests)):
            raise CartelGraphError(f"an undisturbed first load of {name}: {'; '.join(wrong)}")
        kept = dataset if len(dataset) <= READ_BACK else None
        return Clean(dataset.digest, self._glance().sight, graph, kept)

    def _usual(self, kill: Kill) -> float:
        """Seconds that an undisturbed load of this sort takes."""
        if kill.rewrite or kill.start is Start.INTERRUPTED:
            return self._seconds["", kill.target]
        return self._seconds[kill.held, kill.target]

    def _load(self, name: str, flaw: str | None, *, rewrite: bool = False) -> Load:
        return Load(self._folders[name], rewrite, self.plan.one_transaction, self.plan.batch, flaw)

    # The server.

    def _start(self) -> None:
        self._running = self._server.up(heap=self.plan.heap)

    def _kill_server(self) -> None:
        assert self._running is not None
        process = psutil.Process(self._running.pid)
        os.kill(process.pid, signal.SIGKILL)
        psutil.wait_procs([process], timeout=60)

    def _address(self) -> Address:
        assert self._running is not None
        return Address(self._running.uri, self._running.username, self._running.password)

    def _clear(self) -> None:
        with opened(self._address()) as driver, driver.session() as session:
            for text in CLEAR:
                session.run(text).consume()
        self._held = ""

    def _glance(self) -> Glance:
        with opened(self._address()) as driver, driver.session() as session:
            return session.execute_read(glance)


def _unused_ports() -> list[int]:
    """Return ports that no other server prefers: one that was killed must find its own free again."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return [int(each.getsockname()[1]) for each in (one, other)]


def _is_checking(word: Word) -> bool:
    return word.what == "checking"
