from __future__ import annotations

from cartelgraph.analysis.exposure import EXPOSURE, dyads_among, sharing_neighbours
from cartelgraph.network import signed_layer
from tests.analysis.worlds import graph_of, snapshot_of
from tests.make import alliance, border, country, organization, place, presence, rivalry, truce

# usa - mexico - guatemala adjoin. mexico: alpha, beta, gamma; guatemala: alpha, beta; usa: delta;
# peru: alpha.
WORLD = (
    country("usa", "US"),
    country("mexico", "MX"),
    country("guatemala", "GT"),
    country("peru", "PE"),
    place("isthmus", "region"),
    border("usa", "mexico"),
    border("mexico", "guatemala", citations=[{"source": "late", "locator": "map"}]),
    *(organization(name) for name in ("alpha", "beta", "gamma", "delta")),
    presence("alpha", "mexico"),
    presence("alpha", "mexico", 2),
    presence("beta", "mexico"),
    presence("gamma", "mexico"),
    presence("alpha", "guatemala"),
    presence("beta", "guatemala"),
    presence("delta", "usa"),
    presence("alpha", "peru"),
    # alpha and beta fight, by two statements, and are said to be allied; alpha is at truce with gamma.
    rivalry("alpha", "beta", 1),
    rivalry("alpha", "beta", 2),
    alliance("alpha", "beta"),
    truce("alpha", "gamma"),
    rivalry("beta", "gamma"),
    rivalry("beta", "delta"),
)


def test_table_by_hand() -> None:
    table = EXPOSURE.run(snapshot_of(*WORLD))
    names = ("id", "organizations", "rival_dyads", "allied_dyads", "neighbours", "sharing_neighbours")
    assert [tuple(row[name] for name in names) for row in table.records()] == [
        # rival dyads in mexico: alpha-beta, beta-gamma; guatemala shares alpha and beta, usa nobody.
        ("mexico", 3, 2, 1, 2, 1),
        ("guatemala", 2, 1, 1, 1, 1),
        ("peru", 1, 0, 0, 0, 0),
        ("usa", 1, 0, 0, 1, 0),
    ]
    assert table.column("present") == ("Alpha; Beta; Gamma", "Alpha; Beta", "Alpha", "Delta")
    assert table.column("shared_with") == ("Guatemala", "Mexico", "", "")


def test_organizations_that_share_a_name_are_both_named() -> None:
    table = EXPOSURE.run(
        snapshot_of(
            country("mexico", "MX"),
            organization("rojos-north", name="Los Rojos"),
            organization("rojos-south", name="Los Rojos"),
            presence("rojos-north", "mexico"),
            presence("rojos-south", "mexico"),
        )
    )
    assert table.column("present") == ("Los Rojos; Los Rojos",)


def test_a_row_rests_on_presences_ties_and_shared_borders() -> None:
    table = EXPOSURE.run(snapshot_of(*WORLD))
    assert table.rows[1].records == (
        "alliance-alpha-beta-1",
        "border-mexico-guatemala-1",
        "presence-alpha-guatemala-1",
        "presence-alpha-mexico-1",
        "presence-alpha-mexico-2",
        "presence-beta-guatemala-1",
        "presence-beta-mexico-1",
        "rivalry-alpha-beta-1",
        "rivalry-alpha-beta-2",
    )
    assert table.column("sources") == (2, 2, 1, 1)


def test_dyads_are_counted_not_statements() -> None:
    signed = signed_layer(snapshot_of(*WORLD).graph)
    everybody = ("alpha", "beta", "gamma", "delta")
    assert [dyads_among(everybody, signed, sign) for sign in (-1, 0, 1)] == [3, 1, 1]
    assert dyads_among((), signed, -1) == 0


def test_a_country_that_the_border_graph_lacks_shares_with_nobody() -> None:
    assert sharing_neighbours("atlantis", graph_of("a-atlantis"), graph_of("mx-us")) == {}


def test_without_presences_the_table_is_empty_and_says_so() -> None:
    table = EXPOSURE.run(snapshot_of(country("usa", "US"), organization("alpha")))
    assert table.rows == ()
    assert "No presence of a criminal organization in a country holds." in table.notes
