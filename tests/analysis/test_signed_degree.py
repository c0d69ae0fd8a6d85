from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis.signed_degree import SIGNED_DEGREE, partners, pn_centrality
from tests.analysis.worlds import NAMES, PAIRS, snapshot_of
from tests.make import alliance, organization, rivalry, truce

SIGNED_TIES = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from((-1, 0, 1))))

# Example of `pn_index` in the R package signnet 1.0.4 (D. Schoch).
SIGNNET = np.array(
    [
        [0, 1, 0, 1, 0, 0, 0, -1, -1, 0],
        [1, 0, 1, -1, 1, -1, -1, 0, 0, 0],
        [0, 1, 0, 1, -1, 0, 0, 0, -1, 0],
        [1, -1, 1, 0, 1, -1, -1, 0, 0, 0],
        [0, 1, -1, 1, 0, 1, 0, -1, 0, -1],
        [0, -1, 0, -1, 1, 0, 1, 0, 1, -1],
        [0, -1, 0, -1, 0, 1, 0, 1, -1, 1],
        [-1, 0, 0, 0, -1, 0, 1, 0, 1, 0],
        [-1, 0, -1, 0, 0, 1, -1, 1, 0, 1],
        [0, 0, 0, 0, -1, -1, 1, 0, 1, 0],
    ]
)


def layer_of(*ties: tuple[str, str, int]) -> nx.MultiGraph[str]:
    layer: nx.MultiGraph[str] = nx.MultiGraph()
    layer.add_edges_from((one, other, {"sign": sign}) for one, other, sign in ties)
    return layer


def test_pn_has_the_published_values() -> None:
    layer: nx.MultiGraph[str] = nx.MultiGraph()
    layer.add_nodes_from(str(node) for node in range(10))
    for one, other in zip(*np.triu(SIGNNET).nonzero(), strict=True):
        layer.add_edge(str(one), str(other), sign=int(SIGNNET[one, other]))
    published = [
        0.9009747, 0.8613482, 0.9076997, 0.8613482, 0.8410658,
        0.8496558, 0.8617321, 0.9015909, 0.8509848, 0.9072930,
    ]  # fmt: skip
    assert list(pn_centrality(layer).values()) == pytest.approx(published, abs=5e-8)


def test_pn_of_three_by_hand() -> None:
    # n = 3, so ties weigh 1/4 (ally) and -1/2 (rival). a ally b, b rival c:
    # a = 1 + b/4, b = 1 + a/4 - c/2, c = 1 - b/2  =>  b = 1 + 1/4 + b/16 - 1/2 + b/4  =>  b = 12/11.
    found = pn_centrality(layer_of(("a", "b", 1), ("b", "c", -1)))
    assert found == pytest.approx({"a": 14 / 11, "b": 12 / 11, "c": 5 / 11})


def test_pn_is_undefined_for_one_node_and_for_two_rivals() -> None:
    alone: nx.MultiGraph[str] = nx.MultiGraph()
    alone.add_node("a")
    assert pn_centrality(nx.MultiGraph()) == {}
    assert pn_centrality(alone) == {"a": None}
    assert pn_centrality(layer_of(("a", "b", -1))) == {"a": None, "b": None}


@given(SIGNED_TIES.filter(lambda ties: len({node for dyad, _ in ties for node in dyad}) > 2))
def test_pn_exists_for_three_nodes_and_more(ties: list[tuple[tuple[str, str], int]]) -> None:
    layer = layer_of(*((*dyad, sign) for dyad, sign in ties))
    assert all(value is not None for value in pn_centrality(layer).values())


@given(SIGNED_TIES)
def test_every_dyad_counts_at_both_of_its_ends(ties: list[tuple[tuple[str, str], int]]) -> None:
    found = partners(layer_of(*((*dyad, sign) for dyad, sign in ties)))
    for sign, name in ((1, "allies"), (-1, "rivals"), (0, "truces")):
        dyads = {dyad for dyad, stated in ties if stated == sign}
        assert sum(len(getattr(its, name)) for its in found.values()) == 2 * len(dyads)
    assert sum(its.net for its in found.values()) == 2 * (
        len({dyad for dyad, sign in ties if sign > 0}) - len({dyad for dyad, sign in ties if sign < 0})
    )


@given(SIGNED_TIES, st.permutations(NAMES))
def test_partners_follow_a_change_of_names(
    ties: list[tuple[tuple[str, str], int]], new_names: list[str]
) -> None:
    renamed = dict(zip(NAMES, new_names, strict=True))
    layer = layer_of(*((*dyad, sign) for dyad, sign in ties))
    before = {
        renamed[node]: (its.net, its.ratio, len(its.contested)) for node, its in partners(layer).items()
    }
    after = partners(nx.relabel_nodes(layer, renamed))
    assert {node: (its.net, its.ratio, len(its.contested)) for node, its in after.items()} == before


def test_table_counts_dyads_and_shows_contested_ones() -> None:
    # alpha: allies beta (twice), gamma; rivals gamma (contested), delta; truce epsilon.
    table = SIGNED_DEGREE.run(
        snapshot_of(
            *(organization(name) for name in ("alpha", "beta", "gamma", "delta", "epsilon")),
            alliance("alpha", "beta", 1),
            alliance("alpha", "beta", 2, citations=[{"source": "late", "locator": "p. 2"}]),
            alliance("alpha", "gamma"),
            rivalry("alpha", "gamma"),
            rivalry("alpha", "delta"),
            truce("alpha", "epsilon"),
        )
    )
    rows = {row["id"]: row for row in table.records()}
    alpha = rows["alpha"]
    assert [alpha[name] for name in ("allies", "rivals", "truces", "contested", "net")] == [2, 2, 1, 1, 0]
    assert (alpha["ratio"], alpha["contested_with"], alpha["sources"]) == (0.0, "Gamma", 2)
    assert (rows["beta"]["ratio"], rows["gamma"]["ratio"], rows["delta"]["ratio"]) == (1.0, 0.0, -1.0)
    assert rows["epsilon"]["ratio"] is None
    # PN with n = 5: 1/8 for an ally, -2/8 for a rival, -1/8 for both; alpha = 1 + (b - g - 2 d) / 8 with
    # b = 1 + alpha/8, g = 1 - alpha/8, d = 1 - 2 alpha/8: alpha (1 - 6/64) = 1 - 2/8, alpha = 24/29.
    assert alpha["pn"] == pytest.approx(24 / 29)
    assert rows["epsilon"]["pn"] == pytest.approx(1)
    # Net +1, then 0 with two allies, with one, with none; -1 last.
    assert table.column("id") == ("beta", "alpha", "gamma", "epsilon", "delta")
    assert len(table.rows[1].records) == 6
    assert table.notes[-1] == "Undefined: ratio in 1 of 5 rows."


def test_a_truce_beside_a_rivalry_is_contested_too() -> None:
    found = partners(layer_of(("a", "b", 0), ("a", "b", -1), ("a", "c", 0)))
    assert found["a"].contested == {"b"}
    assert found["c"].contested == frozenset()


def test_without_ties_the_table_is_empty_and_says_so() -> None:
    table = SIGNED_DEGREE.run(snapshot_of(organization("alpha")))
    assert table.rows == ()
    assert "No alliance, rivalry or truce between criminal organizations holds." in table.notes
