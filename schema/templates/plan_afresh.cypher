// Counts what the indexes hold and forgets the plans of queries: a plan made while they were empty, or from the
// counts of that time, may take a thousand times as long.
CALL db.prepareForReplanning()
