"""Words found however they are written: case, diacritics, and what stands between them aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote_to_bytes

# Stands for a character that was taken out; one for one, so that offsets stay true.
BLOCK = "█"
Place = tuple[int, int]
WORD = re.compile(r"[^\W_]+")
# What may part the words of a phrase: anything but letters and digits, or nothing.
APART = r"[\W_]*"
# Scripts that put no space between words, or hang endings on them: there no boundary is asked for.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\U0003ffff]")
ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# “AdaBrinn.txt”: a word begins inside what has no space.
HUMP = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ])")


class _Folding(dict[int, str]):
    """A character's code → what it is compared by: no case, no diacritics, nothing invisible."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        self[code] = folded = "".join(c for c in plain if not _invisible(c))
        return folded


def _invisible(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Cf"


FOLDING = _Folding()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(WORD.findall(text.translate(FOLDING)))


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds phrases, each a sequence of folded words, where they stand as whole words."""

    phrases: frozenset[tuple[str, ...]]
    any: re.Pattern[str]
    each: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, phrases: Iterable[Sequence[str]]) -> Finder:
        """The finder of some phrases; one without words is passed over."""
        wanted = frozenset(tuple(words) for words in phrases if words)
        patterns = [_pattern(words) for words in sorted(wanted)]
        either = "|".join(patterns) or "(?!)"
        # Ahead, since two places of a phrase may overlap.
        each = tuple(re.compile(f"(?=({one}))") for one in patterns)
        return cls(wanted, re.compile(either), each)

    def __or__(self, other: Finder) -> Finder:
        return Finder.of(self.phrases | other.phrases)

    def stands_in(self, text: str) -> bool:
        """Whether any phrase is there."""
        folded = _Letters.of(text).folded if "%" in text else text.translate(FOLDING)
        return bool(self.any.search(folded))

    def places(self, text: str) -> list[Place]:
        """Where the phrases stand, in order, those that overlap joined."""
        if not self.stands_in(text):
            return []
        letters = _Letters.of(text)
        # One by one: what one phrase takes must not hide another that begins inside it.
        found = (m.span(1) for one in self.each for m in one.finditer(letters.folded))
        return joined(letters.place(text, *span) for span in found)

    def places_in_name(self, text: str) -> list[Place]:
        """Where they stand in an address or a file's name, which may join words: “AdaBrinn.txt”."""
        humps = [m.start() for m in HUMP.finditer(text)]
        if not humps:
            return self.places(text)
        spaced = HUMP.sub(" ", text)
        inside = [
            (start - _before(humps, start), end - _before(humps, end))
            for start, end in self.places(spaced)
        ]
        return joined([*self.places(text), *inside])


def _before(humps: Sequence[int], at: int) -> int:
    """How many of the spaces put in at the humps stand before a place of the spaced text."""
    return sum(hump + number < at for number, hump in enumerate(humps))


def words_at(text: str, places: Iterable[Place]) -> set[str]:
    """The words that stand in the places or reach into them, as they are compared."""
    letters = _Letters.of(text)
    found = [(m[0], letters.place(text, *m.span())) for m in WORD.finditer(letters.folded)]
    taken = joined(places)
    return {word for word, (start, end) in found if any(s < end and start < e for s, e in taken)}


def joined(places: Iterable[Place]) -> list[Place]:
    """Places in order, those that overlap or touch as one."""
    kept: list[Place] = []
    for start, end in sorted(places):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        elif start < end:
            kept.append((start, end))
    return kept


def blanked(text: str, places: Iterable[Place]) -> str:
    """A text with a block in the place of each character that stands in one of the places."""
    parts: list[str] = []
    done = 0
    for start, end in joined(places):
        parts += [text[done:start], BLOCK * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def with_marks(text: str, place: Place) -> Place:
    """A place with the diacritics and invisible characters that belong to its last letter."""
    start, end = place
    while end < len(text) and not FOLDING[ord(text[end])]:
        end += 1
    return start, end


def _pattern(words: Sequence[str]) -> str:
    inner = re.escape(words[0])
    for one, other in pairwise(words):
        # “O. Venn” is no “Oven”.
        apart = APART if len(one) > 1 and len(other) > 1 else APART.replace("*", "+")
        inner += apart + re.escape(other)
    return _edge(words[0][0], before=True) + inner + _edge(words[-1][-1], before=False)


def _edge(character: str, before: bool) -> str:
    """That no letter, or next to a digit no digit, stands on this side of a phrase."""
    if UNSPACED.match(character):
        return ""
    more = r"\d" if character.isdigit() else r"[^\W\d_]"
    return f"(?<!{more})" if before else f"(?!{more})"


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text folded, and for each folded character where the one it comes from begins and ends."""

    folded: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> _Letters:
        found: list[tuple[str, int, int]] = []
        for character, start, end in _characters(text):
            found += [(one, start, end) for one in FOLDING[ord(character)]]
        letters, starts, ends = zip(*found, strict=True) if found else ((), (), ())
        return cls("".join(letters), starts, ends)

    def place(self, text: str, start: int, end: int) -> Place:
        return with_marks(text, (self.starts[start], self.ends[end - 1]))


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters of a text, those a URL escapes as what they stand for, with their places."""
    done = 0
    for escaped in ESCAPED.finditer(text):
        yield from _plain(text, done, escaped.start())
        yield from _unescaped(text, escaped.start(), escaped.end())
        done = escaped.end()
    yield from _plain(text, done, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    return ((text[at], at, at + 1) for at in range(start, end))


def _unescaped(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    # A byte that is no UTF-8 becomes a surrogate of its own, which is no letter.
    for character in unquote_to_bytes(text[start:end]).decode(errors="surrogateescape"):
        after = start + 3 * len(character.encode(errors="surrogateescape"))
        yield character, start, after
        start = after
