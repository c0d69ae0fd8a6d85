"""Whom somebody means by an id, a name or an alias."""

from __future__ import annotations

import pytest

from cartelgraph.dataset import find
from cartelgraph.errors import AmbiguousNameError, UnknownNameError
from tests.make import EARLY, alliance, dataset, organization

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
    assert str(caught.value) == "unknown record 'Gulf Kartel'. Did you mean 'Gulf Cartel'?"
