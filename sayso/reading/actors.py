"""Sources → actors of one report: names brought together, pronouns resolved or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from sayso.model import Actor, ActorKind, Span
from sayso.reading import lexicon as lx
from sayso.reading.names import Described, describe, folded, head, tokens
from sayso.reading.sentences import Sentences

_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]+|[A-Z]\.)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Brig|Cmdr|Sen|Rep|Gov|Rev)\. )"
CAPITALS = re.compile(rf"{_TITLE}*{_CAPITAL}(?:\s(?:{_CAPITAL}|(?:de|von|van|der|al|bin|el)\b))*")
WORD = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][\w-]+")
# What "they" and "it" may stand for.
MANY: tuple[ActorKind, ...] = ("group", "organisation")
THING: tuple[ActorKind, ...] = ("organisation", "document", "state")
# How many sentences back a pronoun may reach, and by how much the best antecedent must lead.
REACH = 4
LEAD = 0.5


@dataclass(slots=True, eq=False)
class Draft:
    """An actor while sources are gathered. `words` are its name's, folded; `heads` the words of its
    roles; `male` is None where nothing told."""

    number: int
    kind: ActorKind
    name: str
    named: bool
    words: tuple[str, ...] = ()
    heads: set[str] = field(default_factory=set)
    male: bool | None = None
    mentions: list[Span] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who a source is: the refs of its actors, or ranked candidates where it stays open."""

    speakers: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Cast:
    """The actors of one report while they are gathered, and an index of them by what their names
    can share."""

    text: str
    sentences: Sentences
    drafts: list[Draft] = field(default_factory=list)
    index: dict[str, list[Draft]] = field(default_factory=dict)

    def add(self, kind: ActorKind, name: str, named: bool) -> Draft:
        draft = Draft(len(self.drafts), kind, name, named)
        self.drafts.append(draft)
        self.rename(draft, name)
        return draft

    def rename(self, draft: Draft, name: str) -> None:
        draft.name, draft.words = name, name_words(name)
        for key in keys(draft.words):
            place = self.index.setdefault(key, [])
            if draft not in place:
                place.append(draft)

    def near(self, words: tuple[str, ...]) -> list[Draft]:
        """Drafts whose names might be the same, in the order they came."""
        found = {d.number: d for key in keys(words) for d in self.index.get(key, ())}
        return [found[number] for number in sorted(found)]


def name_words(name: str) -> tuple[str, ...]:
    """A name's words, folded for comparing."""
    return tuple(word.plain for word in tokens(folded(name)))


def keys(words: tuple[str, ...]) -> set[str]:
    """What two names must share to be worth comparing: the stem of a word, or the last one's
    initial."""
    return {word[:5] for word in words} | ({f"{words[-1][0]}."} if words else set())


def resolve(
    text: str, sentences: Sentences, sources: Sequence[Span | None]
) -> tuple[tuple[Actor, ...], list[Speaking]]:
    """The actors of a report and, for each source in the order given, who it is."""
    cast = Cast(text, sentences)
    described = [describe(source.text) if source else None for source in sources]
    people = _people_in_text(cast)
    known: list[Draft | None] = [
        _enter(cast, source, what) if source and what and what.reference == "named" else None
        for source, what in zip(sources, described, strict=True)
    ]
    _enter_people(cast, people)
    _mark_mentions(cast)
    spoken: list[Speaking] = []
    latest: tuple[int, Draft] | None = None
    for source, what, draft in zip(sources, described, known, strict=True):
        if not source or not what:
            spoken.append(Speaking())
            continue
        options = [draft] if draft else _open(cast, source, what, latest)
        if len(options) == 1:
            latest = (source.start, options[0])
        spoken.append(_speaking(options))
    return _finished(cast, spoken)


def _speaking(options: list[Draft]) -> Speaking:
    refs = tuple(str(draft.number) for draft in options)
    return Speaking(refs) if len(refs) == 1 else Speaking((), refs)


