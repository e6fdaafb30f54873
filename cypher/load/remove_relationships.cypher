// Removes relationships that kg made and the record no longer holds.
UNWIND $rows AS row
MATCH ()-[r:TYPE]->()
WHERE elementId(r) = row.element AND r.id = row.id AND r.kg = true
DELETE r
