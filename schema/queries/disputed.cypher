// question: Which statements does a source dispute or the dataset call doubtful, and who is on either side?
// column: statement: Type of the relationship.
// column: of: Where it starts.
// column: with: Where it leads.
// column: period: When it held, in EDTF.
// column: likelihood: How likely it is.
// column: supported_by: Titles of the sources that support it.
// column: disputed_by: Titles of the sources that deny it; none where it is doubtful for another reason.
// column: note: Why it is doubtful, where a note says.

MATCH (denial:Citation {stance: 'disputes'})
WITH collect(DISTINCT denial.record) AS denied
MATCH ()-[r]->()
WHERE r.likelihood = 'doubtful' OR r.likelihood IS NOT NULL AND r.id IN denied
MATCH (c:Citation {record: r.id})-[:CITES]->(s:Source)
WITH r, c, s
ORDER BY c.position
WITH r,
     collect(DISTINCT CASE c.stance WHEN 'supports' THEN s.name END) AS supported_by,
     collect(DISTINCT CASE c.stance WHEN 'disputes' THEN s.name END) AS disputed_by,
     collect(DISTINCT s.id) AS sources
RETURN type(r) AS statement,
       startNode(r).name AS of,
       endNode(r).name AS with,
       r.period AS period,
       r.likelihood AS likelihood,
       supported_by,
       disputed_by,
       r.note AS note,
       [r.id] + sources AS records
ORDER BY size(disputed_by) DESC, statement, of, with, r.id
