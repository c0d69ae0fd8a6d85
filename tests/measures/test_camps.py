"""Who changed camp, worked by hand, and what must always hold of it."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.measures.camps import Change, changes, nearest
from cartelgraph.measures.frustration import Camps, frustration
from tests.measures.checked import Checked
from tests.measures.signed_graphs import signed_graph, signed_graphs

TWO_BLOCS = signed_graph("a+b", "b+c", "d+e", "c-d")
C_IS_OVER = signed_graph("a+b", "b-c", "d+e", "c+d")

VALIDATION = [
    Checked(
        "camp changes",
        "two blocs, abc and de; c goes over",
        "by hand: matched by overlap, only c is on the other side",
        1,
        lambda: sum(
            len(change.moved)
            for change in changes(TWO_BLOCS, camps("abc", "de"), C_IS_OVER, camps("cde", "ab"))
        ),
    ),
]


def camps(first: str, second: str) -> Camps[str]:
    return frozenset(first), frozenset(second)


def change(moved: str, stayed: str, *, decided: bool = True) -> Change[str]:
    return Change(frozenset(moved), frozenset(stayed), decided)


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: checked.case)
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == checked.expected


def test_what_the_camps_are_called_is_no_change() -> None:
    for before in (camps("abc", "de"), camps("de", "abc")):
        assert changes(TWO_BLOCS, before, C_IS_OVER, camps("ab", "cde")) == (change("c", "abde"),)
        assert changes(TWO_BLOCS, before, TWO_BLOCS, camps("abc", "de")) == ()


def test_two_alone_who_fall_out_may_both_be_said_to_have_moved() -> None:
    found = changes(signed_graph("a+b"), camps("ab", ""), signed_graph("a-b"), camps("a", "b"))
    assert found == (change("a", "b", decided=False),)


def test_only_those_connected_before_and_after_can_be_compared() -> None:
    # Two pairs that nothing joined before meet as enemies or as friends: nobody has moved.
    apart, joined = signed_graph("a+b", "c+d"), signed_graph("a+b", "c+d", "b-c")
    assert changes(apart, camps("abcd", ""), joined, camps("ab", "cd")) == ()
    assert changes(joined, camps("ab", "cd"), apart, camps("abcd", "")) == ()
    # A truce joins nobody, and who comes or goes has not moved.
    truce = signed_graph("a+b", "c+d", "b0c", "d+e")
    assert changes(truce, camps("abcde", ""), joined, camps("ab", "cd")) == ()


def test_among_equal_divisions_the_one_nearest_to_the_past_is_taken() -> None:
    triangle = signed_graph("a-b", "b-c", "a-c")
    choices = frustration(triangle, most=10).divisions
    past = camps("ac", "b")
    assert {frozenset(one) for one in nearest(triangle, past, triangle, choices)} == set(past)


@given(signed_graphs(7, signs=(-1, 0, 1)), signed_graphs(7, signs=(-1, 0, 1)), st.booleans(), st.booleans())
def test_back_and_forth_the_same_move_and_names_do_not_matter(
    before: nx.Graph[int],
    after: nx.Graph[int],
    first: bool,  # noqa: FBT001
    second: bool,  # noqa: FBT001
) -> None:
    one, other = frustration(before).camps, frustration(after).camps
    found = changes(before, one, after, other)
    assert changes(after, other, before, one) == found
    turned = (one[::-1] if first else one, other[::-1] if second else other)
    assert changes(before, turned[0], after, turned[1]) == found
    for its in found:
        assert len(its.moved) <= len(its.stayed)
        assert its.decided == (len(its.moved) < len(its.stayed))
    assert changes(before, one, before, one) == ()
