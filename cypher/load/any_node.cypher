// Whether the database holds anything at all.
MATCH (n)
RETURN 1 LIMIT 1
