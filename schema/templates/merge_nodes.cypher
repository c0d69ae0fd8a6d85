// Create or overwrite nodes of one label. Each parameter is a list with one value for each node.
UNWIND range(0, size($id) - 1) AS i
MERGE (n:%label {id: $id[i]})
SET n = {%properties}%kinds
