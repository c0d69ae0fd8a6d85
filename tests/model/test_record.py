"""What a record refuses, and what it puts in order."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from cartelgraph.model import Citation, Entity, Likelihood, Period, Record, Relationship, SignedTie
from cartelgraph.model.entities import Organization
from cartelgraph.model.relationships import Allocation, Ends, Presence, Split
from tests.make import alliance, border, organization, presence, rivalry, truce


def fault(make: Any, *args: Any, **fields: Any) -> str:
    """Return the one message with which a record is refused."""
    with pytest.raises(ValidationError) as caught:
        make(*args, **fields)
    (detail,) = caught.value.errors()
    return f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"


@pytest.mark.parametrize("make", [alliance, rivalry, truce, border])
def test_ends_of_an_undirected_tie_are_in_one_order(make: Any) -> None:
    one = make("a", "b", id="tie")
    other = make("b", "a", id="tie")
    assert (one.source, one.target) == (other.source, other.target) == ("a", "b")
    assert one == other
    assert one.model_dump() == other.model_dump()


def test_ends_of_a_directed_tie_keep_theirs() -> None:
    assert (presence("b", "a").source, presence("b", "a").target) == ("b", "a")


@pytest.mark.parametrize("make", [alliance, presence])
def test_a_tie_with_itself_is_refused(make: Any) -> None:
    assert (
        fault(make, "a", "a")
        == ": Value error, source and target are both 'a': a tie needs two different ends"
    )


def test_an_unknown_field_is_refused() -> None:
    assert fault(alliance, "a", "b", colour="red") == "colour: Extra inputs are not permitted"
    assert "Extra inputs" in fault(Citation, source="early", page="3")


def test_a_statement_without_a_citation_is_refused() -> None:
    assert "at least 1 item" in fault(alliance, "a", "b", citations=[])
    with pytest.raises(ValidationError, match="Field required"):
        Split.model_validate({"id": "x", "source": "a", "target": "b", "likelihood": "confirmed"})


@pytest.mark.parametrize(
    ("period", "observed"),
    [
        ("2008/2010", "2007-12-31"),
        ("2008/2010", "2011"),
        ("2008/", "2007"),
        ("/2010", "2011-01-01"),
        ("2010-02", "2010-03"),
    ],
)
def test_an_observation_outside_the_period_is_refused(period: str, observed: str) -> None:
    message = fault(alliance, "a", "b", period=period, observed=[observed])
    assert message == f": Value error, observed {observed!r} lies outside the period {period!r}"


@pytest.mark.parametrize(
    ("period", "observed"),
    [
        ("2008/2010", "2008-01-01"),
        ("2008/2010", "2010"),
        ("2008-06/", "2008"),
        ("/", "1950"),
        ("2010~", "2009"),
    ],
)
def test_an_observation_that_may_lie_within_is_kept(period: str, observed: str) -> None:
    assert alliance("a", "b", period=period, observed=[observed]).observed == (observed,)


def test_observations_are_in_order_and_given_once() -> None:
    tie = alliance("a", "b", observed=["2011", "2010-02", "2010", "2010-02"])
    assert tie.observed == ("2010", "2010-02", "2011")


def test_what_no_source_says_is_unknown() -> None:
    tie = alliance("a", "b")
    assert isinstance(tie.period, Period)
    assert (tie.period, tie.observed, tie.form, tie.note) == ("/", (), None, None)


def test_records_are_immutable_and_hashable_parts_too() -> None:
    tie = alliance("a", "b")
    with pytest.raises(ValidationError, match="frozen"):
        tie.source = "c"  # type: ignore[misc]
    assert len({Citation(source="x"), Citation(source="x")}) == 1


def test_a_record_reads_back_from_its_own_json() -> None:
    tie = presence("a", "mexico", period="2010~/..", observed=["2011"], activities=["retail", "transit"])
    assert Presence.model_validate_json(tie.model_dump_json()) == tie


def test_scalars_come_as_text() -> None:
    money = Allocation.model_validate(
        {
            "id": "money",
            "source": "program",
            "target": "mexico",
            "fiscal_year": "2010",
            "amount_usd": "1.5e6",
            "stage": "requested",
            "likelihood": "confirmed",
            "citations": [{"source": "early", "checked": "no"}],
        }
    )
    assert (money.fiscal_year, money.amount_usd, money.citations[0].checked) == (2010, 1_500_000.0, False)


@pytest.mark.parametrize("amount", ["nan", "inf", "-inf", "-1"])
def test_an_amount_is_a_finite_number_from_zero_up(amount: str) -> None:
    with pytest.raises(ValidationError, match="amount_usd"):
        Allocation.model_validate(
            {
                "id": "money",
                "source": "program",
                "target": "mexico",
                "fiscal_year": 2010,
                "amount_usd": amount,
                "stage": "requested",
                "likelihood": "confirmed",
                "citations": [{"source": "early"}],
            }
        )


def test_estimative_words_have_the_published_probabilities() -> None:
    assert {word.value: word.probability for word in Likelihood} == {
        "confirmed": 0.95,
        "probable": 0.75,
        "possible": 0.5,
        "doubtful": 0.2,
    }


def test_an_entity_carries_the_label_of_its_kind() -> None:
    assert organization("a", "armed-wing").labels == ("Organization", "ArmedWing")
    assert organization("a", "security-force").labels == ("Organization", "SecurityForce")
    assert set(Organization.all_labels()) >= {"Organization", "Cartel", "Collective"}
    assert Organization.all_labels()[0] == "Organization"


# A wrong declaration never becomes a class.


def test_a_collection_needs_a_label() -> None:
    with pytest.raises(TypeError, match=r"^Port names its collection but no label: add `label`$"):

        class Port(Entity):
            collection: ClassVar[str] = "ports"


def test_a_relationship_needs_ends() -> None:
    with pytest.raises(TypeError, match=r"^Visit declares no ends: add `ends = "):

        class Visit(Relationship):
            collection: ClassVar[str] = "visits"
            label: ClassVar[str] = "VISITED"


def test_a_signed_tie_needs_a_sign() -> None:
    with pytest.raises(TypeError, match=r"^Pact declares no sign: add `sign = 1`, `0` or `-1`$"):

        class Pact(SignedTie):
            collection: ClassVar[str] = "pacts"
            label: ClassVar[str] = "PACT_WITH"
            ends: ClassVar[Ends] = ((Organization,), (Organization,))


def test_a_whole_declaration_becomes_a_class() -> None:
    class Pact(SignedTie):
        collection: ClassVar[str] = "pacts"
        label: ClassVar[str] = "PACT_WITH"
        ends: ClassVar[Ends] = ((Organization,), (Organization,))
        sign: ClassVar[int] = 1

    assert issubclass(Pact, Record)
