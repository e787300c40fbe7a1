"""The states of one text: those of the world that it names, and those it shows to be states.

An invented or contested state is known by its organs (“Ndorwa's elections commission”, “the Ndorwan
interior ministry”), by a date line, by “the Kingdom of”: never from a list alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.reading import lexicon as lx
from sayso.reading.countries import KNOWN
from sayso.reading.places import gazetteer
from sayso.reading.register import Register
from sayso.reading.sentences import Sentences
from sayso.reading.spelling import POSSESSIVE, folded

# Where some words begin, and the words.
Phrase = tuple[int, str]
NAME = r"([A-ZÀ-ÞĀ-Ž][\w-]+(?: [A-ZÀ-ÞĀ-Ž][\w-]+)?)"
_FEW = r"(?:[\w-]+ ){0,3}?"
# Organs that only a state has.
_ORGAN = (
    r"(?:ministry|ministries|army|navy|air force|armed forces|military|parliament|presidency"
    r"|president|prime minister|premier|foreign minister|(?:\w+ ){0,2}minister|government|cabinet"
    r"|embassy|ambassador|central bank|troops|soldiers|forces|capital|elections? commission"
    r"|border guards?|state media|intelligence|counterpart|king|queen|general staff|independence"
    r"|(?:food|health|nuclear|drug|border|disaster|security) (?:\w+ ){0,2}"
    r"(?:authority|agency|regulator|institute)|statehood|leader|leadership|officials?"
    r"|authorities|diplomats?|envoy|federation)\b"
)
_CERTAIN = r"(?:ministry|agency|government|army|navy|parliament|presidency|cabinet)"
OWNING = re.compile(rf"{NAME}['’]s? {_FEW}(?i:{_ORGAN})")
ADJECTIVE = re.compile(rf"\b([A-ZÀ-ÞĀ-Ž][\w-]+(?:an|n|i|ese|ish|ic|ite)) {_FEW}(?i:{_ORGAN})")
REALM = re.compile(
    rf"\b(?:Kingdom|Republic|Federation|Emirate|Sultanate|Grand Duchy|Union|State) of {NAME}"
)
DATELINE = re.compile(
    r"^[ \t]*(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+ ?){1,4}, ([A-ZÀ-Þ][a-zà-ÿ][\w-]+(?: [A-Z][\w-]+)?)"
    r"(?=,| \(| ?[-–—])",
    re.MULTILINE,
)
AWAY = re.compile(rf"\b(?:breakaway|independent|self-declared) (?:republic of )?{NAME}")
# “In Norrla, the disaster agency said”.
INSIDE = re.compile(rf"\bIn {NAME}, the (?:\w+ ){{0,2}}?{_CERTAIN}\b")
# “The Gaza health ministry”: whoever has a ministry is a state here, recognised or not.
MINISTRY = re.compile(rf"\b[Tt]he {NAME} (?:[a-z]+ )?ministry\b")
ADJECTIVAL = re.compile(r"(?:an|n|ese|ish|ic|ite)$")
# “In Malory, Norrla,”: a town with its state.
TOWN_OF = re.compile(rf"\b[Ii]n (?:[A-ZÀ-Þ][\w-]+ ?){{1,2}}, {NAME}(?=[,.;]| and\b| on\b)")
NATIONAL = re.compile(
    r"\b([A-ZÀ-Þ][\w-]+(?:an|ese|ish|i)) (?:National |Public |State )"
    r"|\b([A-ZÀ-Þ][\w-]+(?:an|ese|ish|i)) News Agency"
)
# “KYIV, May 2 (Wire) -”: a town that leads the report.
DATED_TOWN = re.compile(
    r"^[ \t]*([A-ZÀ-Þ]{3}[A-ZÀ-Þ'’. -]{0,24}?)(?:, [^\n(–—-]{1,20})?"
    r" ?(?:\([^)\n]{2,30}\))? ?[-–—] ",
    re.MULTILINE,
)
NEIGHBOUR = re.compile(rf"\b[Nn]eighbou?ring {NAME}")
HEADING = re.compile(
    r"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Gg]overnment|[Aa]rmy|[Mm]inister|[Kk]ing"
    r"|[Pp]arliament|[Gg]eneral [Ss]taff|[Aa]rmed [Ff]orces"
    r"|[Mm]inist(?:ry|er) of [A-Za-z]+(?: and [A-Za-z]+)?)"
    rf" of {NAME}"
)
SEAT = re.compile(
    rf"(?:{NAME}, the capital(?: of {NAME})?|the capital,? {NAME}"
    rf"|{NAME}['’]s capital,? {NAME})"
)
WORD = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w.-]*\w\.?")
BELONGING = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][\w-]+(?:an|ian|ani|ese|ish|i|n)s?\b")
# “Translated from the Spanish”: a language, and no state.
LANGUAGE = re.compile(r"\b(?:[Tt]ranslated from(?: the)?|[Ss]poke in|[Ss]peaking|in fluent) $")
# How much of a text is its headline and first lines.
HEAD = 500
NO_STATE = frozenset(
    "african european asian american christian republican civilian western-european caucasian"
    " indian-ocean mediterranean balkan arabian scandinavian german-speaking roman lutheran"
    " anglican metropolitan veteran human urban saharan victorian median".split()
)
ENDINGS = ("ian", "ani", "an", "ese", "ish", "ite", "ic", "n", "i")
# What no state is called: “president of Lakes District 9”.
NO_REALM = (lx.BODIES | frozenset("district local chapter branch club".split())) - {"authority"}
# Which a name may not be: “Republic” of “President of the Republic”.
NEVER = frozenset("the republic nation state republicans party council its his her their".split())


@dataclass(frozen=True, slots=True)
class States:
    """The states of one text: by the folded words that name one or what belongs to it, and where
    each is spoken of. `dated` is the one that the report is from, `home` that or the one it is
    about."""

    words: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    starts: tuple[int, ...] = ()
    spoken: tuple[str, ...] = ()
    dated: str | None = None
    home: str | None = None
    away: str | None = None

    @property
    def all(self) -> frozenset[str]:
        """The states that the text names or shows."""
        return frozenset((*self.words.values(), *self.spoken))

    def adjective(self, word: str) -> str | None:
        """The state that an adjective belongs to."""
        plain = folded(word)
        state = self.words.get(plain)
        return state if state and folded(state) != plain else None

    def named(self, words: str) -> str | None:
        """The state that words name, or that something of these words is of; None where they name
        none."""
        plain = folded(words.strip()).removeprefix("the ")
        return self.words.get(plain) or self.seats.get(plain)

    def after(self, start: int, end: int) -> str | None:
        """The first state spoken of in a stretch of the text."""
        at = bisect_left(self.starts, start)
        return self.spoken[at] if at < len(self.starts) and self.starts[at] < end else None

    def before(self, start: int, end: int) -> str | None:
        """The last state spoken of in a stretch of the text."""
        at = bisect_right(self.starts, end - 1) - 1
        return self.spoken[at] if at >= 0 and self.starts[at] >= start else None


def find(
    text: str, sentences: Sentences, register: Register, publisher: str | None = None
) -> States:
    """The states of a text; a publisher named for one (“Norrlan Public Radio”) speaks from it."""
    names = {folded(name): name for name in _shown(text, register)}
    issued = _issued(text, publisher or "")
    if issued:
        names.setdefault(folded(issued), issued)
    phrases = list(_phrases(text, 3))
    words = _with_adjectives(text, names, register) | dict(_known(text, phrases))
    seats = dict(_seats(text, words))
    found = sorted(_spoken(text, phrases, words, seats))
    dated, about = _dated(text, words) or issued, _about(found)
    starts, spoken = tuple(at for at, _ in found), tuple(state for _, state in found)
    away = AWAY.search(text)
    broken = words.get(folded(away[1])) if away else None
    return States(words, {**KNOWN.seats, **seats}, starts, spoken, dated, dated or about, broken)


def _issued(text: str, publisher: str) -> str | None:
    """The state of a national agency or broadcaster: the one that the text names by that word."""
    match = NATIONAL.search(publisher)
    if not match:
        return None
    plain = folded(match[1] or match[2])
    if plain in KNOWN.adjectives:
        return KNOWN.adjectives[plain]
    named = (found[0] for found in WORD.finditer(text))
    return next((name for name in named if _belongs(plain, folded(name))), None)


def _shown(text: str, register: Register) -> Iterator[str]:
    """Names that the text shows to be those of states."""
    for pattern in (OWNING, REALM, DATELINE, AWAY, HEADING, INSIDE, NEIGHBOUR, MINISTRY, TOWN_OF):
        for match in pattern.finditer(text):
            name = match[1]
            words = tuple(folded(word) for word in name.split())
            body = register.kinds.get(words) == "organisation" and pattern is OWNING
            if words[0] in NEVER | lx.FIELDS or register.kinds.get(words) == "person" or body:
                continue
            if set(words) & NO_REALM or text[match.end() : match.end() + 2].strip().isdigit():
                continue
            if pattern is MINISTRY and ADJECTIVAL.search(name):
                continue
            if pattern in (INSIDE, NEIGHBOUR, TOWN_OF) and country_of(name):
                continue
            if folded(name) not in KNOWN.names and folded(name) not in KNOWN.adjectives:
                yield name


def _with_adjectives(text: str, names: dict[str, str], register: Register) -> dict[str, str]:
    """The names with the adjectives made of them that the text uses, “Ndorwan” of Ndorwa; and the
    names of states that it has the adjectives of alone."""
    words = dict(names)
    for match in ADJECTIVE.finditer(text):
        word = folded(match[1])
        own = any(_belongs(word, name) for name in names) or word in KNOWN.adjectives
        own = own or register.kinds.get((word,)) == "person" or word in NO_STATE
        if not own and word.endswith("an"):
            words[word[:-1]] = words[word] = match[1][:-1]
    bases = dict(words)
    for match in BELONGING.finditer(text):
        word = folded(match[0])
        if word not in words:
            for name, written in bases.items():
                if _belongs(word, name) or _belongs(word.removesuffix("s"), name):
                    words[word] = written
    return words


def _belongs(word: str, name: str) -> bool:
    """Whether a word is a state's name with the ending of an adjective."""
    if len(name) < 4 or word == name or word[:4] != name[:4]:
        return False
    if name == word + "y" and word.endswith("an"):
        return True
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and name in (
            stem,
            stem + "a",
            stem + "e",
            stem + "o",
            stem + "ia",
            stem + "y",
        ):
            return True
    return False


