MATCH (d:CartelGraphDataset {id: 'current'})
DELETE d
