// 两人之间的最短关系链 — The shortest chain between two people
:param person => '沈知远';
:param other => '许映雪';
MATCH (a:Person {name: $person}), (b:Person {name: $other})
MATCH path = allShortestPaths((a)-[:HOLDS_POST|POST_IN|AFFILIATED_WITH|ATTENDS|PRESIDES|SPEAKS_AT|OPENS|HOSTS|ORGANIZES|MEETS|VISITS*..8]-(b))
RETURN path
LIMIT 10;
