// question: What was in print by a day on the alliances, rivalries and truces of an organization?
// parameter: organization (organization) = los-zetas: Id, name or alias of the organization.
// parameter: by (date) = 2011-03: The day; of a month or a year, its last one.
// column: statement: Type of the relationship.
// column: with: The other organization.
// column: known_from: First day on which a dated source for it was in print.
// column: start: First day on which it may have begun, if the start was in print by then.
// column: end: Last day on which it may have ended, if the end was in print by then.

MATCH (:Organization {id: $organization})-[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH]-(other:Organization)
WHERE r.known_from <= $by.last
RETURN type(r) AS statement,
       other.name AS with,
       r.known_from AS known_from,
       CASE WHEN r.start_known_from <= $by.last THEN r.valid_from END AS start,
       CASE WHEN r.end_known_from <= $by.last THEN r.valid_to END AS end,
       [r.id] AS records
ORDER BY known_from, with, r.id

// picture: The organization and those with which a tie of it was in print by the day.
MATCH path = (:Organization {id: $organization})-[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH]-(:Organization)
WHERE r.known_from <= $by.last
RETURN path
