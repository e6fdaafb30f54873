// name: who-holds
// title: Who holds this post now, or on a given day
// en: The holders of a post on a day: their term, as far as it is told, has begun by then and has not ended.
// zh: 某一天（默认最近一天）由谁担任某职务：任期（据报道）已开始而未结束。
// param: post string — the name of the post, or its end (区长)
// param: body string = none — part of the name of the body
// param: on date = last — the day
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)
WHERE (office.name = $post OR $post IN office.aliases OR (office.name ENDS WITH $post AND NOT office.name ENDS WITH '副' + $post)) AND h.status IN ['actual', 'acting'] AND coalesce(h.since, h.firstSeen) <= $on AND (h.until IS NULL OR h.until >= $on)
OPTIONAL MATCH (office)-[:POST_IN]->(b)
WITH p, h, office, b.name AS bodyName
ORDER BY bodyName
WITH p, h, office, collect(DISTINCT bodyName) AS bodies
WHERE $body IS NULL OR any(name IN bodies WHERE name CONTAINS $body)
RETURN office.name AS post, bodies, p.name AS person, h.status AS status, h.since AS since, h.firstSeen AS firstSeen, h.lastSeen AS lastSeen
ORDER BY post, office.id, coalesce(h.lastSeen, h.firstSeen) DESC, person, p.id;

// name: holders
// title: Everyone who held a post
// en: All holders of a post that the news tells of, in order of time.
// zh: 新闻所载某职务的历任人员，按时间排列。
// param: post string — the name of the post, or its end
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)
WHERE office.name = $post OR $post IN office.aliases OR (office.name ENDS WITH $post AND NOT office.name ENDS WITH '副' + $post)
RETURN office.name AS post, p.name AS person, h.status AS status, h.since AS since, h.until AS until, h.firstSeen AS firstSeen, h.lastSeen AS lastSeen, h.support AS support
ORDER BY post, office.id, coalesce(h.since, h.firstSeen), person, p.id;

// name: succession
// title: Who followed whom in a post
// en: Pairs of holders of one post: the one whose term began next after the other's had ended.
// zh: 同一职务的前任与继任：前者任期结束后最先接任的人。
// param: post string = none — the name of the post, or its end; all posts without it
MATCH (before:Person)-[old:HOLDS_POST]->(office:Post)<-[new:HOLDS_POST]-(after:Person)
WHERE before <> after AND old.until IS NOT NULL AND coalesce(new.since, new.firstSeen) >= old.until AND ($post IS NULL OR office.name = $post OR (office.name ENDS WITH $post AND NOT office.name ENDS WITH '副' + $post))
WITH office, before, old, after, coalesce(new.since, new.firstSeen) AS began
ORDER BY began, after.name, after.id
WITH office, before, old, collect(after.name)[0] AS successor, collect(began)[0] AS began
RETURN office.name AS post, before.name AS predecessor, old.until AS until, successor, began
ORDER BY post, office.id, until, predecessor, before.id;

// name: vacant-posts
// title: Posts that are vacant, and since when
// en: Posts whose last known holder has left by the given day and that nobody is told to hold since.
// zh: 末任已离任、此后未见他人接任的职务，以及空缺起始日。
// param: on date = last — the day
MATCH (:Person)-[h:HOLDS_POST]->(office:Post)
WITH office, max(h.until) AS since, max(CASE WHEN h.status IN ['actual', 'acting'] AND h.until IS NULL AND coalesce(h.since, h.firstSeen) <= $on THEN 1 ELSE 0 END) AS held
WHERE held = 0 AND since <= $on
MATCH (p:Person)-[h:HOLDS_POST]->(office)
WHERE h.until = since
RETURN office.name AS post, since AS vacantSince, p.name AS lastHolder
ORDER BY vacantSince, post, office.id, lastHolder, p.id;

