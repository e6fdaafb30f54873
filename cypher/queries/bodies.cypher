// name: body
// title: What a body is
// en: The body of this name or alias: what it is part of, where it lies, its posts, and how many events it hosts.
// zh: 某单位的上级、所在地、职务数和主办、承办活动数。
// param: body string — a name or an alias
MATCH (b:Organization)
WHERE b.name = $body OR $body IN b.aliases
OPTIONAL MATCH (b)-[:PART_OF]->(parent)
OPTIONAL MATCH (b)-[:LOCATED_IN]->(place)
OPTIONAL MATCH (office:Post)-[:POST_IN]->(b)
OPTIONAL MATCH (b)-[:HOSTS|ORGANIZES|CO_ORGANIZES]->(e:Event)
WITH b, parent.name AS parentName, place.name AS placeName, office.name AS postName, e
ORDER BY parentName, placeName, postName
RETURN b.name AS body, collect(DISTINCT parentName) AS partOf, collect(DISTINCT placeName) AS locatedIn, collect(DISTINCT postName) AS posts, count(DISTINCT e) AS events, b.id AS id
ORDER BY body, id;

// name: hosting-together
// title: Which bodies host events together
// en: Pairs of bodies or places that host or organise the same events, and how often.
// zh: 共同主办、承办、协办活动的单位及次数。
// param: limit integer = 30 — how many pairs
MATCH (a)-[:HOSTS|ORGANIZES|CO_ORGANIZES]->(e:Event)<-[:HOSTS|ORGANIZES|CO_ORGANIZES]-(b)
WHERE a.id < b.id
WITH a, b, count(DISTINCT e) AS events
WITH CASE WHEN a.name <= b.name THEN a.name ELSE b.name END AS one, CASE WHEN a.name <= b.name THEN b.name ELSE a.name END AS other, events, a.id AS aId, b.id AS bId
RETURN one, other, events
ORDER BY events DESC, one, other, aId, bId
LIMIT $limit;

// name: busiest-bodies
// title: Which bodies host most
// en: Bodies and places by the number of events they host, organise or co-organise, by role.
// zh: 按主办、承办、协办次数排列的单位。
// param: limit integer = 30 — how many
MATCH (b)-[r:HOSTS|ORGANIZES|CO_ORGANIZES]->(e:Event)
WITH b, sum(CASE type(r) WHEN 'HOSTS' THEN 1 ELSE 0 END) AS hosts, sum(CASE type(r) WHEN 'ORGANIZES' THEN 1 ELSE 0 END) AS organizes, sum(CASE type(r) WHEN 'CO_ORGANIZES' THEN 1 ELSE 0 END) AS coOrganizes, count(DISTINCT e) AS events
RETURN b.name AS body, labels(b)[0] AS label, events, hosts, organizes, coOrganizes
ORDER BY events DESC, body, b.id
LIMIT $limit;

// name: agreements
// title: Who signs with whom
// en: Bodies that sign agreements with one another, and when it was told.
// zh: 相互签约的单位及报道日期。
MATCH (a:Organization)-[r:SIGNS_WITH]->(b:Organization)
RETURN a.name AS one, b.name AS other, r.firstSeen AS firstSeen, r.lastSeen AS lastSeen, r.support AS support
ORDER BY firstSeen, one, other, a.id, b.id;

// name: subordinates
// title: What belongs to a body
// en: All bodies that are part of a body, at any depth.
// zh: 某单位的各级下属单位。
// param: body string — a name or an alias
MATCH (b:Organization)
WHERE b.name = $body OR $body IN b.aliases
MATCH path = (x:Organization)-[:PART_OF*1..6]->(b)
WITH b, x, min(length(path)) AS depth
RETURN b.name AS body, depth, x.name AS part
ORDER BY body, b.id, depth, part, x.id;

// name: founded
// title: What was founded, and by whom
// en: Bodies that were founded, set up or unveiled, with the founder and the date of the report.
// zh: 成立、设立、揭牌的单位，发起者及报道日期。
MATCH (a)-[r:FOUNDS]->(b:Organization)
RETURN r.firstSeen AS told, a.name AS founder, labels(a)[0] AS label, b.name AS founded
ORDER BY told, founder, founded, a.id, b.id;

// name: place
// title: A place and all that lies in it
// en: The places, bodies and events in a place, at any depth.
// zh: 某地及其范围内的地点、单位和活动（各级）。
// param: place string — a name or an alias
MATCH (p:Place)
WHERE p.name = $place OR $place IN p.aliases
MATCH path = (x)-[:LOCATED_IN|PART_OF|HELD_AT*1..6]->(p)
WITH p, x, min(length(path)) AS depth
RETURN p.name AS place, depth, labels(x)[0] AS label, x.name AS inside
ORDER BY place, p.id, depth, label, inside, x.id;

// name: body-ties
// title: Bodies that share people
// en: Pairs of bodies in which one person holds posts, with these people.
// zh: 由同一人任职而相联系的单位。
// param: limit integer = 30 — how many pairs
MATCH (a)<-[:POST_IN]-(:Post)<-[:HOLDS_POST]-(p:Person)-[:HOLDS_POST]->(:Post)-[:POST_IN]->(b)
WHERE a.id < b.id
WITH DISTINCT a, b, p
ORDER BY p.name, p.id
WITH a, b, count(p) AS people, collect(p.name) AS names
WITH CASE WHEN a.name <= b.name THEN a.name ELSE b.name END AS one, CASE WHEN a.name <= b.name THEN b.name ELSE a.name END AS other, people, names, a.id AS aId, b.id AS bId
RETURN one, other, people, names
ORDER BY people DESC, one, other, aId, bId
LIMIT $limit;
