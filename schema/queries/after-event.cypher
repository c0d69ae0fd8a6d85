// question: What may have begun for an organization in the months after an event that it had a part in?
// parameter: organization (organization) = los-zetas: Id, name or alias of the organization.
// parameter: months (integer) = 12: How long after the event.
// column: event: Name of the event; the organization, or one of its people, had a part in it.
// column: date: When it happened, in EDTF.
// column: statement: What began: type of the relationship.
// column: with: The other organization, the place or the person.
// column: period: When it held, in EDTF; it cannot have begun before the event.
// column: likelihood: How likely the statement is.

MATCH path = (o:Organization {id: $organization})<-[:LEADS|MEMBER_OF*0..1]-()-[:INVOLVED_IN]->(e:Event)
UNWIND relationships(path) AS step
WITH o, e, step
ORDER BY step.id
WITH o, e, collect(DISTINCT step.id) AS involved
MATCH (o)-[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH|SPLIT_FROM|MERGED_INTO|RENAMED_TO|SUCCEEDED|FACTION_OF|ARMED_WING_OF
            |OPERATES_IN|BASED_IN|LEADS|MEMBER_OF]-(other)
WHERE r.valid_from >= e.date_earliest AND r.valid_from <= e.date_latest + duration({months: $months})
RETURN e.name AS event,
       e.date AS date,
       type(r) AS statement,
       other.name AS with,
       r.period AS period,
       r.likelihood AS likelihood,
       [e.id] + involved + [r.id] AS records
ORDER BY e.date_earliest, event, r.valid_from, statement, with, r.id

// picture: The organization, its events and its people in them, and the ties that may have begun in the months after.
MATCH involved = (o:Organization {id: $organization})<-[:LEADS|MEMBER_OF*0..1]-()-[:INVOLVED_IN]->(e:Event)
OPTIONAL MATCH begun = (o)-[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH|SPLIT_FROM|MERGED_INTO|RENAMED_TO|SUCCEEDED|FACTION_OF
                            |ARMED_WING_OF|OPERATES_IN|BASED_IN|LEADS|MEMBER_OF]-()
WHERE r.valid_from >= e.date_earliest AND r.valid_from <= e.date_latest + duration({months: $months})
RETURN involved, begun
