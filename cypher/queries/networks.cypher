// name: co-attendance
// title: Who attends events with whom, and how often
// en: Pairs of people seen at the same events, by the number of events; the co-attendance network.
// zh: 共同出席活动的人物及次数（共同出席网络）。
// param: least integer = 1 — the least number of events
// param: limit integer = 50 — how many pairs
MATCH (a:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)<-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]-(b:Person)
WHERE a.id < b.id
WITH a, b, count(DISTINCT e) AS events, min(e.startDate) AS first, max(e.startDate) AS last
WHERE events >= $least
WITH CASE WHEN a.name <= b.name THEN a.name ELSE b.name END AS one, CASE WHEN a.name <= b.name THEN b.name ELSE a.name END AS other, events, first, last, a.id AS aId, b.id AS bId
RETURN one, other, events, first, last
ORDER BY events DESC, one, other, aId, bId
LIMIT $limit;

// name: companions
// title: With whom a person is seen
// en: The people seen at the same events as a person, with these events.
// zh: 与某人共同出席活动的人，以及这些活动。
// param: person string — a name or an alias
MATCH (p:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)<-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]-(other:Person)
WHERE (p.name = $person OR $person IN p.aliases) AND p <> other
WITH DISTINCT p, other, e
ORDER BY e.startDate, e.name, e.id
WITH p, other, count(e) AS times, collect(e.name) AS events
RETURN p.name AS person, other.name AS companion, times, events
ORDER BY person, p.id, times DESC, companion, other.id;

// name: chain
// title: The shortest chain between two people
// en: The shortest chain of facts that ties two people, through posts, bodies, events and places.
// zh: 两人之间经由职务、单位、活动、地点的最短关系链。
// param: person string — the name of the one
// param: other string — the name of the other
// param: limit integer = 20 — how many chains
MATCH (a:Person {name: $person}), (b:Person {name: $other})
WHERE a <> b
MATCH path = allShortestPaths((a)-[:HOLDS_POST|POST_IN|AFFILIATED_WITH|ATTENDS|PRESIDES|SPEAKS_AT|OPENS|HOSTS|ORGANIZES|CO_ORGANIZES|MEETS|VISITS|FOUNDS|PART_OF|SIGNS_WITH*..8]-(b))
WITH [n IN nodes(path) | n.name] AS names, [n IN nodes(path) | n.id] AS ids, [r IN relationships(path) | type(r)] AS ties, length(path) AS steps
RETURN steps, names, ties
ORDER BY steps, names, ties, ids
LIMIT $limit;

// name: go-betweens
// title: People at the events of many bodies
// en: People by the number of different bodies whose events they take part in.
// zh: 参加多个不同单位活动的人物。
// param: limit integer = 20 — how many
MATCH (p:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)<-[:HOSTS|ORGANIZES|CO_ORGANIZES]-(b)
WITH DISTINCT p, b
ORDER BY b.name, b.id
WITH p, count(b) AS bodies, collect(b.name) AS names
RETURN p.name AS person, bodies, names
ORDER BY bodies DESC, person, p.id
LIMIT $limit;

// name: colleagues
// title: Who serves in the same body
// en: The people who hold posts in the bodies in which a person holds a post.
// zh: 与某人在同一单位任职的人。
// param: person string — a name or an alias
MATCH (p:Person)-[:HOLDS_POST]->(:Post)-[:POST_IN]->(b)<-[:POST_IN]-(office:Post)<-[h:HOLDS_POST]-(other:Person)
WHERE (p.name = $person OR $person IN p.aliases) AND p <> other
RETURN DISTINCT p.name AS person, b.name AS body, other.name AS colleague, office.name AS post, h.lastSeen AS lastSeen, p.id AS personId, other.id AS colleagueId
ORDER BY person, personId, body, colleague, colleagueId, post, lastSeen;

// name: bodies-at-events
// title: Which bodies' people meet at events
// en: Pairs of bodies whose post-holders take part in the same events, by the number of events.
// zh: 其任职人员共同出席活动的单位及次数。
// param: limit integer = 30 — how many pairs
MATCH (a)<-[:POST_IN]-(:Post)<-[:HOLDS_POST]-(:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)
WITH DISTINCT a, e
MATCH (e)<-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]-(:Person)-[:HOLDS_POST]->(:Post)-[:POST_IN]->(b)
WHERE a.id < b.id
WITH a, b, count(DISTINCT e) AS events
WITH CASE WHEN a.name <= b.name THEN a.name ELSE b.name END AS one, CASE WHEN a.name <= b.name THEN b.name ELSE a.name END AS other, events, a.id AS aId, b.id AS bId
RETURN one, other, events
ORDER BY events DESC, one, other, aId, bId
LIMIT $limit;
