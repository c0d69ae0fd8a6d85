// question: What does each source contribute, and was it read for it?
// column: source: Title of the source.
// column: kind: What sort of publication it is.
// column: reliability: How far it can be relied on, from A to F.
// column: published: When it was published, in EDTF; nothing where it does not say.
// column: cited_for: Number of records that cite it.
// column: read_for: Of these, those for which the source itself was read.
// column: alone: Of these, those that no other source is cited for.
// column: drawn_from: Titles of the sources that it repeats or is drawn from: no witnesses beside it.

MATCH (s:Source)
OPTIONAL MATCH (c:Citation)-[:CITES]->(s)
WITH s, c.record AS record, max(CASE WHEN c.checked THEN 1 ELSE 0 END) AS read
WITH s,
     count(record) AS cited_for,
     sum(read) AS read_for,
     count(CASE WHEN NOT EXISTS {
       MATCH (:Citation {record: record})-[:CITES]->(other:Source)
       WHERE other <> s
     } THEN record END) AS alone
RETURN s.name AS source,
       s.kind AS kind,
       s.reliability AS reliability,
       s.published AS published,
       cited_for,
       read_for,
       alone,
       COLLECT {
         MATCH (s)-[:DERIVES_FROM]->(origin:Source)
         RETURN origin.name ORDER BY origin.name
       } AS drawn_from,
       [s.id] AS records
ORDER BY cited_for DESC, source, s.id