def _enter(cast: Cast, source: Span, what: Described) -> Draft:
    """The draft of a named source: one that is there, or a new one."""
    words = name_words(what.name)
    fitting = [d for d in cast.near(words) if d.named and same(d, what, words)]
    draft = fitting[-1] if fitting else cast.add(what.kind, what.name, True)
    if len(what.name) > len(draft.name) and draft.kind == what.kind:
        cast.rename(draft, what.name)
    if draft.male is None:
        draft.male = what.male
    start = source.start
    draft.mentions.append(Span.of(cast.text, start + what.at[0], start + what.at[1]))
    draft.roles.extend(Span.of(cast.text, start + a, start + b) for a, b in what.roles)
    draft.heads |= {w.plain for a, b in what.roles for w in tokens(source.text[a:b])}
    return draft


def same(draft: Draft, what: Described, words: tuple[str, ...]) -> bool:
    """Whether a name (and its folded words) names an actor already there: alike but for spelling,
    or a part of it."""
    if "unknown" not in (draft.kind, what.kind) and draft.kind != what.kind:
        return False
    if draft.male is not None and what.male is not None and draft.male != what.male:
        return False
    if draft.kind == "person" or what.kind == "person":
        return same_person(draft.words, words)
    return same_body(draft.words, words)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Last names alike, and first names alike where both are given."""
    if not one or not other or not alike(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    return alike(first, second) or (min(len(first), len(second)) == 1 and first[0] == second[0])


def alike(one: str, other: str) -> bool:
    """The same word, a transliteration variant or a misspelling of it."""
    if one == other:
        return True
    return min(len(one), len(other)) >= 5 and fuzz.ratio(one, other) >= 80 and one[0] == other[0]


def same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One body's words are all among the other's, case endings aside: “Defense Ministry” and
    “Russia's Ministry of Defense”."""
    small = lx.DETERMINERS | lx.PARTICLES | {"for", "and"}
    mine, theirs = ({w[:5] for w in words if w not in small} for words in (one, other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine) and bool(
        mine == theirs or {w[:5] for w in lx.BODIES} & mine & theirs
    )  # fmt: skip


def _people_in_text(cast: Cast) -> list[tuple[Span, Described]]:
    """Runs of capitals that a title or a first name shows to be people, sources or not."""
    found = []
    for match in CAPITALS.finditer(cast.text):
        what = describe(match[0])
        words = tokens(what.name)
        first = words[0].plain if words else ""
        given = first in lx.MALE_NAMES or first in lx.FEMALE_NAMES
        sure = bool(what.roles) or (len(words) > 1 and given)
        if what.reference == "named" and what.kind == "person" and sure:
            found.append((Span.of(cast.text, *match.span()), what))
    return found


def _enter_people(cast: Cast, people: list[tuple[Span, Described]]) -> None:
    for span, what in people:
        if what.kind == "person":
            _enter(cast, span, what)


def _mark_mentions(cast: Cast) -> None:
    """Find every place that names a person by last name."""
    people: dict[str, list[Draft]] = {}
    for draft in cast.drafts:
        if draft.named and draft.kind == "person" and draft.words:
            people.setdefault(draft.words[-1], []).append(draft)
    for match in WORD.finditer(cast.text):
        bearers = people.get(folded(match[0]), ())
        # A last name that two people share names neither.
        if len(bearers) == 1:
            bearers[0].mentions.append(Span.of(cast.text, *match.span()))
    for draft in cast.drafts:
        draft.mentions = _outermost(draft.mentions)


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _open(
    cast: Cast, source: Span, what: Described, latest: tuple[int, Draft] | None
) -> list[Draft]:
    """Whom a pronoun or a description means: one draft, several where it stays open, none."""
    if what.reference == "described":
        return [_described(cast, source, what)]
    word = what.name.lower()
    if word in lx.PRONOUNS_SELF:
        return []
    if word in lx.PRONOUNS_RELATIVE:
        return [d for d in cast.drafts if any(_ends_at(cast, m, source) for m in d.mentions)][:1]
    if word in lx.PRONOUNS_MALE | lx.PRONOUNS_FEMALE:
        return _leading(_antecedents(cast, source, what, latest))
    wanted = MANY if word in lx.PRONOUNS_MANY else THING
    near = latest and _distance(cast, latest[0], source.start) <= 1
    return [latest[1]] if latest and near and latest[1].kind in wanted else []


def _ends_at(cast: Cast, mention: Span, source: Span) -> bool:
    """Whether nothing but a comma stands between a mention and a source after it."""
    between = cast.text[mention.end : source.start]
    return mention.end <= source.start and not between.strip(" ,")


def _described(cast: Cast, source: Span, what: Described) -> Draft:
    """A description names the actor that carries it as role or name, else an actor of its own."""
    words = name_words(what.name)
    if source.text.lower().startswith(("the ", "his ", "her ", "its ", "their ")):
        meant = [d for d in cast.drafts if d.kind == what.kind and head(what.name) in _called(d)]
        latest = max(meant, key=lambda draft: _last_before(draft, source), default=None)
        if latest and _last_before(latest, source) >= 0:
            return _mentioned(latest, source)
    for draft in cast.near(words):
        if not draft.named and draft.kind == what.kind and draft.words == words:
            return _mentioned(draft, source)
    return _mentioned(cast.add(what.kind, what.name, False), source)


def _last_before(draft: Draft, source: Span) -> int:
    return max((m.start for m in draft.mentions if m.start < source.start), default=-1)


def _called(draft: Draft) -> set[str]:
    """The words by which a definite description may mean the actor."""
    if not draft.named:
        return {head(draft.name)}
    return draft.heads | (set(draft.words) if draft.kind != "person" else set())


def _mentioned(draft: Draft, source: Span) -> Draft:
    draft.mentions.append(source)
    return draft


def _antecedents(
    cast: Cast, source: Span, what: Described, latest: tuple[int, Draft] | None
) -> list[tuple[float, Draft]]:
    """People a pronoun may mean, the likeliest first: recency, standing first in a sentence, and
    having spoken last count for one (after Lappin and Leass 1994)."""
    scored: list[tuple[float, Draft]] = []
    for draft in cast.drafts:
        if draft.kind != "person" or (draft.male is not None and draft.male != what.male):
            continue
        before = [m for m in draft.mentions if m.end <= source.start]
        if not before:
            continue
        distance = _distance(cast, before[-1].start, source.start)
        if distance > REACH:
            continue
        score = 1 / (1 + distance) + 0.5 * (draft.male is not None)
        score += 0.5 * _leads_sentence(cast, before[-1])
        if latest and latest[1] is draft and _distance(cast, latest[0], source.start) <= 3:
            score += 1
        scored.append((score, draft))
    return sorted(scored, key=lambda pair: -pair[0])


def _leading(scored: list[tuple[float, Draft]]) -> list[Draft]:
    if len(scored) > 1 and scored[0][0] - scored[1][0] < LEAD:
        return [draft for _, draft in scored[:4]]
    return [draft for _, draft in scored[:1]]


def _distance(cast: Cast, one: int, other: int) -> int:
    return abs(cast.sentences.number(other) - cast.sentences.number(one))


def _leads_sentence(cast: Cast, mention: Span) -> bool:
    start, _ = cast.sentences.at(mention.start)
    return mention.start - start < 40


def _finished(cast: Cast, spoken: list[Speaking]) -> tuple[tuple[Actor, ...], list[Speaking]]:
    """Actors that speak or might, numbered as they come; the rest were there to resolve by."""
    used = [ref for one in spoken for ref in (*one.speakers, *one.candidates)]
    refs = {old: f"a{number}" for number, old in enumerate(dict.fromkeys(used), 1)}
    actors = tuple(_actor(ref, cast.drafts[int(old)]) for old, ref in refs.items())
    renamed = [
        Speaking(tuple(refs[r] for r in s.speakers), tuple(refs[r] for r in s.candidates))
        for s in spoken
    ]
    return actors, renamed


def _actor(ref: str, draft: Draft) -> Actor:
    unnamed = not draft.named and draft.kind in ("person", "group", "unknown")
    roles = tuple(dict.fromkeys(draft.roles))
    return Actor(
        ref, draft.name, draft.kind, unnamed, roles=roles,
        mentions=tuple(sorted(set(draft.mentions))),
    )  # fmt: skip
