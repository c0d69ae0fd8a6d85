// Create nodes where there are none. Each parameter is a list with one value for each node.
UNWIND range(0, size($id) - 1) AS i
CREATE (:%labels {%properties})
