"""A source's words → what kind of actor they name, by which name, in which role."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from sayso.model import ActorKind
from sayso.reading import lexicon as lx

TOKEN = re.compile(r"[^\W_]+(?:[.'’-](?:[^\W_]+))*\.?")
# White space begins where none stands before: a long run of it is tried once, not from each place.
RELATIVE = re.compile(r",?(?<!\s)\s+(?:who|whom|whose|which|that|where)\b")
TAIL = re.compile(rf"(?<!\s)\s+(?:{'|'.join(sorted(lx.PREPOSITIONS))}|close|familiar|briefed)\b")
POSSESSIVE = re.compile(r"['’]s?$")
Reference = Literal["named", "pronoun", "described"]


@dataclass(frozen=True, slots=True)
class Described:
    """What a source's words say of the actor. `name` is the name as written, else the words that
    describe; `parts` are half-open offsets within the source: the name and the roles."""

    reference: Reference
    kind: ActorKind
    name: str
    at: tuple[int, int]
    roles: tuple[tuple[int, int], ...] = ()
    male: bool | None = None


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """In lower case, without possessive and final stop."""
        return _plain(self.text)

    @property
    def capital(self) -> bool:
        return self.text[0].isdigit() or any(part[:1].isupper() for part in self.text.split("-"))

    @property
    def titled(self) -> bool:
        return self.plain in lx.TITLES or self.plain.removesuffix("-elect") in lx.TITLES

    @property
    def acronym(self) -> bool:
        letters = self.text.replace(".", "")
        return len(letters) > 1 and letters.isupper()


@functools.lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    return POSSESSIVE.sub("", word.lower()).rstrip(".")


def tokens(text: str, start: int = 0) -> list[Token]:
    """The words of a text with their offsets, shifted by `start`."""
    return [Token(m[0], m.start() + start, m.end() + start) for m in TOKEN.finditer(text)]


def describe(source: str) -> Described:
    """What the words of one source say of who speaks."""
    words = tokens(source)
    if not words:
        return Described("described", "unknown", source, (0, len(source)))
    if len(words) <= 2 and words[-1].plain in lx.PRONOUNS:
        return _pronoun(source, words[-1])
    segments = _segments(source)
    for number, (start, end) in enumerate(segments):
        # “President Teodor Valk of Tessany”: the name ends before the preposition.
        cut = TAIL.search(source, start, end)
        for stop in (cut.start(), end) if cut else (end,):
            if name := _person_name(tokens(source[start:stop], start)):
                return _person(source, name, segments, number)
    return _other(source, *segments[0])


def folded(name: str) -> str:
    """A name without case, diacritics and possessive, for comparing."""
    bare = POSSESSIVE.sub("", name.casefold())
    decomposed = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def head(description: str) -> str:
    """The word a description turns on, folded: “diplomat” of “a Western diplomat in Brannick”."""
    cut = TAIL.search(description)
    words = tokens(description[: cut.start()] if cut else description)
    return folded(words[-1].plain) if words else ""


def _pronoun(source: str, word: Token) -> Described:
    female, male = word.plain in lx.PRONOUNS_FEMALE, word.plain in lx.PRONOUNS_MALE
    kind: ActorKind = "person" if female or male else "unknown"
    told = male if female or male else None
    return Described("pronoun", kind, word.text, (word.start, word.end), male=told)


def _segments(source: str) -> list[tuple[int, int]]:
    """The parts between commas, up to the first relative clause; never none."""
    cut = RELATIVE.search(source)
    end = cut.start() if cut and cut.start() else len(source)
    parts = [(m.start(), m.end()) for m in re.finditer(r"[^,;()–—]+", source[:end])]
    trimmed = [_trim(source, *part) for part in parts if TOKEN.search(source, *part)]
    return trimmed or [(0, len(source))]


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    piece = source[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _person_name(words: list[Token]) -> tuple[Token, ...] | None:
    """The words of a person's name inside one segment: what follows the last title, possessive or
    lower-case word, where that looks like a name."""
    first = max((at + 1 for at, word in enumerate(words) if _leads(words, at)), default=0)
    name = words[first:]
    while name and name[0].plain in lx.PARTICLES and not name[0].capital:
        name = name[1:]
    if not name or len(name) > 5 or not _like_a_person(name):
        return None
    if first and not _introduces(words[first - 1], len(name)):
        return None
    return tuple(name)


def _introduces(word: Token, length: int) -> bool:
    """Whether a name may follow the word: a title or role, or, before a first and last name, any
    lower-case noun (“harbour master Ada Brinn”)."""
    if word.titled or word.plain in lx.ROLES:
        return True
    small = lx.DETERMINERS | lx.PARTICLES | lx.PREPOSITIONS | lx.PRONOUNS
    bodies = lx.BODIES | lx.DOCUMENTS
    return length > 1 and not word.capital and word.plain not in small | bodies


def _leads(words: list[Token], at: int) -> bool:
    """Whether the word at `at` can only stand before a name, not in it."""
    word = words[at]
    small = not word.capital and word.plain not in lx.PARTICLES
    owner = bool(POSSESSIVE.search(word.text)) and at + 1 < len(words)
    return small or word.titled or owner or word.plain in lx.DETERMINERS


def _like_a_person(name: list[Token]) -> bool:
    plain = {word.plain for word in name}
    if plain & (lx.BODIES | lx.GROUPS | lx.DOCUMENTS | lx.MONTHS_DAYS | lx.ROLES):
        return False
    if " ".join(word.plain for word in name) in lx.STATES or not name[-1].capital:
        return False
    return not (name[-1].acronym or (len(name) > 1 and name[0].acronym and len(name[0].text) > 3))


def _person(
    source: str, name: tuple[Token, ...], segments: list[tuple[int, int]], number: int
) -> Described:
    start, end = name[0].start, len(POSSESSIVE.sub("", source[: name[-1].end]))
    own = segments[number]
    before = _trim(source, own[0], start)
    others = [part for at, part in enumerate(segments) if at != number]
    roles = [
        part for part in (before, *others) if part[0] < part[1] and _role(source[slice(*part)])
    ]
    return Described(
        "named", "person", source[start:end], (start, end), tuple(roles), _male(source, name)
    )


def _role(part: str) -> bool:
    return any(word.plain in lx.ROLES or word.plain in lx.BODIES for word in tokens(part))


def _male(source: str, name: tuple[Token, ...]) -> bool | None:
    """True for a man, False for a woman, None where neither title nor first name tells."""
    hints = {word.plain for word in tokens(source)} - {word.plain for word in name[1:]}
    if hints & lx.MALE or name[0].plain in lx.MALE_NAMES:
        return True
    if hints & lx.FEMALE or name[0].plain in lx.FEMALE_NAMES:
        return False
    return None


def _other(source: str, start: int, end: int) -> Described:
    """A source without a person's name: a body, a state, a document, a group, an office."""
    cut = TAIL.search(source, start, end)
    words = tokens(source[start:end], start)
    head_words = tokens(source[start : cut.start() if cut else end], start) or words
    head = head_words[-1]
    kind = _kind(head, [w.plain for w in words], [w.plain for w in head_words])
    capitals = [w for w in words if w.capital and w.plain not in lx.DETERMINERS]
    named = bool(capitals) and kind in ("organisation", "state", "unknown", "document")
    named = named and (head.capital or kind == "state")
    if len(words) > 1 and words[0].plain in (("the", "a", "an") if named else ("the",)):
        start = words[1].start
    reference: Reference = "named" if named else "described"
    return Described(reference, kind, source[start:end], (start, end))


def _kind(head: Token, words: list[str], head_words: list[str]) -> ActorKind:
    if " ".join(w for w in head_words if w not in lx.DETERMINERS) in lx.STATES:
        return "state"
    if head.plain in lx.GROUPS:
        return "group"
    if head.plain in lx.DOCUMENTS:
        return "document"
    if head.plain in lx.BODIES or head.plain in lx.UTTERANCES & {"statement", "release"}:
        return "organisation"
    if head.plain in lx.ROLES:
        return "person"
    if set(words) & lx.BODIES or (head.text.isupper() and len(head.text) > 1):
        return "organisation"
    return "group" if head.plain.endswith("s") and not head.capital else "unknown"
