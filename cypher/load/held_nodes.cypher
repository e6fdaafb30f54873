// What the database holds of the nodes of one label.
MATCH (n:LABEL)
RETURN n.id AS id, properties(n) AS properties
