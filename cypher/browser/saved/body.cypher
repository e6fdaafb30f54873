// 单位：职务与任职者 — A body: its posts and who holds them
:param body => '区政府';
MATCH (b:Organization)
WHERE b.name = $body OR $body IN b.aliases
OPTIONAL MATCH office = (:Person)-[:HOLDS_POST]->(:Post)-[:POST_IN]->(b)
OPTIONAL MATCH whole = (b)-[:PART_OF|LOCATED_IN*1..3]->()
RETURN b, office, whole;
