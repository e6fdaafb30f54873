// 报道：句子及其提到的实体 — An article: its sentences and what they mention
:param article => '科普';
MATCH (a:Article)-[h:HAS_SENTENCE]->(s:Sentence)
WHERE a.name CONTAINS $article
OPTIONAL MATCH (s)-[m:MENTIONS]->(x)
RETURN a, h, s, m, x
LIMIT 100;
