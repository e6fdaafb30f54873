// 按名称全文检索（两个字起） — Find by name, two characters or more
:param words => '科技';
CALL db.index.fulltext.queryNodes('names', '"' + $words + '"')
YIELD node, score
RETURN node, score
ORDER BY score DESC
LIMIT 25;
