"""The report as a text: sound HTML, nothing from outside, every source a note, nothing unescaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cartelgraph.analysis import ANALYSES
from cartelgraph.brief import CLAIMS
from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, snapshot
from cartelgraph.report import render, write_report
from cartelgraph.report.drawing import draw
from cartelgraph.report.labels import Dot, place_labels
from cartelgraph.report.page import gather
from tests.make import alliance, dataset, organization, rivalry, truce

MOMENT = Moment(EdtfDate("2011-03"))
VOID = {"meta", "br", "hr", "img", "link", "input", "line", "circle"}


class Page(HTMLParser):
    """Collects what the tests ask about, and refuses tags that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.targets += [found["href"] or ""] if tag == "a" else []
        self.loaded += [value or "" for name, value in attrs if name in {"src", "srcset", "data", "poster"}]
        self.loaded += [tag] if tag in {"script", "link", "iframe", "object", "embed"} else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def text(seeds: Dataset) -> str:
    return render(seeds, MOMENT)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_tags_are_closed_and_ids_are_unique(page: Page) -> None:
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)


def test_links_within_the_page_resolve_and_every_note_is_used(page: Page) -> None:
    inner = {target[1:] for target in page.targets if target.startswith("#")}
    assert inner <= set(page.ids)
    notes = {name for name in page.ids if name.startswith("note-")}
    assert notes
    assert notes <= inner


def test_tables_as_known_then_rest_on_what_was_in_print_then(seeds: Dataset) -> None:
    page = gather(seeds, MOMENT)
    sources = {note.number: note.source for note in page.footnotes}
    geography = {
        citation.source
        for record in seeds.relationships
        if record.common_knowledge
        for citation in record.citations
    }
    lines = [line for section in page.sections_then for line in section.lines]
    assert lines
    for line in lines:
        assert len(line.notes) == line.values[-1]
        for number in line.notes:
            day = sources[number].published
            in_print = day is not None and day.latest <= EdtfDate("2011-03").latest
            assert in_print or sources[number].id in geography


def test_nothing_is_loaded_from_anywhere(page: Page, text: str) -> None:
    assert page.loaded == []
    assert "url(" not in text
    assert "@import" not in text


def test_headings_go_down_one_step_at_a_time(page: Page) -> None:
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_it_says_what_it_shows(page: Page, seeds: Dataset) -> None:
    for claim in CLAIMS:
        assert f"claim-{claim.number}" in page.ids
        assert claim.test in page.text
        assert claim.limits in page.text
    for analysis in ANALYSES:
        assert {f"table-{analysis.name}", f"then-{analysis.name}"} <= set(page.ids)
    assert "working snapshot on 2011-03" in page.text
    assert f"version {seeds.info.version}" in page.text
    assert "as published by 2011-03" in page.text


def test_the_same_data_give_the_same_page(text: str, seeds: Dataset) -> None:
    assert render(seeds, MOMENT) == text
    assert len(text.encode()) < 1_000_000


def test_hostile_names_stay_text() -> None:
    name = "<script>alert('x')</script> & \"Co\""
    data = dataset(organization("a", name=name), organization("b"), alliance("a", "b", period="2011"))
    found = Page(render(data, MOMENT))
    assert "script" not in found.loaded
    assert name in found.text


def test_an_empty_dataset_makes_a_page_too() -> None:
    found = Page(render(dataset(), MOMENT))
    assert found.text.count("? Cannot be checked") == len(CLAIMS)


def test_drawing_tells_allies_rivals_truces_and_contested_dyads_apart() -> None:
    data = dataset(
        *(organization(name) for name in "abcd"),
        alliance("a", "b", period="2011"),
        alliance("a", "b", 2, period="2011"),
        rivalry("b", "c", period="2011"),
        truce("c", "d", period="2011"),
        alliance("a", "d", period="2011"),
        rivalry("a", "d", period="2011"),
    )
    drawing = draw(snapshot(data, MOMENT))
    kinds = {(line.first.name, line.second.name): line.kind for line in drawing.lines}
    assert kinds == {("A", "B"): "ally", ("B", "C"): "rival", ("C", "D"): "truce", ("A", "D"): "contested"}
    for spot in drawing.spots:
        assert 0 < spot.x < drawing.width
        assert 0 < spot.y < drawing.height
    assert len({(spot.x, spot.y) for spot in drawing.spots}) == 4


def test_a_name_goes_below_when_something_is_above() -> None:
    alone, crowded = Dot("Name", 100, 100, 5), Dot("Other", 100, 80, 8)
    assert place_labels([alone])[0].y < 100
    assert place_labels([alone, crowded])[0].y > 100


def test_a_failure_leaves_no_half_written_file(seeds: Dataset, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write_report(seeds, MOMENT, tmp_path / "missing" / "report.html")
    assert list(tmp_path.iterdir()) == []
    written = write_report(seeds, MOMENT, tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == [written.name]
