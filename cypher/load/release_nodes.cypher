// Hands over nodes that could not be removed: they stay as they are, and are no longer kg's.
UNWIND $rows AS row
MATCH (n:LABEL {id: row.id})
WHERE n.kg = true
SET n.kg = false
RETURN count(n) AS released
