// Create or overwrite components, and lead each to one node. Each parameter is a list with one value for each.
UNWIND range(0, size($id) - 1) AS i
MATCH (target:%target_label {id: $target[i]})
MERGE (n:%label {id: $id[i]})
SET n = {%properties}
CREATE (n)-[:%type {position: 1, record_digest: '%part'}]->(target)
