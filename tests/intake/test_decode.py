"""Bytes of any encoding become text, and no bytes fail."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.decode import decode, known

TEXT = "“Naïve?” said the mayor of Velm.\r\nNobody answered.\n"


def test_utf8() -> None:
    assert decode(TEXT.encode()) == (TEXT, "utf-8")


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_removed(mark: bytes, name: str) -> None:
    assert decode(mark + TEXT.encode(name), "windows-1252") == (TEXT, name)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(name: str) -> None:
    assert decode(TEXT.encode(name)) == (TEXT, name)


def test_half_a_unit_after_a_mark_is_replaced() -> None:
    assert decode(codecs.BOM_UTF16_LE + b"V\0e") == ("V�", "utf-16-le")


def test_bytes_that_are_no_utf8_are_windows_1252() -> None:
    assert decode("“Venn” – 5 €".encode("cp1252")) == ("“Venn” – 5 €", "windows-1252")


def test_bytes_that_windows_1252_leaves_undefined_come_through() -> None:
    assert decode(b"Venn \x81\x9d \xe9") == ("Venn \x81\x9d é", "windows-1252")


@pytest.mark.parametrize(
    ("declared", "codec", "public"),
    [
        ("windows-1251", "cp1251", "windows-1251"),
        ("KOI8-R", "koi8-r", "koi8-r"),
        (" cyrillic ", "iso8859-5", "iso-8859-5"),
    ],
)
def test_what_was_declared_is_taken_where_it_fits(declared: str, codec: str, public: str) -> None:
    assert decode("Мост открыт".encode(codec), declared) == ("Мост открыт", public)


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode(b"\x93Venn\x94", "iso-8859-1") == ("“Venn”", "windows-1252")


def test_a_declaration_that_does_not_fit_is_passed_over() -> None:
    assert decode(TEXT.encode(), "iso-2022-jp") == (TEXT, "utf-8")


def test_bytes_of_eight_bits_are_no_iso_2022_jp() -> None:
    assert decode("Vélm".encode("cp1252"), "iso-2022-jp") == ("Vélm", "windows-1252")
    assert decode("橋".encode("iso2022_jp"), "iso-2022-jp") == ("橋", "iso2022-jp")


@pytest.mark.parametrize(
    "name", [None, "", "x-velm", "zlib", "rot13", "idna", "utf-7", "a\0b", "é"]
)
def test_names_that_no_page_is_written_in(name: str | None) -> None:
    assert known(name) is None
    assert decode(TEXT.encode(), name) == (TEXT, "utf-8")


@pytest.mark.parametrize("declared", ["windows-1251", "iso-8859-1", "koi8-r", "shift_jis", "big5"])
def test_utf8_under_another_name_is_utf8(declared: str) -> None:
    text = "“Мост открыт”, сказал мэр – и уехал."
    assert decode(text.encode(), declared) == (text, "utf-8")


def test_a_pair_of_bytes_may_be_good_utf8_by_chance() -> None:
    assert decode("联通".encode("gb18030"), "gb18030") == ("联通", "gb18030")


def test_nothing() -> None:
    assert decode(b"") == ("", "utf-8")


@settings(deadline=None)
@given(st.binary(), st.none() | st.text() | st.sampled_from(["utf-16", "big5", "iso-2022-jp"]))
def test_no_bytes_and_no_declaration_fail(raw: bytes, declared: str | None) -> None:
    text, name = decode(raw, declared)
    assert known(name) is not None
    assert len(text) <= len(raw)


# A nought in every other byte is taken for UTF-16; a leading U+FEFF is the mark.
@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\0\ufeff", codec="utf-8")))
def test_utf8_comes_through_to_the_character(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(codecs.BOM_UTF8 + text.encode()) == (text, "utf-8")
