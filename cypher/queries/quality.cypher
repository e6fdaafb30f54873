// name: told-once
// title: Facts told by one article only
// en: Facts that a single article supports, the least certain first.
// zh: 仅有一篇报道支持的事实，可信度低者在前。
// param: limit integer = 50 — how many
MATCH (h)-[r]->(t)
WHERE r.support = 1
RETURN h.name AS head, type(r) AS relation, t.name AS tail, r.score AS score, r.firstSeen AS told
ORDER BY score, relation, head, tail, r.id
LIMIT $limit;

// name: doubles
// title: Entities that may be doubles
// en: Pairs of one label that share a name or an alias and were kept apart.
// zh: 同一类别中名称或别名相同、未被合并的实体对。
// param: limit integer = 50 — how many pairs
MATCH (x)
WHERE NOT x:Article AND NOT x:Sentence AND NOT x:Date
UNWIND coalesce(x.aliases, []) + [x.name] AS name
WITH DISTINCT name, labels(x)[0] AS label, x
ORDER BY x.id
WITH name, label, collect(x.id) AS ids, collect(x.name) AS names
WHERE size(ids) > 1
RETURN label, name AS shared, names, ids
ORDER BY label, shared, ids
LIMIT $limit;

// name: conflicts
// title: Two holders of a single post at a time
// en: Posts that one person holds at a time and for which the terms of two people overlap.
// zh: 单一职位上任期重叠的两人。
// param: ends list = 书记,区长,县长,市长,省长,局长,院长,校长,主任,主席,会长 — how a post that one person holds ends
MATCH (a:Person)-[x:HOLDS_POST]->(office:Post)<-[y:HOLDS_POST]-(b:Person)
WHERE a.id < b.id AND NOT office.name CONTAINS '副' AND any(ending IN $ends WHERE office.name ENDS WITH ending) AND x.status IN ['actual', 'acting'] AND y.status IN ['actual', 'acting']
WITH office, a, b, coalesce(x.since, x.firstSeen) AS aStart, coalesce(x.until, x.lastSeen) AS aEnd, coalesce(y.since, y.firstSeen) AS bStart, coalesce(y.until, y.lastSeen) AS bEnd
WHERE aStart <= bEnd AND bStart <= aEnd
RETURN office.name AS post, a.name AS one, aStart, aEnd, b.name AS other, bStart, bEnd
ORDER BY post, office.id, aStart, bStart, one, other, a.id, b.id;

// name: uncertain
// title: The least certain facts
// en: Facts with a score under a threshold, with a sentence that states them.
// zh: 可信度低于阈值的事实，附一句原文。
// param: below float = 0.8 — the threshold
// param: limit integer = 50 — how many
MATCH (h)-[r]->(t)
WHERE r.score < $below
OPTIONAL MATCH (s:Sentence {id: coalesce(r.evidence, [''])[0]})
RETURN r.score AS score, h.name AS head, type(r) AS relation, t.name AS tail, s.name AS sentence
ORDER BY score, relation, head, tail, r.id
LIMIT $limit;

// name: doubtful-dates
// title: Articles whose date is doubtful
// en: Articles whose own dates disagree, or that have none.
// zh: 日期存疑或缺失的报道。
MATCH (a:Article)
WHERE a.dateDoubtful = true OR a.date IS NULL
RETURN a.date AS date, a.name AS article, a.source AS source, a.id AS id
ORDER BY date, article, id;

// name: posts-without-body
// title: Posts without a body
// en: Posts of which nobody says where they are.
// zh: 未注明所属单位的职务。
MATCH (office:Post)
WHERE NOT EXISTS { MATCH (office)-[:POST_IN]->() }
OPTIONAL MATCH (p:Person)-[:HOLDS_POST]->(office)
WITH office, p.name AS person, p.id AS personId
ORDER BY person, personId
WITH office, collect(person) AS holders
RETURN office.name AS post, holders, office.id AS id
ORDER BY post, id;

// name: events-without-date
// title: Events without a date
// en: Events of which no day is known, with the sentences that mention them.
// zh: 日期不明的活动及提到它的句子。
MATCH (e:Event)
WHERE e.startDate IS NULL
OPTIONAL MATCH (s:Sentence)-[:MENTIONS]->(e)
WITH DISTINCT e, s.id AS sentenceId, s.name AS sentence
ORDER BY sentenceId
WITH e, collect(sentence) AS sentences
RETURN e.name AS event, sentences, e.id AS id
ORDER BY event, id;

// name: alone
// title: Entities without a fact
// en: Entities that are mentioned but stand in no fact, by label.
// zh: 有提及但没有任何事实的实体（按类别统计）。
MATCH (x)
WHERE NOT x:Article AND NOT x:Sentence AND NOT EXISTS { MATCH (x)-[r]-() WHERE type(r) <> 'MENTIONS' }
WITH labels(x)[0] AS label, count(x) AS entities, min(x.name) AS example
RETURN label, entities, example
ORDER BY entities DESC, label;

// name: overview
// title: What the graph holds
// en: The number of nodes by label and of relationships by type.
// zh: 图谱的规模：各类节点数和各类关系数。
MATCH (n)
WITH labels(n)[0] AS name, count(n) AS number
RETURN 'node' AS kind, name, number
ORDER BY kind, number DESC, name
UNION ALL
MATCH ()-[r]->()
WITH type(r) AS name, count(r) AS number
RETURN 'relationship' AS kind, name, number
ORDER BY kind, number DESC, name;
