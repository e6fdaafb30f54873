-- The file of record. Everything else in out/ is written from it. docs/data-model.md explains each table.
-- `id` numbers a row of this file and joins the tables; `key` is made from content, the same in every build.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,        -- given id, or source path and number on the page
  date TEXT, place TEXT, source TEXT, position INTEGER NOT NULL,
  version TEXT NOT NULL,           -- hash of text, title, date, place, source
  text_hash TEXT NOT NULL,         -- equal texts count once in support
  title TEXT,
  json TEXT NOT NULL,              -- the other fields: reporters, url, dateDoubtful, origins …
  text TEXT NOT NULL
);
CREATE INDEX document_order ON document (date, source, position, key);
CREATE TABLE annotation (
  document INTEGER PRIMARY KEY REFERENCES document (id),
  version TEXT NOT NULL,           -- of the document that was annotated
  pipeline TEXT NOT NULL,
  linked INTEGER NOT NULL,         -- 1 when the tables below hold it
  found BLOB NOT NULL              -- entities, relations, sentences, dates, packed (kg.record.packing)
);
CREATE INDEX annotation_unlinked ON annotation (document) WHERE linked = 0;
CREATE TABLE sentence (document INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY (document, start, end)) WITHOUT ROWID;
CREATE TABLE referent (            -- an entity of one article
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  block INTEGER NOT NULL,          -- only referents of one block can be the same
  whole INTEGER NOT NULL,          -- 1 when the block itself ties it
  entity INTEGER,                  -- the entity of the graph that it is; NULL until it is resolved
  packed BLOB NOT NULL             -- names, ties, rule, properties (kg.record.packing)
);
CREATE INDEX referent_document ON referent (document);
CREATE INDEX referent_block ON referent (block, whole, entity);  -- tells without the rows whether all is as it was
CREATE INDEX referent_entity ON referent (entity);
CREATE TABLE mention (             -- `sentence` is where the sentence starts; NULL for what no sentence holds
  document INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, referent INTEGER NOT NULL,
  sentence INTEGER, PRIMARY KEY (document, start, end, referent)) WITHOUT ROWID;
CREATE TABLE claim (               -- a relation that one article states between two of its referents
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL, type TEXT NOT NULL, head INTEGER NOT NULL, tail INTEGER NOT NULL,
  status TEXT NOT NULL, score REAL NOT NULL, told TEXT, derived TEXT
);
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_head ON claim (head);
CREATE INDEX claim_tail ON claim (tail);
CREATE TABLE evidence (            -- `sentence` is where the sentence starts; `quote` is kept where no text holds it
  claim INTEGER NOT NULL, number INTEGER NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL,
  field TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, sentence INTEGER, quote TEXT,
  reference_start INTEGER, reference_end INTEGER,  -- of the expression (她, 会上) that stands for one of the two
  PRIMARY KEY (claim, number)) WITHOUT ROWID;
CREATE TABLE entity (              -- a node of the graph; its id is that of the referent with the least key
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL, support INTEGER NOT NULL,
  first_seen TEXT, last_seen TEXT,
  json TEXT NOT NULL               -- aliases and the properties of its label
);
CREATE INDEX entity_name ON entity (name);
CREATE TABLE fact (                -- a relationship of the graph
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL, head INTEGER NOT NULL, tail INTEGER NOT NULL,
  scope INTEGER NOT NULL,          -- the entity with which it is written again: the post of an office, else the head
  status TEXT NOT NULL, origin TEXT NOT NULL, score REAL NOT NULL, support INTEGER NOT NULL,
  first_seen TEXT, last_seen TEXT, since TEXT, until TEXT,
  rules TEXT NOT NULL,             -- JSON list
  claims TEXT NOT NULL             -- JSON list of the claims that state it, by date
);
CREATE INDEX fact_scope ON fact (scope);
CREATE INDEX fact_head ON fact (head);
CREATE INDEX fact_tail ON fact (tail);
-- What linking has still to do; empty when a build has ended.
CREATE TABLE stale_block (block INTEGER PRIMARY KEY);
CREATE TABLE stale_entity (id INTEGER PRIMARY KEY, moved INTEGER NOT NULL);  -- moved: it was another, or held others
CREATE TABLE stale_scope (id INTEGER PRIMARY KEY);
CREATE TABLE decision (a TEXT NOT NULL, b TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
-- Evidence with its words. Offsets count characters from 0, substr from 1.
CREATE VIEW quote AS
SELECT e.claim, e.number, c.document, e.rule, e.score, coalesce(e.quote,
  CASE WHEN e.field = 'title' THEN substr(d.title, e.start + 1, e.end - e.start)
       WHEN e.sentence IS NULL THEN substr(d.text, e.start + 1, e.end - e.start)
       ELSE (SELECT substr(d.text, s.start + 1, s.end - s.start) FROM sentence s
             WHERE s.document = c.document AND s.start = e.sentence) END) AS text,
  substr(d.text, e.reference_start + 1, e.reference_end - e.reference_start) AS reference
FROM evidence e JOIN claim c ON c.id = e.claim JOIN document d ON d.id = c.document;
