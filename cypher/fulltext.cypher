// Full-text search over names and aliases, by pairs of Chinese characters (the analyzer `cjk`).
// A file of its own, since the embedded engine has no full-text index. Ask it with:
//   CALL db.index.fulltext.queryNodes('names', '"科技局"') YIELD node, score RETURN node.name, score
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Person|Post|Organization|Place|Event)
ON EACH [n.name, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};

CREATE FULLTEXT INDEX sentences IF NOT EXISTS
FOR (n:Sentence|Article)
ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
