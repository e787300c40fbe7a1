"""A source's words → what kind of actor they name, by which name, in which role."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.model import ActorKind
from sayso.reading import given_names
from sayso.reading import lexicon as lx
from sayso.reading.countries import KNOWN
from sayso.reading.spelling import POSSESSIVE, folded

__all__ = ["Described", "Token", "describe", "folded", "head", "name_words", "tokens"]

TOKEN = re.compile(r"[^\W_]+(?:[.'’-](?:[^\W_]+))*\.?")
# White space begins where none stands before: a long run of it is tried once, not from each place.
RELATIVE = re.compile(
    r",?(?<!\s)\s+(?:(?:who|whom|whose|which|that|where)\b|(?:we|they|he|she|I) [a-z]+ed\b)"
)
# “briefed on”, “seen by”: what follows tells of the actor and is no part of the name.
_PARTICIPLE = (
    r"(?:[a-z]+ed|seen|shown|drawn|kept|held|written|given|taken|sent|known|born|led|put|driven"
    r"|(?!briefing|hearing|filing|ruling|recording|finding|reading|meeting|building|posting|morning"
    r"|evening)[a-z]{3,}ing)"
)
ASIDE = re.compile(
    rf"(?<=[a-z]{{3}})\s+{_PARTICIPLE}\s+"
    r"(?:by|to|on|for|from|in|into|with|at|over|up|about|of|not|as|two|last|yesterday)\b"
)
ONE_OF = re.compile(r"one of\b", re.I)
TAIL = re.compile(
    rf"(?<!\s)\s+(?:{'|'.join(sorted(lx.PREPOSITIONS))}|close|familiar|there|here|involved)\b|{ASIDE.pattern}"
)
PLACED = re.compile(r"(?<!\s)\s+(?:in|at|there|here)\b")
PART = re.compile(r"(?:\((?:[Rr]et|[Rr]td|[Rr]etd)\.?\)|[^,;()–—])+")
PERSON_ENDING = re.compile(
    r"(?:ist|ian|[^s]man|woman|person|eer|[^s]ant|ee|[bcdfgklmnpstvz]er|[st]or|maid)$"
)
LETTER_FROM = re.compile(
    rf"(?:an?|the|his|her) (?:\w+ )?(?:{'|'.join(sorted(lx.LETTERS))}) (?:from|by|of) ",
    re.IGNORECASE,
)
# What stands before a name and is no part of it.
LEADING = ("the", "a", "an", "neighbouring", "neighboring")
# “Sen” and “Don” are titles and family names.
SHORT_TITLE = 3
# What somebody issues is that somebody speaking.
ISSUED = ("statement", "release")
SELF = frozenset("itself himself herself themselves himself alone too both all".split())
Reference = Literal["named", "pronoun", "described"]
# What is known of the kind that a name's folded words name; None where nothing is.
KindOf = Callable[[tuple[str, ...]], ActorKind | None]


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
        return _lowered(self.text)

    @property
    def capital(self) -> bool:
        return self.text[0].isdigit() or any(part[:1].isupper() for part in self.text.split("-"))

    @property
    def titled(self) -> bool:
        plain = self.plain
        return plain in lx.TITLES or plain.removesuffix("-elect").removeprefix("ex-") in lx.TITLES

    @property
    def acronym(self) -> bool:
        letters = self.text.replace(".", "")
        return len(letters) > 1 and letters.isupper()


@functools.lru_cache(maxsize=16384)
def _lowered(word: str) -> str:
    return POSSESSIVE.sub("", word.lower()).rstrip(".")


def tokens(text: str, start: int = 0) -> list[Token]:
    """The words of a text with their offsets, shifted by `start`."""
    return [Token(m[0], m.start() + start, m.end() + start) for m in TOKEN.finditer(text)]


@functools.lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words, folded for comparing."""
    return tuple(word.plain for word in tokens(folded(name)))


