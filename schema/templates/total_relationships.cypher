// How many relationships there are of each type, whoever wrote them.
MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS held
