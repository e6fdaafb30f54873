// name: person
// title: Who a person is
// en: Everyone of this name or alias, with their posts, their bodies, and when the news first and last speaks of them.
// zh: 叫这个名字（或别名）的人，其职务、单位，以及新闻中首次和末次出现的日期。
// param: person string — a name or an alias
MATCH (p:Person)
WHERE p.name = $person OR $person IN p.aliases
OPTIONAL MATCH (p)-[:HOLDS_POST]->(office:Post)
OPTIONAL MATCH (office)-[:POST_IN]->(body)
WITH p.name AS name, p.id AS id, p.firstSeen AS firstSeen, p.lastSeen AS lastSeen, office.name AS post, body.name AS body
ORDER BY name, id, post, body
RETURN name, collect(DISTINCT post) AS posts, collect(DISTINCT body) AS bodies, firstSeen, lastSeen, id
ORDER BY name, id;

// name: career
// title: The career of a person
// en: Every post that a person is said to hold or to have held, in order of time, with the body it belongs to.
// zh: 一个人担任或曾任的全部职务，按时间排列，并注明所属单位。
// param: person string — a name or an alias
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)
WHERE p.name = $person OR $person IN p.aliases
OPTIONAL MATCH (office)-[:POST_IN]->(body)
WITH p, h, office, body.name AS bodyName
ORDER BY bodyName
WITH p, h, office, collect(DISTINCT bodyName) AS bodies
RETURN p.name AS person, office.name AS post, bodies, h.status AS status, h.since AS since, h.until AS until, h.firstSeen AS firstSeen, h.lastSeen AS lastSeen, h.support AS support, h.score AS score
ORDER BY coalesce(h.since, h.firstSeen), post, p.id, office.id;

// name: who-attended
// title: Who attended an event, and in which post
// en: The people who attend, preside over, open or speak at the events of this name, with the posts they are seen in.
// zh: 出席、主持、致辞或发言于该活动的人，以及他们的职务和单位。
// param: event string — part of the event's name
MATCH (p:Person)-[r:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)
WHERE e.name CONTAINS $event
OPTIONAL MATCH (p)-[h:HOLDS_POST]->(office:Post)
WHERE h.status IN ['actual', 'acting'] AND (h.until IS NULL OR e.startDate IS NULL OR h.until >= e.startDate)
OPTIONAL MATCH (office)-[:POST_IN]->(body)
WITH e, p, type(r) AS role, office.name AS postName, body.name AS bodyName
ORDER BY e.name, e.id, p.name, p.id, role, postName, bodyName
WITH e, p, collect(DISTINCT role) AS roles, collect(DISTINCT postName) AS posts, collect(DISTINCT bodyName) AS bodies
RETURN e.name AS event, e.startDate AS day, p.name AS person, roles, posts, bodies
ORDER BY event, e.id, person, p.id;

// name: people-of-article
// title: The people of an article, with their posts and bodies
// en: Everyone whom an article names, with the posts and bodies that the graph knows of them.
// zh: 一篇报道中提到的人，以及图谱所知的职务和单位。
// param: article string = none — part of the title, or the id; all articles without it
MATCH (a:Article)-[:HAS_SENTENCE]->(:Sentence)-[:MENTIONS]->(p:Person)
WHERE $article IS NULL OR a.name CONTAINS $article OR a.id = $article
WITH DISTINCT a, p
OPTIONAL MATCH (p)-[:HOLDS_POST]->(office:Post)
OPTIONAL MATCH (office)-[:POST_IN]->(body)
WITH a, p, office.name AS postName, body.name AS bodyName
ORDER BY a.id, p.id, postName, bodyName
WITH a, p, collect(DISTINCT postName) AS posts, collect(DISTINCT bodyName) AS bodies
RETURN a.name AS article, a.date AS date, p.name AS person, posts, bodies
ORDER BY date, article, a.id, person, p.id;

// name: people-of-body
// title: The people of a body
// en: Everyone who holds a post in a body or is affiliated with it, and what says so.
// zh: 在某单位任职或隶属于该单位的人，以及依据。
// param: body string — a name or an alias of an organisation or place
MATCH (b)
WHERE (b:Organization OR b:Place) AND (b.name = $body OR $body IN b.aliases)
MATCH (p:Person)-[h:HOLDS_POST|AFFILIATED_WITH]->(x)
WHERE x = b OR (x)-[:POST_IN]->(b)
RETURN b.name AS body, p.name AS person, CASE WHEN x = b THEN null ELSE x.name END AS post, h.status AS status, h.firstSeen AS firstSeen, h.lastSeen AS lastSeen, h.until AS until
ORDER BY body, b.id, person, p.id, post, x.id;

// name: most-active
// title: Who is seen at most events
// en: The people by the number of events they attend, preside over, open or speak at.
// zh: 按出席、主持、致辞、发言的活动数量排列的人物。
// param: limit integer = 20 — how many
MATCH (p:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)
WITH p, count(DISTINCT e) AS events, min(e.startDate) AS first, max(e.startDate) AS last
RETURN p.name AS person, events, first, last
ORDER BY events DESC, person, p.id
LIMIT $limit;

// name: speaks-most
// title: Who speaks most, and where
// en: The people by the number of events they speak at or open, with these events.
// zh: 按发言、致辞次数排列的人物，以及在哪些活动上发言。
// param: limit integer = 20 — how many
MATCH (p:Person)-[:SPEAKS_AT|OPENS]->(e:Event)
WITH DISTINCT p, e
ORDER BY e.startDate, e.name, e.id
WITH p, count(e) AS times, collect(e.name) AS events
RETURN p.name AS person, times, events
ORDER BY times DESC, person, p.id
LIMIT $limit;

// name: presides-most
// title: Who presides most
// en: The people and bodies by the number of events they preside over.
// zh: 按主持次数排列的人物和单位。
// param: limit integer = 20 — how many
MATCH (p)-[:PRESIDES]->(e:Event)
WITH p, count(DISTINCT e) AS times, max(e.startDate) AS last
RETURN p.name AS name, labels(p)[0] AS label, times, last
ORDER BY times DESC, name, p.id
LIMIT $limit;

// name: meetings-of-person
// title: Whom a person meets and what they visit
// en: The people and bodies that a person meets, and the places and bodies they visit, with the dates of the reports.
// zh: 一个人会见的人和单位、走访调研的地点和单位，以及报道日期。
// param: person string — a name or an alias
MATCH (p:Person)-[r:MEETS|VISITS]-(x)
WHERE p.name = $person OR $person IN p.aliases
RETURN p.name AS person, type(r) AS relation, x.name AS whom, labels(x)[0] AS label, r.firstSeen AS firstSeen, r.lastSeen AS lastSeen, r.support AS support
ORDER BY relation, firstSeen, whom, x.id, r.id;
