"""The three views of one question side by side, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cartelgraph.analysis import side_by_side
from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.contested import CONTESTED
from cartelgraph.errors import AnalysisError
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Moment, Snapshot, snapshot
from tests.make import alliance, dataset, organization, rivalry


def views(*records: Record) -> dict[Certainty, Snapshot]:
    world = dataset(*(organization(key) for key in "abcd"), *records)
    moment = Moment(EdtfDate("2010-06"))
    return {certainty: snapshot(world, replace(moment, certainty=certainty)) for certainty in Certainty}


# In June 2010 a-b certainly held, b-c is taken to hold as its end is unknown, and c-d is not dated at all.
TIES = (
    alliance("a", "b", period="2009/2011"),
    alliance("b", "c", period="2009-06/", citations=[{"source": "late"}]),
    alliance("c", "d"),
)


def test_each_view_has_its_column_and_what_is_not_in_it_is_undefined() -> None:
    table = side_by_side(CENTRALITY, views(*TIES))
    degrees = {row.values[0]: (*row.values[2:5], row.values[-1]) for row in table.rows}
    assert degrees == {"a": (1, 1, 1, 1), "b": (1, 2, 2, 2), "c": (None, 1, 2, 2), "d": (None, None, 1, 1)}
    # b has most allies in the working view, then come a and c by name; d is in the possible one only.
    assert table.column("id") == ("b", "a", "c", "d")
    assert table.lead == ("Rows on which the views differ in the first measure: 3 of 4.",)
    assert [column.name for column in table.columns if not column.detail][1:4] == [
        "degree_certain",
        "degree_working",
        "degree_possible",
    ]


def test_what_has_several_rows_on_the_same_or_measures_nothing_is_refused() -> None:
    contradicting = (alliance("a", "b", period="2010"), rivalry("a", "b", period="2010"))
    again = (*contradicting, alliance("a", "b", 2, period="2010"))
    with pytest.raises(AnalysisError, match="several rows on the same"):
        side_by_side(CONTESTED, views(*again))
