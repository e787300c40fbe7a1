"""Whose an organ of a state is: by its own words, by where the report has named it, else by the
sentence, the date line and what the report is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.reading import lexicon as lx
from sayso.reading import offices as of
from sayso.reading.cast import Cast
from sayso.reading.names import TOKEN, tokens
from sayso.reading.spelling import POSSESSIVE, folded
from sayso.reading.states import NAME, States, country_of

Path = tuple[str, ...]

# How far into a sentence its subject may begin.
SUBJECT = 24
INSIDE = re.compile(r"In ([A-Z][\w-]+(?: [A-Z][\w-]+)?),")
POLLS = re.compile(r"\b(?:elections?|electoral|votes?|ballots?|polls?)\b", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
PLACE = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+)?")
OWNER = re.compile(rf"{PLACE.pattern}$")


MINISTRY = re.compile(
    rf"{NAME}['’]s? (?:[\w-]+ ){{0,2}}?[Mm]inistry\b"
    rf"|\b[Mm]inistry of [A-Za-z]+(?: and [A-Za-z]+)? of {NAME}"
)


@dataclass(frozen=True, slots=True)
class Organs:
    """The organs of states in one report."""

    cast: Cast
    states: States

    def path(self, name: str, at: int, state: str | None = None) -> Path | None:
        """The path of a state's organ; None where it is none, or nobody knows of which state."""
        explicit = self.state_in(name) or state or self._placed(at)
        words = [folded(word.plain) for word in tokens(name)]
        organ = self._how_sure(words, name)
        if set(words) & of.NEUTRAL and not (explicit and set(words) & of.ORGANS):
            return None
        if not organ and not (explicit and set(words) & of.OWNED):
            return None
        if not explicit and "police" in words and self._local(name):
            return None
        state = explicit or self._named_before(name, at) or self.state_of(at)
        if not state or (state in of.UNNAMED and organ < 2):
            return None
        return short((state, bare(name, self.states)))

    def _named_before(self, name: str, at: int) -> str | None:
        """The state with whose name the text has the same organ: “the defence ministry” after
        “Norrla's defence ministry”; the last one before, else the only one."""
        text, own = self.cast.text, bare(ARTICLE.sub("", name), self.states)
        found = [
            (match.start(), state)
            for match in re.finditer(rf"(?i) {re.escape(own)}\b", text)
            if (owner := OWNER.search(text, max(0, match.start() - 40), match.start()))
            and (state := self.state_in(owner[0]))
        ]
        before = [state for start, state in found if start < at]
        if before:
            return before[-1]
        if len({state for _, state in found}) == 1:
            return found[0][1]
        return None if found else self._only_ministry(own)

    def _only_ministry(self, name: str) -> str | None:
        """The state of the only ministry that the text names with its state: “a ministry official”
        after “Norrla's Defence Ministry”."""
        if "ministry" not in {word.plain for word in tokens(name)}:
            return None
        owners = (match[1] or match[2] for match in MINISTRY.finditer(self.cast.text))
        told = {state for owner in owners if (state := self.state_in(owner))}
        return told.pop() if len(told) == 1 else None

    def _how_sure(self, words: list[str], name: str) -> int:
        """How surely a body is a state's organ: 2 even where no state is spoken of, 1 where one is,
        0 not at all."""
        plain = set(words) - lx.DETERMINERS
        numbered = bool(plain & of.FORMATIONS) and words[0] not in lx.DETERMINERS
        public = plain & of.PUBLIC and (plain - of.PUBLIC) & (of.OWNED | {"guard", "intelligence"})
        polls = plain & {"commission", "board"} and plain & of.ELECTORAL
        polling = plain == {"commission"} and POLLS.search(self.cast.text)
        if plain & of.CERTAIN or public or polls or polling or "Guard" in name.split():
            return 2
        if any(pair <= plain for pair in of.CERTAIN_PAIRS) or (numbered and plain & of.FORMED):
            return 2
        return 1 if plain & of.ORGANS or numbered else 0

    def _local(self, name: str) -> bool:
        """Whether a body is named after a place that is no state."""
        return any(w.capital and w.plain not in lx.BODIES | lx.DETERMINERS for w in tokens(name))

    def state_in(self, words: str) -> str | None:
        """The state that words name or have an adjective of; a seat only if it is not one alone."""
        parts = [POSSESSIVE.sub("", m[0]) for m in TOKEN.finditer(words)]
        for size in (3, 2, 1):
            for at in range(len(parts) - size + 1):
                part = " ".join(parts[at : at + size])
                sure = part[:1].isupper() and (len(part) > 2 or part.isupper())
                if sure and (state := self.states.named(part)):
                    return state
        return None

    def state_of(self, at: int) -> str | None:
        """The state whose organ is meant where none is named: the one that the sentence speaks of
        before it, else that which the report is from, else the one with which the sentence before
        begins, else the one that the report is about; where the sentence begins “In X,” it is X's.
        Of a report that speaks of no state, or of another's alone, it is “the government”; None
        where several are spoken of and none leads."""
        start, end = self.cast.sentences.at(at)
        found = self._placed(at) or self.states.before(start, at) or self.states.dated
        found = found or self._subject_before(start)
        found = found or self.states.before(start, end) or self.states.home
        if found or len(set(self.states.spoken)) > 1:
            return found
        return of.GOVERNMENT

    def _subject_before(self, start: int) -> str | None:
        """The state with which the sentence before begins, in the same paragraph."""
        if start == 0 or "\n" in self.cast.text[max(0, start - 2) : start]:
            return None
        first, _ = self.cast.sentences.at(start - 1)
        state = self.states.after(first, min(start, first + SUBJECT))
        # “Norrla's army and Ostrela's met”: of two it is not said which.
        last = self.states.before(first, min(start, first + 2 * SUBJECT))
        return state if state == last else None

    def _placed(self, at: int) -> str | None:
        """The state that the sentence, or the paragraph, says it is in: “In Norrland, the …”."""
        paragraph = self.cast.text.rfind("\n", 0, at) + 1
        for start in (self.cast.sentences.at(at)[0], paragraph):
            placed = INSIDE.match(self.cast.text, start)
            if placed and (state := self.states.named(placed[1])):
                return state
        return None

    def located(self, words: str) -> str | None:
        """The state of the world in which a place lies that words name."""
        for match in PLACE.finditer(words):
            if state := country_of(match[0]):
                return state
        return None


def short(path: Path) -> Path:
    """A path without a last part that says the first one over: “government › government”."""
    return path[:1] if folded(path[0]) == folded(path[-1]) else path


def bare(name: str, states: States) -> str:
    """An organ's name without the state's: “Ministry of Defense” of “Russia’s Ministry of
    Defense”."""
    words = name.removesuffix(" there").split()
    while len(words) > 1:
        if words[0].lower() in lx.DETERMINERS:
            words = words[1:]
            continue
        sizes = (n for n in (3, 2, 1) if len(words) > n)
        own = (n for n in sizes if states.named(POSSESSIVE.sub("", " ".join(words[:n]))))
        if not (size := next(own, 0)):
            break
        words = words[size:]
    return " ".join(words)
