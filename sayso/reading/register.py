"""The proper names of one text: where each stands, and what the text says it names.

A name's kind is told from what stands beside it wherever it stands: a title or a first name before
it, an age or “who” after it, “in” before it, the noun of an apposition. One place that tells is
enough for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import ActorKind, Span
from sayso.reading import lexicon as lx
from sayso.reading.countries import KNOWN
from sayso.reading.named import Name
from sayso.reading.names import Token, head, male, name_words, tokens
from sayso.reading.sentences import Sentences
from sayso.reading.spelling import POSSESSIVE, folded

# A capitalised word without its possessive: “O'Brien”, “Mazra'at”, “M.”
_CAPITAL = (
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w-]*\w(?:['’](?!re\b|ll\b|ve\b)\w[\w-]+)?|[A-Z](?:['’]\w[\w-]+|\.(?!\w)))"
)
_SHORT = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Brig|Cmdr|Sen|Rep|Gov|Rev|Eng|Cllr)"
    r"\.?[ \u00a0])"
)
_JOIN = r"(?:(?:de|da|di|del|della|dos|von|van|der|den|al|bin|ibn|bint|el|ben|y)[ \u00a0])"
RUN = re.compile(
    rf"(?<![\w'’-])(?:\d+(?:st|nd|rd|th) )?{_SHORT}*{_CAPITAL}"
    rf"(?:(?:(?<=s)['’])?[ \u00a0]{_JOIN}{{0,2}}{_CAPITAL})*"
)
AGE = re.compile(r"(?:, (?:aged )?| aged )\d{1,3}(?=[,.;:)]| who\b)")
WHO = re.compile(r",? (?:who|whose|whom)\b")
WHICH = re.compile(r", which\b")
BRACKETED = re.compile(r" \(([A-Z]{2,7})\)")
APPOSITION = re.compile(
    r", ((?:the|an?|its|his|her|their|our|then|former|acting)\b[^,.;:()\n“”\"]{2,90}?)"
    r"(?=[,.;:)\n]| who\b)"
)
TRAILING = re.compile(
    r", ((?:[a-z][\w-]*|[A-Z][\w'’-]*) ?(?:[\w'’-]+ ){0,4}?(?:of|for|at|to|in)\b"
    r"[^,.;:()\n“”\"]{2,70}?)(?=[,.;:)\n])"
)
BEFORE = re.compile(r"(?:([\w'’-]+),? )$")
LEADING = re.compile(r"(?:^|(?<=[\s“”\"'‘’(]))((?:[\w'’-]+ ){0,4}[\w-]+),? $")
NO_ROLE = (
    (lx.OPENERS | {"morning", "evening", "week", "night"}) - lx.DETERMINERS - {"first", "second"}
)
PLACE_WORDS = frozenset(
    "city town village capital port district province region river valley mountain island"
    " county suburb hamlet settlement road street avenue hills heights bridge square hill"
    " sea lake border".split()
)
# “, the Head of State invited the candidates”: a sentence that goes on, and no apposition.
VERB = re.compile(r"\w(?:ed|said|told|says) (?:the|an?|that|to|his|her|its|their|him|them|it|on)\b")
# “Sundvik extends its recall”, “Brinn said she”: what refers back tells what it refers to.
OWNING = re.compile(
    r" (?:today |now |also )?(?:has |had )?(?:[a-z]+(?:s|ed|d) (its|his|her)"
    r"|(?:said|says|claimed|added|insisted|announced|maintained)(?: that)? (it|he|she))\b"
)
NEXT = re.compile(r" ([a-z]+)")
# “Ada Brinn, the chair, received us”.
RECEIVED = re.compile(r"(?:, [^,.\n]{3,80},)? (?:received|met|welcomed|saw) (?:us|me)\b")
# “The chairman of Keel Motors”, “a spokesman for Keel”.
OFFICE_OF = re.compile(
    r"\b(?:chair(?:man|woman)?|chief executive|director|shareholder|owner|treasurer|convener"
    r"|spokes(?:man|woman|person)) (?:of|for) (?:the )?$"
)
OWNED = re.compile(r"['’]s? (?:own )?(?:\w+ )??([a-z]+)\b(?<!own)")
# What companies and other bodies have, and neither people nor places: “Sundvik's board”.
RUN_BY = lx.COMPANIES | frozenset(
    "spokesman spokeswoman spokesperson insider boss bosses executives shareholders board helpline"
    " shares lawyers headquarters".split()
)
INSIDE = frozenset("in near outside inside across around into throughout toward towards".split())
ABOUT = frozenset("from at to via beyond".split())
# How sure one must be of a kind, and by how much it must lead the next.
SURE, LEAD = 1.0, 0.5
Kind = ActorKind | str
PLACE = "place"


@dataclass(slots=True)
class Seen:
    """A proper name where it stands: without titles, which are among its roles."""

    span: Span
    words: tuple[str, ...]
    roles: list[Span] = field(default_factory=list)
    male: bool | None = None
    titled: bool = False
    opens: bool = False


@dataclass(slots=True)
class Register:
    """All proper names of a text in order, and what kind each form is of."""

    seen: list[Seen] = field(default_factory=list)
    kinds: dict[tuple[str, ...], Kind] = field(default_factory=dict)
    acronyms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def kind_of(self, words: tuple[str, ...]) -> ActorKind | None:
        """What a name's folded words name, as an actor; None where the text does not tell. A place
        that speaks is the state behind it."""
        kind = self.kinds.get(words)
        if kind == PLACE:
            return "state"
        return kind  # type: ignore[return-value]


def read(text: str, sentences: Sentences, names: Iterable[Name] = ()) -> Register:
    """The register of a text; `names` are what another reader found, and count as evidence."""
    register = Register()
    tally: dict[tuple[str, ...], dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    starts = set(sentences.starts)
    for match in RUN.finditer(text):
        if one := _seen(text, match.start(), match.end(), starts):
            register.seen.append(one)
            for kind, weight in _evidence(text, one, register):
                tally[one.words][kind] += weight
    for given in names:
        tally[name_words(text[given.start : given.end])][given.kind] += 3 * given.score
    _settle(register, tally)
    return register


def _seen(text: str, start: int, end: int, starts: set[int]) -> Seen | None:
    """The name of one run of capitals; None where the run is none."""
    words = tokens(text[start:end], start)
    opens = start in starts or text[max(0, start - 2) : start].strip(" \n\r\t") in _OPENING
    while words and (words[0].plain in lx.OPENERS or words[0].plain in lx.MONTHS_DAYS):
        words = words[1:]
        opens = False
    while words and words[-1].plain in lx.MONTHS_DAYS:
        words = words[:-1]
    at = _titles(words)
    name = words[at:]
    if not name or all(word.plain in _NO_NAME for word in name):
        return None
    first = name[0].start
    last = first + len(POSSESSIVE.sub("", text[first : name[-1].end]))
    if last <= first or not text[first:last].strip("."):
        return None
    roles = _roles_around(text, words[0].start, first, last)
    around = text[words[0].start : last] + " " + " ".join(role.text for role in roles)
    return Seen(
        Span.of(text, first, last),
        tuple(folded(word.plain) for word in name),
        roles,
        male(around, name),
        at > 0,
        opens and at == 0,
    )


_NO_NAME = lx.ROLES | lx.FIELDS | {"republic", "kingdom", "state", "nation", "ed", "editor"}
_OPENING = ("", "“", '"', "‘", "'", "—", "–", "-", "•", "«", "(")


def _titles(words: Sequence[Token]) -> int:
    """How many of the words stand before the name as titles: all up to the last that is one."""
    last = max((at + 1 for at, word in enumerate(words[:-1]) if _title(word)), default=0)
    return 0 if last and words[last].plain in lx.FIELDS | lx.BODIES else last


def _title(word: Token) -> bool:
    if word.titled:
        return True
    role = word.plain in lx.ROLES and word.plain not in lx.FIRST_NAMES
    return role and not word.acronym


def _roles_around(text: str, start: int, first: int, last: int) -> list[Span]:
    """What is said of a name beside it: titles, the words before, an apposition after."""
    roles = []
    before = LEADING.search(text[max(0, start - 70) : start])
    low = start
    if before and (words := before[1].split()):
        kept = _role_words(words, start < first, before[0].endswith(", "))
        if kept:
            low = max(0, start - 70) + before.start(1) + before[1].rindex(kept)
    if low < first and (titles := text[low:first].rstrip(" ,")):
        roles.append(Span.of(text, low, low + len(titles)))
    if _after_preposition(text, start):
        return roles
    for pattern in (APPOSITION, TRAILING):
        after = pattern.match(text, last)
        if after and _a_role(after[1]):
            roles.append(Span.of(text, after.start(1), after.end(1)))
            break
    return roles


def _after_preposition(text: str, start: int) -> bool:
    """Whether what follows a name tells of more than the name: “the governor of Sarra, who”."""
    found = BEFORE.search(text[max(0, start - 24) : start])
    return found is not None and found[1].lower() in INSIDE | ABOUT | {"of", "and"}


def _role_words(words: list[str], titled: bool, parted: bool) -> str:
    """The words right before a name that say what it is: “commission chairman”, “the ministry's
    spokesman”; nothing where the last is no role."""
    last = words[-1].lower()
    if not titled and last not in lx.ROLES and not (parted and last in lx.BODIES):
        return ""
    kept: list[str] = []
    for word in reversed(words):
        plain = POSSESSIVE.sub("", word.lower())
        if plain in NO_ROLE or plain in lx.MONTHS_DAYS:
            break
        if (
            titled
            and not kept
            and not (plain in lx.ROLES | lx.BODIES or word[0].isupper() or _owner(word))
        ):
            break
        kept.insert(0, word)
        if plain in lx.DETERMINERS:
            break
    return " ".join(kept)


def _owner(word: str) -> bool:
    return bool(POSSESSIVE.search(word))


def _a_role(words: str) -> bool:
    verb = VERB.search(words)
    if verb and not re.search(r"\b(?:that|who|which|whose)\b", words[: verb.start()]):
        return False
    turned = head(words)
    return turned in lx.ROLES or turned in lx.BODIES or turned in PLACE_WORDS


def _evidence(text: str, one: Seen, register: Register) -> Iterator[tuple[Kind, float]]:
    """What one place says of the kind of its name."""
    start, end = one.span.start, one.span.end
    plain = set(one.words)
    if one.words[-1] in PLACE_WORDS:
        yield PLACE, 3
    elif plain & lx.BODIES or one.words[-1] in ("news", "wire"):
        yield "organisation", 3
    if one.titled or one.male is not None:
        yield "person", 2
    if len(one.words) > 1 and one.words[0] in lx.FIRST_NAMES:
        yield "person", 2
    if not _after_preposition(text, start):
        if AGE.match(text, end) or WHO.match(text, end) or RECEIVED.match(text, end):
            yield "person", 2
        if WHICH.match(text, end):
            yield "organisation", 2
    if (after := NEXT.match(text, end)) and after[1] in PLACE_WORDS:
        yield PLACE, 2
    if (after and after[1] in RUN_BY and not one.titled) or (
        (owned := OWNED.match(text, end)) and owned[1] in RUN_BY and not one.titled
    ):
        yield "organisation", 1.2
    if OFFICE_OF.search(text, max(0, start - 40), start) and not one.titled:
        yield "organisation", 1.2
    if (found := BRACKETED.match(text, end)) and len(one.words) > 1:
        register.acronyms[folded(found[1])] = one.words
        yield "organisation", 3
    yield from _from_roles(one)
    yield from _from_before(text, start, one)
    if (after := OWNING.match(text, end)) and not one.titled:
        yield ("organisation" if (after[1] or after[2]) in ("its", "it") else "person"), 1.5
    if text.startswith(("'s ", "’s "), end) and not one.opens:
        following = tokens(text[end + 2 : end + 60])[:2]
        if following and following[-1].plain in lx.ROLES and len(one.words) == 1:
            yield "organisation", 0.5


def _from_roles(one: Seen) -> Iterator[tuple[Kind, float]]:
    for role in one.roles:
        turned = head(role.text)
        if turned in PLACE_WORDS:
            yield PLACE, 2
        elif turned in lx.ROLES:
            yield "person", 2
        elif turned in lx.BODIES:
            yield "organisation", 2


def _from_before(text: str, start: int, one: Seen) -> Iterator[tuple[Kind, float]]:
    found = BEFORE.search(text[max(0, start - 24) : start])
    if not found:
        return
    word = found[1].lower()
    if word in INSIDE and not one.titled:
        yield PLACE, 1.5
    elif word in ABOUT and not one.titled:
        yield PLACE, 0.6
    elif found[1] in ("the", "so-called") and not one.titled:
        after = NEXT.match(text, one.span.end)
        if not (
            after
            and after[1]
            in lx.FIELDS | lx.GROUPS | lx.BODIES | lx.ROLES | lx.DOCUMENTS | PLACE_WORDS
        ):
            yield "organisation", 1.2
    elif found[1].islower() and word in lx.BODIES | {"watchdog", "charity"}:
        yield "organisation", 2


def _settle(register: Register, tally: Mapping[tuple[str, ...], Mapping[Kind, float]]) -> None:
    """The kind of each form; a last or first name alone is of the kind of the name in full."""
    parts: dict[tuple[str, ...], set[Kind]] = defaultdict(set)
    for words, weights in tally.items():
        if kind := _kind(words, weights):
            register.kinds[words] = kind
    for one in register.seen:
        kind = register.kinds.get(one.words) or ("person" if one.male is not None else None)
        if len(one.words) > 1 and kind:
            parts[(one.words[-1],)].add(kind)
            if kind == "person":
                parts[(one.words[0],)].add(kind)
    for one in register.seen:
        # “Keel Motors”, where “Keel's board” shows what Keel is.
        if len(one.words) > 1 and register.kinds.get((one.words[0],)) == "organisation":
            register.kinds.setdefault(one.words, "organisation")
    for words, kinds in parts.items():
        own = register.kinds.get(words)
        if "person" in kinds and own in (None, "person", "organisation"):
            register.kinds[words] = "person"
        elif own is None and len(kinds) == 1 and PLACE not in kinds:
            register.kinds[words] = next(iter(kinds))


def _kind(words: tuple[str, ...], weights: Mapping[Kind, float]) -> Kind | None:
    whole = " ".join(words)
    if whole in KNOWN.names or whole in KNOWN.seats:
        return "state"
    ranked = sorted(((weight, kind) for kind, weight in weights.items()), reverse=True)
    if not ranked or ranked[0][0] < SURE:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD:
        return None
    return ranked[0][1]
