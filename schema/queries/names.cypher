// question: Which organizations have borne a name, and who calls them so?
// parameter: name (text) = La Federación: The name or a part of it, in any case.
// column: organization: The name used for it here.
// column: name: The name that it has borne.
// column: language: Language of that name, ISO 639; nothing where none is given or it is the one used here.
// column: source: Title of a source that uses an alias, where one is given.
// column: founded: When the organization came into being, in EDTF.
// column: dissolved: When it ceased to be, in EDTF.
// column: renamed: What it was renamed to, or from.

MATCH (o:Organization)
UNWIND [{name: o.name}] + [(o)-[:HAS_ALIAS]->(alias:Alias) | {
  name: alias.name,
  language: alias.language,
  source: head([(alias)-[:CITES]->(s:Source) | s])
}] AS borne
WITH o, borne
WHERE toLower(borne.name) CONTAINS toLower($name)
RETURN o.name AS organization,
       borne.name AS name,
       borne.language AS language,
       borne.source.name AS source,
       o.founded AS founded,
       o.dissolved AS dissolved,
       COLLECT {
         MATCH (o)-[:RENAMED_TO]-(other:Organization)
         RETURN other.name ORDER BY other.name
       } AS renamed,
       [o.id] + [id IN [borne.source.id] WHERE id IS NOT NULL] + [(o)-[r:RENAMED_TO]-() | r.id] AS records
ORDER BY organization, name, source
