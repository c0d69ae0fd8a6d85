"""Whom somebody means by an id, a name or an alias."""

from __future__ import annotations

import pytest

from cartelgraph.dataset import find, namesakes
from cartelgraph.errors import AmbiguousNameError, ParameterError, UnknownNameError
from cartelgraph.model.entities import Organization
from tests.make import EARLY, alliance, dataset, organization, place

WORLD = dataset(
    organization("zetas", name="Los Zetas", aliases=[{"name": "La Compañía"}, {"name": "The Last Letter"}]),
    organization("gulf", name="Gulf Cartel", aliases=[{"name": "La Compañía"}]),
    alliance("gulf", "zetas"),
    # An article is titled for what it is about.
    EARLY.model_copy(update={"id": "article", "name": "Los Zetas"}),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zetas", "zetas"),
        ("Los Zetas", "zetas"),
        ("LOS ZETAS", "zetas"),
        ("the last letter", "zetas"),
        ("LATE BÓOK", "late"),
        ("alliance-gulf-zetas-1", "alliance-gulf-zetas-1"),
        ("Late book", "late"),
        ("article", "article"),
    ],
)
def test_an_id_a_name_or_an_alias(text: str, found: str) -> None:
    assert find(WORLD, text).id == found


def test_a_name_of_several_is_no_answer() -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        find(WORLD, "la compañía")
    assert str(caught.value) == "'la compañía' may mean gulf, zetas: ask for one of these ids"


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(WORLD, "Gulf Kartel")
    assert str(caught.value) == "unknown record 'Gulf Kartel'. Did you mean gulf (Gulf Cartel)?"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        # All words in a name, articles and accents apart, come before what is only spelt alike.
        ("the zetas", "zetas (Los Zetas)"),
        ("Compania", "gulf (Gulf Cartel) or zetas (Los Zetas)"),
        ("Golf Cartell", "gulf (Gulf Cartel)"),
    ],
)
def test_an_organization_is_offered_once_and_nothing_else_in_its_place(text: str, offered: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(WORLD, text, Organization)
    assert str(caught.value) == f"unknown organization {text!r}. Did you mean {offered}?"


def test_a_publication_of_that_title_is_no_organization() -> None:
    with pytest.raises(UnknownNameError):
        find(WORLD, "Late book", Organization)
    with pytest.raises(ParameterError, match="'article' is no organization: it is the id of a source"):
        find(WORLD, "article", Organization)


def test_organizations_are_found_by_a_part_of_their_name() -> None:
    assert namesakes(WORLD, "cartel") == ("gulf (Gulf Cartel)",)
    assert namesakes(WORLD, "the") == ()


def test_the_id_of_something_else_is_told_what_it_is_and_who_may_be_meant() -> None:
    world = dataset(organization("gulf-cartel", name="Gulf Cartel"), place("gulf"))
    with pytest.raises(ParameterError) as caught:
        find(world, "gulf", Organization)
    assert str(caught.value) == (
        "'gulf' is no organization: it is the id of a place. Did you mean gulf-cartel (Gulf Cartel)?"
    )
