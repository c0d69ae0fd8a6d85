// Say that the graph is about to change, whatever an interrupted change has left said.
MERGE (c:CartelGraphDataset {id: 'changing'})
SET c.change = $change, c.since = datetime()
