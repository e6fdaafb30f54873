// 人物：职务、单位、活动 — A person: posts, bodies, events
:param person => '陆听澜';
MATCH (p:Person)
WHERE p.name = $person OR $person IN p.aliases
OPTIONAL MATCH office = (p)-[:HOLDS_POST]->(:Post)-[:POST_IN]->()
OPTIONAL MATCH part = (p)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(:Event)
OPTIONAL MATCH tie = (p)-[:MEETS|VISITS|AFFILIATED_WITH]-()
RETURN p, office, part, tie;
