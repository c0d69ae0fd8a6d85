"""The section of the report on time: what is in it, its notes, and that nothing else changes for it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cartelgraph.analysis import DYNAMICS
from cartelgraph.brief import CLAIMS, answer
from cartelgraph.dataset import Dataset
from cartelgraph.errors import AnalysisError
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, series
from cartelgraph.report import gather, render, write_figures
from cartelgraph.report.over_time import SIGNS, OverTime
from cartelgraph.report.page import Page
from tests.report.test_report import Parsed

pytestmark = pytest.mark.long

MOMENT = Moment(EdtfDate("2011-03"))
DATES = tuple(map(EdtfDate, ("2009-03", "2010-03", "2011-03")))


@pytest.fixture(scope="module")
def page(seeds: Dataset) -> Page:
    return gather(seeds, MOMENT, dates=DATES)


@pytest.fixture(scope="module")
def told(page: Page) -> OverTime:
    assert page.over_time is not None
    return page.over_time


@pytest.fixture(scope="module")
def parsed(page: Page) -> Parsed:
    return Parsed(render(page))


def test_each_claim_has_its_verdict_on_each_date(seeds: Dataset, told: OverTime) -> None:
    assert [column.name for column in told.verdicts.columns] == ["claim", *DATES, "sources"]
    assert len(told.verdicts.lines) == len(CLAIMS)
    for place, on in enumerate(DATES, start=1):
        verdicts = [finding.verdict for finding in answer(seeds, replace(MOMENT, on=on))]
        assert [line.values[place] for line in told.verdicts.lines] == [SIGNS[each] for each in verdicts]


def test_it_has_every_question_about_change(seeds: Dataset, told: OverTime, parsed: Parsed) -> None:
    snapshots = series(seeds, MOMENT, DATES)
    assert [section.question for section in told.sections] == list(DYNAMICS)
    for section in told.sections:
        assert section.printed.table == section.question.run(snapshots)
        assert f"table-{section.question.name}" in parsed.ids
    assert "2009-03 to 2011-03, 3 dates; working snapshots, missing bounds carried 24 months" in parsed.text


def test_its_rows_have_as_many_notes_as_sources(told: OverTime) -> None:
    lines = [*told.verdicts.lines, *(line for section in told.sections for line in section.printed.lines)]
    assert len(lines) > 20
    for line in lines:
        assert len(line.notes) == line.values[-1]


def test_the_page_is_sound_and_its_links_resolve(parsed: Parsed) -> None:
    assert parsed.open == []
    assert len(set(parsed.ids)) == len(parsed.ids)
    inner = {target[1:] for target in parsed.targets if target.startswith("#")}
    assert {"over-time", "verdicts", "table-shifts", "table-flips"} <= inner
    assert inner <= set(parsed.ids)
    steps = zip(parsed.headings, parsed.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)


def test_blanks_among_signs_are_kept(page: Page) -> None:
    strips = re.findall(r'<td class="signs">([^<]*)</td>', render(page))
    assert {len(strip) for strip in strips if set(strip) <= set("+-0± ")} == {len(DATES)}


def test_alliances_are_drawn_over_its_years(page: Page) -> None:
    years = set(re.findall(r">((?:19|20)[0-9][0-9])</text>", page.pictures["alliances"].figure.svg))
    assert years == {"2009", "2010", "2011"}


def test_without_a_series_there_is_no_such_section(seeds: Dataset) -> None:
    text = render(gather(seeds, MOMENT))
    assert "over-time" not in text
    assert 'id="table-flips"' not in text


def test_a_single_date_is_no_series(seeds: Dataset) -> None:
    with pytest.raises(AnalysisError, match="at least two"):
        gather(seeds, MOMENT, dates=DATES[:1])


def test_network_and_map_are_written_for_each_date(page: Page, told: OverTime, tmp_path: Path) -> None:
    files = write_figures(page.pictures, tmp_path, told.snapshots[:2])
    drawn = {f"{name}-{on}" for name in ("network", "presence-map") for on in DATES[:2]}
    assert {file.stem for file in files} == {"network", "alliances", "presence-map", *drawn}
    assert {file.suffix for file in files} == {".svg", ".png"}
    assert "2009-03" in (tmp_path / "network-2009-03.svg").read_text(encoding="utf-8")
    assert "2010-03" in (tmp_path / "presence-map-2010-03.svg").read_text(encoding="utf-8")
