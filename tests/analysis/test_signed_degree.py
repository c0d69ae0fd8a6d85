from __future__ import annotations

import pytest

from cartelgraph.analysis.signed_degree import SIGNED_DEGREE
from tests.analysis.worlds import snapshot_of
from tests.make import alliance, organization, rivalry, truce


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


def test_without_ties_the_table_is_empty_and_says_so() -> None:
    table = SIGNED_DEGREE.run(snapshot_of(organization("alpha")))
    assert table.rows == ()
    assert "No alliance, rivalry or truce between criminal organizations holds." in table.notes
