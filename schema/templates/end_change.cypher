MATCH (c:CartelGraphDataset {id: 'changing'})
WHERE c.change = $change
DELETE c
