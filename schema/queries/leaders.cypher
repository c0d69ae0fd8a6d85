// question: Who is said to have led an organization, when, and in which events did they have a part?
// parameter: organization (organization) = los-zetas: Id, name or alias of the organization.
// column: person: Name of the person, as official sources give it.
// column: role: What they were: leader, or the leading role that a source gives them.
// column: period: When, in EDTF; nobody says how it ended where the end is missing.
// column: observed: Dates at which an official source saw them in that place.
// column: ended_by: Last day on which it may have ended, where a source bounds it.
// column: events: Date, kind and part of the events that the person had a part in: a designation, an arrest ...

MATCH (person:Person)-[r:LEADS|MEMBER_OF]->(:Organization {id: $organization})
WHERE type(r) = 'LEADS' OR r.level = 'leadership'
OPTIONAL MATCH (person)-[part:INVOLVED_IN]->(event:Event)
WITH person, r, part, event
ORDER BY event.date_earliest, event.id
WITH person, r,
     collect(event.date + ' ' + event.kind + ': ' + part.role) AS events,
     collect(part.id) AS involved
RETURN person.name AS person,
       coalesce(r.role, 'leader') AS role,
       r.period AS period,
       r.observed AS observed,
       r.valid_to AS ended_by,
       events,
       [r.id] + involved AS records
ORDER BY coalesce(r.valid_from, r.certain_from), person, r.id

// picture: The leaders of the organization, and the events that they and it had a part in.
MATCH leading = (person:Person)-[r:LEADS|MEMBER_OF]->(:Organization {id: $organization})
WHERE type(r) = 'LEADS' OR r.level = 'leadership'
OPTIONAL MATCH events = (person)-[:INVOLVED_IN]->(:Event)
RETURN leading, events
