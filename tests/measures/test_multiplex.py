"""Multiplex measures: values of other programs, values by hand, and what the definitions say."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.multiplex import (
    Multiplexity,
    Overlap,
    Spread,
    dyads_by_layers,
    multiplexity,
    overlaps,
)
from tests.analysis.worlds import graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.published_graphs import FLORENCE

# Business ties of the families, as uunet 2.2.1 has them from Padgett & Ansell (1993).
BUSINESS = graph_of(
    "Castellani-Peruzzi", "Guadagni-Lamberteschi", "Castellani-Lamberteschi", "Medici-Tornabuoni",
    "Ginori-Medici", "Medici-Pazzi", "Lamberteschi-Peruzzi", "Medici-Salviati", "Bischeri-Peruzzi",
    "Bischeri-Lamberteschi", "Bischeri-Guadagni", "Barbadori-Peruzzi", "Barbadori-Medici",
    "Barbadori-Ginori", "Barbadori-Castellani",
)  # fmt: skip
FAMILIES = {"marriage": FLORENCE, "business": BUSINESS}

# The network that BRAPH 2 tests its measure on, and a third layer.
TRIANGLE = {"one": graph_of("1-2", "1-3"), "two": graph_of("1-2", "2-3")}


def between(layer: str, other: str) -> Overlap:
    (found,) = (its for its in overlaps(FAMILIES) if (its.layer, its.other) == (layer, other))
    return found


VALIDATION = [
    Checked(
        "multiplex participation coefficient",
        "layers 1-2, 1-3 and 1-2, 2-3: nodes 1, 2, 3",
        "BRAPH 2, expected output of the test of `MultiplexParticipation`: 8/9, 8/9, 1",
        (8 / 9, 8 / 9, 1.0),
        lambda: tuple(its.participation for its in multiplexity(TRIANGLE).values()),
    ),
    Checked(
        "layers: Jaccard",
        "Florentine families, marriage and business",
        "uunet 2.2.1 (Python, of the R package multinet), `layer_comparison`, `jaccard.edges`",
        0.2962962962962963,
        lambda: between("marriage", "business").jaccard,
    ),
    Checked(
        "layers: share also in the other",
        "Florentine families, marriage in business, business in marriage",
        "uunet 2.2.1, `layer_comparison`, `coverage.edges`",
        (0.4, 0.5333333333333333),
        lambda: (between("marriage", "business").share, between("marriage", "business").share_other),
    ),
    Checked(
        "layers: shared, expected and lift",
        "Florentine families, marriage and business",
        "by hand: 8 of 20 and 15 ties among 16 families, 120 dyads: 20 15/120 expected",
        (8, 2.5, 3.2),
        lambda: (
            between("marriage", "business").shared,
            between("marriage", "business").expected,
            between("marriage", "business").lift,
        ),
    ),
    Checked(
        "multiplex participation coefficient, overlapping degree",
        "Florentine families: Medici",
        "by hand: 6 marriages, 5 ties of business: 2 (1 - 36/121 - 25/121)",
        (120 / 121, 11),
        lambda: (
            multiplexity(FAMILIES)["Medici"].participation,
            multiplexity(FAMILIES)["Medici"].overlapping_degree,
        ),
    ),
    Checked(
        "multiplex participation coefficient",
        "degrees 2, 1, 1, 0 in four layers",
        "by hand: 4/3 (1 - 6/16)",
        5 / 6,
        lambda: Multiplexity(dict(zip("abcd", (2, 1, 1, 0), strict=True))).participation,
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


@pytest.mark.parametrize(
    ("degrees", "participation", "spread"),
    [
        # 4/3 (1 - (a^2 + ...)/o^2), worked by hand; the third is exactly at a limit.
        ((6, 1, 0, 0), Fraction(16, 49), Spread.FOCUSED),
        ((1, 0, 0, 0), Fraction(0), Spread.FOCUSED),
        ((1, 1, 0, 0), Fraction(2, 3), Spread.MIXED),
        ((2, 1, 1, 0), Fraction(5, 6), Spread.MULTIPLEX),
        ((3, 3, 3, 3), Fraction(1), Spread.MULTIPLEX),
        ((5, 1, 0, 0), Fraction(10, 27), Spread.MIXED),
    ],
)
def test_thirds_of_the_participation_coefficient(
    degrees: tuple[int, ...], participation: Fraction, spread: Spread
) -> None:
    found = Multiplexity(dict(zip("abcd", degrees, strict=True)))
    assert found.participation == float(participation)
    assert found.spread is spread


def test_what_is_undefined() -> None:
    layers = {"one": graph_of("a-b", "c"), "two": nx.Graph()}
    lone = multiplexity(layers)["c"]
    assert (lone.overlapping_degree, lone.participation, lone.spread) == (0, None, None)
    assert multiplexity({"one": graph_of("a-b")})["a"].participation is None
    (its,) = overlaps(layers)
    assert (its.jaccard, its.share, its.share_other, its.expected, its.lift) == (0.0, 0.0, None, 0.0, None)
    assert Overlap("one", "two", 0, 0, 0, 1).expected is None
    assert Overlap("one", "two", 0, 0, 0, 1).jaccard is None


def test_it_refuses_what_has_no_answer() -> None:
    with pytest.raises(
        AnalysisError, match="directed ties in layer 'x'; a tie of a with itself in layer 'y'"
    ):
        multiplexity({"x": nx.DiGraph(), "y": nx.Graph([("a", "a")])})
    with pytest.raises(AnalysisError, match="tied, and not among the nodes: b: add them"):
        list(overlaps({"x": graph_of("a-b")}, among=["a"]))


layered = st.dictionaries(st.sampled_from(["x", "y", "z"]), graphs(), min_size=2)


@settings(max_examples=50)
@given(layered)
def test_the_sums_add_up(layers: dict[str, nx.Graph[str]]) -> None:
    found = multiplexity(layers)
    ties = sum(layer.number_of_edges() for layer in layers.values())
    assert sum(its.overlapping_degree for its in found.values()) == 2 * ties
    assert sum(number * count for number, count in dyads_by_layers(layers).items()) == ties
    for its in found.values():
        assert its.participation is None or 0 <= its.participation <= 1
        assert its.participation != 1 or len(set(its.degrees.values())) == 1


@settings(max_examples=50)
@given(layered)
def test_overlaps_are_those_of_the_definition(layers: dict[str, nx.Graph[str]]) -> None:
    nodes = {node for layer in layers.values() for node in layer}
    for its in overlaps(layers):
        one, other = layers[its.layer], layers[its.other]
        held = [(one.has_edge(*pair), other.has_edge(*pair)) for pair in combinations(sorted(nodes), 2)]
        both = held.count((True, True))
        assert its.shared == both
        assert its.jaccard == (
            both / (len(held) - held.count((False, False))) if any(map(any, held)) else None
        )
        assert its.share == (both / one.number_of_edges() if one.number_of_edges() else None)
        assert its.share_other == (both / other.number_of_edges() if other.number_of_edges() else None)
        if its.lift is not None and its.expected:
            assert its.lift == pytest.approx(both / its.expected)
