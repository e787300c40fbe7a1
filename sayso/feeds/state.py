"""What watching has come to, in a file beside the ledger: so that a run can be stopped anywhere.

Of a page that was fetched only a keyed hash of its address is kept: what is erased from the ledger
is not to be read here. Addresses stand here in the clear only until they are fetched.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sayso.errors import LedgerUnwritable
from sayso.feeds.parse import Entry
from sayso.intake.fetch import Since

TABLES = """
CREATE TABLE IF NOT EXISTS salt (value BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS feeds (
  url TEXT PRIMARY KEY, parent TEXT, etag TEXT, modified TEXT, failures INTEGER NOT NULL DEFAULT 0,
  error TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
  key BLOB PRIMARY KEY, changed TEXT, etag TEXT, modified TEXT, visits INTEGER NOT NULL,
  due TEXT NOT NULL, kept INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS named (
  feed TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (
  number INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, published TEXT,
  changed TEXT, tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS hosts (
  host TEXT PRIMARY KEY, failures INTEGER NOT NULL, until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
# A page that a feed still names is looked at again so long after each visit, and then no more.
LOOKS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page to be fetched: the feed that names it and what that says of it; `since` is what its
    server said when it was fetched before, `again` whether it was."""

    url: str
    feed: str
    published: str | None
    changed: str | None
    since: Since
    again: bool


@dataclass(frozen=True, slots=True)
class Halt:
    """A host that is left alone until then, after so many failures in a row."""

    failures: int
    until: datetime


class State:
    """The state of watching beside a ledger; use `State.opened`."""

    def __init__(self, connection: sqlite3.Connection, salt: bytes) -> None:
        self.connection = connection
        self.salt = salt

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[State]:
        """The state in a file, made if it is not there and read by its owner alone;
        LedgerUnwritable where it cannot be used."""
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = sqlite3.connect(path, isolation_level=None, timeout=60)
        except (OSError, sqlite3.Error) as error:
            raise LedgerUnwritable(str(path), str(error)) from error
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.executescript(TABLES)
            yield cls(connection, _salt(connection))
        except sqlite3.Error as error:
            raise LedgerUnwritable(str(path), str(error)) from error
        finally:
            connection.close()

    def key(self, url: str) -> bytes:
        """What a page is known by."""
        return hashlib.blake2b(url.encode(errors="replace"), key=self.salt, digest_size=16).digest()

    def feeds(self) -> list[str]:
        """The feeds that were watched so far."""
        rows = self.connection.execute("SELECT url FROM feeds WHERE parent IS NULL ORDER BY url")
        return [row[0] for row in rows]

    def below(self, feed: str) -> list[str]:
        """The sitemaps that a feed named when it was fetched last."""
        rows = self.connection.execute(
            "SELECT url FROM feeds WHERE parent = ? ORDER BY url", (feed,)
        )
        return [row[0] for row in rows]

    def since(self, feed: str, now: datetime) -> Since:
        """What the server said of a feed when it was fetched last; nothing where a page that it
        named is to be looked at again, since only the feed itself has the page's address."""
        if self._due(feed, now):
            return Since()
        row = self.connection.execute(
            "SELECT etag, modified FROM feeds WHERE url = ?", (feed,)
        ).fetchone()
        return Since(*row) if row else Since()

    def _due(self, feed: str, now: datetime) -> bool:
        query = "SELECT 1 FROM named JOIN pages USING (key) WHERE feed = ? AND due <= ? LIMIT 1"
        return self.connection.execute(query, (feed, _told(now))).fetchone() is not None

    def feed_fetched(
        self, feed: str, parent: str | None, since: Since, found: Sequence[Entry], now: datetime
    ) -> int:
        """Note that a feed was fetched, and which of its pages wait from now on, all at once; gives
        how many. Were one noted without the other, pages would be lost when the feed says that it
        has not changed."""
        with self._together():
            self.connection.execute(
                "INSERT INTO feeds (url, parent, etag, modified) VALUES (?, ?, ?, ?) ON CONFLICT"
                " (url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,"
                " failures = 0, error = NULL",
                (feed, parent, since.etag, since.modified),
            )
            self.connection.execute("DELETE FROM named WHERE feed = ?", (feed,))
            self.connection.executemany(
                "INSERT OR IGNORE INTO named VALUES (?, ?)",
                [(feed, self.key(entry.url)) for entry in found],
            )
            return sum(self._wait(feed, entry, now) for entry in found if self._new(entry, now))

    def feed_failed(self, feed: str, parent: str | None, error: str) -> None:
        """Note that a feed could not be fetched."""
        self.connection.execute(
            "INSERT INTO feeds (url, parent, failures, error) VALUES (?, ?, 1, ?) ON CONFLICT (url)"
            " DO UPDATE SET failures = failures + 1, error = excluded.error",
            (feed, parent, error),
        )

    def _new(self, entry: Entry, now: datetime) -> bool:
        """Whether a page is to be fetched: not yet seen, changed as its feed says, or due."""
        row = self.connection.execute(
            "SELECT changed, due FROM pages WHERE key = ?", (self.key(entry.url),)
        ).fetchone()
        if row is None:
            return True
        changed = entry.changed is not None and entry.changed != row[0]
        return changed or str(row[1]) <= _told(now)

    def _wait(self, feed: str, entry: Entry, now: datetime) -> int:
        cursor = self.connection.execute(
            "INSERT INTO waiting (url, feed, published, changed) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET changed = excluded.changed"
            " WHERE changed IS NOT excluded.changed",
            (entry.url, feed, entry.published, entry.changed),
        )
        return cursor.rowcount

    def waiting(self) -> list[Waiting]:
        """The pages that wait, in the order they were found."""
        rows = self.connection.execute(
            "SELECT url, feed, published, changed FROM waiting ORDER BY number"
        ).fetchall()
        return [self._waiting(*row) for row in rows]

    def _waiting(self, url: str, feed: str, published: str | None, changed: str | None) -> Waiting:
        row = self.connection.execute(
            "SELECT etag, modified FROM pages WHERE key = ?", (self.key(url),)
        ).fetchone()
        return Waiting(url, feed, published, changed, Since(*(row or ())), row is not None)

    def page_done(self, page: Waiting, since: Since, kept: bool, now: datetime) -> None:
        """Note that a page was fetched, and whether the ledger has it from this visit."""
        key = self.key(page.url)
        with self._together():
            row = self.connection.execute(
                "SELECT visits, kept FROM pages WHERE key = ?", (key,)
            ).fetchone()
            visits = row[0] if row else 0
            due = _told(now + LOOKS[visits]) if visits < len(LOOKS) else "9999"
            self.connection.execute(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key, page.changed, since.etag, since.modified, visits + 1, due,
                 int(kept or bool(row and row[1]))),
            )  # fmt: skip
            self.connection.execute("DELETE FROM waiting WHERE url = ?", (page.url,))

    def page_failed(self, page: Waiting, now: datetime) -> None:
        """Note that a page could not be fetched: it is tried again in later runs, a few times."""
        self.connection.execute("UPDATE waiting SET tries = tries + 1 WHERE url = ?", (page.url,))
        gone = self.connection.execute(
            "SELECT 1 FROM waiting WHERE url = ? AND tries >= ?", (page.url, MOST_TRIES)
        ).fetchone()
        if gone:
            self.page_done(page, page.since, False, now)

    def was_kept(self, page: Waiting) -> bool:
        """Whether the ledger had a page at an earlier visit."""
        row = self.connection.execute(
            "SELECT kept FROM pages WHERE key = ?", (self.key(page.url),)
        ).fetchone()
        return bool(row and row[0])

    def halts(self) -> dict[str, Halt]:
        """The hosts that are left alone for a time."""
        rows = self.connection.execute("SELECT host, failures, until FROM hosts")
        return {host: Halt(count, datetime.fromisoformat(until)) for host, count, until in rows}

    def halted(self, host: str, halt: Halt | None) -> None:
        """Note that a host is left alone, or is no more."""
        if halt is None:
            self.connection.execute("DELETE FROM hosts WHERE host = ?", (host,))
            return
        self.connection.execute(
            "INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)",
            (host, halt.failures, halt.until.isoformat()),
        )

    @contextmanager
    def _together(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")


def _salt(connection: sqlite3.Connection) -> bytes:
    connection.execute(
        "INSERT INTO salt SELECT ? WHERE NOT EXISTS (SELECT 1 FROM salt)",
        (secrets.token_bytes(32),),
    )
    return bytes(connection.execute("SELECT value FROM salt").fetchone()[0])


def _told(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
