// question: Which organizations became allies after they had been enemies?
// column: organization: One of the two.
// column: ally: The other.
// column: hostile_by: Day by which, at the latest, a rivalry between them had begun.
// column: allied_from: Day before which no alliance told here can have begun.
// column: rivalries: When each rivalry from before held, as a period or as the dates at which it was seen.
// column: alliances: Period of each alliance from after, and how likely it is.

MATCH (a:Organization)-[hostile:RIVAL_OF]-(b:Organization), (a)-[friendly:ALLIED_WITH]-(b)
WHERE a.id < b.id AND hostile.certain_from <= friendly.valid_from
WITH a, b, hostile, friendly,
     CASE hostile.period
       WHEN '/' THEN 'seen ' + reduce(dates = head(hostile.observed), day IN tail(hostile.observed) | dates + ', ' + day)
       ELSE hostile.period
     END AS rivalry
ORDER BY hostile.certain_from, hostile.id, friendly.valid_from, friendly.id
RETURN a.name AS organization,
       b.name AS ally,
       min(hostile.certain_from) AS hostile_by,
       min(friendly.valid_from) AS allied_from,
       collect(DISTINCT rivalry) AS rivalries,
       collect(DISTINCT friendly.period + ' (' + friendly.likelihood + ')') AS alliances,
       collect(DISTINCT hostile.id) + collect(DISTINCT friendly.id) AS records
ORDER BY organization, ally

// picture: The organizations that became allies, with the rivalries and the alliances.
MATCH (a:Organization)-[hostile:RIVAL_OF]-(b:Organization), (a)-[friendly:ALLIED_WITH]-(b)
WHERE a.id < b.id AND hostile.certain_from <= friendly.valid_from
RETURN a, hostile, friendly, b
