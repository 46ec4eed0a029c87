-- The ledger: one SQLite file, the contract between reading and every view. Version 1.
--
-- Offsets are code points into reports.text, half open. Every record is stored once, as canonical JSON in `record`;
-- the other columns are generated from it, so that the file reads well in any SQLite browser and cannot disagree
-- with itself. Clocks are pairs of ISO days, either end of which may be null.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- What was read from where. Local to this ledger: never exported, since a folder may move.
CREATE TABLE sources (
  location TEXT PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1))
) STRICT;
CREATE INDEX sources_by_report ON sources (report_id);

CREATE TABLE raw (
  report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  data BLOB NOT NULL -- zlib
) STRICT;

CREATE TABLE rejections (
  location TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  key TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'key') VIRTUAL,
  reason TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'reason') VIRTUAL,
  message TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'message') VIRTUAL
) STRICT;
CREATE UNIQUE INDEX rejections_by_place ON rejections (location, key);

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)), -- Report, without its text
  superseded_by TEXT REFERENCES reports (id) ON DELETE SET NULL, -- a later version of the same source
  key TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'key') VIRTUAL,
  sha256 TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'sha256') VIRTUAL,
  title TEXT GENERATED ALWAYS AS (record ->> '$.metadata.title') VIRTUAL,
  outlet TEXT GENERATED ALWAYS AS (record ->> '$.metadata.outlet') VIRTUAL,
  url TEXT GENERATED ALWAYS AS (record ->> '$.metadata.url') VIRTUAL,
  extractor TEXT GENERATED ALWAYS AS (record ->> 'extractor') VIRTUAL,
  dropped_blocks INTEGER GENERATED ALWAYS AS (record ->> 'dropped_blocks') VIRTUAL
) STRICT;
CREATE INDEX reports_by_successor ON reports (superseded_by);

-- What each stage made of what it was given: its key digests content, code, lexicons, weights and settings.
CREATE TABLE stage_results (
  stage TEXT NOT NULL,
  key TEXT NOT NULL,
  output BLOB NOT NULL, -- zlib of canonical JSON
  PRIMARY KEY (stage, key)
) STRICT;

CREATE TABLE passages (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  start INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.span.start') VIRTUAL,
  "end" INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.span.end') VIRTUAL,
  kind TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'kind') VIRTUAL,
  paragraph INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'paragraph') VIRTUAL,
  reason TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'reason') VIRTUAL,
  PRIMARY KEY (report_id, idx)
) STRICT;

CREATE TABLE sentences (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  start INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.span.start') VIRTUAL,
  "end" INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.span.end') VIRTUAL,
  passage INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'passage') VIRTUAL,
  PRIMARY KEY (report_id, idx)
) STRICT;

CREATE TABLE mentions (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  start INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.span.start') VIRTUAL,
  "end" INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.span.end') VIRTUAL,
  kind TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'kind') VIRTUAL,
  entity INTEGER GENERATED ALWAYS AS (record ->> 'entity') VIRTUAL -- index within the report; see entity_links
) STRICT;
CREATE INDEX mentions_by_report ON mentions (report_id);

CREATE TABLE attributions (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  idx INTEGER NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  speaker TEXT GENERATED ALWAYS AS (record ->> 'speaker') VIRTUAL,
  mode TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'mode') VIRTUAL,
  source_type TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'source_type') VIRTUAL,
  told TEXT GENERATED ALWAYS AS (record ->> 'told') VIRTUAL,
  anonymity TEXT GENERATED ALWAYS AS (record ->> 'anonymity') VIRTUAL,
  PRIMARY KEY (report_id, idx)
) STRICT;

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL CHECK (json_valid(record)),
  title TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'title') VIRTUAL
) STRICT;

CREATE TABLE story_reports (
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  report_id TEXT NOT NULL UNIQUE REFERENCES reports (id) ON DELETE CASCADE,
  publication TEXT NOT NULL CHECK (json_valid(publication)), -- Publication: the interval with its reasons
  published_lo TEXT GENERATED ALWAYS AS (publication ->> '$.clock.interval.lo') VIRTUAL,
  published_hi TEXT GENERATED ALWAYS AS (publication ->> '$.clock.interval.hi') VIRTUAL,
  published_reason TEXT GENERATED ALWAYS AS (publication ->> '$.clock.reason') VIRTUAL,
  PRIMARY KEY (story_id, report_id)
) STRICT;

CREATE TABLE entities (
  id TEXT NOT NULL,
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  name TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'name') VIRTUAL,
  kind TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'kind') VIRTUAL,
  PRIMARY KEY (story_id, id)
) STRICT;

