"""The exact Cypher that is sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cartelgraph.store
from cartelgraph.model import Alias
from cartelgraph.model.entities import Figure
from cartelgraph.settings import bundled
from cartelgraph.store.shape import shape_of
from cartelgraph.store.statements import (
    any_of,
    create_relationships,
    projected,
    projection,
    statement,
    write_leading,
    write_nodes,
)


def test_nodes_are_merged_by_label_and_id_from_columns() -> None:
    assert write_nodes(["Program"], [], ["id", "record_digest"], fresh=False) == (
        "UNWIND range(0, size($id) - 1) AS i\n"
        "MERGE (n:Program {id: $id[i]})\n"
        "SET n = {id: $id[i], record_digest: $record_digest[i]}"
    )


def test_labels_of_a_kind_replace_those_of_another() -> None:
    assert write_nodes(["Place", "City"], ["Country", "City"], ["record_digest"], fresh=False) == (
        "UNWIND range(0, size($id) - 1) AS i\n"
        "MERGE (n:Place {id: $id[i]})\n"
        "SET n = {record_digest: $record_digest[i]}\n"
        "REMOVE n:Country:City\n"
        "SET n:City"
    )


def test_where_nothing_is_nodes_are_created_with_all_their_labels() -> None:
    assert write_nodes(["Place", "City"], ["Country", "City"], ["record_digest"], fresh=True) == (
        "UNWIND range(0, size($id) - 1) AS i\nCREATE (:Place:City {record_digest: $record_digest[i]})"
    )


def test_a_day_is_sent_as_its_place_in_the_list_of_days() -> None:
    text = write_nodes(["Source"], [], ["record_digest", "published_earliest"], fresh=True)
    assert text.endswith(
        "(:Source {record_digest: $record_digest[i], published_earliest: $days[$published_earliest[i]]})"
    )


def test_ends_of_relationships_are_matched_with_their_labels() -> None:
    assert create_relationships(
        "ALLIED_WITH", "Organization", "Organization", ["record_digest", "period"]
    ) == (
        "UNWIND range(0, size($source) - 1) AS i\n"
        "MATCH (source:Organization {id: $source[i]})\n"
        "MATCH (target:Organization {id: $target[i]})\n"
        "CREATE (source)-[:ALLIED_WITH {record_digest: $record_digest[i], period: $period[i]}]->(target)"
    )


def test_what_has_no_digest_of_its_own_is_marked_as_part_of_a_record() -> None:
    assert create_relationships("ABOUT", "Figure", "Program", ["position"]).endswith(
        "CREATE (source)-[:ABOUT {position: $position[i], record_digest: 'part'}]->(target)"
    )
    assert write_leading("Citation", "CITES", "Source", ["id"], fresh=True).endswith(
        "CREATE (:Citation {id: $id[i], record_digest: 'part'})"
        "-[:CITES {position: 1, record_digest: 'part'}]->(target)"
    )


def test_aliases_are_read_with_the_id_of_their_source() -> None:
    shape = shape_of(Alias)
    assert statement(
        "read_nodes", label="Alias", projection=projection("n", shape, "record", "position")
    ) == (
        "MATCH (n:Alias)\n"
        "WHERE n.record_digest IS NOT NULL\n"
        "WITH collect([n.record, n.position, n.name, n.language, "
        "head([(n)-[link:CITES]->(linked) WHERE link.record_digest IS NOT NULL | linked.id])"
        "]) AS rows\n"
        "UNWIND range(0, size(rows) - 1, 1000) AS first\n"
        "RETURN rows[first..first + 1000] AS rows"
    )
    assert projected(shape) == (("name", "language", "source"), ())


def test_fields_of_several_ids_are_read_last_and_in_their_order() -> None:
    single, several = projected(shape_of(Figure))
    assert single[-3:] == ("value", "low", "high")
    assert several == ("subjects",)
    assert projection("n", shape_of(Figure)).endswith(
        "n.value, n.low, n.high, "
        "[(n)-[link:ABOUT]->(linked) WHERE link.record_digest IS NOT NULL | [link.position, linked.id]]"
    )


@pytest.mark.parametrize("hostile", ["n {x: 1}) DETACH DELETE (m", "A`B", "a b", "", "é", "x\n"])
def test_text_that_is_no_name_never_enters_a_statement(hostile: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in Cypher text"):
        write_nodes([hostile], [], ["id"], fresh=False)
    with pytest.raises(ValueError, match="cannot stand in Cypher text"):
        write_nodes(["Place"], [], [hostile], fresh=True)
    with pytest.raises(ValueError, match="cannot stand in Cypher text"):
        any_of(["Place", hostile])


def test_every_template_is_used_and_no_cypher_stands_in_the_code() -> None:
    code = "".join(path.read_text() for path in Path(cartelgraph.store.__file__).parent.glob("*.py"))
    for path in (bundled("schema") / "templates").iterdir():
        assert f'"{path.stem}"' in code, path
    bare = re.sub(r'""".*?"""', "", code, flags=re.DOTALL)
    assert not re.search(r"\b(MATCH|MERGE|UNWIND|DETACH)\b", bare)
