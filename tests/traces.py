"""Every trace of some words in the files of a ledger, however they may be written there."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sayso.ledger import Ledger
from sayso.model import sha256


def files_of(ledger: Ledger) -> list[Path]:
    """The ledger, its journal and index, raw bytes and backups."""
    beside = ledger.path.parent.glob(f"{ledger.path.name}*")
    return [file for path in beside for file in (path.rglob("*") if path.is_dir() else [path])]


def traces(ledger: Ledger, *words: str) -> list[str]:
    """Where words, or hashes of them, stand: file and spelling."""
    found = []
    for path in files_of(ledger):
        # Only letters of ASCII are made small here, so that no offset of bytes is lost.
        held = (path.read_bytes() if path.is_file() else b"").lower() + path.name.encode().lower()
        found += [
            f"{path.name}: {word!r} as {form!r}"
            for word in words
            for form in forms(word)
            if form.lower() in held
        ]
    tokens = set(indexed(ledger))
    found += [f"index: {word!r}" for word in words for one in parts(word) if one in tokens]
    return found


def forms(word: str) -> Iterator[bytes]:
    """A word as it may be written: case, diacritics, encodings, escapes, and its hash."""
    bare = stripped(word)
    for one in {
        word,
        word.lower(),
        word.upper(),
        word.casefold(),
        word.title(),
        bare,
        bare.lower(),
    }:
        for two in {one, unicodedata.normalize("NFD", one)}:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                yield two.encode(encoding)
            yield json.dumps(two).strip('"').encode()
            yield quote(two).encode()
    yield sha256(word.encode()).encode()


def parts(word: str) -> list[str]:
    """The tokens that the full-text index makes of a word."""
    return "".join(c if c.isalnum() else " " for c in stripped(word).lower()).split()


def stripped(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not unicodedata.combining(c))
    )


def indexed(ledger: Ledger) -> Iterator[str]:
    """All tokens of the full-text indexes."""
    for table in ("found_statements", "found_reports"):
        name = f"temp.terms_of_{table}"
        ledger.connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab(main, {table}, 'row')"
        )
        yield from (row[0] for row in ledger.connection.execute(f"SELECT term FROM {name}"))
        ledger.connection.execute(f"DROP TABLE {name}")
