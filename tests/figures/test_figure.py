"""What every figure keeps to: sound, self-contained XML with words beside it; as PNG it is no blank sheet."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.figures import (
    Figure,
    alliances_figure,
    network_figure,
    png_available,
    presence_map,
    timeline_figure,
)
from cartelgraph.network import Moment, snapshot
from tests.make import alliance, dataset, organization

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script> & \"Co\""


@pytest.fixture(scope="module")
def figures(seeds: Dataset) -> list[Figure]:
    now = snapshot(seeds, Moment(seeds.info.focus))
    return [
        network_figure(now),
        alliances_figure(seeds, on=seeds.info.focus),
        timeline_figure(seeds, "los-zetas"),
        presence_map(now),
    ]


def test_figures_are_sound_and_stand_alone(figures: list[Figure], seeds: Dataset) -> None:
    for figure in figures:
        root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
        assert root.tag == f"{SVG}svg"
        assert root.get("role") == "img"
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        addresses = set(re.findall(r"https?://[^\"'<]*", figure.svg))
        assert addresses == {"http://www.w3.org/2000/svg"}
        assert not re.search(r"<script|<image|@import|url\((?!#)", figure.svg)
        shown = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
        assert f"{seeds.info.name} {seeds.info.version}, working" in shown


def test_figures_have_words_for_who_cannot_see_them(figures: list[Figure]) -> None:
    for figure in figures:
        root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
        assert root.findtext(f"{SVG}title") == figure.title
        assert root.findtext(f"{SVG}desc") == figure.text
        assert len(figure.text) > 100


def test_no_two_figures_share_an_id(figures: list[Figure]) -> None:
    ids = [name for figure in figures for name in re.findall(r'\bid="([^"]+)"', figure.svg)]
    assert len(ids) >= 2 * len(figures)
    assert len(set(ids)) == len(ids)
    assert all("class=" not in figure.svg for figure in figures)


def test_everything_drawn_lies_within_the_picture(figures: list[Figure]) -> None:
    for figure in figures[:3]:
        root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        for rect in root.iter(f"{SVG}rect"):
            if "pattern" not in {parent.tag.removeprefix(SVG) for parent in root.iter() if rect in parent}:
                x, y = float(rect.get("x", 0)), float(rect.get("y", 0))
                assert 0 <= x <= x + float(rect.get("width", 0)) <= width
                assert 0 <= y <= y + float(rect.get("height", 0)) <= height


def test_hostile_names_stay_text() -> None:
    world = dataset(
        organization("a", name=HOSTILE), organization("b"), alliance("a", "b", period="2011", citations=CITED)
    )
    for figure in (network_figure(snapshot(world, Moment(world.info.focus))), alliances_figure(world)):
        assert "<script" not in figure.svg
        root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
        assert any(HOSTILE in (text.text or "") for text in root.iter(f"{SVG}text"))


LETTERS = "áéíóúüñÁÉÍÓÚÜÑãõâêôàçÃÕÂÊÔÀÇ¿¡\N{EN DASH}—“”\N{RIGHT SINGLE QUOTATION MARK}«»≥≤±✓✗→"

CITED = [{"source": "early", "locator": "p. 1"}]


def png_of(figure: Figure) -> tuple[int, int, set[int]]:
    """Return width, height, and the distinct bytes of the picture's filtered lines."""
    data = figure.png()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    pixels, place = b"", 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            pixels += data[place + 8 : place + 8 + length]
        place += 12 + length
    return width, height, set(zlib.decompress(pixels))


def with_text(words: str) -> Figure:
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" font-family="DejaVu Sans">'
    return Figure("words", "Words", "Words", f"{start}{words}</svg>")


def test_png_is_twice_as_large_and_not_blank(figures: list[Figure]) -> None:
    for figure in figures:
        root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
        width, height, values = png_of(figure)
        assert (width, height) == (2 * int(root.get("width", 0)), 2 * int(root.get("height", 0)))
        assert len(values) > 50


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_png_has_the_letters_of_spanish_and_portuguese(letter: str, weight: str) -> None:
    drawn = with_text(f'<text x="5" y="15" font-weight="{weight}">{letter}</text>').png()
    nothing = with_text("").png()
    missing = with_text(f'<text x="5" y="15" font-weight="{weight}">\N{CJK UNIFIED IDEOGRAPH-6F22}</text>')
    assert drawn not in {nothing, missing.png()}


def test_figures_are_saved_by_their_suffix(figures: list[Figure], tmp_path: Path) -> None:
    network = figures[0]
    assert network.save(tmp_path / "a.svg").read_text(encoding="utf-8") == network.svg
    assert network.save(tmp_path / "a.png").read_bytes() == network.png()
    with pytest.raises(ParameterError, match=r"\.svg or \.png, not as \.pdf"):
        network.save(tmp_path / "a.pdf")


def test_png_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert png_available()
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ParameterError, match="extra `viz`"):
        with_text("").png()


def test_notebooks_show_the_picture_itself(figures: list[Figure]) -> None:
    assert figures[0]._repr_svg_() == figures[0].svg
