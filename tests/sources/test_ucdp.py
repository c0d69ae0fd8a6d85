"""UCDP's files into records: the rows are invented, in UCDP's own format, the records worked by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.dataset.lines import read_yaml
from cartelgraph.errors import DatasetError
from cartelgraph.model import Record
from cartelgraph.model.relationships import Rivalry
from cartelgraph.sources import ucdp
from cartelgraph.sources.rows import Line
from cartelgraph.sources.seed_file import text_of
from cartelgraph.sources.ucdp.spells import Year, date_of, runs
from tests.make import organization, place, presence, rivalry

HERE = Path(__file__).parent
SCRIPT = HERE.parent.parent / "scripts" / "derive_ucdp.py"

ALPHA = organization("alpha", ucdp_ids=["1"])
BETA = organization("beta", ucdp_ids=["2"])
GAMMA = organization("gamma", ucdp_ids=["3"], founded="2010", citations=[{"source": "early"}])
STATES = (
    place("capital", "subdivision", name="Mexico City", iso_subdivision="MX-CMX"),
    place("new-lion", "subdivision", name="Nuevo León", iso_subdivision="MX-NLE"),
    place("sinaloa", "subdivision", iso_subdivision="MX-SIN"),
    place("around-the-capital", "subdivision", name="State of Mexico", iso_subdivision="MX-MEX"),
)
SEEDS: tuple[Record, ...] = (ALPHA, BETA, GAMMA, *STATES)

ONE_PAIR = "One pair of a conflict that is coded with several on one side."
GOES_ON = "Not over in the last year of the data."


def coded(conflicts: Path = HERE / "nonstate.csv", events: Path = HERE / "ged.csv") -> ucdp.Coded:
    return ucdp.Coded(ucdp.read_conflict_years(conflicts), *ucdp.read_events(events))


def derived(collection: str, seeds: Iterable[Record] = SEEDS) -> dict[str, dict[str, Any]]:
    """Return the derived records of a collection by id, as the reader of seeds finds them."""
    document = read_yaml(ucdp.derive(coded(), seeds)[collection])
    assert document.faults == []
    assert isinstance(document.value, list)
    records = [record for record in document.value if isinstance(record, dict)]
    return {str(record["id"]): record for record in records}


def said(record: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a tie says of time, how likely it is, where that stands, and its note."""
    (citation,) = record["citations"]
    where = citation["source"], citation["locator"]
    return record.get("period"), record.get("observed"), record["likelihood"], *where, record.get("note")


def changed(path: Path, original: str, old: str, new: str) -> Path:
    """Write a copy of a file with one thing changed."""
    text = (HERE / original).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_each_episode_and_each_run_of_other_years_is_a_rivalry() -> None:
    rivalries = {key: said(record) for key, record in derived("rivalries").items()}
    coded_in, counted_in = "ucdp-ns231", "ucdp-ged-mx"
    assert rivalries == {
        # A first death within a year of the first coded year; UCDP's code 2 is a day within some days.
        "rivalry-alpha-beta-ucdp-1": (
            "2004-12-20~/2006", None, "probable", coded_in, "dyad 10, episode 1", None,
        ),
        # Of a later episode only the 25th death is dated, to 15 July: it began in that year.
        "rivalry-alpha-beta-ucdp-2": (
            "2009/2009-09", None, "probable", coded_in, "dyad 10, episode 2", None,
        ),
        "rivalry-alpha-beta-ucdp-3": (
            "2012/", ["2012"], "probable", coded_in, "dyad 10, episode 3", GOES_ON,
        ),
        "rivalry-alpha-beta-ucdp-4": (
            "2010-02-03/2010-11-05", None, "probable", coded_in, "dyad 20, episode 1", ONE_PAIR,
        ),
        # 2008 has an event without deaths.
        "rivalry-alpha-beta-ucdp-5": (
            None, ["2007"], "possible", counted_in, "dyad 10, 2007",
            "1 coded event, 2 deaths (best estimate).",
        ),
        # 30 deaths in 2013, which the conflict data end before.
        "rivalry-alpha-beta-ucdp-6": (
            None, ["2013", "2014"], "probable", counted_in, "dyad 10, 2013-2014",
            "5 coded events, 31 deaths (best estimate).",
        ),
        "rivalry-beta-gamma-ucdp-1": (
            "2010-02-03/2010-11-05", None, "probable", coded_in, "dyad 20, episode 1", ONE_PAIR,
        ),
        # The first death is ten years older than the episode.
        "rivalry-beta-gamma-ucdp-2": (
            "2011/2011-12-01~", None, "probable", coded_in, "dyad 30, episode 1",
            "UCDP dates the first death between the two to 2001.",
        ),
        # Gamma was founded in 2010.
        "rivalry-beta-gamma-ucdp-3": (
            None, ["2001"], "doubtful", counted_in, "dyad 30, 2001",
            "1 coded event, 5 deaths (best estimate). Earlier than a founding that is recorded.",
        ),
    }  # fmt: skip


