"""The ledger's tables, as named migrations: each is run once, in order, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sayso.ledger import alike
from sayso.ledger.custody import record_migrated

# "Say!" in ASCII: tells a ledger from any other SQLite file.
APPLICATION_ID = 0x53617921
OLDEST_SQLITE = (3, 37, 0)

# The place of a statement that a person added is below zero: it is no part of what was read.
FIRST = """
CREATE TABLE reports (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text_sha256 TEXT NOT NULL,
  url TEXT, title TEXT, publisher TEXT,
  host TEXT,                -- of the URL, for filtering by outlet
  language TEXT, encoding TEXT,
  published TEXT,           -- ISO date or datetime
  published_from TEXT NOT NULL,
  kind TEXT NOT NULL,
  authors TEXT NOT NULL,    -- JSON list
  raw_sha256 TEXT NOT NULL, -- of the first capture
  text TEXT NOT NULL
) STRICT;

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  raw_sha256 TEXT NOT NULL,
  requested TEXT NOT NULL,
  final_url TEXT,
  at TEXT NOT NULL,         -- UTC
  status INTEGER,
  headers TEXT NOT NULL,    -- JSON list of pairs
  extractor TEXT NOT NULL
) STRICT;
CREATE INDEX captures_by_report ON captures (report_id);

CREATE TABLE readings (
  report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  reader TEXT NOT NULL,     -- version of Sayso and of its weights
  rest TEXT NOT NULL        -- JSON: notes, furniture, times, places
) STRICT;

CREATE TABLE actors (
  actor_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  kind TEXT NOT NULL,
  unnamed INTEGER NOT NULL
) STRICT;
CREATE INDEX actors_by_name ON actors (folded, kind);

