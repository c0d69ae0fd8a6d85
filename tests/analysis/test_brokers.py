from __future__ import annotations

from typing import Any

import pytest

from cartelgraph.analysis.brokers import BROKERS
from cartelgraph.analysis.homes import homes
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Level, Moment, snapshot
from cartelgraph.table import Table
from tests.analysis.worlds import snapshot_of
from tests.make import (
    alliance,
    base,
    containment,
    country,
    dataset,
    faction_tie,
    organization,
    place,
    presence,
    rivalry,
)

PLACES: tuple[Record, ...] = (
    country("mexico", "MX"),
    country("guatemala", "GT"),
    country("usa", "US"),
    place("north", "subdivision", iso_subdivision="MX-NOR"),
    place("south", "subdivision", iso_subdivision="MX-SUR"),
    place("town"),
    place("isthmus", "region"),
    containment("north", "mexico"),
    containment("south", "mexico"),
    containment("town", "north"),
)

# hub of mexico is allied with ann and bob of mexico, gus of guatemala, and una, of whom no place is known;
# ann and bob are allied with each other, and ann is a faction of hub; lone has a rival only.
WORLD: tuple[Record, ...] = (
    *PLACES,
    *(organization(name) for name in ("hub", "ann", "bob", "gus", "una", "lone")),
    alliance("ann", "hub"),
    alliance("bob", "hub"),
    alliance("gus", "hub"),
    alliance("hub", "una"),
    alliance("ann", "bob", citations=[{"source": "late", "locator": "p. 2"}]),
    rivalry("bob", "lone"),
    faction_tie("ann", "hub"),
    base("hub", "town"),
    presence("hub", "usa"),
    presence("ann", "north"),
    presence("bob", "mexico"),
    presence("gus", "guatemala"),
)


def rows_of(table: Table) -> dict[str, dict[str, Any]]:
    return {str(row["id"]): row for row in table.records()}


def test_table_by_hand() -> None:
    hub = rows_of(BROKERS.run(snapshot_of(*WORLD)))["hub"]
    # Six pairs of allies, of which ann and bob are allied: five are left.
    assert hub == {
        "id": "hub",
        "organization": "Hub",
        "brokered": 5,
        "country": "Mexico",
        "country_by": "base",
        "lineage": "Hub",
        # ann - gus and bob - gus: one is of mexico; three pairs with una.
        "country_coordinator": 0,
        "country_consultant": 0,
        "country_gatekeeper": 2,
        "country_liaison": 0,
        "country_unknown": 3,
        # ann is of hub's lineage, the others are each of their own: ann - gus, ann - una; three other pairs.
        "lineage_coordinator": 0,
        "lineage_consultant": 0,
        "lineage_gatekeeper": 2,
        "lineage_liaison": 3,
        # 4 - 2 * 1 / 4; ann and bob: (1/4 + 1/8)^2 each, gus and una 1/16 each.
        "effective_size": 3.5,
        "constraint": pytest.approx(2 * (3 / 8) ** 2 + 2 / 16),
        # gus abroad, ann and bob at home; gus, bob and una out of the lineage, ann within.
        "ei_country": pytest.approx(-1 / 3),
        "ei_lineage": 0.5,
        # Of three allies of known country two are of mexico: 1 - 4/9 - 1/9.
        "broker_score": pytest.approx(4 / 9),
        "sources": 2,
    }


def test_who_has_no_ally_and_whose_country_is_not_known() -> None:
    rows = rows_of(BROKERS.run(snapshot_of(*WORLD)))
    una, lone = rows["una"], rows["lone"]
    assert (una["country"], una["country_by"], una["ei_country"], una["broker_score"]) == (
        None,
        None,
        None,
        0.0,
    )
    assert (una["ei_lineage"], una["effective_size"], una["constraint"]) == (1.0, 1.0, 1.0)
    undefined = ("effective_size", "constraint", "ei_country", "ei_lineage", "broker_score")
    assert [lone[name] for name in undefined] == [None] * 5
    assert (lone["brokered"], lone["sources"]) == (0, 1)


