// How many nodes there are, whoever wrote them; the server knows without looking.
MATCH (n)
RETURN count(n) AS nodes
