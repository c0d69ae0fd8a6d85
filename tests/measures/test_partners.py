"""Allies, rivals and PN centrality: published values, values by hand, and what holds of every graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.measures.partners import partners
from cartelgraph.measures.pn import pn_centrality
from tests.analysis.worlds import NAMES, PAIRS
from tests.measures.checked import Checked

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


def signnet_example() -> nx.MultiGraph[str]:
    layer: nx.MultiGraph[str] = nx.MultiGraph()
    layer.add_nodes_from(str(node) for node in range(10))
    for one, other in zip(*np.triu(SIGNNET).nonzero(), strict=True):
        layer.add_edge(str(one), str(other), sign=int(SIGNNET[one, other]))
    return layer


VALIDATION = [
    Checked(
        "PN centrality",
        "10 nodes, the example of the help page",
        "R package signnet 1.0.4 (D. Schoch), help page of `pn_index`, printed output",
        (
            0.9009747, 0.8613482, 0.9076997, 0.8613482, 0.8410658,
            0.8496558, 0.8617321, 0.9015909, 0.8509848, 0.9072930,
        ),
        lambda: tuple(pn_centrality(signnet_example()).values()),
        5e-8,
    ),
    # n = 3, so ties weigh 1/4 (ally) and -1/2 (rival). a ally b, b rival c:
    # a = 1 + b/4, b = 1 + a/4 - c/2, c = 1 - b/2  =>  b = 1 + 1/4 + b/16 - 1/2 + b/4  =>  b = 12/11.
    Checked(
        "PN centrality",
        "a allied with b, b rival of c",
        "by hand: a = 1 + b/4, b = 1 + a/4 - c/2, c = 1 - b/2",
        (14 / 11, 12 / 11, 5 / 11),
        lambda: tuple(pn_centrality(layer_of(("a", "b", 1), ("b", "c", -1))).values()),
    ),
]  # fmt: skip


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


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


def test_a_truce_beside_a_rivalry_is_contested_too() -> None:
    found = partners(layer_of(("a", "b", 0), ("a", "b", -1), ("a", "c", 0)))
    assert found["a"].contested == {"b"}
    assert found["c"].contested == frozenset()
