"""The statements of one report as numbers, so that two reports are compared at one stroke."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.compare.model import Told
from sayso.compare.terms import WORD, Terms, folded, terms, weight

Floats = NDArray[np.float32]
# Words are put into so many places by their hash; two of one text seldom meet in one.
PLACES = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A report's statements, a row each: roots of the weights of the words of their content, of
    what stands near, and of what is quoted; the figures they claim; and of each what `FACTS` name.
    `meanings` are vectors of what they mean, of length 1."""

    report: str
    told: tuple[Told, ...]
    text: Floats
    near: Floats
    quoted: Floats
    figures: Floats
    facts: NDArray[np.int64]
    meanings: Floats


FACTS = ("said from", "said to", "published", "denied", "act", "length", "innermost", "paragraph",
         "id", "within", "near", "words")  # fmt: skip


def sheet(report: str, told: Sequence[Told], meanings: Floats) -> Sheet:
    """The sheet of a report's statements, whose vectors of meaning are given."""
    return Sheet(
        report,
        tuple(told),
        _rows(terms(one.text) for one in told),
        _rows(terms(one.near) for one in told),
        _rows(_quoted(one) for one in told),
        _rows(_figures(one) for one in told),
        np.array([_facts(one) for one in told], dtype=np.int64).reshape(len(told), len(FACTS)),
        meanings,
    )


def _facts(one: Told) -> tuple[int, ...]:
    """What is told of a statement as whole numbers, in the order of `FACTS`; days that are not
    known are nought."""
    said = (one.said.from_, one.said.to) if one.said else (None, None)
    return (
        _day(said[0]),
        _day(said[1]),
        _day(one.published),
        one.factuality.endswith("-"),
        _hash(one.act),
        len(one.text),
        one.innermost,
        one.paragraph,
        _hash(one.id),
        _hash(one.within) if one.within else 0,
        _hash(one.near),
        len(terms(one.text)),
    )


def _day(given: str | None) -> int:
    digits = (given or "")[:10].replace("-", "")
    return int(digits) if digits.isdigit() else 0


def _hash(word: str) -> int:
    return zlib.crc32(word.encode())


def _quoted(one: Told) -> Terms:
    """The words the speaker is quoted with, the common ones too: in them he is known again."""
    words = (folded(word) for span in one.quoted for word in WORD.findall(span.text))
    return {word: weight(word) + 0.2 for word in words}


def _figures(one: Told) -> Terms:
    values = (v for f in one.figures for v in (f.value, f.low, f.high) if v is not None)
    return {f"{value:g}": 1.0 for value in values}


def _rows(found: Iterable[Mapping[str, float]]) -> Floats:
    given = list(found)
    rows = np.zeros((len(given), PLACES), dtype=np.float32)
    for number, one in enumerate(given):
        for word, value in one.items():
            rows[number, zlib.crc32(word.encode()) % PLACES] = np.sqrt(value)
    return rows
