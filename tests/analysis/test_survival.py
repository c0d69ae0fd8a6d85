"""How long ties last: against a published example, and on a small dataset by hand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis import survival
from cartelgraph.analysis.survival import kaplan_meier
from cartelgraph.model import EdtfDate
from tests.make import alliance, dataset, organization, rivalry

# Weeks to relapse of 21 patients under 6-mercaptopurine, Freireich et al. (1963), Blood 21, 699-716, the
# textbook example of the estimate; + is censored.
REMISSIONS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"

# Time, at risk, ended, share (Kleinbaum & Klein 2012, Survival Analysis, chapter 2), and the interval of
# Greenwood on the log-log scale. For the first: share 18/21, variance of its log 3 / (21 * 18), hence
# exp(-exp(log(0.15415) +- 1.96 * sqrt(0.0079365) / 0.15415)).
PUBLISHED = [
    (6, 21, 3, 0.8571, 0.6197, 0.9516),
    (7, 17, 1, 0.8067, 0.5631, 0.9228),
    (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491),
    (16, 11, 1, 0.6275, 0.3675, 0.8049),
    (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
]


def test_no_other_analysis_waits_for_scipy_to_be_imported() -> None:
    check = "import sys, cartelgraph.analysis; sys.exit('scipy.stats' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)


def test_the_textbook_example() -> None:
    weeks = REMISSIONS.split()
    found = kaplan_meier([float(week.rstrip("+")) for week in weeks], ["+" not in week for week in weeks])
    assert [(one.time, one.at_risk, one.ended) for one in found] == [row[:3] for row in PUBLISHED]
    for one, (*_, share, low, high) in zip(found, PUBLISHED, strict=True):
        assert one.share == pytest.approx(share, abs=5e-5)
        assert one.low == pytest.approx(low, abs=5e-5)
        assert one.high == pytest.approx(high, abs=5e-5)


def test_without_an_end_there_is_no_estimate() -> None:
    assert kaplan_meier([1.0, 2.0], [False, False]) == ()
    assert kaplan_meier([], []) == ()


def test_the_interval_is_undefined_where_nothing_is_left() -> None:
    (only,) = kaplan_meier([2.0], [True])
    assert (only.share, only.low, only.high) == (0.0, None, None)


@given(
    st.lists(st.tuples(st.integers(0, 20).map(float), st.booleans()), min_size=1).filter(
        lambda told: any(ended for _, ended in told)
    )
)
def test_the_share_is_the_product_over_the_ends_so_far(told: list[tuple[float, bool]]) -> None:
    share = 1.0
    for one in kaplan_meier([time for time, _ in told], [ended for _, ended in told]):
        at_risk = sum(time >= one.time for time, _ in told)
        share *= 1 - sum(time == one.time and ended for time, ended in told) / at_risk
        assert one.at_risk == at_risk
        assert one.share == pytest.approx(share, abs=1e-12)
        if one.low is not None and one.high is not None:
            assert one.low <= one.share <= one.high


WORLD = dataset(
    *(organization(key) for key in "abcd"),
    # Four years to a stated end; two years to a rivalry; one year in sight; no date.
    alliance("a", "b", period="2004-01-01/2008-01-01"),
    alliance("b", "c", period="2005-01-01/", citations=[{"source": "late"}]),
    rivalry("b", "c", period="2007-01-01/"),
    alliance("c", "d", period="2009-01-01/", observed=["2010-01-01"]),
    alliance("a", "d"),
)


def test_durations_on_a_small_dataset() -> None:
    table = survival(WORLD)
    years = 730 / 365.25
    # Of two in sight after two years one ends; the other ends after four.
    assert [row.values[:4] for row in table.rows] == [(years, 2, 1, 0.5), (4.0, 1, 1, 0.0)]
    assert [row.records for row in table.rows] == [("alliance-b-c-1",), ("alliance-a-b-1",)]
    (summary,) = table.lead
    assert summary == (
        "3 episodes: 1 with a stated end, 1 ended by a statement of another sign, 1 lost from sight. By the "
        "estimate half last longer than 2.0 years (95 %: 2.0 to not reached)."
    )
    assert table.notes[0].startswith("In no episode: 1 statement, as")


def test_as_known_then_and_of_another_sign() -> None:
    then = survival(WORLD, known_at=EdtfDate("2011"))
    assert then.column("years") == (4.0,)
    rivalries = survival(WORLD, sign=-1)
    assert rivalries.rows == ()
    assert "a median cannot be given" in rivalries.lead[0]
