// What the database holds of the relationships of one type that kg made.
MATCH (start)-[r:TYPE]->(end)
WHERE r.kg = true
RETURN r.id AS id, elementId(r) AS element, start.id AS start, end.id AS end, properties(r) AS properties