// name: two-posts
// title: Officials seen in two posts at once
// en: People who hold two posts or more in bodies of their own at the same time.
// zh: 同一时期在不同单位担任两个以上职务的人。
// param: on date = last — the day
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)-[:POST_IN]->(b)
WHERE h.status IN ['actual', 'acting'] AND coalesce(h.since, h.firstSeen) <= $on AND (h.until IS NULL OR h.until >= $on)
WITH p, office.name AS postName, office.id AS postId, b.name AS bodyName
ORDER BY postName, postId, bodyName
WITH p, collect(DISTINCT postName) AS posts, collect(DISTINCT bodyName) AS bodies
WHERE size(posts) > 1 AND size(bodies) > 1
RETURN p.name AS person, posts, bodies
ORDER BY size(posts) DESC, person, p.id;

// name: posts-of-body
// title: The posts of a body and who is seen in them
// en: Every post in a body with its holders, the one last seen first.
// zh: 某单位的全部职务及任职者，最近出现者在前。
// param: body string — a name or an alias of the body
MATCH (office:Post)-[:POST_IN]->(b)
WHERE b.name = $body OR $body IN b.aliases
OPTIONAL MATCH (p:Person)-[h:HOLDS_POST]->(office)
WITH b, office, p.name AS person, p.id AS id, coalesce(h.lastSeen, h.firstSeen) AS seen
ORDER BY seen DESC, person, id
WITH b, office, collect(person) AS holders
RETURN b.name AS body, office.name AS post, holders
ORDER BY body, b.id, post, office.id;

// name: elections
// title: Elections and appointments
// en: Who was elected or appointed to what, and when the news told it.
// zh: 谁被选举或任命为何职，以及报道日期。
// param: start date = none — first day of the reports
// param: end date = none — last day of the reports
MATCH (p:Person)-[r:ELECTED_TO|APPOINTED_TO]->(office:Post)
WHERE ($start IS NULL OR r.firstSeen >= $start) AND ($end IS NULL OR r.firstSeen <= $end)
OPTIONAL MATCH (office)-[:POST_IN]->(b)
WITH p, r, office, b.name AS bodyName
ORDER BY bodyName
WITH p, r, office, collect(DISTINCT bodyName) AS bodies
RETURN r.firstSeen AS told, type(r) AS how, p.name AS person, office.name AS post, bodies, r.status AS status
ORDER BY told, how, post, office.id, person, p.id;

// name: removals
// title: Who left a post
// en: Removals and resignations that the news tells, and the end of term that follows from them.
// zh: 新闻所载的免职、辞职，以及由此得出的离任日期。
MATCH (p:Person)-[r:REMOVED_FROM]->(office:Post)
OPTIONAL MATCH (p)-[h:HOLDS_POST]->(office)
RETURN r.firstSeen AS told, p.name AS person, office.name AS post, h.since AS since, h.until AS until
ORDER BY told, post, office.id, person, p.id;

// name: acting
// title: Posts held by someone acting
// en: Holders who are said to act in a post, and since when.
// zh: 代理或主持工作的任职者及起始日期。
MATCH (p:Person)-[h:HOLDS_POST]->(office:Post)
WHERE h.status = 'acting'
RETURN office.name AS post, p.name AS person, coalesce(h.since, h.firstSeen) AS since, h.lastSeen AS lastSeen
ORDER BY since, post, office.id, person, p.id;

// name: moves
// title: Who moved from one body to another
// en: People whose post in one body ended, or was last seen, before a post of theirs in another body began.
// zh: 从一个单位调到另一个单位任职的人。
MATCH (p:Person)-[old:HOLDS_POST]->(from:Post)-[:POST_IN]->(a)
MATCH (p)-[new:HOLDS_POST]->(to:Post)-[:POST_IN]->(b)
WHERE a <> b AND from <> to AND old.until IS NOT NULL AND new.since IS NOT NULL AND old.until <= new.since
RETURN p.name AS person, from.name AS fromPost, a.name AS fromBody, old.until AS until, to.name AS toPost, b.name AS toBody, new.since AS since
ORDER BY since, person, p.id, fromPost, fromBody, toPost, toBody, from.id, to.id;
