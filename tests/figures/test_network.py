"""The network of allies and rivals: kinds of ties, everybody in it, everything within the picture."""

from __future__ import annotations

from cartelgraph.dataset import Dataset
from cartelgraph.figures import network_figure
from cartelgraph.figures.network import HEIGHT, WIDTH, drawing_of
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, signed_layer, snapshot
from tests.make import alliance, dataset, organization, rivalry, truce

MOMENT = Moment(EdtfDate("2011-03"))

WORLD = dataset(
    *(organization(name) for name in "abcd"),
    alliance("a", "b", period="2011"),
    alliance("a", "b", 2, period="2011"),
    rivalry("b", "c", period="2011"),
    truce("c", "d", period="2011"),
    alliance("a", "d", period="2011"),
    rivalry("a", "d", period="2011"),
)


def test_allies_rivals_truces_and_contested_dyads_are_told_apart() -> None:
    drawing = drawing_of(snapshot(WORLD, MOMENT))
    kinds = {(line.first.name, line.second.name): line.kind for line in drawing.lines}
    assert kinds == {
        ("A", "B"): "alliance",
        ("B", "C"): "rivalry",
        ("C", "D"): "truce",
        ("A", "D"): "contested",
    }
    assert [spot.ties for spot in drawing.spots] == [2, 2, 2, 2]


def test_everybody_stands_somewhere_else_within_the_picture(seeds: Dataset) -> None:
    for data in (WORLD, seeds):
        drawing = drawing_of(snapshot(data, MOMENT))
        assert len({(spot.x, spot.y) for spot in drawing.spots}) == len(drawing.spots)
        for spot in drawing.spots:
            assert spot.radius < spot.x < WIDTH - spot.radius
            assert spot.radius < spot.y < HEIGHT - spot.radius


def test_radius_grows_with_ties() -> None:
    # 5 + 3 * sqrt(4) = 11 for four ties, 5 + 3 = 8 for one.
    star = dataset(
        *(organization(name) for name in "abcde"), *(alliance("a", one, period="2011") for one in "bcde")
    )
    radii = {spot.name: spot.radius for spot in drawing_of(snapshot(star, MOMENT)).spots}
    assert radii == {"A": 11, "B": 8, "C": 8, "D": 8, "E": 8}


def test_words_count_what_is_drawn() -> None:
    text = network_figure(snapshot(WORLD, MOMENT)).text
    assert "4 organizations are tied in 4 dyads: 1 allied, 1 hostile, 1 at truce, 1 contested." in text
    assert "Contested: A and D." in text


def test_every_organization_of_the_layer_is_named(seeds: Dataset) -> None:
    now = snapshot(seeds, MOMENT)
    svg = network_figure(now).svg
    names = {data["name"] for _, data in signed_layer(now.graph).nodes(data=True)}
    assert len(names) > 10
    assert all(f">{name}</text>" in svg for name in names)


def test_a_picture_of_nothing_says_so() -> None:
    figure = network_figure(snapshot(dataset(organization("a")), MOMENT))
    assert "No alliance, rivalry or truce between criminal organizations holds." in figure.svg
    assert "0 organizations are tied in 0 dyads" in figure.text
