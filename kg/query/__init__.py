"""The query library (cypher/queries/) and the two engines that answer it: embedded ArcadeDB and Neo4j."""
