"""Bytes → text, whatever they are: never fails, line ends kept, a byte order mark removed."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a page may declare. Python knows more names, some of them slow, unsafe or no encodings.
KNOWN = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257"
    " cp1258 cp866 cp874 koi8-r koi8-u mac-roman mac-cyrillic big5 euc_jp cp932 cp949 gb18030"
    " iso2022_jp iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10"
    " iso8859-13 iso8859-14 iso8859-15 iso8859-16".split()
)
# Browsers read these names as the larger set, and pages are written for browsers.
MEANT = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
SAMPLE = 2000
BEYOND = re.compile("[^\\x00-\\x7f]+")
# Whose letters are pairs of bytes: now and then such a pair, or a few, are good UTF-8.
PAIRED = frozenset("big5 euc_jp cp932 cp949 gb18030 iso2022_jp".split())
MANY, FEW = 10, 2
# Bytes that Windows-1252 leaves undefined come through as the C1 controls of the same number.
_WINDOWS = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding: a byte order mark decides, else
    UTF-16 where every other byte is nought, else UTF-8 where that is no chance whatever was
    declared, else what was declared if it fits, else UTF-8, else Windows-1252."""
    for mark, name in BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name, errors="replace"), name
    stated = known(declared)
    plain = _plainly_utf8(raw, stated) if stated else None
    for tried in (_wide(raw), plain, stated, "utf-8"):
        text = _strict(raw, tried) if tried else None
        if text is not None and tried:
            return text, _public(tried)
    return codecs.charmap_decode(raw, "strict", _WINDOWS)[0], "windows-1252"


def known(declared: str | None) -> str | None:
    """The codec meant by a declared name, None where it is none that pages are written in."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    name = MEANT.get(name, name)
    return name if name in KNOWN else None


def _strict(raw: bytes, name: str) -> str | None:
    # Made of seven bits, but the library lets bytes of eight through as if they were Latin-1.
    if name == "iso2022_jp" and not raw.isascii():
        return None
    try:
        return raw.decode(name)
    except ValueError:
        return None


def _plainly_utf8(raw: bytes, declared: str) -> str | None:
    """UTF-8, where bytes are that and have so many characters beyond ASCII that text in what was
    declared would not be so by chance. A page may be re-encoded and keep its old declaration."""
    text = _strict(raw, "utf-8")
    beyond = sum(map(len, BEYOND.findall(text))) if text else 0
    return "utf-8" if beyond >= (MANY if declared in PAIRED else FEW) else None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a nought in every other byte."""
    sample = raw[:SAMPLE]
    half = len(sample) // 2
    if half < 4 or len(raw) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.8 * half and not even:
        return "utf-16-le"
    if even > 0.8 * half and not odd:
        return "utf-16-be"
    return None


def _public(name: str) -> str:
    return name.replace("cp125", "windows-125").replace("iso8859", "iso-8859").replace("_", "-")