def test_one_rivalry_in_full() -> None:
    assert derived("rivalries")["rivalry-alpha-beta-ucdp-1"] == {
        "id": "rivalry-alpha-beta-ucdp-1",
        "source": "alpha",
        "target": "beta",
        "intensity": "armed-clashes",
        "period": "2004-12-20~/2006",
        "likelihood": "probable",
        "citations": [{"source": "ucdp-ns231", "locator": "dyad 10, episode 1"}],
    }


def test_those_on_one_side_are_allies_for_as_long() -> None:
    assert derived("alliances") == {
        "alliance-alpha-gamma-ucdp-1": {
            "id": "alliance-alpha-gamma-ucdp-1",
            "source": "alpha",
            "target": "gamma",
            "form": "co-belligerence",
            "period": "2010-02-03/2010-11-05",
            "likelihood": "probable",
            "citations": [{"source": "ucdp-ns231", "locator": "dyad 20, episode 1, side A"}],
            "note": "On one side against Beta.",
        }
    }


def test_a_compound_that_only_events_name_is_known_by_the_names_of_its_parts(tmp_path: Path) -> None:
    events = changed(
        tmp_path / "ged.csv", "ged.csv", '"4","Alpha Cartel, Gamma"', '"5","Gamma, Alpha Cartel"'
    )
    text = ucdp.derive(coded(events=events), SEEDS)["presences"]
    assert "presence-beta-around-the-capital" in text
    assert "presence-alpha-around-the-capital" not in text


def test_yearly_deaths_are_those_of_the_conflict_data() -> None:
    figures = derived("figures")
    numbers = {
        key: (one["period"], one["value"], one.get("low"), one.get("high")) for key, one in figures.items()
    }
    assert numbers == {
        "figure-alpha-beta-deaths-ucdp-1": ("2005", "30", "25", "40"),
        "figure-alpha-beta-deaths-ucdp-2": ("2006", "40", None, "60"),
        "figure-alpha-beta-deaths-ucdp-3": ("2009", "26", "26", None),
        "figure-alpha-beta-deaths-ucdp-4": ("2012", "70", "70", "70"),
        "figure-alpha-gamma-beta-deaths-ucdp-1": ("2010", "50", "50", "50"),
        "figure-beta-gamma-deaths-ucdp-1": ("2011", "33", "30", "35"),
    }
    assert figures["figure-alpha-beta-deaths-ucdp-2"] == {
        "id": "figure-alpha-beta-deaths-ucdp-2",
        "name": "Deaths in fighting between Alpha and Beta in 2006",
        "subjects": ["alpha", "beta"],
        "quantity": "deaths in fighting between the two",
        "unit": "persons",
        "period": "2006",
        "value": "40",
        "high": "60",
        "likelihood": "probable",
        "citations": [{"source": "ucdp-ns231", "locator": "dyad 10, 2006"}],
        "note": "The source gives a low estimate of 45, above its best; left out.",
    }
    assert figures["figure-alpha-gamma-beta-deaths-ucdp-1"]["quantity"] == (
        "deaths in fighting between the two sides"
    )


