// name: body-by-month
// title: The events of a body by month
// en: How many events a body hosts, organises or co-organises in each month.
// zh: 某单位每月主办、承办、协办的活动数。
// param: body string — a name or an alias
MATCH (b)-[:HOSTS|ORGANIZES|CO_ORGANIZES]->(e:Event)
WHERE (b.name = $body OR $body IN b.aliases) AND e.startDate IS NOT NULL
WITH b, substring(toString(e.startDate), 0, 7) AS month, count(DISTINCT e) AS events
RETURN b.name AS body, month, events
ORDER BY body, b.id, month;

// name: person-by-month
// title: A person by month
// en: How many events a person takes part in each month.
// zh: 某人每月参加的活动数。
// param: person string — a name or an alias
MATCH (p:Person)-[:ATTENDS|PRESIDES|SPEAKS_AT|OPENS]->(e:Event)
WHERE (p.name = $person OR $person IN p.aliases) AND e.startDate IS NOT NULL
WITH p, substring(toString(e.startDate), 0, 7) AS month, count(DISTINCT e) AS events
RETURN p.name AS person, month, events
ORDER BY person, p.id, month;

// name: events-by-month
// title: Events by month
// en: How many events take place in each month.
// zh: 每月活动数。
MATCH (e:Event)
WHERE e.startDate IS NOT NULL
WITH substring(toString(e.startDate), 0, 7) AS month, count(e) AS events
RETURN month, events
ORDER BY month;

// name: articles-by-month
// title: Articles by month and source
// en: How many articles each source has in each month.
// zh: 各来源每月的报道数。
MATCH (a:Article)
WITH a.source AS source, substring(toString(a.date), 0, 7) AS month, count(a) AS articles
RETURN source, month, articles
ORDER BY source, month;

// name: day
// title: What a day brought
// en: Events that take place on a day and what the articles of that day are called.
// zh: 某一天的活动和当天的报道。
// param: on date = last — the day
MATCH (x)
WHERE (x:Article AND x.date = $on) OR (x:Event AND x.startDate <= $on AND coalesce(x.endDate, x.startDate) >= $on)
RETURN labels(x)[0] AS label, x.name AS name, x.id AS id
ORDER BY label, name, id;

// name: not-seen-since
// title: Officials not seen any more
// en: People with a post that has no told end who are not spoken of after a day, the longest gone first.
// zh: 任职未见结束、但某日之后不再出现的人。
// param: on date — the day
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)
WHERE h.until IS NULL AND h.status IN ['actual', 'acting']
WITH p, max(h.lastSeen) AS lastSeen, collect(DISTINCT office.id) AS ids
WHERE lastSeen <= $on
RETURN p.name AS person, lastSeen, size(ids) AS posts
ORDER BY lastSeen, person, p.id;

// name: newcomers
// title: Who is new
// en: People whom a fact first tells of on or after a day, with the first post they are seen in.
// zh: 某日起首次见报的任职者及其首个职务。
// param: since date — the day
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)
WITH p, h, office
ORDER BY h.firstSeen, office.name, office.id
WITH p, collect(h.firstSeen)[0] AS firstSeen, collect(office.name)[0] AS post
WHERE firstSeen >= $since
RETURN firstSeen, p.name AS person, post
ORDER BY firstSeen, person, p.id;
