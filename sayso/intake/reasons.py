"""The words a `Skipped` may give as its reason, and what each means; nowhere else are more made."""

from __future__ import annotations

REASONS = {
    "not-found": "no such file, folder or match of a pattern",
    "unreadable": "the system does not let the file be read",
    "unsupported": "a kind of source or of content that is not read",
    "empty": "it holds no text, or no file that is read",
    "binary": "it is not text",
    "bad-text": "it holds half a character (a lone surrogate)",
    "bad-json": "a line or a file is not a JSON object",
    "bad-mail": "a mail that cannot be parsed",
    "no-text": 'a JSON object without a string "text" (or "maintext")',
    "no-article": "a page whose story cannot be told from its frame, or that cannot be parsed",
    "paywall": "a page that shows only the beginning of its story",
    "consent-wall": "a page that asks for consent and shows no story",
    "listing": "a page that lists stories and tells none",
    "too-large": "more bytes than are read",
    "too-long": "more characters than one report may have",
    "bad-archive": "an archive, or a file in it, that is broken",
    "nested-archive": "an archive inside an archive",
    "not-a-file": "a link, a device or a file with holes in an archive",
    "unsafe-name": "a file in an archive whose name leads out of it",
    "encrypted": "it can be read with a password only",
    "bomb": "an archive that unpacks to far more than pages do",
    "too-many": "an archive of more members than are read",
    "fetch-failed": "no connection, or a broken one",
    "http-error": "the server answered with an error",
    "timeout": "the server took too long",
    "too-many-redirects": "the server sent the request on too often",
    "blocked-address": "the URL leads into this machine or its network",
}
