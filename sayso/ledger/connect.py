"""Open a ledger: one SQLite file, and beside it the raw bytes by their hash."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

from sayso.errors import LedgerError, LedgerMissing, LedgerTooNew, LedgerUnwritable, NotALedger
from sayso.ledger.schema import APPLICATION_ID, MIGRATIONS, NEWEST, OLDEST_SQLITE

# How long one process waits for another that is writing.
PATIENCE_S = 60.0


class Ledger:
    """An open ledger. Use `Ledger.open`, and close it or use it in a `with`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, writable: bool = True) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Ledger:
        """The ledger at a path, made if `create`; LedgerMissing, NotALedger, LedgerTooNew or
        LedgerUnwritable where that cannot be. One that cannot be written to is opened for reading,
        unless `create` says that it is to be written to."""
        # Absolute, so that no name means something of its own to SQLite, as “:memory:” does.
        path = Path(path).absolute()
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            raise LedgerError(
                str(path), f"SQLite {sqlite3.sqlite_version} is too old; 3.37 or later is needed"
            )
        if not path.exists():
            if not create:
                raise LedgerMissing(str(path))
            _touch(path)
        try:
            return cls(path, _connected(path))
        except LedgerUnwritable as error:
            if create:
                raise
            return cls(path, _connected_to_read(path, error), writable=False)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside is kept together or not at all; LedgerUnwritable where nothing
        can be written."""
        self.must_be_writable()
        with writing(self.path, self.connection):
            yield self.connection

    def must_be_writable(self) -> None:
        """LedgerUnwritable where it was opened for reading, as nothing else could be done."""
        if not self.writable:
            raise LedgerUnwritable(str(self.path), WHY[sqlite3.SQLITE_READONLY])

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """All that is read inside is of one moment, whatever another process writes meanwhile."""
        if self.connection.in_transaction:
            yield self.connection
            return
        self.connection.execute("BEGIN")
        try:
            yield self.connection
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    @property
    def raw_folder(self) -> Path:
        """Where raw bytes are kept."""
        return self.path.with_name(self.path.name + ".raw")

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def writing(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction; LedgerUnwritable where the file cannot be written."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise LedgerUnwritable(str(path), why(error)) from error
    try:
        yield
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        _rolled_back(connection)
        raise LedgerUnwritable(str(path), why(error)) from error
    except BaseException:
        _rolled_back(connection)
        raise


def _rolled_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _touch(path: Path) -> None:
    """Make the file readable by its owner alone before anything is in it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise LedgerUnwritable(str(path), why_not(error)) from error


def _connected(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise NotALedger(str(path), "a folder")
    if not os.access(path, os.W_OK):
        # SQLite would open it all the same, and leave a journal that nobody may write to.
        raise LedgerUnwritable(str(path), WHY[sqlite3.SQLITE_READONLY])
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
        try:
            _make_ready(path, connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        raise LedgerUnwritable(str(path), why(error)) from error
    except sqlite3.DatabaseError as error:
        raise NotALedger(str(path), str(error)) from error
    return connection


def _connected_to_read(path: Path, unwritable: LedgerUnwritable) -> sqlite3.Connection:
    """A connection to a ledger where nothing can be written, not even a journal, as was found;
    LedgerUnwritable where a journal would first have to be worked in, or the schema is an older
    one."""
    try:
        connection = sqlite3.connect(_read_only(path), uri=True, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            version = _known_version(path, connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        words = JOURNAL_WAITS if _journal_waits(path) else why(error)
        raise LedgerUnwritable(str(path), words) from error
    if version < NEWEST:
        connection.close()
        words = f"it is of schema {version} and must be brought to {NEWEST} first, but"
        raise LedgerUnwritable(str(path), f"{words} {unwritable.detail}") from unwritable
    return connection


def _read_only(path: Path) -> str:
    """The address by which SQLite opens a file only to read. Without a journal nobody can be at
    work on it, and SQLite need not look out for anybody."""
    return f"{path.as_uri()}?mode=ro{'' if _journal_waits(path) else '&immutable=1'}"


def _journal_waits(path: Path) -> bool:
    """Whether a journal holds what is not in the file yet."""
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


def why(error: sqlite3.OperationalError) -> str:
    """Why SQLite could not do something, in words that a person can act on."""
    return trouble(error) or str(error)


def trouble(error: sqlite3.OperationalError) -> str | None:
    """The same where it is the disk's or another program's doing; None where it is not."""
    return WHY.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def why_not(error: OSError) -> str:
    """The same of what the system could not do."""
    return DISK_FULL if error.errno in FULL else error.strerror or str(error)


JOURNAL_WAITS = (
    "its journal (-wal) holds what is not in the file yet, and cannot be worked in here; copy both"
    " to a folder that can be written to"
)
DISK_FULL = "the disk is full, or a limit on the size of files was met"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
WHY = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_IOERR: f"{DISK_FULL}, or it is failing",
    sqlite3.SQLITE_READONLY: "it, or its folder, may only be read",
    sqlite3.SQLITE_CANTOPEN: "its folder may only be read, or the disk is full",
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when that is done",
}


def _make_ready(path: Path, connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    version = _known_version(path, connection)
    _write_ahead(connection)
    for pragma in ("foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    if version < NEWEST:
        _migrate(path, connection)


def _known_version(path: Path, connection: sqlite3.Connection) -> int:
    """The schema of a ledger, 0 for an empty file; NotALedger, LedgerTooNew."""
    application, version, empty = _marks(connection)
    if not (application == APPLICATION_ID or (empty and application == 0)):
        raise NotALedger(str(path), "an SQLite file of something else")
    if version > NEWEST:
        raise LedgerTooNew(str(path), version, NEWEST)
    return version


def _marks(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Whose file it is, of which schema, and whether it is empty: at one moment, since another
    process may be making the ledger."""
    connection.execute("BEGIN")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    return application, version, not tables


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log; SQLite itself does not wait here for another process."""
    last = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.01)


def _migrate(path: Path, connection: sqlite3.Connection) -> None:
    with writing(path, connection):
        # Another process may have migrated while this one waited: its backup must stay.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if 0 < version < NEWEST:
            _back_up(path, version)
        for migration in MIGRATIONS[version:]:
            migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {NEWEST}")


def _back_up(path: Path, version: int) -> None:
    """Copy the file as it stands on the disk; nobody else writes meanwhile."""
    target = path.with_name(f"{path.name}.schema-{version}.backup")
    _touch(target)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
