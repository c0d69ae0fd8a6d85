"""How a table looks on a terminal: what is cut, what is folded, and what never is."""

from __future__ import annotations

import pytest

from cartelgraph.analysis import timeline
from cartelgraph.cli.options import Format
from cartelgraph.cli.render import render
from cartelgraph.dataset import Dataset
from cartelgraph.table import Column, Row, Table
from cartelgraph.table.drawn import drawn

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
    assert "Left out for want of width" in shown.partition("years")[0]
    assert "record" in shown.partition("Left out for want of width")[2].partition("\n")[0]


LONG = "word " * 30
CLAIMS = Table(
    "claims",
    "Claims",
    (
        Column("number", "Which.", heading=True),
        Column("claim", "What.", heading=True),
        Column("verdict", "Whether."),
        Column("answer_in_words", "Why."),
    ),
    tuple(Row((str(number), f"Claim {number} on something", "holds", LONG.strip())) for number in (1, 2)),
)


def lines_of(table: Table, width: int) -> list[str]:
    return drawn(table, width).splitlines()


def test_a_row_becomes_a_paragraph_where_a_grid_would_be_taller() -> None:
    assert not any(line.startswith("1  Claim 1") for line in lines_of(CLAIMS, 200))
    narrow = lines_of(CLAIMS, 60)
    assert "1  Claim 1 on something" in narrow
    assert "  verdict          holds" in narrow
    assert max(map(len, narrow)) <= 60
    # The title; for each row a blank, the heading, the verdict, and the answer at eight words a line.
    assert len(narrow) == 1 + 2 * (1 + 1 + 1 + 4)


def test_neither_dates_nor_words_are_broken_on_a_narrow_terminal() -> None:
    columns = tuple(Column(f"column_{letter}", "When.") for letter in "abcdefg")
    table = Table("dates", "Dates", columns, (Row(("2010-02-15/2010-03-20",) * 7),))
    shown = lines_of(table, 60)
    assert shown.count("  column b  2010-02-15/2010-03-20") == 1
    assert "2010-02-15/2010-03-20" in shown


def test_a_group_heads_its_paragraphs() -> None:
    long = Table(
        "shifts",
        "Shifts",
        (Column("with", "Who."), Column("tie", "What."), Column("why", "Why.")),
        (Row(("Gulf", "allied", LONG)), Row(("Gulf", "rival", LONG)), Row(("Sinaloa", "rival", LONG))),
        grouped=True,
    )
    shown = lines_of(long, 30)
    assert [shown.count(line) for line in ("Gulf", "Sinaloa", "rival")] == [1, 1, 2]


def test_a_table_prints_as_text() -> None:
    assert str(GROUPED) == repr(GROUPED)
    assert str(GROUPED).startswith("Shifts\n")
    assert "Sinaloa Federation" in str(GROUPED)


def test_a_terminal_says_how_to_reach_the_records() -> None:
    table = Table("one", "One", (Column("a", "A."),), (Row(("x",), ("tie-1",)),))
    assert "--format json; the sources of a record: cartelgraph show RECORD" in render(
        table, Format.TABLE, colour=False
    )
    assert "RECORD" not in render(GROUPED, Format.TABLE, colour=False)
