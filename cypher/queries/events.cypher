// name: hosts-by-event
// title: Hosts and organisers by event
// en: Who hosts, organises and co-organises each event, where it is held, and when.
// zh: 各活动的主办、承办、协办单位，地点和日期。
// param: event string = none — part of the event's name; all events without it
MATCH (b)-[r:HOSTS|ORGANIZES|CO_ORGANIZES]->(e:Event)
WHERE $event IS NULL OR e.name CONTAINS $event
WITH e, type(r) AS role, b.name AS name, b.id AS id
ORDER BY name, id
WITH e, collect(CASE WHEN role = 'HOSTS' THEN name END) AS hosts, collect(CASE WHEN role = 'ORGANIZES' THEN name END) AS organizers, collect(CASE WHEN role = 'CO_ORGANIZES' THEN name END) AS coOrganizers
OPTIONAL MATCH (e)-[:HELD_AT]->(place)
WITH e, hosts, organizers, coOrganizers, place.name AS placeName
ORDER BY placeName
WITH e, hosts, organizers, coOrganizers, collect(DISTINCT placeName) AS places
RETURN e.name AS event, e.startDate AS day, hosts, organizers, coOrganizers, places
ORDER BY day, event, e.id;

// name: event
// title: What is known of an event
// en: Every fact about the events of this name: people, bodies, places, dates, parts.
// zh: 关于该活动的全部事实：人物、单位、地点、日期和组成部分。
// param: event string — part of the event's name
MATCH (e:Event)-[r]-(x)
WHERE e.name CONTAINS $event AND NOT x:Sentence
RETURN e.name AS event, type(r) AS relation, x.name AS what, labels(x)[0] AS label, r.status AS status, r.score AS score
ORDER BY event, e.id, relation, what, x.id, r.id;

// name: events-between
// title: The events of a period
// en: Events that take place between two days, with their places.
// zh: 两个日期之间举行的活动及地点。
// param: start date — first day
// param: end date — last day
MATCH (e:Event)
WHERE e.startDate <= $end AND coalesce(e.endDate, e.startDate) >= $start
OPTIONAL MATCH (e)-[:HELD_AT]->(place)
WITH e, place.name AS placeName
ORDER BY placeName
WITH e, collect(DISTINCT placeName) AS places
RETURN e.startDate AS start, e.endDate AS end, e.name AS event, places
ORDER BY start, event, e.id;

// name: parts-of-event
// title: The parts of an event
// en: What an event consists of, or is part of.
// zh: 某活动的组成部分或其所属活动。
// param: event string = none — part of the name of either
MATCH (p:Event)-[r:PART_OF]->(w:Event)
WHERE $event IS NULL OR p.name CONTAINS $event OR w.name CONTAINS $event
RETURN w.name AS whole, p.name AS part, p.startDate AS day, r.score AS score
ORDER BY whole, w.id, day, part, p.id;

// name: events-at-place
// title: What takes place somewhere
// en: Events held at a place or body, or at anything that lies in it.
// zh: 在某地（或其范围内）举行的活动。
// param: place string — a name or an alias
MATCH (p)
WHERE (p:Place OR p:Organization) AND (p.name = $place OR $place IN p.aliases)
MATCH (e:Event)-[:HELD_AT]->(at)
WHERE at = p OR (at)-[:LOCATED_IN*1..5]->(p)
RETURN DISTINCT e.startDate AS day, e.name AS event, at.name AS place, e.id AS id
ORDER BY day, event, place, id;

// name: visits
// title: Who visits where
// en: Visits and inspections by people and bodies, with the date of the report.
// zh: 人物和单位的走访、调研、考察，以及报道日期。
// param: start date = none — first day of the reports
// param: end date = none — last day of the reports
MATCH (a)-[r:VISITS]->(b)
WHERE ($start IS NULL OR r.firstSeen >= $start) AND ($end IS NULL OR r.firstSeen <= $end)
RETURN r.firstSeen AS told, a.name AS visitor, labels(a)[0] AS label, b.name AS visited
ORDER BY told, visitor, visited, a.id, b.id;

// name: planned-events
// title: What is planned
// en: Events that lie after a day, or that are only told as planned.
// zh: 某日之后的、或仅作为计划报道的活动。
// param: on date = last — the day
MATCH (e:Event)
OPTIONAL MATCH (e)-[r:HELD_AT|HELD_ON]->(x)
WHERE r.status = 'planned'
WITH e, min(r.plannedStart) AS planned, count(r) AS plans
WHERE e.startDate > $on OR plans > 0
RETURN e.name AS event, e.startDate AS start, planned
ORDER BY coalesce(e.startDate, planned), event, e.id;
