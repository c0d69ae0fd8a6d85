MATCH (d:CartelGraphDataset {id: 'current'})
SET d = $properties, d.id = 'current', d.loaded_at = datetime()
