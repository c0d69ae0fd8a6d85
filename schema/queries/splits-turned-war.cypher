// question: Which organizations came to fight the one that they broke away from, and when?
// column: organization: The organization that broke away.
// column: broke_from: The one that it broke away from.
// column: split: When it did, in EDTF; one date for each statement that says so.
// column: rivals_by: Day by which a rivalry of the two had certainly begun; nothing where no source states one.
// column: rivalries: Periods of the rivalries that are stated, in EDTF.
// column: intensity: How hostile, where a source says.

MATCH (part:Organization)-[split:SPLIT_FROM]->(whole:Organization)
WITH part, whole, split
ORDER BY split.valid_from, split.id
WITH part, whole, collect(split.period) AS splits, collect(split.id) AS broke
OPTIONAL MATCH (part)-[hostile:RIVAL_OF]-(whole)
WITH part, whole, splits, broke, hostile
ORDER BY hostile.valid_from, hostile.id
WITH part, whole, splits, broke,
     min(hostile.certain_from) AS rivals_by,
     collect(hostile.period) AS rivalries,
     collect(DISTINCT hostile.intensity) AS intensity,
     collect(hostile.id) AS fought
RETURN part.name AS organization,
       whole.name AS broke_from,
       splits AS split,
       rivals_by,
       rivalries,
       intensity,
       broke + fought AS records
ORDER BY rivals_by, organization, broke_from

// picture: The organizations that broke apart, with their splits and their rivalries.
MATCH (part:Organization)-[split:SPLIT_FROM]->(whole:Organization)
OPTIONAL MATCH (part)-[hostile:RIVAL_OF]-(whole)
RETURN part, split, hostile, whole
