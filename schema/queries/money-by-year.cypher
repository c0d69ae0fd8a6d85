// question: How much did each program have in each fiscal year, at each stage of the money?
// column: program: Name of the program. Some programs share money, so those are not to be added up.
// column: fiscal_year: United States fiscal year.
// column: stage: How far the money had gone; sums of different stages are not to be added up.
// column: least_usd: US dollars, nominal, over all recipients and accounts; where sources differ, the least.
// column: most_usd: The same with the most; what is part of another sum that is there is not counted again.
// column: recipients: Names of the recipients.

MATCH (program:Program)-[r:ALLOCATED_TO]->(recipient:Place)
WHERE NOT EXISTS {
  MATCH (program)-[whole:ALLOCATED_TO]->(larger:Place)
  WHERE whole.fiscal_year = r.fiscal_year
    AND whole.stage = r.stage
    AND (larger = recipient AND whole.account IS NULL AND r.account IS NOT NULL
         OR EXISTS { MATCH (recipient)-[:PART_OF*1..4]->(larger) }
            AND (whole.account IS NULL OR whole.account = r.account))
}
WITH program, recipient, r
ORDER BY recipient.name, r.account, r.id
WITH program, recipient, r.fiscal_year AS fiscal_year, r.stage AS stage, r.account AS account,
     min(r.amount_usd) AS least, max(r.amount_usd) AS most, collect(r.id) AS statements
RETURN program.name AS program,
       fiscal_year,
       stage,
       toInteger(round(sum(least))) AS least_usd,
       toInteger(round(sum(most))) AS most_usd,
       collect(DISTINCT recipient.name) AS recipients,
       reduce(all = [], some IN collect(statements) | all + some) AS records
ORDER BY program, fiscal_year, stage

// picture: The programs and their recipients, an allocation for each sum.
MATCH path = (:Program)-[:ALLOCATED_TO]->(:Place)
RETURN path
