"""The actors of one report while they are gathered, and how they are found again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.model import ActorKind, Span
from sayso.reading import lexicon as lx
from sayso.reading.names import Described, head, name_words, tokens
from sayso.reading.sentences import Sentences
from sayso.reading.spelling import SMALL, alike, initials, same_person, sound, stems

# Words that many bodies share, so that having them in common alone makes no two one.
COMMON = frozenset(word[:5] for word in lx.BODIES)


@dataclass(frozen=True, slots=True)
class Role:
    """Words that say what an actor is; `words` in lower case, titles in full."""

    span: Span
    words: frozenset[str]

    @classmethod
    def of(cls, span: Span) -> Role:
        plain = [word.plain for word in tokens(span.text)]
        return cls(span, frozenset(lx.LONG_FORMS.get(word, word) for word in plain))


@dataclass(slots=True, eq=False)
class Draft:
    """An actor while sources are gathered. `words` are its name's, folded; `male` is None where
    nothing told; `owner` the actor that its description ties it to."""

    number: int
    kind: ActorKind
    name: str
    named: bool
    words: tuple[str, ...] = ()
    male: bool | None = None
    mentions: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    owner: Draft | None = None
    side: tuple[str, ...] | None = None
    basis: Span | None = None

    def last_before(self, offset: int) -> int:
        """Where its last mention before an offset begins; -1 where there is none."""
        at = bisect_left(self.mentions, offset, key=lambda mention: mention.start)
        return self.mentions[at - 1].start if at else -1

    def mention_at(self, start: int) -> Span:
        """The mention that begins there."""
        return self.mentions[bisect_left(self.mentions, start, key=lambda one: one.start)]

    def add(self, mention: Span) -> None:
        """Put a mention in its place; of two that overlap the longer one is kept."""
        at = bisect_left(self.mentions, mention.start, key=lambda one: one.start)
        beside = [one for one in self.mentions[max(0, at - 1) : at + 2] if one.overlaps(mention)]
        if any(len(one.text) >= len(mention.text) for one in beside):
            return
        for one in beside:
            self.mentions.remove(one)
        insort(self.mentions, mention)

    def add_role(self, span: Span) -> None:
        """Note words that say what it is; of two that overlap the longer ones are kept."""
        beside = [role for role in self.roles if role.span.overlaps(span)]
        if any(len(role.span.text) >= len(span.text) for role in beside):
            return
        self.roles = [role for role in self.roles if role not in beside]
        self.roles.append(Role.of(span))


@dataclass(slots=True)
class Cast:
    """The actors gathered so far, with indexes by what their names can share, and by the words that
    a definite description may call them."""

    text: str
    sentences: Sentences
    drafts: list[Draft] = field(default_factory=list)
    index: dict[str, list[Draft]] = field(default_factory=dict)
    exact: dict[tuple[str, ...], list[Draft]] = field(default_factory=dict)
    called: dict[str, list[Draft]] = field(default_factory=dict)

    def add(self, kind: ActorKind, name: str, named: bool) -> Draft:
        draft = Draft(len(self.drafts), kind, name, named)
        self.drafts.append(draft)
        self.rename(draft, name)
        return draft

    def rename(self, draft: Draft, name: str) -> None:
        draft.name, draft.words = name, name_words(name)
        _put(self.exact, draft.words, draft)
        for key in keys(draft.words):
            _put(self.index, key, draft)
        if not draft.named:
            _put(self.called, head(name), draft)
        elif draft.kind != "person":
            for word in draft.words:
                _put(self.called, word, draft)

    def give_role(self, draft: Draft, span: Span) -> None:
        """Note what an actor is said to be."""
        draft.add_role(span)
        for word in Role.of(span).words:
            _put(self.called, word, draft)

    def near(self, words: tuple[str, ...]) -> list[Draft]:
        """Drafts whose names might be the same, in the order they came."""
        found = {d.number: d for key in keys(words) for d in self.index.get(key, ())}
        return [found[number] for number in sorted(found)]

    def distance(self, one: int, other: int) -> int:
        """How many sentences lie between two offsets."""
        return abs(self.sentences.number(other) - self.sentences.number(one))


def _put(index: dict, key: object, draft: Draft) -> None:  # type: ignore[type-arg]
    place = index.setdefault(key, [])
    if draft not in place:
        place.append(draft)


def keys(words: tuple[str, ...]) -> set[str]:
    """What two names must share to be worth comparing: how a word begins as written or as heard,
    the last one's initial, or the acronym."""
    if not words:
        return set()
    heard = {f"~{sound(word)[:4]}" for word in words if word not in SMALL}
    short = {"=" + initials(words), "=" + words[0]}
    return {word[:5] for word in words} | heard | short | {f"{words[-1][0]}."}


def meant(cast: Cast, what: Described, words: tuple[str, ...], at: int) -> Draft | None:
    """The actor already there that a name names: the same name, else one alike, else one it is a
    part of; of several that fit, the one with the same role, else the last mentioned."""
    fitting = [d for d in cast.exact.get(words, ()) if d.named and _fits(d, what)]
    if not fitting:
        fitting = [
            d for d in cast.near(words) if d.named and _fits(d, what) and same(d, what, words)
        ]
        fitting = _closest(fitting, words)
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    said = {lx.LONG_FORMS.get(word.plain, word.plain) for word in tokens(what.name)}
    return max(fitting, key=lambda d: (len(said & _roles(d)), d.last_before(at), -d.number))


def _roles(draft: Draft) -> set[str]:
    return {word for role in draft.roles for word in role.words}


def _closest(fitting: list[Draft], words: tuple[str, ...]) -> list[Draft]:
    """Of names alike those that are the same letter by letter in one word at least, if any."""
    same_word = [draft for draft in fitting if set(draft.words) & set(words)]
    last = [draft for draft in same_word if draft.words[-1:] == words[-1:]]
    return last or same_word or fitting


def _fits(draft: Draft, what: Described) -> bool:
    """Whether kind and gender allow that a name names an actor."""
    kinds = {draft.kind, what.kind}
    if "unknown" not in kinds and len(kinds) > 1:
        return False
    return draft.male is None or what.male is None or draft.male == what.male


def same(draft: Draft, what: Described, words: tuple[str, ...]) -> bool:
    """Whether a name (and its folded words) names an actor already there: alike but for spelling,
    or a part of it."""
    if draft.kind == "person" or what.kind == "person":
        return same_person(draft.words, words) or _a_part(draft.words, words)
    return same_body(draft.words, words)


def _a_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is a single word of the other: a first name, or a family name that stands
    first."""
    if min(len(one), len(other)) != 1 or len(one) == len(other):
        return False
    (part,), whole = (one, other) if len(one) == 1 else (other, one)
    return any(alike(part, word) for word in whole)


def same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One body's words are all among the other's, case endings aside: “Defense Ministry” and
    “Russia's Ministry of Defense”; or one is the other's acronym."""
    mine, theirs = stems(one), stems(other)
    if not mine or not theirs:
        return False
    if mine == theirs:
        return True
    for short, whole in ((one, other), (other, one)):
        if len(short) == 1 and len(short[0]) > 1 and short[0] == initials(whole):
            return True
    if not (mine <= theirs or theirs <= mine):
        return False
    # “Defense Ministry” of Russia's; or the first word alone, “Sundvik” of Sundvik Mejeri.
    return bool(COMMON & mine & theirs) or (one[0] == other[0] and min(len(one), len(other)) == 1)


def kept_apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, without those inside others."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
