// Which relationships of ours lack a property that every one has.
MATCH ()-[n:%label]->()
WHERE n.record_digest IS NOT NULL AND any(name IN $required WHERE n[name] IS NULL)
RETURN collect(coalesce(n.id, '?'))[..5] AS ids