def _known(text: str, phrases: Sequence[Phrase]) -> Iterator[tuple[str, str]]:
    """States of the world that the text names, by each word it has for them."""
    for start, written in phrases:
        plain = folded(written)
        # “US” is a state, and neither “us” nor the “US” of a headline in capitals is.
        if len(plain) > 3 or (written.isupper() and not _shouted(text, start)):
            state = KNOWN.names.get(plain) or KNOWN.adjectives.get(plain)
            if state:
                yield plain, state


def _shouted(text: str, start: int) -> bool:
    """Whether a place stands in a line in capitals."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[low : high if high >= 0 else len(text)]
    return sum(c.isupper() for c in line) > 0.6 * sum(c.isalpha() for c in line)


def _phrases(text: str, longest: int) -> Iterator[Phrase]:
    """Runs of up to so many capitalised words, with where each begins; the longest first."""
    found = list(WORD.finditer(text))
    for at, match in enumerate(found):
        for more in range(min(longest, len(found) - at) - 1, -1, -1):
            if found[at + more].end() - match.start() < 40:
                written = POSSESSIVE.sub("", text[match.start() : found[at + more].end()])
                # “U.S.” keeps its stop, a sentence's end does not.
                stop = "." in written[:-1] or len(written) < 4
                yield match.start(), written if stop else written.rstrip(".")


def _seats(text: str, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Capitals that the text calls so, with their states."""
    states = sorted(set(words.values()))
    for match in SEAT.finditer(text):
        first, of, second, owner, third = match.groups()
        seat = (first or second or third or "").removeprefix("In ").removeprefix("The ")
        state = words.get(folded(of or owner or "")) or (states[0] if len(states) == 1 else None)
        if seat and state and folded(seat) not in words:
            yield folded(seat), state


