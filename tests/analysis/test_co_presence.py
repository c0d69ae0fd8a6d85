from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis.co_presence import CO_PRESENCE, shared_organizations
from cartelgraph.model.relationships import Base
from tests.analysis.worlds import snapshot_of
from tests.make import border, containment, country, organization, place, presence

COUNTRIES = ("br", "co", "gt", "mx", "us")
HOLDINGS = st.dictionaries(
    st.sampled_from("pqrst"), st.sets(st.sampled_from(COUNTRIES), min_size=1), min_size=1
)

# alpha in mexico, guatemala, usa (weight 1/2 for each pair); beta in mexico and guatemala (weight 1);
# gamma in usa only; delta in mexico and usa (weight 1).
WORLD = (
    country("usa", "US"),
    country("mexico", "MX"),
    country("guatemala", "GT"),
    border("mexico", "usa", citations=[{"source": "late", "locator": "map"}]),
    *(organization(name) for name in ("alpha", "beta", "gamma", "delta")),
    presence("alpha", "mexico"),
    presence("alpha", "guatemala"),
    presence("alpha", "usa"),
    presence("beta", "mexico"),
    presence("beta", "guatemala"),
    presence("gamma", "usa"),
    presence("delta", "mexico"),
    presence("delta", "usa"),
)


def two_mode(holdings: dict[str, set[str]]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(holdings, bipartite=0)
    graph.add_nodes_from({one for held in holdings.values() for one in held}, bipartite=1)
    graph.add_edges_from((holder, one) for holder, held in holdings.items() for one in held)
    return graph


def test_table_by_hand() -> None:
    table = CO_PRESENCE.run(snapshot_of(*WORLD))
    names = ("id", "other_id", "shared", "weight", "land_border", "organizations", "sources")
    assert [tuple(row[name] for name in names) for row in table.records()] == [
        # The first two are equal in weight and in number, so the names decide.
        ("guatemala", "mexico", 2, 1.5, "no", "Alpha; Beta", 1),
        ("mexico", "usa", 2, 1.5, "yes", "Alpha; Delta", 2),
        ("guatemala", "usa", 1, 0.5, "no", "Alpha", 1),
    ]
    assert table.rows[1].records == (
        "border-mexico-usa-1",
        "presence-alpha-mexico-1",
        "presence-alpha-usa-1",
        "presence-delta-mexico-1",
        "presence-delta-usa-1",
    )


def test_a_close_pair_comes_before_one_that_shares_more() -> None:
    # alpha and beta are in four countries, so any two share 2 * 1/3; gamma ties usa and venezuela by 1.
    four = ("brazil", "chile", "mexico", "peru")
    table = CO_PRESENCE.run(
        snapshot_of(
            *(country(name, name[:2].upper()) for name in (*four, "usa", "venezuela")),
            *(organization(name) for name in ("alpha", "beta", "gamma")),
            *(presence(holder, name) for holder in ("alpha", "beta") for name in four),
            presence("gamma", "usa"),
            presence("gamma", "venezuela"),
        )
    )
    assert (table.column("id")[0], table.column("other_id")[0]) == ("usa", "venezuela")
    assert table.column("weight") == pytest.approx((1, *[2 / 3] * 6))


def test_parallel_presences_count_once() -> None:
    once = CO_PRESENCE.run(snapshot_of(*WORLD))
    twice = CO_PRESENCE.run(snapshot_of(*WORLD, presence("alpha", "mexico", 2)))
    assert twice.column("weight") == once.column("weight")
    assert "presence-alpha-mexico-2" in twice.rows[0].records


@given(HOLDINGS)
def test_an_organization_adds_half_the_number_of_its_countries(holdings: dict[str, set[str]]) -> None:
    weights = [data["weight"] for *_, data in shared_organizations(two_mode(holdings)).edges(data=True)]
    assert math.fsum(weights) == pytest.approx(
        sum(len(held) / 2 for held in holdings.values() if len(held) > 1)
    )


@given(HOLDINGS)
def test_the_weights_at_a_country_count_its_organizations_with_another(holdings: dict[str, set[str]]) -> None:
    projection = shared_organizations(two_mode(holdings))
    for one in projection:
        expected = sum(one in held and len(held) > 1 for held in holdings.values())
        assert projection.degree(one, weight="weight") == pytest.approx(expected)


@given(HOLDINGS)
def test_weights_are_those_of_networkx(holdings: dict[str, set[str]]) -> None:
    presence_graph = two_mode(holdings)
    countries = {node for node, data in presence_graph.nodes(data=True) if data["bipartite"]}
    theirs = nx.bipartite.collaboration_weighted_projected_graph(presence_graph, countries)
    ours = shared_organizations(presence_graph)
    assert set(ours) == set(theirs)
    assert ours.number_of_edges() == theirs.number_of_edges()
    for one, other, data in theirs.edges(data=True):
        assert ours.edges[one, other]["weight"] == pytest.approx(data["weight"])


def test_without_presences_the_table_is_empty_and_says_so() -> None:
    table = CO_PRESENCE.run(snapshot_of(country("usa", "US"), organization("alpha")))
    assert table.rows == ()
    assert "No presence of a criminal organization in a country holds." in table.notes


def test_a_base_is_no_presence_and_the_notes_name_whoever_has_nothing_else_there() -> None:
    def base(source: str, target: str) -> Base:
        told = presence(source, target).model_dump(include={"source", "target", "likelihood", "citations"})
        return Base.model_validate(told | {"id": f"base-{source}-{target}-1"})

    city = place("tijuana")
    based = (
        *WORLD,
        city,
        containment("tijuana", "mexico"),
        base("gamma", "tijuana"),
        base("alpha", "mexico"),
    )
    table = CO_PRESENCE.run(snapshot_of(*based))
    assert table.rows == CO_PRESENCE.run(snapshot_of(*WORLD)).rows
    said = "Stated to be based where no presence is stated, and not counted: Gamma (Mexico)."
    assert said in table.notes
