"""Questions in SQL to an archive: DuckDB over its files, which it may read and nothing else.

Nothing is fetched, no extension loaded, and nothing written. Beside the tables stand the views
`told` (each statement with the outlet, title and URL of its report) and `printed` (the same once
for every report that printed the story).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from sayso.archive.finish import MANIFEST
from sayso.archive.place import Local, place_at
from sayso.archive.remote import system_of
from sayso.archive.tables import NAMES, archived_schema
from sayso.errors import ArchiveError

SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "1GB",
}
OUTLET = "coalesce(r.publisher, regexp_extract(r.url, '^\\w+://([^/:?#]+)', 1))"
VIEWS = (
    f"""CREATE VIEW told AS SELECT s.*, {OUTLET} AS outlet, r.title, r.url
    FROM statements s JOIN reports r ON r.read AND r.id = s.report AND r.day IS NOT DISTINCT FROM
    s.day""",
    f"""CREATE VIEW printed AS SELECT s.*, r.id AS printed_in, {OUTLET} AS outlet, r.title, r.url
    FROM statements s JOIN reports r ON r.reading_of = s.report AND r.day IS NOT DISTINCT FROM
    s.day""",
)
BATCH = 1000


class Archive:
    """An archive that is open to be asked; use `opened`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        self.connection = connection
        self.name = name

    def ask(self, sql: str, values: Sequence[Any] = ()) -> tuple[list[str], Iterator[Any]]:
        """The columns of a question's answer, and its rows; ArchiveError where it cannot be
        answered, or is no question."""
        try:
            kinds = [one.type for one in self.connection.extract_statements(sql)]
            if kinds not in ([duckdb.StatementType.SELECT], [duckdb.StatementType.EXPLAIN]):
                raise ArchiveError(self.name, "only one question is answered: a SELECT")
            found = self.connection.execute(sql, list(values))
        except duckdb.Error as error:
            raise ArchiveError(self.name, str(error)) from error
        return [column[0] for column in found.description or ()], self._rows(found)

    def table(self, sql: str, values: Sequence[Any] = ()) -> pa.Table:
        """The answer to a question of ours, as a table."""
        return self.connection.sql(sql, params=list(values)).to_arrow_table()

    def _rows(self, found: Any) -> Iterator[Any]:
        try:
            while rows := found.fetchmany(BATCH):
                yield from rows
        except duckdb.Error as error:
            raise ArchiveError(self.name, str(error)) from error


@contextmanager
def opened(name: str | Path) -> Iterator[Archive]:
    """An archive, in a folder or at an address that fsspec opens, open; ArchiveError where there is
    none that is whole."""
    place = place_at(name)
    if place.text(MANIFEST) is None:
        detail = "there is no whole archive; make one with: sayso archive INPUT... --out"
        raise ArchiveError(place.name, f"{detail} {place.name}")
    connection = duckdb.connect(":memory:", config=dict(SETTINGS))
    try:
        found = (
            _in_folder(connection, Path(name).absolute())
            if isinstance(place, Local)
            else _at_address(connection, place.name)
        )
        for table, files in found.items():
            _view(connection, table, files)
        for lock in ("enable_external_access = false", "lock_configuration = true"):
            connection.execute(f"SET {lock}")
        for view in VIEWS:
            connection.execute(view)
        yield Archive(connection, place.name)
    finally:
        connection.close()


Files = dict[str, list[str]]


def _in_folder(connection: duckdb.DuckDBPyConnection, folder: Path) -> Files:
    """The files of each table, which may be read and no others."""
    connection.execute("SET allowed_directories = [?]", [str(folder)])
    there = [name for name in NAMES if any((folder / name).glob("*/*.parquet"))]
    return {name: [str(folder / name / "*" / "*.parquet")] * (name in there) for name in NAMES}


def _at_address(connection: duckdb.DuckDBPyConnection, address: str) -> Files:
    """The files of each table, which may be read and no others; by fsspec, so that DuckDB needs
    nothing that it would have to fetch."""
    system, root = system_of(address)
    connection.register_filesystem(system)
    found = {
        name: [str(system.unstrip_protocol(path)) for path in _tables(system, f"{root}/{name}")]
        for name in NAMES
    }
    connection.execute("SET allowed_paths = ?", [[path for one in found.values() for path in one]])
    return found


def _tables(system: Any, folder: str) -> list[str]:
    return [path for path in system.find(folder) if path.endswith(".parquet")]


def _view(connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[str]) -> None:
    if not files:
        empty = archived_schema(name).append(pa.field("day", pa.date32())).empty_table()
        connection.register(f"no_{name}", empty)
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM no_{name}")
        return
    quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in files)
    connection.execute(
        f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{quoted}], hive_partitioning = true,"
        " hive_types = {'day': DATE})"
    )
