// question: Which programs, partnerships and designations are directed against which organizations?
// column: organization: Name of the organization.
// column: measure: Name of what is directed against it.
// column: kind: What that is: Program, Partnership or Event (a designation).
// column: status: Where a program or partnership stood; what is only recommended or proposed is not in use.
// column: date: When, in EDTF; nothing where no source says.
// column: people: Names of the people of the organization that a designation is about.

CALL {
  MATCH (measure:Program|Partnership)-[r:TARGETS]->(o:Organization)
  RETURN o, measure, measure.status AS status, CASE WHEN r.period <> '/' THEN r.period END AS date,
         [] AS people, [r.id] AS records
  UNION
  MATCH path = (o:Organization)<-[:LEADS|MEMBER_OF*0..1]-(who:Organization|Person)
               -[part:INVOLVED_IN {role: 'designated'}]->(measure:Event {kind: 'designation'})
  UNWIND relationships(path) AS step
  WITH o, measure, who, step
  ORDER BY who.name, step.id
  RETURN o, measure, null AS status, measure.date AS date,
         collect(DISTINCT CASE WHEN who:Person THEN who.name END) AS people,
         collect(DISTINCT step.id) AS records
}
RETURN o.name AS organization,
       measure.name AS measure,
       head([label IN labels(measure) WHERE label IN ['Program', 'Partnership', 'Event']]) AS kind,
       status,
       date,
       people,
       records
ORDER BY organization, date, measure

// picture: The organizations, and what is directed against them or their people.
MATCH path = (:Organization)<-[:LEADS|MEMBER_OF*0..1]-()-[:TARGETS|INVOLVED_IN]-(measure:Program|Partnership|Event)
WHERE NOT measure:Event OR measure.kind = 'designation'
RETURN path
