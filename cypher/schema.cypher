// Constraints and indexes: what `kg load` makes first, on Neo4j 5.26 and later. Each can be run again.
// Every label is unique in its id; facts are found by type and end, and dates by range.
// Names have TEXT indexes: with a RANGE index the server at times plans CONTAINS on it, and the query fails.
CREATE CONSTRAINT personId IF NOT EXISTS
FOR (n:Person)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT postId IF NOT EXISTS
FOR (n:Post)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT organizationId IF NOT EXISTS
FOR (n:Organization)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT placeId IF NOT EXISTS
FOR (n:Place)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT eventId IF NOT EXISTS
FOR (n:Event)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT dateId IF NOT EXISTS
FOR (n:Date)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT articleId IF NOT EXISTS
FOR (n:Article)
REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT sentenceId IF NOT EXISTS
FOR (n:Sentence)
REQUIRE n.id IS UNIQUE;

CREATE INDEX articleDate IF NOT EXISTS
FOR (n:Article)
ON (n.date);

CREATE INDEX eventStart IF NOT EXISTS
FOR (n:Event)
ON (n.startDate);

CREATE INDEX dateStart IF NOT EXISTS
FOR (n:Date)
ON (n.start);

CREATE TEXT INDEX personName IF NOT EXISTS
FOR (n:Person)
ON (n.name);

CREATE TEXT INDEX postName IF NOT EXISTS
FOR (n:Post)
ON (n.name);

CREATE TEXT INDEX organizationName IF NOT EXISTS
FOR (n:Organization)
ON (n.name);

CREATE TEXT INDEX placeName IF NOT EXISTS
FOR (n:Place)
ON (n.name);

CREATE TEXT INDEX eventName IF NOT EXISTS
FOR (n:Event)
ON (n.name);

CREATE INDEX holdsPostFirstSeen IF NOT EXISTS
FOR ()-[r:HOLDS_POST]-()
ON (r.firstSeen);
