"""Sources as BibTeX, read back by an independent parser."""

from __future__ import annotations

from pybtex.database import parse_string

from cartelgraph.dataset import Dataset
from cartelgraph.model.entities import Source
from cartelgraph.scrutiny import bibtex


def source(**fields: object) -> Source:
    known = {
        "id": "report-1",
        "name": "Drugs & guns: 100% {of} it_all",
        "kind": "official",
        "publisher": "Office",
        "reliability": "B",
        "author": "Ana Pérez; Second Office",
        "published": "2010-04",
        "url": "https://example.org/a_b",
    }
    return Source.model_validate(known | fields)


def test_an_entry_holds_what_the_source_says() -> None:
    entry = parse_string(bibtex([source()]), "bibtex").entries["report-1"]
    assert entry.type == "techreport"
    assert entry.fields["title"] == r"{Drugs \& guns: 100\% \{of\} it\_all}"
    assert entry.fields["institution"] == "Office"
    assert (entry.fields["year"], entry.fields["month"]) == ("2010", "April")
    assert entry.fields["url"] == "https://example.org/a_b"
    assert [str(person) for person in entry.persons["author"]] == ["{Ana Pérez}", "{Second Office}"]


def test_what_a_source_does_not_say_is_left_out() -> None:
    bare = source(author=None, published=None, url=None)
    entry = parse_string(bibtex([bare]), "bibtex").entries["report-1"]
    assert set(entry.fields) == {"title", "institution"}
    assert not entry.persons


def test_a_decade_is_no_year() -> None:
    assert "year" not in parse_string(bibtex([source(published="201X")]), "bibtex").entries["report-1"].fields


def test_all_sources_of_the_seeds_can_be_read_back(seeds: Dataset) -> None:
    sources = seeds.of(Source)
    read = parse_string(bibtex(sources), "bibtex").entries
    assert list(read) == [one.id for one in sources]
    assert all(
        read[one.id].fields.get("url", "") == str(one.url or one.archived_url or "") for one in sources
    )