def head(description: str) -> str:
    """The word a description turns on, folded: “diplomat” of “a Western diplomat in Brannick”."""
    clause = RELATIVE.search(description)
    description = description[: clause.start()] if clause and clause.start() else description
    cut = TAIL.search(description)
    words = tokens(description[: cut.start()] if cut else description)
    words = [word for word in words if word.plain not in SELF] or words
    return folded(words[-1].plain) if words else ""


def _unknown(words: tuple[str, ...]) -> ActorKind | None:
    return None


def describe(source: str, kind_of: KindOf = _unknown) -> Described:
    """What the words of one source say of who speaks; `kind_of` tells what names are known to
    name."""
    what = _described(source, kind_of)
    roles = tuple((start, end) for start, end in what.roles if start < end)
    if roles and what.reference == "described" and ONE_OF.match(what.name):
        # “One of them, a tailor,” is a tailor.
        what = replace(what, name=source[slice(*roles[0])])
    if what.at[0] < what.at[1] and len(roles) == len(what.roles):
        return what
    # Words so garbled that no part of them is a name: the whole stands for it.
    return Described("described", what.kind, source, (0, len(source)), roles)


def _described(source: str, kind_of: KindOf) -> Described:
    words = tokens(source)
    if not words:
        return Described("described", "unknown", source, (0, len(source)))
    if len(words) <= 2 and words[-1].plain in lx.PRONOUNS:
        return _pronoun(source, words[-1])
    if words[0].plain in lx.PRONOUNS_RELATIVE:
        return _pronoun(source, words[0])
    if owner := _issuer(source, words):
        return _moved(describe(source[slice(*owner)], kind_of), owner[0])
    segments = _segments(source)
    for number, (start, end) in enumerate(segments):
        # “President Teodor Valk of Tessany”: the name ends before the preposition.
        for stop in _stops(source, start, end):
            if name := person_name(tokens(source[start:stop], start), kind_of):
                told = _person(source, name, segments, number)
                body = number and len(name) == 1 and _is_a_body(source, segments[0])
                return replace(told, kind="organisation") if body else told
    return _other(source, _naming(source, segments, kind_of), segments, kind_of)


def _issuer(source: str, words: Sequence[Token]) -> tuple[int, int] | None:
    """The words for whose statement it is: “the company's statement” is the company speaking, “a
    letter from Ada Brinn” is Ada Brinn."""
    if sent := LETTER_FROM.match(source):
        return (sent.end(), len(source)) if _a_named_person(source[sent.end() :]) else None
    if len(words) < 2:
        return None
    before, last = words[-2], words[-1].plain
    if POSSESSIVE.search(before.text):
        end = len(POSSESSIVE.sub("", source[: before.end]))
        by_letter = last in lx.LETTERS and _a_named_person(source[:end])
        return (0, end) if by_letter or last in ISSUED else None
    owned = last in ISSUED and before.plain in ("their", "its", "his", "her")
    return (0, before.end) if owned else None


def _a_named_person(words: str) -> bool:
    what = describe(words)
    return what.kind == "person" and what.reference == "named"


def _stops(source: str, start: int, end: int) -> tuple[int, ...]:
    """Where a name in a segment may end: before its preposition, or at its end if an office stands
    there (“Minister of Health Ilinca Moraru”)."""
    cut = TAIL.search(source, start, end)
    if not cut:
        return (end,)
    words = tokens(source[start : cut.start()], start)
    office = words and (words[-1].titled or words[-1].plain in lx.ROLES)
    return (cut.start(), end) if office else (cut.start(),)


def _is_a_body(source: str, part: tuple[int, int]) -> bool:
    """Whether words turn on a body: “Nordavall's food safety authority” before its name."""
    return head(source[slice(*part)]) in lx.BODIES


def _moved(what: Described, by: int) -> Described:
    """A description of words that stand so many characters further on."""
    start, end = what.at
    roles = tuple((first + by, last + by) for first, last in what.roles)
    return replace(what, at=(start + by, end + by), roles=roles)


