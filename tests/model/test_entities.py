"""Rules that a single entity keeps."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cartelgraph.model.entities import Figure, Organization, OrganizationKind, Place
from tests.make import country, organization, place

CITED = [{"source": "early"}]


def message(make: Any, *args: Any, **fields: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        make(*args, **fields)
    (detail,) = caught.value.errors()
    return detail["msg"].removeprefix("Value error, ")


def figure(**fields: Any) -> Figure:
    return Figure.model_validate(
        {
            "id": "deaths",
            "name": "Deaths",
            "subjects": ["mexico"],
            "quantity": "deaths",
            "unit": "persons",
            "period": "2010",
            "value": 10,
            "likelihood": "probable",
            "citations": CITED,
        }
        | fields
    )


@pytest.mark.parametrize("field", ["founded", "dissolved"])
def test_a_dated_organization_is_cited(field: str) -> None:
    expected = "founded and dissolved are facts: cite where they were found"
    assert message(organization, "a", **{field: "2010"}) == expected
    assert getattr(organization("a", citations=CITED, **{field: "2010"}), field) == "2010"


def test_nothing_is_dissolved_before_it_is_founded() -> None:
    found = message(organization, "a", founded="2011", dissolved="2010", citations=CITED)
    assert found == "dissolved '2010' lies before founded '2011'"
    assert organization("a", founded="2010-06", dissolved="2010", citations=CITED).dissolved == "2010"


def test_who_enters_measures() -> None:
    assert {kind.value for kind in OrganizationKind if kind.is_criminal_group} == {
        "cartel",
        "faction",
        "armed-wing",
        "gang",
        "syndicate",
    }


def test_places_have_the_codes_of_their_kind() -> None:
    assert message(place, "mexico", "country") == "a country needs iso_alpha2 and iso_alpha3"
    assert message(place, "mexico", "country", iso_alpha2="MX") == "a country needs iso_alpha2 and iso_alpha3"
    assert message(place, "sonora", "subdivision") == "a subdivision needs iso_subdivision"
    assert country("mexico", "MX").labels == ("Place", "Country")


def test_a_point_has_two_coordinates_on_the_globe() -> None:
    assert message(place, "city", latitude=20) == "latitude and longitude come together"
    assert place("city", latitude="-90", longitude="180").latitude == -90
    with pytest.raises(ValidationError, match="less than or equal to 90"):
        place("city", latitude=90.1, longitude=0)
    with pytest.raises(ValidationError, match="longitude"):
        place("city", latitude=0, longitude="nan")


@pytest.mark.parametrize("code", ["MX", "mx-SON", "MX-", "MX-SONO", "MEX-SON"])
def test_codes_have_the_form_of_the_standard(code: str) -> None:
    with pytest.raises(ValidationError, match="iso_subdivision"):
        Place.model_validate({"id": "x", "name": "X", "kind": "subdivision", "iso_subdivision": code})


def test_a_figure_lies_within_its_bounds() -> None:
    assert message(figure, low=11) == "low 11 lies above value 10"
    assert message(figure, value=1_800_000_000, high=1.5) == "high 1.5 lies below value 1800000000"
    assert figure(low=10, high=10).value == 10
    assert message(figure, subjects=[]).startswith("Tuple should have at least 1 item")


@pytest.mark.parametrize("field", ["value", "low", "high"])
def test_a_figure_is_a_finite_number(field: str) -> None:
    for number in ("nan", "inf"):
        with pytest.raises(ValidationError, match="finite number"):
            figure(**{field: number})


def test_kinds_and_languages_are_closed_lists() -> None:
    with pytest.raises(ValidationError, match="kind"):
        organization("a", "club")
    with pytest.raises(ValidationError, match="language"):
        Organization.model_validate(
            {"id": "a", "name": "A", "kind": "gang", "aliases": [{"name": "B", "language": "Spanish"}]}
        )
