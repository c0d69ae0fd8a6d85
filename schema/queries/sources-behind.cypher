// question: Which sources stand behind a record, and where in them is it found?
// parameter: record (record) = los-zetas: Id of a statement, or id, name or alias of an entity.
// column: source: Title of the source.
// column: published: When it was published, in EDTF.
// column: reliability: How far the source can be relied on, from A to F.
// column: locator: Where in the source.
// column: stance: Whether it supports or disputes the record.
// column: part: Which part of the record it is cited for.
// column: checked: Whether the source itself was read.

MATCH (c:Citation {record: $record})-[:CITES]->(s:Source)
RETURN s.name AS source,
       s.published AS published,
       s.reliability AS reliability,
       c.locator AS locator,
       c.stance AS stance,
       c.part AS part,
       c.checked AS checked,
       [c.record, s.id] AS records
ORDER BY c.position

// picture: The citations of the record, the sources cited, and the sources that those were drawn from.
MATCH path = (:Citation {record: $record})-[:CITES]->(:Source)-[:DERIVES_FROM*0..2]->(:Source)
RETURN path