CREATE TABLE cast (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  ref TEXT NOT NULL,        -- the actor's name within the reading
  actor_id INTEGER NOT NULL REFERENCES actors,
  place INTEGER NOT NULL,
  body TEXT NOT NULL,       -- JSON, as in the contract
  PRIMARY KEY (report_id, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX cast_by_actor ON cast (actor_id);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,   -- its order in the report
  voice TEXT NOT NULL, kind TEXT NOT NULL,
  verb TEXT, act TEXT NOT NULL, factuality TEXT NOT NULL, reporter TEXT NOT NULL,
  said_from TEXT, said_to TEXT,
  day TEXT,                 -- said, else published
  score REAL NOT NULL,
  body TEXT NOT NULL        -- JSON, as in the contract
) STRICT;
CREATE UNIQUE INDEX statements_by_id ON statements (id);
CREATE INDEX statements_by_report ON statements (report_id, place);
CREATE INDEX statements_by_day ON statements (day);

CREATE TABLE speakers (
  statement_id TEXT NOT NULL,
  actor_id INTEGER NOT NULL REFERENCES actors,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  PRIMARY KEY (statement_id, actor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_actor ON speakers (actor_id);
CREATE INDEX speakers_by_report ON speakers (report_id);

CREATE VIRTUAL TABLE found_statements USING fts5(
  content, speaker, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE found_reports USING fts5(
  title, text, content = '', tokenize = "unicode61 remove_diacritics 2"
);

CREATE VIEW statements_readable AS
SELECT s.id, r.published, coalesce(r.publisher, r.host) AS outlet, f.speaker, s.verb, f.content,
       s.kind, s.said_from, s.said_to, r.title, r.url, s.report_id
FROM statements s
JOIN reports r ON r.id = s.report_id
JOIN found_statements f ON f.rowid = s.number
ORDER BY s.day, s.report_id, s.place;
"""

CUSTODY = """
CREATE TABLE custody (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,         -- UTC
  what TEXT NOT NULL,       -- capture, reading, migration
  body TEXT,                -- JSON: ids and hashes; NULL when erased
  salt BLOB,                -- random; erased with the body
  digest TEXT NOT NULL,     -- SHA-256 over salt and body
  previous TEXT NOT NULL,   -- the link of the entry before
  link TEXT NOT NULL        -- SHA-256 over previous, number, at, what, digest
) STRICT;

-- REPLACE would remove a row and ask no trigger for deletion.
CREATE TRIGGER custody_is_appended_to BEFORE INSERT ON custody
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM custody)
BEGIN SELECT RAISE(ABORT, 'entries of the custody log are appended'); END;
CREATE TRIGGER custody_is_only_erased BEFORE UPDATE ON custody
WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL
  OR (NEW.number, NEW.at, NEW.what, NEW.digest, NEW.previous, NEW.link)
    IS NOT (OLD.number, OLD.at, OLD.what, OLD.digest, OLD.previous, OLD.link)
BEGIN SELECT RAISE(ABORT, 'of an entry of the custody log only body and salt can be erased'); END;
CREATE TRIGGER custody_is_kept BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'entries of the custody log are kept'); END;
"""

DECISIONS = """
-- What persons decided, appended to; an undoing is a decision too.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,         -- UTC
  who TEXT NOT NULL,
  kind TEXT NOT NULL,       -- accept, reject, correct, undo; later work adds more
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  body TEXT NOT NULL        -- JSON: selectors of what it is about, and what was decided
) STRICT;
CREATE INDEX decisions_by_report ON decisions (report_id);

-- Where each decision stands in the reading of now: made anew whenever a report is read again.
CREATE TABLE attachments (
  decision INTEGER PRIMARY KEY REFERENCES decisions (number) ON DELETE CASCADE,
  statement_id TEXT         -- NULL: unattached
) STRICT;
CREATE INDEX attachments_by_statement ON attachments (statement_id);

-- Actors whose names leave this ledger in no export.
CREATE TABLE sealed (
  actor_id INTEGER PRIMARY KEY REFERENCES actors ON DELETE CASCADE,
  at TEXT NOT NULL
) STRICT;

-- What was erased: when, and what kind of thing, and nothing of it.
CREATE TABLE tombstones (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  what TEXT NOT NULL        -- report, person, span
) STRICT;

-- The report that stood at the same URL before.
ALTER TABLE reports ADD COLUMN predecessor TEXT REFERENCES reports (id) ON DELETE SET NULL;
CREATE INDEX reports_by_url ON reports (url);
CREATE INDEX reports_by_predecessor ON reports (predecessor);
UPDATE reports SET predecessor = (
  SELECT p.id FROM reports p WHERE p.url = reports.url AND p.number < reports.number
  ORDER BY p.number DESC LIMIT 1
) WHERE url IS NOT NULL;
"""

COMPARISON = """
-- What comparing reports gave: all of it can be made again from the readings, and is where a
-- statement it rests on is gone. Which reports were compared, and by what.
CREATE TABLE compared (
  report_id TEXT PRIMARY KEY REFERENCES readings (report_id) ON DELETE CASCADE,
  state TEXT NOT NULL,      -- of what it was compared by, and of what was decided on it
  story TEXT,               -- the first report of those that tell of one event
  day TEXT,
  words TEXT NOT NULL       -- JSON: what stands for it where stories are told apart
) STRICT, WITHOUT ROWID;
CREATE INDEX compared_by_story ON compared (story);

-- By what words, with the month, a report is met by others of its story; and by what runs of words
-- by those that copy it.
CREATE TABLE met_by (
  key TEXT NOT NULL,
  report_id TEXT NOT NULL REFERENCES compared (report_id) ON DELETE CASCADE,
  PRIMARY KEY (key, report_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX met_by_report ON met_by (report_id);
CREATE TABLE marks (
  mark INTEGER NOT NULL,
  report_id TEXT NOT NULL REFERENCES compared (report_id) ON DELETE CASCADE,
  PRIMARY KEY (mark, report_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX marks_by_report ON marks (report_id);

CREATE TABLE utterances (
  id TEXT PRIMARY KEY,      -- of the earliest statement that renders it
  day TEXT,                 -- said, else told
  said_from TEXT, said_to TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX utterances_by_day ON utterances (day);

CREATE TABLE renderings (
  statement_id TEXT PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE,
  utterance_id TEXT NOT NULL REFERENCES utterances (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX renderings_by_utterance ON renderings (utterance_id);

CREATE TABLE relations (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  a TEXT NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
  b TEXT NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
  score REAL NOT NULL,
  body TEXT NOT NULL        -- JSON: the relation, whole; its ends may be statements
) STRICT;
CREATE INDEX relations_by_a ON relations (a);
CREATE INDEX relations_by_b ON relations (b);

CREATE TABLE matters (
  id TEXT PRIMARY KEY,      -- of its earliest utterance when it was first seen
  title TEXT,               -- NULL until it is made again
  rivals TEXT NOT NULL,     -- JSON list
  origins INTEGER NOT NULL,
  from_day TEXT, to_day TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE bearings (
  matter_id TEXT NOT NULL REFERENCES matters (id) ON DELETE CASCADE,
  utterance_id TEXT NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
  PRIMARY KEY (matter_id, utterance_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bearings_by_utterance ON bearings (utterance_id);

-- Where an id went that was given to another's: of utterances and matters.
CREATE TABLE redirects (old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
  report_id TEXT NOT NULL REFERENCES readings (report_id) ON DELETE CASCADE,
  from_id TEXT NOT NULL REFERENCES readings (report_id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,       -- JSON: the copy, whole
  PRIMARY KEY (report_id, from_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_from ON copies (from_id);

-- What persons decided of two statements: appended to; the last word on a pair counts.
CREATE TABLE bonds (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,         -- UTC
  who TEXT NOT NULL,
  kind TEXT NOT NULL,       -- one, not-one (utterance); together, apart (matter)
  note TEXT,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  a_report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  b_report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX bonds_by_a ON bonds (a_report);
CREATE INDEX bonds_by_b ON bonds (b_report);

-- Where a statement is gone, all that rested on it is made again: what rendered the same and what
-- bore on the same matter.
CREATE TRIGGER renderings_gone AFTER DELETE ON renderings
BEGIN
  UPDATE compared SET state = '' WHERE report_id IN (
    SELECT s.report_id FROM renderings r JOIN statements s ON s.id = r.statement_id
    WHERE r.utterance_id = OLD.utterance_id
  );
  UPDATE matters SET title = NULL, rivals = '[]' WHERE id IN (
    SELECT matter_id FROM bearings WHERE utterance_id = OLD.utterance_id
  );
  DELETE FROM relations WHERE a = OLD.utterance_id OR b = OLD.utterance_id;
  DELETE FROM utterances WHERE id = OLD.utterance_id
    AND NOT EXISTS (SELECT 1 FROM renderings WHERE utterance_id = OLD.utterance_id);
END;
"""


ACTORS = """
-- Which actors persons said to be one, or not to be; appended to, the last word on a pair counts.
CREATE TABLE actor_decisions (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,         -- UTC
  who TEXT NOT NULL,
  kind TEXT NOT NULL,       -- merge, split, leave (to the machine)
  one INTEGER NOT NULL REFERENCES actors (actor_id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES actors (actor_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX actor_decisions_by_one ON actor_decisions (one);
CREATE INDEX actor_decisions_by_other ON actor_decisions (other);
"""


MEANINGS = """
-- What the statements of a report mean, as vectors, so that these are not made again when another
-- report joins its story; what was compared without them is compared anew.
ALTER TABLE compared ADD COLUMN meanings BLOB;
UPDATE compared SET state = '';
"""


SIDES = """
-- For whom actors speak, as persons say: appended to, the last word on an actor counts.
CREATE TABLE side_decisions (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,         -- UTC
  who TEXT NOT NULL,
  actor_id INTEGER NOT NULL REFERENCES actors (actor_id) ON DELETE CASCADE,
  side TEXT,                -- JSON list, the camp first; empty for none; NULL: as reports say
  note TEXT,
  undoes INTEGER            -- the number of the one that this undoes
) STRICT;
CREATE INDEX side_decisions_by_actor ON side_decisions (actor_id);

-- What follows from them: for whom each actor speaks now.
CREATE TABLE named_sides (
  actor_id INTEGER PRIMARY KEY REFERENCES actors (actor_id) ON DELETE CASCADE,
  side TEXT NOT NULL        -- JSON list
) STRICT;
"""


ALIKE = """
-- By what the names of actors may be alike: how their words begin, as written and as heard.
CREATE TABLE name_keys (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  actor_id INTEGER NOT NULL REFERENCES actors (actor_id) ON DELETE CASCADE,
  PRIMARY KEY (kind, key, actor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_keys_by_actor ON name_keys (actor_id);

-- Nothing of a name stays that an actor has no more.
CREATE TRIGGER name_keys_gone AFTER UPDATE OF name ON actors
BEGIN DELETE FROM name_keys WHERE actor_id = OLD.actor_id; END;
"""


# What makes answers quicker.
QUICKER = """
CREATE INDEX IF NOT EXISTS reports_by_outlet ON reports (publisher, host);
CREATE INDEX IF NOT EXISTS statements_in_order ON statements (day, report_id, place);
ALTER TABLE statements ADD COLUMN said_by TEXT;
ALTER TABLE statements ADD COLUMN sides TEXT;
ALTER TABLE statements ADD COLUMN placed TEXT;
"""
# What statements are counted by, as JSON lists: numbers of actors, camps, names of places; NULL
# where a statement was misread, and is found by nothing.
COUNTED = """
SELECT s.number, f.id IS NOT NULL AS found,
  (SELECT json_group_array(actor_id) FROM (
    SELECT actor_id FROM speakers WHERE statement_id = s.id ORDER BY 1)) AS said_by,
  (SELECT json_group_array(camp) FROM (
    SELECT DISTINCT
      json_extract(coalesce(n.side, json_extract(c.body, '$.side')), '$[0]') AS camp
    FROM speakers p
    LEFT JOIN "cast" c ON c.report_id = p.report_id AND c.actor_id = p.actor_id
    LEFT JOIN named_sides n ON n.actor_id = p.actor_id
    WHERE p.statement_id = s.id AND camp IS NOT NULL ORDER BY 1)) AS sides,
  (SELECT json_group_array(place) FROM (
    SELECT DISTINCT json_extract(value, '$.name') AS place
    FROM json_each(s.body, '$.places') WHERE place IS NOT NULL ORDER BY 1)) AS placed
FROM statements s LEFT JOIN found_statements_content f ON f.id = s.number
"""


def count_anew(
    connection: sqlite3.Connection, where: str = "", values: tuple[str, ...] = ()
) -> None:
    """Make anew what statements, `s` in a condition, are counted by."""
    connection.execute(
        "UPDATE statements SET said_by = iif(found, c.said_by, NULL),"
        " sides = iif(found, c.sides, NULL), placed = iif(found, c.placed, NULL)"
        f" FROM ({COUNTED} {where}) c WHERE c.number = statements.number",
        values,
    )


def first(connection: sqlite3.Connection) -> None:
    """Reports, captures, readings, actors, statements, and the search over them."""
    for statement in statements_of(FIRST):
        connection.execute(statement)


def custody(connection: sqlite3.Connection) -> None:
    """The custody log, with an entry for each report that is there already."""
    for statement in statements_of(CUSTODY):
        connection.execute(statement)
    record_migrated(connection)


def decisions(connection: sqlite3.Connection) -> None:
    """Decisions of persons, sealed actors, tombstones, and versions of one URL."""
    for statement in statements_of(DECISIONS):
        connection.execute(statement)


def actors(connection: sqlite3.Connection) -> None:
    """What persons decided on who is who."""
    for statement in statements_of(ACTORS):
        connection.execute(statement)


def comparison(connection: sqlite3.Connection) -> None:
    """Utterances, relations, matters and copies across reports."""
    for statement in statements_of(COMPARISON):
        connection.execute(statement)


def meanings(connection: sqlite3.Connection) -> None:
    """What statements mean, kept with what was compared."""
    for statement in statements_of(MEANINGS):
        connection.execute(statement)


def sides(connection: sqlite3.Connection) -> None:
    """For whom actors speak, as persons say; and what statements are counted by."""
    for statement in statements_of(SIDES + QUICKER):
        connection.execute(statement)
    count_anew(connection)


def names_alike(connection: sqlite3.Connection) -> None:
    """By what the names of actors may be alike."""
    for statement in statements_of(ALIKE):
        connection.execute(statement)
    rows = connection.execute("SELECT actor_id, name, kind FROM actors WHERE NOT unnamed")
    for actor_id, name, kind in rows.fetchall():
        alike.note(connection, actor_id, name, kind)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    first,
    custody,
    decisions,
    actors,
    comparison,
    meanings,
    sides,
    names_alike,
)
NEWEST = len(MIGRATIONS)


def statements_of(script: str) -> list[str]:
    """The statements of a script, so that each runs inside the caller's transaction."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found
