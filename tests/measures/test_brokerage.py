"""Brokerage between groups: values that other programs printed, values by hand, and what always holds."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.brokerage import Roles, brokerage, ei_index, participation
from tests.analysis.worlds import NAMES, graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.published_graphs import CELL, CELL_ROLES, FLORENCE, KITE

SNA = "R package sna 2.7-1 (C. T. Butts) under R 4.2.2, `brokerage`, raw.nli: w_I, w_O, b_IO, b_OI, b_O"
HOMOPHILY = "R package homophily (B. Knapp), printed in its README, `ei_index`"

#: Any grouping does to compare two programs: by turns in the order of the names.
KITE_GROUPS = dict(zip(sorted(KITE), "1111122233", strict=True))
FLORENCE_GROUPS = dict(zip(sorted(FLORENCE), "xyzxyzxyzxyzxyzx", strict=True))


def as_sna(roles: Roles) -> tuple[int, int, int, int, int]:
    """Return the roles as sna counts them on mutual ties: each way."""
    return (
        2 * roles.coordinator,
        2 * roles.consultant,
        roles.representative,
        roles.gatekeeper,
        2 * roles.liaison,
    )


def sna_roles(graph: nx.Graph[str], groups: dict[str, str], *nodes: str) -> tuple[int, ...]:
    found = brokerage(graph, groups)
    return tuple(count for node in nodes for count in as_sna(found[node]))


def node_values(graph: nx.Graph[str], groups: dict[str, str]) -> tuple[float | None, ...]:
    _, _, by_node = ei_index(graph, groups)
    return tuple(by_node[node].value for node in sorted(graph, key=int))


def group_values(*groups: str) -> tuple[float | None, ...]:
    _, by_group, _ = ei_index(CELL, CELL_ROLES)
    return tuple(by_group[group].value for group in groups)


VALIDATION = [
    Checked(
        "Gould-Fernandez roles",
        "kite in three groups: Andre, Diane, Fernando, Heather, Ike",
        SNA,
        (2, 0, 1, 1, 0, 6, 0, 4, 4, 0, 0, 0, 5, 5, 0, 0, 0, 2, 2, 0, 0, 0, 1, 1, 0),
        lambda: sna_roles(KITE, KITE_GROUPS, "Andre", "Diane", "Fernando", "Heather", "Ike"),
    ),
    Checked(
        "Gould-Fernandez roles",
        "Florentine families in three groups: Medici, Guadagni, Strozzi, Ridolfi, Tornabuoni, Pucci",
        SNA,
        (0, 6, 5, 5, 12, 2, 2, 4, 4, 0, 0, 2, 0, 0, 6, 0, 2, 1, 1, 0, 2, 0, 1, 1, 0, 0, 0, 0, 0, 0),
        lambda: sna_roles(
            FLORENCE, FLORENCE_GROUPS, "Medici", "Guadagni", "Strozzi", "Ridolfi", "Tornabuoni", "Pucci"
        ),
    ),
    Checked(
        "Gould-Fernandez roles",
        "cell of 17 by role: nodes 1, 2, 4, 6, 17",
        SNA,
        (0, 2, 0, 0, 10, 0, 0, 1, 1, 0, 0, 4, 11, 11, 100, 0, 4, 1, 1, 20, 0, 0, 0, 0, 6),
        lambda: sna_roles(CELL, CELL_ROLES, "1", "2", "4", "6", "17"),
    ),
    Checked(
        "E-I index",
        "cell of 17 by role, whole",
        HOMOPHILY,
        0.3650794,
        lambda: ei_index(CELL, CELL_ROLES)[0].value,
        5e-8,
    ),
    Checked(
        "E-I index",
        "cell of 17 by role, each node",
        HOMOPHILY,
        (
            0.5555556, 0.5, 1, 0.7333333, 0.1111111, 0.6, 0.3333333, 0.1111111, 0.1111111,
            1, -0.2, -0.2, -0.2, -0.2, 0.1111111, 1, 0.1111111,
        ),
        lambda: node_values(CELL, CELL_ROLES),
        5e-8,
    ),
    Checked(
        "E-I index",
        "cell of 17 by role: command",
        f"{HOMOPHILY}; its other groups are of one half of the matrix only and not used",
        0.8064516,
        lambda: group_values("command")[0],
        5e-8,
    ),
    Checked(
        "E-I index",
        "cell of 17 by role: assistant, bomb maker, bomber, Team Lima",
        "by hand: from the mixing matrix in that README: external 14, 25, 11, 8; internal 1, 10, 0, 6",
        (13 / 15, 15 / 35, 1, 2 / 14),
        lambda: group_values("assistant", "bomb maker", "bomber", "Team Lima"),
    ),
    Checked(
        "participation coefficient",
        "star of 4: two arms of one group, one of another; each arm",
        "by hand: 1 - (2/3)^2 - (1/3)^2; a single tie leads to one group",
        (4 / 9, 0, 0, 0),
        lambda: tuple(
            participation(graph_of("h-a", "h-b", "h-c"), {"h": 1, "a": 1, "b": 1, "c": 2})[node]
            for node in "habc"
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_each_role_by_hand() -> None:
    # The broker v is of group 1, with the neighbours a, b (1), x, y (2) and z (3); a - b and x - z are tied.
    graph = graph_of("v-a", "v-b", "v-x", "v-y", "v-z", "a-b", "x-z")
    found = brokerage(graph, {"v": 1, "a": 1, "b": 1, "x": 2, "y": 2, "z": 3})["v"]
    # x - y is of one other group, y - z of two others; a and b with each of x, y, z.
    assert found == Roles(coordinator=0, consultant=1, gatekeeper=6, liaison=1, ungrouped=0)
    assert found.representative == found.gatekeeper
    assert found.total == 5 * 4 // 2 - 2


def test_an_unknown_group_is_no_group() -> None:
    graph = graph_of("v-a", "v-b", "v-c")
    groups: dict[str, Hashable | None] = {"v": 1, "a": 1, "b": None}
    assert brokerage(graph, groups)["v"] == Roles(0, 0, 0, 0, ungrouped=3)
    whole, by_group, by_node = ei_index(graph, groups)
    assert (whole.external, whole.internal, whole.value) == (0, 1, -1.0)
    assert set(by_group) == {1}
    assert by_node["b"].value is None
    assert participation(graph, groups) == {"v": 0.0, "a": 0.0, "b": 0.0, "c": 0.0}
    assert participation(graph_of("a-b", "c"), {"a": 1}) == {"a": None, "b": 0.0, "c": None}


def test_without_ties_all_is_zero_or_undefined() -> None:
    alone = graph_of("a")
    whole, by_group, by_node = ei_index(alone, {"a": 1})
    assert (whole.value, by_group[1].value, by_node["a"].value) == (None, None, None)
    assert brokerage(alone, {"a": 1})["a"].total == 0
    assert brokerage(nx.Graph(), {}) == {}


def test_they_refuse_what_they_are_not_defined_for() -> None:
    rivals: nx.Graph[str] = nx.Graph()
    rivals.add_edge("a", "b", sign=-1)
    for measure in (brokerage, ei_index, participation):
        with pytest.raises(AnalysisError, match="undefined for ties that are not positive"):
            measure(rivals, {})


GROUPINGS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from((1, 2, 3, None)))


@given(graphs(), GROUPINGS)
def test_roles_are_those_of_every_two_path_of_the_definition(
    graph: nx.Graph[str], groups: dict[str, int | None]
) -> None:
    for node, roles in brokerage(graph, groups).items():
        counts = dict.fromkeys(("coordinator", "consultant", "inward", "outward", "liaison", "ungrouped"), 0)
        for one, other in permutations(graph[node], 2):
            if not graph.has_edge(one, other):
                counts[_directed_role(groups.get(one), groups.get(node), groups.get(other))] += 1
        assert (counts["inward"], counts["outward"]) == (roles.gatekeeper, roles.representative)
        for name in ("coordinator", "consultant", "liaison", "ungrouped"):
            assert counts[name] == 2 * getattr(roles, name)


def _directed_role(first: int | None, broker: int | None, last: int | None) -> str:
    """Return the role on a path from the first to the last, as Gould & Fernandez (1989) tell them apart."""
    if None in (first, broker, last):
        return "ungrouped"
    patterns = {
        (True, True, True): "coordinator",
        (False, False, True): "consultant",
        (False, True, False): "inward",
        (True, False, False): "outward",
        (False, False, False): "liaison",
    }
    return patterns[first == broker, broker == last, first == last]


@given(graphs(), GROUPINGS)
def test_external_and_internal_ties_add_up(graph: nx.Graph[str], groups: dict[str, int | None]) -> None:
    whole, by_group, by_node = ei_index(graph, groups)
    known = [tie for tie in graph.edges if all(groups.get(end) is not None for end in tie)]
    assert whole.external + whole.internal == len(known)
    assert sum(its.external for its in by_group.values()) == 2 * whole.external
    assert sum(its.internal for its in by_group.values()) == whole.internal
    assert sum(its.external for its in by_node.values()) == 2 * whole.external
    assert sum(its.internal for its in by_node.values()) == 2 * whole.internal


@given(graphs(), GROUPINGS)
def test_participation_stays_in_its_range(graph: nx.Graph[str], groups: dict[str, int | None]) -> None:
    for node, value in participation(graph, groups).items():
        reached = {groups.get(other) for other in graph[node]} - {None}
        assert (value is None) == (not reached)
        if value is not None:
            assert 0 <= value <= 1 - 1 / len(reached) + 1e-12
            assert (value == 0) == (len(reached) == 1)
