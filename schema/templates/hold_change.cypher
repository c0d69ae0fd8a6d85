// Keep others from announcing a change until this transaction has ended, and see whose is announced.
MATCH (c:CartelGraphDataset {id: 'changing'})
SET c.lock = true
REMOVE c.lock
RETURN c.change AS change
