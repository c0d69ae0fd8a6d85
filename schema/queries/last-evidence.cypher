// question: Which alliances, rivalries and truces are taken to hold on a day although the last evidence of them is older?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: One of the two.
// column: other: The other.
// column: tie: Type of the tie.
// column: period: When it held, in EDTF.
// column: last_evidence: Last day up to which it certainly held.
// column: months: Whole months from then to the day asked about; ties that are carried on longest come first.
// column: likelihood: How likely the statement is.

MATCH (a:Organization)-[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH]->(b:Organization)
WHERE r.certain_to < $on.first
  AND r.working_from <= $on.last AND r.working_to >= $on.first
RETURN a.name AS organization,
       b.name AS other,
       type(r) AS tie,
       r.period AS period,
       r.certain_to AS last_evidence,
       duration.inMonths(r.certain_to, $on.first).months AS months,
       r.likelihood AS likelihood,
       [r.id] AS records
ORDER BY last_evidence, organization, other, r.id