def test_each_run_of_years_in_a_state_is_a_presence() -> None:
    presences = {key: said(record) for key, record in derived("presences").items()}
    none, source = None, "ucdp-ged-mx"
    capital = "Distrito Federal and Ciudad de México, 2007-2008", "2 coded events, 2 deaths (best estimate)."
    lion = "Nuevo León state and NUEVO LEON STATE, 2013-2014", "5 coded events, 31 deaths (best estimate)."
    assert presences == {
        "presence-alpha-capital-ucdp-1": (
            none, ["2007", "2008"], "possible", source, f"actor 1, {capital[0]}", capital[1],
        ),
        "presence-alpha-new-lion-ucdp-1": (
            none, ["2013", "2014"], "probable", source, f"actor 1, {lion[0]}", lion[1],
        ),
        # One of the two events is against civilians.
        "presence-alpha-sinaloa-ucdp-1": (
            none, ["2005", "2006"], "possible", source, "actor 1, Sinaloa state, 2005-2006",
            "2 coded events, 7 deaths (best estimate).",
        ),
        # Of those who fought as one, neither is said to have been there.
        "presence-beta-around-the-capital-ucdp-1": (
            none, ["2010"], "possible", source, "actor 2, México state, 2010",
            "1 coded event, 50 deaths (best estimate).",
        ),
        "presence-beta-capital-ucdp-1": (
            none, ["2007", "2008"], "possible", source, f"actor 2, {capital[0]}", capital[1],
        ),
        "presence-beta-new-lion-ucdp-1": (
            none, ["2013", "2014"], "probable", source, f"actor 2, {lion[0]}", lion[1],
        ),
        "presence-beta-sinaloa-ucdp-1": (
            none, ["2005"], "possible", source, "actor 2, Sinaloa state, 2005",
            "1 coded event, 3 deaths (best estimate).",
        ),
    }  # fmt: skip


def test_sums_of_events_give_the_same_as_the_events() -> None:
    sums = ucdp.Coded(
        ucdp.read_conflict_years(HERE / "nonstate.csv"),
        ucdp.read_dyad_years(HERE / "dyad_years.csv"),
        ucdp.read_actor_state_years(HERE / "actor_state_years.csv"),
    )
    assert ucdp.derive(sums, SEEDS) == ucdp.derive(coded(), SEEDS)


@pytest.mark.parametrize(
    ("precision", "date"),
    [("1", "2010-12-31"), ("2", "2010-12-31~"), ("3", "2010-12"), ("4", "2010-12"), ("5", "2010")],
)
def test_a_precision_code_is_the_precision_of_the_date(precision: str, date: str) -> None:
    assert date_of("2010-12-31", precision, Line(Path("a.csv"), 2)) == date


@given(st.lists(st.integers(2000, 2023), max_size=30))
def test_runs_part_the_years_at_every_gap_and_nowhere_else(years: list[int]) -> None:
    found = list(runs(Year(Line(Path("a.csv"), 1), year, events=1, deaths=0) for year in years))
    assert [one.year for run in found for one in run] == sorted(years)
    for run in found:
        assert {one.year for one in run} == set(range(run[0].year, run[-1].year + 1))
    assert all(later[0].year - run[-1].year > 1 for run, later in pairwise(found))


def cited(locator: str) -> dict[str, Any]:
    return {"citations": [{"source": "ucdp-ged-mx", "locator": locator}]}


def test_a_record_keeps_its_id_when_its_run_has_grown() -> None:
    earlier = presence(
        "alpha", "new-lion", 7, **cited("actor 1, Nuevo León state and NUEVO LEON STATE, 2013")
    )
    assert "presence-alpha-new-lion-7" in derived("presences", [*SEEDS, earlier])


def test_the_id_of_a_record_that_is_gone_is_not_given_to_another() -> None:
    gone = rivalry("alpha", "beta", id="rivalry-alpha-beta-ucdp-9", **cited("dyad 10, 2003"))
    keys = derived("rivalries", [*SEEDS, gone])
    assert [key for key in keys if key.startswith("rivalry-alpha")] == [
        f"rivalry-alpha-beta-ucdp-{number}" for number in range(10, 16)
    ]


def test_numbers_of_other_records_are_nothing_to_these() -> None:
    assert list(derived("rivalries", [*SEEDS, rivalry("alpha", "beta", 50)])) == list(derived("rivalries"))


def test_what_was_derived_is_derived_again() -> None:
    files = ucdp.derive(coded(), SEEDS)
    document = read_yaml(files["rivalries"])
    assert isinstance(document.value, list)
    earlier = [Rivalry.model_validate(value) for value in reversed(document.value)]
    assert ucdp.derive(coded(), [*SEEDS, *earlier]) == files