def test_order_is_by_pairs_then_effective_size_then_name() -> None:
    # ann and bob have 2 - 2/2, gus and una 1; lone comes last.
    assert BROKERS.run(snapshot_of(*WORLD)).column("id") == ("hub", "ann", "bob", "gus", "una", "lone")


def test_a_row_rests_on_ties_among_allies_and_on_what_says_where_they_are_from() -> None:
    table = BROKERS.run(snapshot_of(*WORLD))
    records = {row.values[0]: row.records for row in table.rows}
    assert records["gus"] == (
        "alliance-gus-hub-1",
        "base-hub-town-1",
        "presence-gus-guatemala-1",
    )
    # ann and hub are of one lineage, as the faction tie says.
    assert records["bob"] == (
        "alliance-ann-bob-1",
        "alliance-ann-hub-1",
        "alliance-bob-hub-1",
        "base-hub-town-1",
        "faction-tie-ann-hub-1",
        "presence-ann-north-1",
        "presence-bob-mexico-1",
    )
    assert records["lone"] == ("rivalry-bob-lone-1",)


def test_notes_tell_the_index_of_the_whole_and_of_each_group() -> None:
    notes = BROKERS.run(snapshot_of(*WORLD)).notes
    known = "Country known of 4 of 6 organizations: of 1 by their base, of 3 by presence in no other."
    assert known in notes
    # Known: ann - hub, bob - hub, ann - bob within, gus - hub between.
    assert (
        "E-I index by country: -0.50, of 1 allied dyads between and 3 within. By group: Mexico -0.50, "
        "Guatemala +1.00." in notes
    )
    # ann - hub within; four between. Of hub's lineage: 4 out, 1 within.
    lineage = next(note for note in notes if note.startswith("E-I index by lineage: +0.60"))
    assert "By group: Hub +0.60, Bob +1.00, Gus +1.00, Una +1.00." in lineage
    assert any("gatekeeper and representative are the same" in note for note in notes)


def test_organizations_that_are_one_are_no_faction_of_one_another() -> None:
    moment = Moment(EdtfDate("2011-03"), certainty=Certainty.POSSIBLE, level=Level.LINEAGE)
    world = snapshot(dataset(*WORLD), moment)
    hub = rows_of(BROKERS.run(world))["hub"]
    # ann is folded into hub: its allies are bob, gus and una, nobody else is of its lineage.
    assert (hub["brokered"], hub["lineage_liaison"], hub["ei_lineage"]) == (3, 3, 1.0)


def home_of(*records: Record) -> tuple[str, str] | None:
    found = homes(snapshot_of(*PLACES, organization("hub"), *records)).get("hub")
    return (found.country, found.by) if found else None


def test_a_base_outweighs_any_presence() -> None:
    assert home_of(base("hub", "town"), presence("hub", "usa"), presence("hub", "guatemala")) == (
        "mexico",
        "base",
    )


def test_bases_in_several_countries_leave_it_unknown() -> None:
    assert home_of(base("hub", "town"), base("hub", "usa"), presence("hub", "mexico")) is None


def test_without_a_base_presence_in_one_country_alone_decides() -> None:
    assert home_of(presence("hub", "usa")) == ("usa", "presence")
    assert home_of(presence("hub", "north"), presence("hub", "town")) == ("mexico", "presence")
    # Two places against one are no majority: it is who was looked at.
    assert home_of(presence("hub", "north"), presence("hub", "south"), presence("hub", "usa")) is None
    assert home_of(presence("hub", "usa"), presence("hub", "guatemala")) is None
    assert home_of() is None


def test_places_in_no_one_country_say_nothing() -> None:
    assert home_of(base("hub", "isthmus")) is None
    assert home_of(base("hub", "isthmus"), presence("hub", "usa")) == ("usa", "presence")


def test_without_ties_the_table_is_empty_and_says_so() -> None:
    table = BROKERS.run(snapshot_of(organization("alpha")))
    assert table.rows == ()
    assert "No alliance, rivalry or truce between criminal organizations holds." in table.notes


def test_where_no_country_is_known_the_index_is_undefined() -> None:
    table = BROKERS.run(snapshot_of(*map(organization, "ab"), alliance("a", "b")))
    assert "E-I index by country: undefined, no alliance between two whose country is known." in table.notes
