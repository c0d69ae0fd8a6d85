// question: Where does an organization come from, and what has become of it?
// parameter: organization (organization) = los-zetas: Id, name or alias of the organization.
// column: organization: The organization that the statement is about.
// column: relation: What it did or was.
// column: of: The organization that it broke from, merged into, was part of ...
// column: period: When, in EDTF.

MATCH (:Organization {id: $organization})
      -[:SPLIT_FROM|MERGED_INTO|RENAMED_TO|SUCCEEDED|FACTION_OF|ARMED_WING_OF*0..5]-(kin:Organization)
WITH DISTINCT kin
MATCH (kin)-[r:SPLIT_FROM|MERGED_INTO|RENAMED_TO|SUCCEEDED|FACTION_OF|ARMED_WING_OF]-(:Organization)
WITH DISTINCT r
RETURN startNode(r).name AS organization,
       type(r) AS relation,
       endNode(r).name AS of,
       r.period AS period,
       [r.id] AS records
ORDER BY r.valid_from, organization, of, r.id

// picture: The organization and its kin: what it came from, what came out of it, what it became.
MATCH (:Organization {id: $organization})
      -[:SPLIT_FROM|MERGED_INTO|RENAMED_TO|SUCCEEDED|FACTION_OF|ARMED_WING_OF*0..5]-(kin:Organization)
WITH DISTINCT kin
MATCH (kin)-[r:SPLIT_FROM|MERGED_INTO|RENAMED_TO|SUCCEEDED|FACTION_OF|ARMED_WING_OF]-(:Organization)
WITH DISTINCT r
RETURN startNode(r) AS organization, r, endNode(r) AS other
