// The digests of all relationships of ours, in lists that are neither too many nor too long.
MATCH ()-[r:%types]->()
WHERE r.record_digest IS NOT NULL
WITH collect(r.record_digest) AS digests
UNWIND range(0, size(digests) - 1, 10000) AS start
RETURN digests[start..start + 10000] AS digests