def _spoken(
    text: str, phrases: Sequence[Phrase], words: dict[str, str], seats: dict[str, str]
) -> Iterator[tuple[int, str]]:
    """Where the text speaks of a state."""
    last = -1
    for start, written in phrases:
        plain = folded(written)
        state = words.get(plain) or seats.get(plain) or KNOWN.seats.get(plain)
        short = len(plain) <= 3 and (not written.isupper() or _shouted(text, start))
        spoken = LANGUAGE.search(text, max(0, start - 24), start)
        if state and start > last and not short and not spoken:
            last = start
            yield start, state


def _dated(text: str, words: dict[str, str]) -> str | None:
    """The date line's state."""
    found = (words.get(folded(match[1])) for match in DATELINE.finditer(text))
    if state := next((state for state in found if state), None):
        return state
    town = DATED_TOWN.search(text[: 2 * HEAD])
    return (KNOWN.seats.get(folded(town[1])) or country_of(town[1].title())) if town else None


def _about(found: list[tuple[int, str]]) -> str | None:
    """The state that headline and first lines speak of, if one leads there."""
    ranked = Counter(state for start, state in found if start < HEAD).most_common(2)
    if len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]:
        return None
    return ranked[0][0] if ranked else None


# A town of fewer people is too little known to tell a state by; how far a place must lead another
# of its name elsewhere.
FEWEST, FARTHER = 100_000, 5


def country_of(place: str) -> str | None:
    """The state of the world in which a large place lies, by its name alone; None where the name is
    another word too, or a place elsewhere has as good a claim to it."""
    key = gazetteer.folded(POSSESSIVE.sub("", place))
    known = gazetteer.packaged().known([key]).get(key)
    if known is None or known.flags & (gazetteer.WORD | gazetteer.GIVEN):
        return None
    largest: dict[str, int] = {}
    for entry in known.entries:
        if entry.kind in (gazetteer.TOWN, gazetteer.CAPITAL, gazetteer.REGION) and entry.above:
            written = gazetteer.packaged().name(entry.above[-1])
            if state := KNOWN.names.get(folded(written)):
                sure = entry.population if entry.kind != gazetteer.REGION else 2 * FEWEST
                largest[state] = max(largest.get(state, 0), sure, entry.population)
    ranked = sorted(largest.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < FEWEST:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= FARTHER * ranked[1][1] else None
