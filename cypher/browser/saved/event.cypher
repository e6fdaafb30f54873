// 活动：谁出席、以何职务、在何单位 — An event: who attends, in which post, of which body
:param event => '揭牌仪式';
MATCH (e:Event)
WHERE e.name CONTAINS $event
OPTIONAL MATCH part = (p:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e)
OPTIONAL MATCH office = (p)-[:HOLDS_POST]->(:Post)-[:POST_IN]->()
OPTIONAL MATCH host = ()-[:HOSTS|ORGANIZES|CO_ORGANIZES]->(e)
OPTIONAL MATCH setting = (e)-[:HELD_AT|HELD_ON]->()
RETURN e, part, office, host, setting;
