// How many nodes there are of each set of labels, whoever wrote them.
MATCH (n) RETURN labels(n) AS labels, count(*) AS held