def _pronoun(source: str, word: Token) -> Described:
    female, male = word.plain in lx.PRONOUNS_FEMALE, word.plain in lx.PRONOUNS_MALE
    kind: ActorKind = "person" if female or male else "unknown"
    told = male if female or male else None
    return Described("pronoun", kind, word.text, (word.start, word.end), male=told)


def _segments(source: str) -> list[tuple[int, int]]:
    """The parts between commas, up to the first relative clause; never none."""
    cut = RELATIVE.search(source)
    end = cut.start() if cut and cut.start() else len(source)
    parts = [(m.start(), m.end()) for m in PART.finditer(source, 0, end)]
    trimmed = [_trim(source, *part) for part in parts if TOKEN.search(source, *part)]
    return trimmed or [(0, len(source))]


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    piece = source[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def person_name(words: Sequence[Token], kind_of: KindOf = _unknown) -> tuple[Token, ...] | None:
    """The words of a person's name inside one segment: what follows the last title, possessive or
    lower-case word, where that looks like a name."""
    first = max((at + 1 for at in range(len(words)) if _leads(words, at)), default=0)
    name = list(words[first:])
    while name and name[0].plain in lx.PARTICLES and not name[0].capital:
        name = name[1:]
    name = _after_field(words, first, name)
    if len(name) > 2 and kind_of(_plain(name)) is None and kind_of(_plain(name[1:])) == "person":
        name = name[1:]
    if not name or len(name) > 5 or not _like_a_person(name, kind_of):
        return None
    if first and not _introduces(words[first - 1], len(name)):
        return None
    return tuple(name)


def _plain(name: Sequence[Token]) -> tuple[str, ...]:
    return tuple(folded(word.plain) for word in name)


def _after_field(words: Sequence[Token], first: int, name: list[Token]) -> list[Token]:
    """A name without the field of an office before it: “Minister of Health Ilinca Moraru”."""
    if first < 2 or words[first - 1].plain not in ("of", "for"):
        return name
    if not any(word.titled or word.plain in lx.ROLES for word in words[: first - 1]):
        return name
    at = 0
    while at < len(name) - 1 and name[at].plain in lx.FIELDS:
        at += 1
    return name[at:] if at else name


def _introduces(word: Token, length: int) -> bool:
    """Whether a name may follow the word: a title or role, or, before a first and last name, any
    lower-case noun (“harbour master Ada Brinn”)."""
    if word.titled or word.plain in lx.ROLES or word.plain in ("same", "self-styled", "so-called"):
        return True
    small = lx.DETERMINERS | lx.PARTICLES | lx.PRONOUNS
    bodies = lx.BODIES | lx.DOCUMENTS
    if word.plain in ("of", "for"):
        return length > 1
    # “His chief of staff Ada Brinn”.
    bodies -= {"staff"}
    return length > 1 and not word.capital and word.plain not in small | lx.PREPOSITIONS | bodies


def _leads(words: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` can only stand before a name, not in it."""
    word = words[at]
    small = not word.capital and word.plain not in lx.PARTICLES
    owner = bool(POSSESSIVE.search(word.text)) and at + 1 < len(words)
    role = word.plain in lx.ROLES and at + 1 < len(words) and word.plain not in lx.FIRST_NAMES
    # “Luong Thi Sen”: what no name follows is no title.
    titled = word.titled and at + 1 < len(words)
    return small or titled or owner or role or word.plain in lx.DETERMINERS


def _like_a_person(name: Sequence[Token], kind_of: KindOf) -> bool:
    known = kind_of(_plain(name))
    if known is not None:
        return known == "person"
    plain = {word.plain for word in name}
    if len(name) > 2 and len(name[-1].plain) <= SHORT_TITLE:
        plain.discard(name[-1].plain)
    if plain & (lx.BODIES | lx.GROUPS | lx.DOCUMENTS | lx.MONTHS_DAYS | lx.ROLES):
        return False
    whole = " ".join(word.plain for word in name)
    if whole in KNOWN.names or whole in KNOWN.seats or not name[-1].capital:
        return False
    return not (name[-1].acronym or (len(name) > 1 and name[0].acronym and len(name[0].text) > 3))


def _person(
    source: str, name: tuple[Token, ...], segments: list[tuple[int, int]], number: int
) -> Described:
    start, end = name[0].start, len(POSSESSIVE.sub("", source[: name[-1].end]))
    own = segments[number]
    before, after = _trim(source, own[0], start), _trim(source, end, own[1])
    others = [part for at, part in enumerate(segments) if at != number]
    beside = [before] if _role(source[slice(*before)]) else _tail_role(source, after)
    parts = [*beside, *others, *_clause(source)]
    roles = tuple(p for p in parts if p[0] < p[1] and _role(source[slice(*p)]))
    return Described("named", "person", source[start:end], (start, end), roles, male(source, name))


def _tail_role(source: str, after: tuple[int, int]) -> list[tuple[int, int]]:
    """“of the Institute” after a name, without a comma."""
    words = tokens(source[slice(*after)])
    return [after] if words and words[0].plain in ("of", "for", "at", "with") else []


def _clause(source: str) -> list[tuple[int, int]]:
    """“who leads the Lantern Legion”: a relative clause that tells what somebody is."""
    found = RELATIVE.search(source)
    if not found or not found.start():
        return []
    end = re.search(r"[,;)]|$", source[found.end() :])
    stop = found.end() + end.start() if end else len(source)
    clause = _trim(source, found.end() - len(found[0].strip(", \n\t")), stop)
    words = tokens(source[slice(*clause)])
    # “Whose Valley Union has backed it” tells of him too.
    owns = len(words) > 2 and words[0].plain == "whose" and words[1].capital
    return [clause] if owns or (len(words) > 2 and words[1].plain in lx.CLAUSES) else []


def _role(part: str) -> bool:
    words = tokens(part)
    if words and words[0].plain in ("for", "of", "at", "who", "whose"):
        return True
    return any(word.plain in lx.ROLES or word.plain in lx.BODIES for word in words)


def male(source: str, name: Sequence[Token]) -> bool | None:
    """True for a man, False for a woman, None where neither title nor first name tells."""
    hints = {word.plain for word in tokens(source)} - {word.plain for word in name[1:]}
    first = folded(name[0].plain)
    # “Jean-Luc” is a man by “Jean”.
    forms = {name[0].plain, first, first.partition("-")[0]}
    if hints & lx.FEMALE:
        return False
    if hints & lx.MALE or forms & lx.MALE_NAMES:
        return True
    if forms & lx.FEMALE_NAMES:
        return False
    # A first name that stands alone may be a family's.
    return given_names.is_male(first.partition("-")[0]) if len(name) > 1 else None


def _naming(source: str, segments: list[tuple[int, int]], kind_of: KindOf) -> tuple[int, int]:
    """The segment that names a body or a state: “Sundvik Mejeri” of “the maker, Sundvik Mejeri”;
    else the first one."""
    for start, end in segments[1:]:
        words = tokens(source[start:end], start)
        while words and words[0].plain in lx.DETERMINERS:
            words = words[1:]
        known = kind_of(_plain(words)) if words and all(w.capital for w in words) else None
        first = tokens(source[slice(*segments[0])])
        plain_first = not any(w.capital and w.plain not in lx.DETERMINERS for w in first)
        if known in ("organisation", "state") and plain_first:
            return start, end
    return segments[0]


def _other(
    source: str, part: tuple[int, int], segments: list[tuple[int, int]], kind_of: KindOf
) -> Described:
    """A source without a person's name: a body, a state, a document, a group, an office."""
    start, end = part
    aside = ASIDE.search(source, start, end)
    end = aside.start() if aside else end
    cut = TAIL.search(source, start, end)
    words = tokens(source[start:end], start)
    while len(words) > 1 and words[-1].plain in SELF:
        words = words[:-1]
        end = words[-1].end
    head_words = tokens(source[start : cut.start() if cut else end], start) or words
    name, tied = _body_name(head_words, kind_of)
    if leading := _leading_name(head_words, kind_of):
        end = leading
    head_word = head_words[-1]
    kind = _kind(head_word, name, [w.plain for w in head_words], kind_of)
    capitals = [w for w in words if w.capital and w.plain not in lx.DETERMINERS]
    named = bool(capitals) and kind in ("organisation", "state", "unknown", "document")
    named = named and (head_word.capital or kind in ("state", "organisation"))
    if cut and kind == "organisation" and PLACED.match(source, cut.start(), end):
        end = cut.start()
    if tied and named:
        start = tied
    elif len(words) > 1 and words[0].plain in (LEADING if named else ("the",)):
        start = words[1].start
    if named and words[0].plain in lx.DETERMINERS and _qualified(words[1:]):
        start = words[2].start
    reference: Reference = "named" if named else "described"
    roles = tuple(p for p in segments if p != part and _role(source[slice(*p)]))
    return Described(reference, kind, source[start:end], (start, end), roles)


def _leading_name(words: list[Token], kind_of: KindOf) -> int:
    """Where a name ends that other words follow: “Hipocrat” of “the Hipocrat medical union”."""
    at = 1 if words[0].plain in lx.DETERMINERS else 0
    end = at
    while end < len(words) and words[end].capital and not POSSESSIVE.search(words[end].text):
        end += 1
    known = kind_of(_plain(words[at:end])) if at < end < len(words) else None
    body = words[-1].plain in lx.BODIES
    return words[end - 1].end if known == "organisation" and body else 0


def _qualified(words: list[Token]) -> bool:
    return len(words) > 1 and words[0].plain in (
        "so-called",
        "same",
        "self-styled",
        "self-declared",
    )


def _body_name(words: list[Token], kind_of: KindOf) -> tuple[tuple[str, ...], int]:
    """The folded words of a name among others, and where it begins if other words lead to it:
    “the parents' group Vuggevakt”, “food watchdog Matvern”."""
    at = len(words)
    while at and _in_a_name(words, at - 1):
        at -= 1
    name = _plain(words[at:])
    leads = 0 < at < len(words) and not words[at - 1].capital
    small = lx.DETERMINERS | lx.PREPOSITIONS
    noun = leads and words[at - 1].plain not in small and not POSSESSIVE.search(words[at - 1].text)
    return name, words[at].start if noun and kind_of(name) in ("organisation", "state") else 0


def _in_a_name(words: list[Token], at: int) -> bool:
    """Whether a word is capitalised, or a particle between two such: “Mesa Vecinal del Agua”."""
    word = words[at]
    if word.capital:
        return word.plain not in lx.DETERMINERS
    between = 0 < at < len(words) - 1 and words[at - 1].capital and words[at + 1].capital
    return between and word.plain in lx.PARTICLES


def _kind(head_word: Token, name: tuple[str, ...], words: list[str], kind_of: KindOf) -> ActorKind:
    """What the words name, by the word they turn on."""
    plain = head_word.plain
    if known := kind_of(name) if name else None:
        return known
    whole = " ".join(w for w in name if w not in lx.DETERMINERS)
    if whole in KNOWN.names or whole in KNOWN.seats:
        return "state"
    for kind, heads in _HEADS:
        if plain in heads:
            return kind
    if set(words) & lx.BODIES or (head_word.text.isupper() and len(head_word.text) > 1):
        return "organisation"
    if head_word.capital:
        return "unknown"
    if plain.endswith("s") and not plain.endswith("ss"):
        return "group"
    return "person" if PERSON_ENDING.search(plain) else "unknown"


_HEADS: tuple[tuple[ActorKind, frozenset[str]], ...] = (
    ("group", lx.GROUPS),
    ("document", lx.DOCUMENTS),
    ("organisation", lx.BODIES | (lx.UTTERANCES & {"statement", "release"})),
    ("person", lx.ROLES),
)
