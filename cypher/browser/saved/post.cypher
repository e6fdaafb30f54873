// 职务：历任 — A post and everyone who held it
:param post => '区长';
MATCH holding = (:Person)-[:HOLDS_POST]->(office:Post)
WHERE office.name = $post
OPTIONAL MATCH seat = (office)-[:POST_IN]->()
RETURN holding, seat;
