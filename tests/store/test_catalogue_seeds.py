"""Every saved query on the seeds: it runs, it only reads, and where Python asks the same, it agrees.

The text of a query asks what is taken to hold, each statement by itself; every snapshot is asked through
:mod:`cartelgraph.store.view`, possible and certain ones by their bounds. The Python side shares no code with
Cypher but for the bounds of each statement and, in the views that the bounds do not decide, what holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from neo4j import Driver

from cartelgraph.analysis.co_presence import co_presence
from cartelgraph.analysis.exposure import exposure
from cartelgraph.analysis.reach import reach
from cartelgraph.analysis.signed_degree import signed_degree
from cartelgraph.dataset import Dataset
from cartelgraph.model import DEFAULT_CARRY, Certainty, EdtfDate, SignedTie, Window
from cartelgraph.model.knowledge import spell_of
from cartelgraph.model.relationships import (
    Alliance,
    ArmedWing,
    Assistance,
    FactionTie,
    Merger,
    Renaming,
    Rivalry,
    Split,
    Succession,
)
from cartelgraph.network import (
    Moment,
    Snapshot,
    ally_layer,
    edges_of,
    places_within,
    presence_layer,
    signed_layer,
    snapshot,
)
from cartelgraph.network.spells import Spells
from cartelgraph.settings import Address
from cartelgraph.store import SavedQuery, Store, View, catalogue, query_named
from cartelgraph.table import Table
from tests.store.conftest import holding

pytestmark = pytest.mark.neo4j

#: Nodes that can be told apart in one drawing.
LEGIBLE = 150

#: The day of the brief, a year in which wars began, and one before most of the evidence.
DAYS = ("2011-03", "2008", "2003-06-15")

#: Columns that the seeds leave empty: no source in them denies a statement outright, or says how somebody
#: ceased to lead.
UNSEEN = {("disputed", "disputed_by"), ("leaders", "ended_by")}

#: The day of the brief, and another; in the working view with each kind of carry, and as it was known.
MOMENTS = (
    *(Moment(EdtfDate(day), certainty=Certainty.POSSIBLE) for day in DAYS),
    *(
        Moment(EdtfDate(day), EdtfDate(known_at) if known_at else None, certainty, carry)
        for day in ("2011-03", "2008")
        for known_at, certainty, carry in (
            (None, Certainty.CERTAIN, 24),
            (None, Certainty.WORKING, 0),
            (None, Certainty.WORKING, 24),
            (None, Certainty.WORKING, None),
            ("2011-03", Certainty.WORKING, 24),
            ("2011-03", Certainty.POSSIBLE, 24),
        )
    ),
)

DRAWN = [entry for entry in catalogue() if entry.picture]

Asked = Callable[..., Table]


@pytest.fixture(scope="module")
def store(neo4j_address: Address, seeds: Dataset) -> Iterator[Store]:
    with holding(neo4j_address, seeds) as held:
        yield held


@pytest.fixture(scope="module", params=MOMENTS, ids=str)
def then(request: pytest.FixtureRequest, seeds: Dataset) -> Snapshot:
    return snapshot(seeds, request.param)


@pytest.fixture(scope="module")
def ask(store: Store) -> Asked:
    return lambda name, **chosen: store.answer(query_named(name), chosen)


@pytest.fixture(scope="module")
def ask_then(store: Store, then: Snapshot) -> Asked:
    """Ask a query what held at the moment, in the way that is meant for its view."""
    moment = then.moment
    by_bounds = moment.known_at is None and moment.certainty is not Certainty.WORKING
    at = View(moment.on, str(moment), moment.certainty) if by_bounds else then
    return lambda name, **chosen: store.answer(query_named(name), chosen, at=at)


def name(then: Snapshot, key: str) -> str:
    return str(then.graph.nodes[key]["name"])


def names(then: Snapshot, keys: Iterable[str]) -> str:
    """Return names as a table lists them."""
    return "; ".join(sorted(name(then, key) for key in keys))


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.name)
def test_defaults_give_an_answer_that_is_documented_and_rests_on_records(
    store: Store, seeds: Dataset, entry: SavedQuery
) -> None:
    table = store.answer(entry)
    assert table.rows
    assert [column.name for column in table.columns] == [column.name for column in entry.columns]
    assert all(row.records and set(row.records) <= set(seeds.records) for row in table.rows)
    settings = [note.split(" = ")[0] for note in table.notes if " = " in note]
    assert settings == [parameter.name for parameter in entry.parameters]
    assert {
        (entry.name, column.name)
        for column in entry.columns
        if all(value in {None, ""} for value in table.column(column.name))
    } <= UNSEEN


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.name)
def test_query_and_picture_only_read(driver: Driver, entry: SavedQuery) -> None:
    for text in filter(None, (entry.text, entry.picture)):
        with driver.session() as session:
            summary = session.run(f"EXPLAIN {entry.literal(text)}").consume()
        assert summary.query_type == "r"


@pytest.mark.parametrize("entry", DRAWN, ids=lambda entry: entry.name)
@pytest.mark.usefixtures("store")
def test_picture_can_be_pasted_and_is_legible(driver: Driver, entry: SavedQuery) -> None:
    assert entry.picture
    with driver.session() as session:
        graph = session.run(entry.literal(entry.picture)).graph()
    assert 2 <= len(graph.nodes) <= LEGIBLE
    assert graph.relationships


def test_allies_are_the_alliances_of_the_snapshot(ask_then: Asked, then: Snapshot) -> None:
    found = {key for row in ask_then("allies-on").rows for key in row.records}
    assert found == {key for _, _, key, _ in edges_of(then.graph, Alliance)}


@pytest.mark.parametrize("on", ["2011-03", "2008", "2015", "2020"])
def test_by_itself_only_ties_differ_that_a_contrary_statement_ends(
    ask: Asked, seeds: Dataset, on: str
) -> None:
    then = snapshot(seeds, Moment(EdtfDate(on)))
    spells, window = Spells(seeds.relationships, seeds), Window.of(on)
    held = {key for _, _, key in then.graph.edges(keys=True)}
    asked = {
        key
        for query in ("signed-degree", "exposure")
        for row in ask(query, on=on).rows
        for key in row.records
    }
    for key in sorted(asked - held):
        tie = seeds.get(key)
        assert isinstance(tie, SignedTie)
        assert min(spells.contrary(tie)) <= window.first
    computed = (signed_degree(then), exposure(then))
    counted = {key for table in computed for row in table.rows for key in row.records}
    assert counted & {tie.id for tie in seeds.of(SignedTie)} <= asked


def test_the_difference_is_as_small_as_the_methods_say(seeds: Dataset) -> None:
    spells = Spells(seeds.relationships, seeds)
    ended = []
    for tie in seeds.of(SignedTie):
        _, own = spells.of(tie).working_bounds(carry=DEFAULT_CARRY)
        _, end = spells.of(tie).working_bounds(carry=DEFAULT_CARRY, contrary=spells.contrary(tie))
        if end < own:
            ended.append((end, own))
    months = [Window.of(f"{year}-{month:02}") for year in range(2000, 2025) for month in range(1, 13)]
    most = max(sum(end < month.first and own >= month.first for end, own in ended) for month in months)
    methods = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")
    assert f"at most {most} in any month from 2000 to 2024" in " ".join(methods.split())


@pytest.mark.parametrize(
    ("name", "analysis", "columns"),
    [
        ("exposure", exposure, ("country", "organizations", "rival_dyads", "allied_dyads", "present")),
        ("signed-degree", signed_degree, ("organization", "allies", "rivals", "truces", "contested", "net")),
        ("co-presence", co_presence, ("country", "other_country", "shared", "land_border", "organizations")),
    ],
)
def test_analysis_counts_the_same(
    ask_then: Asked,
    then: Snapshot,
    name: str,
    analysis: Callable[[Snapshot], Table],
    columns: tuple[str, ...],
) -> None:
    asked, computed = ask_then(name), analysis(then)
    assert sorted(zip(*map(asked.column, columns), strict=True)) == sorted(
        zip(*map(computed.column, columns), strict=True)
    )


def test_weights_and_ratios_are_those_of_the_analyses(ask_then: Asked, then: Snapshot) -> None:
    weights = {(row["country"], row["other_country"]): row["weight"] for row in co_presence(then).records()}
    for row in ask_then("co-presence").records():
        assert row["weight"] == pytest.approx(weights[row["country"], row["other_country"]], abs=1e-6)
    ratios = {row["organization"]: row["ratio"] for row in signed_degree(then).records()}
    for row in ask_then("signed-degree").records():
        assert row["ratio"] == pytest.approx(ratios[row["organization"]])


def test_countries_reached_alone_and_through_allies(ask_then: Asked, then: Snapshot) -> None:
    for row in reach(then).records():
        organization = str(row["id"])
        alone = ask_then("countries-reached", organization=organization)
        assert "; ".join(map(str, alone.column("country"))) == row["present_in"]
        allied = ask_then("countries-through-allies", organization=organization)
        assert "; ".join(map(str, allied.column("country"))) == row["through_allies"]


def test_borders_crossed(ask_then: Asked, then: Snapshot) -> None:
    crossed = {row["organization"]: row["borders_crossed"] for row in reach(then).records()}
    found = {row["organization"]: row["borders"] for row in ask_then("across-a-border").records()}
    assert found == {name: number for name, number in crossed.items() if number}


def test_countries_without_assistance(ask_then: Asked, then: Snapshot) -> None:
    graph, presence = then.graph, presence_layer(then.graph)
    assisted = {
        place for _, target, _, _ in edges_of(graph, Assistance) for place in places_within(graph, target)
    }
    countries = {node for node, data in presence.nodes(data=True) if data["bipartite"] == 1}
    table = ask_then("presence-without-assistance")
    assert {row.values for row in table.rows} == {
        (graph.nodes[country]["name"], names(then, presence[country])) for country in countries - assisted
    }


def test_lineage_is_what_is_within_six_steps(ask: Asked, seeds: Dataset) -> None:
    kin: nx.MultiGraph[str] = nx.MultiGraph()
    for kind in (Split, Merger, Renaming, Succession, FactionTie, ArmedWing):
        for record in seeds.of(kind):
            kin.add_edge(record.source, record.target, key=record.id)
    for organization in ("los-zetas", "knights-templar", "guadalajara-cartel"):
        steps = nx.single_source_shortest_path_length(kin, organization, cutoff=5)
        within = {key for _, _, key in kin.edges(steps, keys=True)}
        found = {key for row in ask("lineage", organization=organization).rows for key in row.records}
        assert found == within


def test_contradictions_are_the_overlaps_of_alliance_and_rivalry(ask: Asked, seeds: Dataset) -> None:
    def bounds(record: Any) -> tuple[Any, Any]:
        spell = spell_of(record, seeds.published)
        return spell.start_earliest, spell.end_latest

    def apart(one: Any, other: Any) -> bool:
        (_, end), (start, _) = bounds(one), bounds(other)
        return end is not None and start is not None and end < start

    overlapping = {
        frozenset((one.id, other.id))
        for one, other in product(seeds.of(Alliance), seeds.of(Rivalry))
        if (one.source, one.target) == (other.source, other.target)
        and not apart(one, other)
        and not apart(other, one)
    }
    assert {frozenset(row.records) for row in ask("contradictions").rows} == overlapping


def test_alliance_chains_are_the_shortest_paths(ask_then: Asked, then: Snapshot) -> None:
    allies = ally_layer(then.graph)
    start = "sinaloa-federation"
    for end in sorted(allies.nodes - {start}):
        chains = set()
        if nx.has_path(allies, start, end):
            paths = nx.all_shortest_paths(allies, start, end)
            chains = {"; ".join(allies.nodes[node]["name"] for node in path) for path in paths}
        found = ask_then("alliance-chain", **{"from": start, "to": end})
        assert set(found.column("chain")) == chains


def test_unbalanced_triads_are_those_with_an_odd_number_of_rivalries(ask_then: Asked, then: Snapshot) -> None:
    layer = signed_layer(then.graph)
    signs: dict[frozenset[str], set[int]] = {}
    for one, other, data in layer.edges(data=True):
        if data["sign"]:
            signs.setdefault(frozenset((one, other)), set()).add(data["sign"])
    unbalanced = [
        (*(layer.nodes[node]["name"] for node in triad), chosen.count(-1))
        for triad in combinations(sorted(layer), 3)
        for chosen in product(*(signs.get(frozenset(dyad), ()) for dyad in combinations(triad, 2)))
        if chosen.count(-1) % 2
    ]
    table = ask_then("unbalanced-triads")
    found = [row.values[:4] for row in table.rows]
    assert sorted(found) == sorted(unbalanced)


def test_common_enemies_are_common_neighbours_among_rivals(ask_then: Asked, then: Snapshot) -> None:
    signed, allies = signed_layer(then.graph), ally_layer(then.graph)
    rivals: nx.Graph[str] = nx.Graph()
    rivals.add_edges_from((one, other) for one, other, data in signed.edges(data=True) if data["sign"] < 0)
    shared = {
        (name(then, one), name(then, other), names(then, common))
        for one, other in combinations(sorted(rivals), 2)
        if (common := set(nx.common_neighbors(rivals, one, other))) and not allies.has_edge(one, other)
    }
    table = ask_then("common-enemies")
    columns = (table.column("organization"), table.column("other"), table.column("common_enemies"))
    assert set(zip(*columns, strict=True)) == shared
