// A load in batches begins: what the version node says of the dataset before it stays until the load has ended.
MATCH (d:CartelGraphDataset {id: 'current'})
SET d += $properties
