// question: Which statements on an organization rest on one source only?
// parameter: organization (organization) = los-zetas: Id, name or alias of the organization.
// column: statement: Type of the relationship.
// column: of: Where it starts.
// column: with: Where it leads.
// column: period: When it held, in EDTF.
// column: likelihood: How likely it is.
// column: source: Title of the one source that supports it.
// column: reliability: How far that source can be relied on, from A to F.
// column: checked: Whether the source itself was read for it.

MATCH (:Organization {id: $organization})-[r]-()
WHERE r.likelihood IS NOT NULL
MATCH (c:Citation {record: r.id, stance: 'supports'})-[:CITES]->(s:Source)
WITH r, collect(DISTINCT s) AS sources, collect(c.checked) AS checks
WHERE size(sources) = 1
WITH r, sources[0] AS s, any(checked IN checks WHERE checked) AS checked
RETURN type(r) AS statement,
       startNode(r).name AS of,
       endNode(r).name AS with,
       r.period AS period,
       r.likelihood AS likelihood,
       s.name AS source,
       s.reliability AS reliability,
       checked,
       [r.id, s.id] AS records
ORDER BY reliability DESC, statement, of, with, r.id
