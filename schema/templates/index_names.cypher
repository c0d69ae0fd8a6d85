// Every uniqueness constraint has an index of its own name.
SHOW INDEXES YIELD name
RETURN collect(name) AS names
