"""Cues of saying → what is done with the content, and how far the reporter stands by it.

A cue is looked up by the lemmas of its words, the longest entry first, and with the preposition
that its content may begin with (“called” + “for an inquiry”); `say`, `tell` and all that is in no
list assert.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Act, Distance
from sayso.reading import verbs
from sayso.reading.saying import DISTANCING, ENDORSING, ENTRIES, PARTICLES

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*(?:'[a-z]+)?", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|cannot|hardly|nobody|no one)\b|n't\b"
)
OBJECTS = frozenset("me him her us them you".split())
SCARE = re.compile(r"^[“”\"‘'][\w-]+[“”\"’']$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as looked up: its words in lower case, its entry ("" where none), its act, the
    reporter's distance by it, and whether it is negated."""

    text: str
    entry: str
    act: Act
    reporter: Distance
    negated: bool


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.replace(",", " ").split()}


def _lemmas(words: set[str]) -> dict[str, str]:
    """Form → lemma; a word that is a form of another one here (“convinced”) is no lemma itself."""
    derived = {form for word in words for form in verbs.forms(word) if form != word}
    return verbs.table(words - derived)


LEMMAS = _lemmas(_words((*ENTRIES.values(), ENDORSING, DISTANCING)))


def _entries(text: str) -> tuple[str, ...]:
    entries = (entry.split() for entry in text.split(","))
    return tuple(" ".join(LEMMAS.get(word, word) for word in entry) for entry in entries)


ACTS: dict[str, Act] = {
    entry: act for act, text in reversed(ENTRIES.items()) for entry in _entries(text)
}
REPORTERS: dict[str, Distance] = {
    **dict.fromkeys(_entries(DISTANCING), "distancing"),
    **dict.fromkeys(_entries(ENDORSING), "endorsing"),
}
LONGEST_ENTRY = max(len(entry.split()) for entry in (*ACTS, *REPORTERS))


def plain(text: str) -> str:
    """Lower case with straight apostrophes, each character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else " " for c in text)
    return lowered.replace("’", "'")


def opening_particle(content: str) -> str:
    """The preposition a content begins with, "" where none."""
    first = content.lstrip(" “”\"‘’'").split(maxsplit=1)[:1]
    return first[0] if first and first[0] in PARTICLES else ""


@functools.lru_cache(maxsize=4096)
def looked_up(text: str, particle: str = "") -> Cue:
    """What a cue's own words tell, and the preposition that its content begins with."""
    lowered = plain(text)
    lemmas = [LEMMAS.get(word, word) for word in WORD.findall(lowered)]
    lemmas += [particle] if particle else []
    # “Tipped her off” is “tipped off”.
    apart = [word for word in lemmas if word not in OBJECTS]
    entry = max(_longest(lemmas, ACTS), _longest(apart, ACTS), key=lambda one: len(one.split()))
    reporter = REPORTERS.get(_longest(lemmas, REPORTERS), "neutral")
    negated = NEGATION.search(lowered.replace("not guilty", "")) is not None
    return Cue(
        lowered,
        entry,
        ACTS.get(entry, "assert"),
        _distance(lowered, reporter, negated),
        negated,
    )


def _distance(lowered: str, reporter: Distance, negated: bool) -> Distance:
    """A verb that is itself in scare quotes keeps its distance; one negated endorses nothing."""
    if SCARE.match(lowered):
        return "distancing"
    return "neutral" if negated and reporter == "endorsing" else reporter


def _longest(lemmas: list[str], entries: dict[str, Act] | dict[str, Distance]) -> str:
    """The longest entry among the words; of equally long ones the last that does more than say."""
    found = [
        (length, ACTS.get(entry) != "assert", start, entry)
        for length in range(1, LONGEST_ENTRY + 1)
        for start in range(len(lemmas) - length + 1)
        if (entry := " ".join(lemmas[start : start + length])) in entries
    ]
    return max(found)[-1] if found else ""
