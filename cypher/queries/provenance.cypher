// name: article
// title: What an article says
// en: Every fact that the sentences of an article state, with the sentence.
// zh: 一篇报道所述的全部事实，并附原句。
// param: article string — part of the title, or the id
MATCH (a:Article)-[:HAS_SENTENCE]->(s:Sentence)-[:MENTIONS]->(h)
WHERE a.name CONTAINS $article OR a.id = $article
WITH DISTINCT a, s, h
MATCH (h)-[r]->(t)
WHERE s.id IN r.evidence
RETURN a.name AS article, a.date AS date, h.name AS head, type(r) AS relation, t.name AS tail, r.status AS status, r.score AS score, s.name AS sentence
ORDER BY date, article, a.id, s.offsetStart, s.id, relation, head, tail, r.id;

// name: why
// title: The sentences behind a fact
// en: The sentences that state a fact between two things, with article, date, rule and score.
// zh: 两者之间某一事实的依据：原句、报道、日期、规则和可信度。
// param: head string — name or alias of the one
// param: tail string — name or alias of the other
// param: type string = none — the type of the fact, such as HOLDS_POST
MATCH (h)-[r]->(t)
WHERE (h.name = $head OR $head IN h.aliases) AND (t.name = $tail OR $tail IN t.aliases) AND r.evidence IS NOT NULL AND ($type IS NULL OR type(r) = $type)
UNWIND r.evidence AS sentenceId
MATCH (a:Article)-[:HAS_SENTENCE]->(s:Sentence {id: sentenceId})
RETURN h.name AS head, type(r) AS relation, t.name AS tail, r.status AS status, r.score AS score, r.rules AS rules, a.date AS date, a.name AS article, s.name AS sentence
ORDER BY relation, r.id, date, article, s.offsetStart, s.id;

// name: sentences-about
// title: What is written of someone or something
// en: All sentences that mention an entity, with article and date.
// zh: 提到某一实体的全部句子，及报道和日期。
// param: name string — a name or an alias
MATCH (x)<-[m:MENTIONS]-(s:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE x.name = $name OR $name IN x.aliases
RETURN a.date AS date, a.name AS article, m.text AS mention, s.name AS sentence
ORDER BY date, article, a.id, s.offsetStart, s.id, m.mentionStart, mention;

// name: names-of
// title: How something is called
// en: The wordings under which an entity is mentioned, and how often each.
// zh: 某一实体在文中的各种写法及次数。
// param: name string — a name or an alias
MATCH (x)<-[m:MENTIONS]-(:Sentence)
WHERE x.name = $name OR $name IN x.aliases
WITH x, m.text AS wording, count(m) AS times
RETURN x.name AS name, labels(x)[0] AS label, wording, times
ORDER BY name, x.id, times DESC, wording;

// name: derived
// title: What was concluded rather than read
// en: Facts that stand in no sentence as such but follow from others or from the table of divisions, by type and rule.
// zh: 并非直接出自原句、而是推出的事实（按类型和规则统计）。
MATCH (h)-[r]->(t)
WHERE r.origin = 'derived'
WITH type(r) AS relation, r.rules AS rules, count(r) AS facts, min(h.name) AS example
RETURN relation, rules, facts, example
ORDER BY facts DESC, relation, example;

// name: sources
// title: What each source tells
// en: The number of articles and of sentences with a mention, and the span of dates, for each source.
// zh: 各来源的报道数、有实体的句子数和日期范围。
MATCH (a:Article)
OPTIONAL MATCH (a)-[:HAS_SENTENCE]->(s:Sentence)-[:MENTIONS]->()
WITH a.source AS source, count(DISTINCT a) AS articles, count(DISTINCT s) AS sentences, min(a.date) AS first, max(a.date) AS last
RETURN source, articles, sentences, first, last
ORDER BY articles DESC, source;
