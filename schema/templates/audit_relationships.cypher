// How many relationships of ours there are of each type, and with which properties.
MATCH ()-[n:%labels]->()
WHERE n.record_digest IS NOT NULL
RETURN [type(n)] AS labels, keys(n) AS names, count(*) AS held
