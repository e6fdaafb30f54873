// One batch of nodes of one label, which takes the place of LABEL. A null in `set` removes the property.
UNWIND $rows AS row
MERGE (n:LABEL {id: row.id})
SET n += row.set
