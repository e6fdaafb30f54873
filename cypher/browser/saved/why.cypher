// 一项事实的依据 — The sentences behind a fact
:param head => '陆听澜';
:param tail => '揭牌仪式';
MATCH (h {name: $head})-[r]->(t {name: $tail})
UNWIND r.evidence AS id
MATCH (a:Article)-[has:HAS_SENTENCE]->(s:Sentence {id: id})
OPTIONAL MATCH (s)-[m:MENTIONS]->(x)
WHERE x = h OR x = t
RETURN h, r, t, a, has, s, m;
