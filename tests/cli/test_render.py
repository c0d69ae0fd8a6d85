"""How a table looks on a terminal: what is cut, what is folded, and what never is."""

from __future__ import annotations

import pytest

from cartelgraph.analysis import timeline
from cartelgraph.cli.options import Format
from cartelgraph.cli.render import render
from cartelgraph.dataset import Dataset
from cartelgraph.table import Column, Row, Table

GROUPED = Table(
    "shifts",
    "Shifts",
    (Column("with", "Who."), Column("tie", "What.")),
    (Row(("Gulf Cartel", "allied")), Row(("Gulf Cartel", "rival")), Row(("Sinaloa Federation", "rival"))),
    lead=("Read this first.",),
    grouped=True,
)


def test_what_belongs_together_is_named_once_after_what_leads() -> None:
    shown = render(GROUPED, Format.TABLE, colour=False)
    assert shown.count("Gulf Cartel") == 1
    assert shown.index("Shifts") < shown.index("Read this first.") < shown.index("allied")


def test_programs_get_every_value_of_a_group() -> None:
    assert render(GROUPED, Format.CSV, colour=False).count("Gulf Cartel") == 2
    assert render(GROUPED, Format.JSON, colour=False).count('"Gulf Cartel"') == 2
    assert "- Read this first." in render(GROUPED, Format.MD, colour=False)


def test_a_strip_of_years_stays_whole_on_a_narrow_terminal(
    seeds: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    table = timeline(seeds, "gulf-cartel")
    shown = render(table, Format.TABLE, colour=True)
    for strip in table.column("years"):
        assert str(strip).rstrip() in shown
    assert "Left out for want of width" in shown
    assert "record" in shown.rpartition("Left out for want of width")[2]
