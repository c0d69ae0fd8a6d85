// Which relationships bear any of these digests.
MATCH ()-[r:%types]->()
WHERE r.record_digest IN $digests
RETURN type(r) AS label, collect(r.id) AS ids
