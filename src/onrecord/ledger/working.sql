-- What builds keep for themselves so that the next one looks only at what changed. Local to this ledger, never exported,
-- and made anew where it is missing.

-- Under which keys of stage_results a report's results stand; `failed` where a step broke on it.
CREATE TABLE IF NOT EXISTS report_state (
  report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  parse TEXT NOT NULL,
  hear TEXT NOT NULL,
  date TEXT NOT NULL,
  outline TEXT NOT NULL,
  claim TEXT,
  failed INTEGER NOT NULL CHECK (failed IN (0, 1))
) STRICT;

-- Under which key a story was worked out.
CREATE TABLE IF NOT EXISTS story_state (
  story_id TEXT PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
  key TEXT NOT NULL
) STRICT;

-- The names that stories keep from build to build, and what became of them (ADR 11).
CREATE TABLE IF NOT EXISTS story_names (
  name INTEGER PRIMARY KEY,
  story_id TEXT, -- null once no story bears the name
  title TEXT NOT NULL,
  since INTEGER NOT NULL, -- the build that first saw it
  until INTEGER -- the build that last saw it, where it is gone
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS story_names_by_story ON story_names (story_id);

CREATE TABLE IF NOT EXISTS story_changes (
  build INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merged', 'split')),
  old INTEGER NOT NULL REFERENCES story_names (name),
  new INTEGER NOT NULL REFERENCES story_names (name),
  reports INTEGER NOT NULL, -- how many went from the one to the other
  PRIMARY KEY (build, old, new)
) STRICT;

-- What was just read, until the build takes it in: as large as the inputs, and so not in memory.
CREATE TEMP TABLE IF NOT EXISTS given (
  place TEXT PRIMARY KEY,
  report_id TEXT NOT NULL,
  text TEXT NOT NULL,
  record TEXT NOT NULL,
  raw BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS temp.given_by_report ON given (report_id);

-- What was got out of web pages, by the version of what takes them apart and by their bytes.
CREATE TABLE IF NOT EXISTS page_reads (
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  charset TEXT NOT NULL, -- as the server said, or empty
  output BLOB NOT NULL, -- zlib of canonical JSON
  PRIMARY KEY (version, sha256, charset)
) STRICT, WITHOUT ROWID;

-- The reports grouped so far (stages/stories/regroup.py), all under one set of surroundings: rows of likeness as packed
-- numbers, the group each is in, and for one left alone the group it joined.
CREATE TABLE IF NOT EXISTS group_nodes (
  node INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL UNIQUE,
  outline TEXT NOT NULL,
  date TEXT NOT NULL,
  content TEXT NOT NULL,
  lo TEXT,
  hi TEXT,
  square REAL NOT NULL,
  lean REAL NOT NULL,
  "group" INTEGER NOT NULL,
  home INTEGER,
  own BLOB NOT NULL,
  near BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS group_nodes_by_group ON group_nodes ("group");

CREATE TABLE IF NOT EXISTS group_terms (
  term INTEGER NOT NULL, -- a hash
  node INTEGER NOT NULL,
  weight INTEGER NOT NULL,
  PRIMARY KEY (term, node)
) STRICT, WITHOUT ROWID;

-- What short reports mean, and which share of their likeness goes by it, in thousandths.
CREATE TABLE IF NOT EXISTS group_meanings (
  node INTEGER PRIMARY KEY,
  share INTEGER NOT NULL,
  vector BLOB NOT NULL
) STRICT;

-- What changes of the graph leave to be looked at: what a build that was broken off has not come to is done by the next.
CREATE TABLE IF NOT EXISTS group_waiting (
  what TEXT NOT NULL CHECK (what IN ('turned', 'dirty', 'loose')),
  node INTEGER NOT NULL,
  PRIMARY KEY (what, node)
) STRICT, WITHOUT ROWID;

-- The surroundings: in how many sampled reports each term is, and which are too common to look reports up by.
CREATE TABLE IF NOT EXISTS group_counts (
  term INTEGER PRIMARY KEY,
  reports INTEGER NOT NULL,
  common INTEGER NOT NULL CHECK (common IN (0, 1))
) STRICT;
