// One batch of relationships of one type between two labels. A null in `set` removes the property.
UNWIND $rows AS row
MATCH (start:START {id: row.start})
MATCH (end:END {id: row.end})
MERGE (start)-[r:TYPE {id: row.id}]->(end)
SET r += row.set
