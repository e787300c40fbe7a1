"""Bytes → text, whatever they are: never fails, line ends kept, a byte order mark removed."""

from __future__ import annotations

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes that Windows-1252 leaves undefined come through as the C1 controls of the same number.
UNDEFINED = {byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding: a byte order mark decides, else what
    was declared if it fits, else UTF-16 where every other byte is nought, else UTF-8, else
    Windows-1252."""
    for mark, name in BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, errors="replace"), name
    for option in filter(None, (declared, _wide(raw), "utf-8")):
        text = _strict(raw, option)
        if text is not None:
            return text, codecs.lookup(option).name
    return _windows(raw), "windows-1252"


def _strict(raw: bytes, name: str) -> str | None:
    try:
        text = raw.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a nought in every other byte."""
    sample = raw[:2000]
    half = len(sample) // 2
    if half < 4 or len(raw) % 2:
        return None
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _windows(raw: bytes) -> str:
    table = bytes(range(256)).decode("windows-1252", errors="replace")
    return "".join(chr(UNDEFINED[b]) if b in UNDEFINED else table[b] for b in raw)
