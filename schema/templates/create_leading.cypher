// Create components where there are none, and lead each to one node. Each parameter is a list with one value for each.
UNWIND range(0, size($id) - 1) AS i
MATCH (target:%target_label {id: $target[i]})
CREATE (:%label {%properties})-[:%type {position: 1, record_digest: '%part'}]->(target)
