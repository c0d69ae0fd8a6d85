MATCH (d:CartelGraphDataset {id: 'current'})
RETURN properties(d) AS properties
