// Generated from the record types by `cartelgraph schema --write`; every load applies it.
// Neo4j Community has uniqueness constraints and indexes. That required properties are there is checked
// by the models before a load and by an audit at its end.

CREATE CONSTRAINT cartelgraph_cartelgraphdataset_id IF NOT EXISTS
FOR (n:CartelGraphDataset) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_source_id IF NOT EXISTS
FOR (n:Source) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_organization_id IF NOT EXISTS
FOR (n:Organization) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_person_id IF NOT EXISTS
FOR (n:Person) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_place_id IF NOT EXISTS
FOR (n:Place) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_program_id IF NOT EXISTS
FOR (n:Program) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_partnership_id IF NOT EXISTS
FOR (n:Partnership) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_event_id IF NOT EXISTS
FOR (n:Event) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_figure_id IF NOT EXISTS
FOR (n:Figure) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_citation_id IF NOT EXISTS
FOR (n:Citation) REQUIRE n.id IS UNIQUE;

CREATE INDEX cartelgraph_citation_record IF NOT EXISTS
FOR (n:Citation) ON (n.record);

CREATE CONSTRAINT cartelgraph_alias_id IF NOT EXISTS
FOR (n:Alias) REQUIRE n.id IS UNIQUE;

CREATE INDEX cartelgraph_alias_record IF NOT EXISTS
FOR (n:Alias) ON (n.record);

CREATE INDEX cartelgraph_alias_name IF NOT EXISTS
FOR (n:Alias) ON (n.name);

CREATE CONSTRAINT cartelgraph_allied_with_id IF NOT EXISTS
FOR ()-[r:ALLIED_WITH]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_rival_of_id IF NOT EXISTS
FOR ()-[r:RIVAL_OF]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_truce_with_id IF NOT EXISTS
FOR ()-[r:TRUCE_WITH]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_split_from_id IF NOT EXISTS
FOR ()-[r:SPLIT_FROM]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_merged_into_id IF NOT EXISTS
FOR ()-[r:MERGED_INTO]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_renamed_to_id IF NOT EXISTS
FOR ()-[r:RENAMED_TO]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_succeeded_id IF NOT EXISTS
FOR ()-[r:SUCCEEDED]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_faction_of_id IF NOT EXISTS
FOR ()-[r:FACTION_OF]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_armed_wing_of_id IF NOT EXISTS
FOR ()-[r:ARMED_WING_OF]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_operates_in_id IF NOT EXISTS
FOR ()-[r:OPERATES_IN]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_based_in_id IF NOT EXISTS
FOR ()-[r:BASED_IN]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_member_of_id IF NOT EXISTS
FOR ()-[r:MEMBER_OF]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_leads_id IF NOT EXISTS
FOR ()-[r:LEADS]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_funds_id IF NOT EXISTS
FOR ()-[r:FUNDS]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_assists_id IF NOT EXISTS
FOR ()-[r:ASSISTS]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_allocated_to_id IF NOT EXISTS
FOR ()-[r:ALLOCATED_TO]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_participates_in_id IF NOT EXISTS
FOR ()-[r:PARTICIPATES_IN]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_targets_id IF NOT EXISTS
FOR ()-[r:TARGETS]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_involved_in_id IF NOT EXISTS
FOR ()-[r:INVOLVED_IN]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_occurred_in_id IF NOT EXISTS
FOR ()-[r:OCCURRED_IN]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_part_of_id IF NOT EXISTS
FOR ()-[r:PART_OF]-() REQUIRE r.id IS UNIQUE;

CREATE CONSTRAINT cartelgraph_borders_id IF NOT EXISTS
FOR ()-[r:BORDERS]-() REQUIRE r.id IS UNIQUE;
