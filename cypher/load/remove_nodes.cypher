// Removes nodes that kg made and the record no longer holds, unless a relationship that kg did not make hangs on them.
UNWIND $rows AS row
MATCH (n:LABEL {id: row.id})
WHERE n.kg = true AND NOT EXISTS { MATCH (n)--() }
DELETE n
