// Create relationships of one type between two labels, so that both ends are found by their index.
UNWIND range(0, size($source) - 1) AS i
MATCH (source:%source_label {id: $source[i]})
MATCH (target:%target_label {id: $target[i]})
CREATE (source)-[:%type {%properties}]->(target)
