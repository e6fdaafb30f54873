-- The file of record. Everything else in out/ is written from it. docs/data-model.md explains each table.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
  key TEXT PRIMARY KEY,            -- given id, or source path and number on the page
  version TEXT NOT NULL,           -- hash of text, title, date, place, source
  text_hash TEXT NOT NULL,         -- equal texts count once in support
  date TEXT, place TEXT, source TEXT, position INTEGER NOT NULL, title TEXT,
  text TEXT NOT NULL,
  json TEXT NOT NULL               -- the whole document
) WITHOUT ROWID;
CREATE INDEX document_order ON document (date, source, position, key);
CREATE INDEX document_text ON document (text_hash);
CREATE TABLE annotation (
  document TEXT PRIMARY KEY REFERENCES document (key) ON DELETE CASCADE,
  version TEXT NOT NULL,           -- of the document that was annotated
  pipeline TEXT NOT NULL,
  linked INTEGER NOT NULL DEFAULT 0,   -- 1 when entities and facts hold it
  json TEXT NOT NULL               -- {entities, relations, sentences, dates}
) WITHOUT ROWID;
CREATE INDEX annotation_unlinked ON annotation (document) WHERE linked = 0;
CREATE TABLE sentence (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sentence_document ON sentence (document, start);
CREATE TABLE referent (            -- an entity of one article
  id TEXT PRIMARY KEY, document TEXT NOT NULL, label TEXT NOT NULL, block TEXT NOT NULL, name TEXT NOT NULL,
  entity TEXT,                     -- the entity of the graph that it is; NULL until it is resolved
  json TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX referent_document ON referent (document);
CREATE INDEX referent_block ON referent (block);
CREATE INDEX referent_entity ON referent (entity);
CREATE TABLE mention (
  referent TEXT NOT NULL, document TEXT NOT NULL, sentence TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX mention_document ON mention (document);
CREATE INDEX mention_referent ON mention (referent);
CREATE TABLE claim (               -- a relation that one article states
  id TEXT PRIMARY KEY, document TEXT NOT NULL, type TEXT NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL,
  status TEXT NOT NULL, score REAL NOT NULL, told TEXT, derived TEXT
) WITHOUT ROWID;
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_head ON claim (head);
CREATE INDEX claim_tail ON claim (tail);
CREATE TABLE evidence (
  claim TEXT NOT NULL, document TEXT NOT NULL, sentence TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL,
  rule TEXT NOT NULL, score REAL NOT NULL, field TEXT, quote TEXT NOT NULL
);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE INDEX evidence_document ON evidence (document);
CREATE TABLE entity (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, name TEXT NOT NULL, first_seen TEXT, last_seen TEXT, json TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_order ON entity (label, first_seen, id);
CREATE INDEX entity_name ON entity (name);
CREATE TABLE fact (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL, status TEXT NOT NULL,
  origin TEXT NOT NULL, score REAL NOT NULL, support INTEGER NOT NULL, first_seen TEXT, last_seen TEXT,
  since TEXT, until TEXT,
  scope TEXT NOT NULL,             -- the entity with which it is written again: the post of an office, else the head
  json TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX fact_scope ON fact (scope);
CREATE INDEX fact_order ON fact (type, first_seen, id);
CREATE INDEX fact_head ON fact (head);
CREATE INDEX fact_tail ON fact (tail);
-- What linking has still to do; empty when a build has ended.
CREATE TABLE stale_block (block TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stale_entity (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE decision (a TEXT NOT NULL, b TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
