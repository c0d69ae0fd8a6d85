// How many relationships of ours there are of each type, and which lack a property that every one has.
MATCH ()-[r:%types]->()
WHERE r.record_digest IS NOT NULL
WITH r, any(name IN $required[type(r)] WHERE r[name] IS NULL) AS lacks
RETURN type(r) AS label,
       count(r) AS held,
       collect(CASE WHEN lacks THEN coalesce(r.id, '?') END)[..5] AS incomplete