ADD_IT = (
    'is no organization of the seeds: add ucdp_ids: ["{}"] to the one that it is, or add that organization'
)
NEAR_IT = (
    "Did you mean 'sinaloa'? "
    "If it is another name of one, add it to OTHER_NAMES in cartelgraph.sources.ucdp.crosswalk"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "nonstate.csv",
            '"4","1, 3"',
            '"4","1, 33"',
            f"nonstate.csv:6: UCDP actor 33, part of 'Alpha Cartel, Gamma', {ADD_IT.format(33)}",
        ),
        (
            "ged.csv",
            '"1","Alpha Cartel","9999"',
            '"11","Delta","9999"',
            f"ged.csv:3: UCDP actor 11 'Delta' {ADD_IT.format(11)}",
        ),
        (
            "ged.csv",
            "México state",
            "Sinalola state",
            f"ged.csv:11: 'Sinalola state' is no state of Mexico among the places. {NEAR_IT}",
        ),
        (
            "nonstate.csv",
            '"2011-12-01","2"',
            '"2011-12-01","6"',
            "nonstate.csv:7: precision '6' is none of 1, 2, 3, 4, 5: see UCDP's codebook",
        ),
        (
            "nonstate.csv",
            '"2010","50","50"',
            '"2010","many","50"',
            "nonstate.csv:6: best_fatality_estimate is 'many', not a whole number: see UCDP's codebook",
        ),
        (
            "ged.csv",
            '"adm_1"',
            '"province"',
            "ged.csv:2: there is no column 'adm_1': give the file as UCDP publishes it",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    path = changed(tmp_path / file, file, old, new)
    files = {"conflicts": path} if file == "nonstate.csv" else {"events": path}
    with pytest.raises(DatasetError) as caught:
        ucdp.derive(coded(**files), SEEDS)
    assert str(caught.value) == f"{tmp_path}/{message}"


LETTERS = st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=["C", "Z"])
WORDS = st.lists(st.text(LETTERS, min_size=1))


@given(WORDS.map(" ".join).filter(bool))
def test_a_note_is_read_as_it_was_written(note: str) -> None:
    record = rivalry("alpha", "beta", note=note)
    document = read_yaml(text_of("rivalries", [record], "a test"))
    assert document.faults == []
    assert isinstance(document.value, list)
    assert Rivalry.model_validate(document.value[0]).note == record.note


def run_script(seeds: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--conflicts", str(HERE / "nonstate.csv"), "--seeds", str(seeds)]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False)


def test_the_script_writes_the_files_and_checks_them(tmp_path: Path) -> None:
    (tmp_path / "dataset.yml").write_text(
        "name: tiny\ntitle: T\nversion: 1.0.0\ncut_off: 2012\nfocus: 2011\nlicense: X\nattribution: Nobody\n",
        encoding="utf-8",
    )
    (tmp_path / "organizations.yml").write_text(
        "".join(
            f'- {{id: {key}, name: {key}, kind: cartel, ucdp_ids: ["{number}"]}}\n'
            for number, key in enumerate(("alpha", "beta", "gamma"), start=1)
        ),
        encoding="utf-8",
    )
    (tmp_path / "places.yml").write_text(
        "".join(
            f"- {{id: {at.id}, name: {at.name}, kind: {at.kind}, iso_subdivision: {at.iso_subdivision}}}\n"
            for at in STATES
        ),
        encoding="utf-8",
    )
    events = ("--events", str(HERE / "ged.csv"))
    written = run_script(tmp_path, *events)
    assert (written.returncode, written.stderr) == (0, "")
    assert run_script(tmp_path, *events, "--check").returncode == 0
    stale = tmp_path / "ucdp" / "figures.yml"
    stale.write_text(stale.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    failed = run_script(tmp_path, *events, "--check")
    assert failed.returncode == 1
    assert failed.stderr == f"{stale}: is not what the files give: run without --check\n"


def test_the_script_takes_events_or_both_sums_of_them(tmp_path: Path) -> None:
    failed = run_script(tmp_path, "--dyad-years", str(HERE / "dyad_years.csv"))
    assert failed.returncode == 2
    assert "give either --events, or both --dyad-years and --actor-state-years" in failed.stderr
