"""The guide that opens in Neo4j Browser: the brief's claims, their tests, and queries to look for oneself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cartelgraph.brief import CLAIMS, Claim, Finding, answer
from cartelgraph.browser.style import Style, style
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.model import DEFAULT_CARRY, SignedTie, Window
from cartelgraph.model.entities import Organization
from cartelgraph.model.knowledge import known_from, spell_of
from cartelgraph.model.relationships import Alliance
from cartelgraph.network import Moment, ally_layer, contested_dyads, edges_of, presence_layer, snapshot
from cartelgraph.settings import bundled
from cartelgraph.store import query_named

__all__ = ["guide_html"]


@dataclass(frozen=True)
class Ask:
    """A saved query with its parameters written out, ready to be clicked.

    Attributes
    ----------
    question
        What it answers.
    table
        The Cypher that answers it.
    picture
        The Cypher that draws it, if there is any.
    shows
        What is drawn.
    """

    question: str
    table: str
    picture: str | None
    shows: str


@dataclass(frozen=True)
class Tie:
    """A statement about two organizations, and how many sources support it."""

    id: str
    one: str
    other: str
    sources: int


@dataclass(frozen=True)
class Reach:
    """In how many countries an organization is placed, and how many more its allies are in."""

    id: str
    name: str
    own: int
    opened: int


class Story:
    """What the guide says of a dataset at a moment; every number in it is computed here."""

    def __init__(self, dataset: Dataset, moment: Moment) -> None:
        self.dataset = dataset
        self.moment = moment
        self.counts = dataset.counts()
        self.snapshot = snapshot(dataset, moment)

    @property
    def style(self) -> Style:
        """The style, for the legend."""
        return style()

    @cached_property
    def findings(self) -> dict[int, tuple[Claim, Finding]]:
        """Every claim of the brief with what its test found, by its number."""
        tested = zip(CLAIMS, answer(self.dataset, self.moment), strict=True)
        return {claim.number: (claim, finding) for claim, finding in tested}

    @property
    def verdicts(self) -> Counter[str]:
        """How many claims have each verdict."""
        return Counter(str(finding.verdict) for _, finding in self.findings.values())

    @property
    def partly_tested(self) -> int:
        """Number of claims of which a part is tested only."""
        return sum(bool(claim.part) for claim, _ in self.findings.values())

    @property
    def turning(self) -> int:
        """Number of claims whose verdict turns on what is assumed."""
        return sum(bool(finding.turns) for _, finding in self.findings.values())

    @property
    def groups(self) -> int:
        """Number of criminal organizations, their factions and armed wings."""
        return sum(one.kind.is_criminal_group for one in self.dataset.of(Organization))

    @property
    def allied_pairs(self) -> int:
        """Number of pairs of criminal organizations that are allied at the moment."""
        return ally_layer(self.snapshot.graph).number_of_edges()

    @property
    def allied_groups(self) -> int:
        """Number of criminal organizations that have an ally at the moment."""
        return sum(degree > 0 for _, degree in ally_layer(self.snapshot.graph).degree())

    @property
    def carry(self) -> int:
        """Months for which a saved query carries a missing bound."""
        return DEFAULT_CARRY

    @cached_property
    def alliances(self) -> list[Alliance]:
        """The alliances that a saved query takes to hold at the moment, each by itself."""
        days = Window.of(self.moment.on)
        return [
            tie
            for tie in self.dataset.of(Alliance)
            if spell_of(tie, self.dataset.published).working(days, carry=self.carry)
        ]

    @property
    def allies(self) -> set[str]:
        """Ids of the organizations between which they are."""
        return {end for tie in self.alliances for end in (tie.source, tie.target)}

    @property
    def ended_sooner(self) -> int:
        """Number of these alliances that do not hold at the moment, as others contradict them."""
        held = {key for _, _, key, _ in edges_of(self.snapshot.graph, Alliance)}
        return sum(tie.id not in held for tie in self.alliances)

    @property
    def widest(self) -> Reach | None:
        """Of those placed anywhere, the one whose allies are in most countries that it is not in."""
        allies, places = ally_layer(self.snapshot.graph), presence_layer(self.snapshot.graph)
        held = {group: set(places[group]) if group in places else set[str]() for group in allies}
        reach = [
            Reach(
                group,
                self.dataset.name_of(group),
                own=len(held[group]),
                opened=len(set[str]().union(*(held[ally] for ally in allies[group])) - held[group]),
            )
            for group in allies
            if held[group]
        ]
        return max(reach, key=lambda one: (one.opened, one.id), default=None)

    @property
    def best_cited(self) -> Tie | None:
        """The alliance at the moment that most sources support; None when nobody is allied."""
        name = self.dataset.name_of
        ties = [
            Tie(key, name(one), name(other), len(supporting_citations(self.dataset, [key], None)))
            for one, other, key, _ in edges_of(self.snapshot.graph, Alliance)
        ]
        return max(ties, key=lambda tie: (tie.sources, tie.id), default=None)

    @property
    def contested(self) -> list[str]:
        """The pairs of organizations on which statements of different signs hold at the moment."""
        dyads = contested_dyads(self.snapshot.graph)
        return [f"{self.dataset.name_of(one)} and {self.dataset.name_of(other)}" for one, other in dyads]

    @property
    def signed(self) -> int:
        """Number of alliances, rivalries and truces that are stated."""
        return len(self.dataset.of(SignedTie))

    @property
    def signed_in_print(self) -> int:
        """Number of them for which a dated source was in print on the last day of the moment's date."""
        days = (known_from(tie, self.dataset.published) for tie in self.dataset.of(SignedTie))
        return sum(day is not None and day <= self.moment.on.latest for day in days)

    def ask(self, query: str, **chosen: str) -> Ask:
        """Return a query of the catalogue with its parameters written out.

        Raises
        ------
        UnknownNameError
            When there is no such query, or it has no such parameter.
        """
        saved = query_named(query)
        picture = saved.picture and saved.literal(saved.picture, chosen)
        return Ask(saved.question, saved.literal(saved.text, chosen), picture, saved.picture_shows)


def guide_html(dataset: Dataset, moment: Moment) -> str:
    """Return the guide as HTML that Browser shows slide by slide; the same data give the same text."""
    environment = Environment(
        loader=FileSystemLoader(bundled("schema") / "browser"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("guide.html.j2").render(story=Story(dataset, moment))