CREATE TABLE entity_links (
  story_id TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  entity INTEGER NOT NULL,
  PRIMARY KEY (report_id, entity),
  FOREIGN KEY (story_id, entity_id) REFERENCES entities (story_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX entity_links_by_entity ON entity_links (story_id, entity_id);

CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  type TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.content.is') VIRTUAL,
  start INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.evidence.start') VIRTUAL,
  "end" INTEGER NOT NULL GENERATED ALWAYS AS (record ->> '$.evidence.end') VIRTUAL,
  sentence INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'sentence') VIRTUAL,
  paragraph INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'paragraph') VIRTUAL,
  own_words TEXT NOT NULL GENERATED ALWAYS AS (record -> 'own_words') VIRTUAL,
  speaker TEXT GENERATED ALWAYS AS (record ->> '$.attribution.speaker') VIRTUAL,
  speaker_role TEXT GENERATED ALWAYS AS (record ->> '$.attribution.speaker_role') VIRTUAL,
  mode TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.attribution.mode') VIRTUAL,
  source_type TEXT NOT NULL GENERATED ALWAYS AS (record ->> '$.attribution.source_type') VIRTUAL,
  chain TEXT NOT NULL GENERATED ALWAYS AS (record -> '$.attribution.chain') VIRTUAL,
  modality TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'modality') VIRTUAL,
  negated INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'negated') VIRTUAL,
  confidence TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'confidence') VIRTUAL,
  said_lo TEXT GENERATED ALWAYS AS (record ->> '$.clocks.said_on.interval.lo') VIRTUAL,
  said_hi TEXT GENERATED ALWAYS AS (record ->> '$.clocks.said_on.interval.hi') VIRTUAL,
  as_of_lo TEXT GENERATED ALWAYS AS (record ->> '$.clocks.as_of.interval.lo') VIRTUAL,
  as_of_hi TEXT GENERATED ALWAYS AS (record ->> '$.clocks.as_of.interval.hi') VIRTUAL,
  deadline_lo TEXT GENERATED ALWAYS AS (record ->> '$.clocks.deadline.interval.lo') VIRTUAL,
  deadline_hi TEXT GENERATED ALWAYS AS (record ->> '$.clocks.deadline.interval.hi') VIRTUAL,
  -- amounts
  low TEXT GENERATED ALWAYS AS (record ->> '$.content.amount.low') VIRTUAL,
  high TEXT GENERATED ALWAYS AS (record ->> '$.content.amount.high') VIRTUAL,
  hedge TEXT GENERATED ALWAYS AS (record ->> '$.content.hedge') VIRTUAL,
  unit TEXT GENERATED ALWAYS AS (record ->> '$.content.unit') VIRTUAL,
  what TEXT GENERATED ALWAYS AS (record ->> '$.content.what') VIRTUAL,
  place TEXT GENERATED ALWAYS AS (record ->> '$.content.where') VIRTUAL,
  holder TEXT GENERATED ALWAYS AS (record ->> '$.content.holder') VIRTUAL,
  kind TEXT GENERATED ALWAYS AS (record ->> '$.content.kind') VIRTUAL,
  status TEXT GENERATED ALWAYS AS (record ->> '$.content.status') VIRTUAL,
  -- commitments: what this claim itself says became of the promise, and of the act
  actor TEXT GENERATED ALWAYS AS (record ->> '$.content.actor') VIRTUAL,
  action TEXT GENERATED ALWAYS AS (record ->> '$.content.action') VIRTUAL,
  object TEXT GENERATED ALWAYS AS (record ->> '$.content.object') VIRTUAL,
  promise TEXT GENERATED ALWAYS AS (record ->> '$.content.promise') VIRTUAL,
  outcome TEXT GENERATED ALWAYS AS (record ->> '$.content.outcome') VIRTUAL,
  rejected INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'rejected') VIRTUAL
) STRICT;
CREATE INDEX claims_by_report ON claims (report_id);
CREATE INDEX claims_by_story ON claims (story_id);

CREATE TABLE origins (
  id TEXT NOT NULL,
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  kind TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'kind') VIRTUAL,
  name TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'name') VIRTUAL,
  held INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'held') VIRTUAL,
  PRIMARY KEY (story_id, id)
) STRICT;

CREATE TABLE origin_claims (
  story_id TEXT NOT NULL,
  origin_id TEXT NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  PRIMARY KEY (story_id, origin_id, claim_id),
  FOREIGN KEY (story_id, origin_id) REFERENCES origins (story_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_claims_by_claim ON origin_claims (claim_id);

CREATE TABLE copies (
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  left_report TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'left') VIRTUAL,
  right_report TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'right') VIRTUAL,
  relation TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'relation') VIRTUAL
) STRICT;
CREATE INDEX copies_by_story ON copies (story_id);

CREATE TABLE value_groups (
  id TEXT PRIMARY KEY,
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  value TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'value') VIRTUAL,
  origins INTEGER NOT NULL GENERATED ALWAYS AS (record ->> 'origins') VIRTUAL
) STRICT;
CREATE INDEX value_groups_by_story ON value_groups (story_id);

CREATE TABLE tracks (
  id TEXT PRIMARY KEY,
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  title TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'title') VIRTUAL,
  promise TEXT GENERATED ALWAYS AS (record ->> 'promise') VIRTUAL,
  outcome TEXT GENERATED ALWAYS AS (record ->> 'outcome') VIRTUAL
) STRICT;
CREATE INDEX tracks_by_story ON tracks (story_id);

CREATE TABLE relations (
  id TEXT PRIMARY KEY,
  story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  record TEXT NOT NULL CHECK (json_valid(record)),
  type TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'type') VIRTUAL,
  rule TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'rule') VIRTUAL,
  reason TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'reason') VIRTUAL,
  confidence TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'confidence') VIRTUAL
) STRICT;
CREATE INDEX relations_by_story ON relations (story_id);

CREATE TABLE relation_claims (
  relation_id TEXT NOT NULL REFERENCES relations (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('left', 'right')),
  claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  PRIMARY KEY (relation_id, side, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_claims_by_claim ON relation_claims (claim_id);

-- Decisions live in decisions.jsonl beside the ledger; this is what the last build made of them.
CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  record TEXT NOT NULL CHECK (json_valid(record)), -- Applied
  standing TEXT NOT NULL GENERATED ALWAYS AS (record ->> 'standing') VIRTUAL
) STRICT;

CREATE VIRTUAL TABLE passages_fts USING fts5 (text, report_id UNINDEXED, idx UNINDEXED, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE claims_fts USING fts5 (text, claim_id UNINDEXED, report_id UNINDEXED, tokenize = 'porter unicode61');
