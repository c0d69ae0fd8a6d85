// What is said of a change that is under way, or was interrupted.
MATCH (c:CartelGraphDataset {id: 'changing'})
RETURN c.change AS change
