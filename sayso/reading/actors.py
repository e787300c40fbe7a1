"""Sources → actors of one report: names brought together, pronouns and descriptions resolved or
left open, sides where the report gives them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import Actor, Span
from sayso.reading import firms, interviews, quotes, register, sides, states, turns
from sayso.reading import lexicon as lx
from sayso.reading.cast import Cast, Draft, kept_apart, meant, same_body
from sayso.reading.named import Name
from sayso.reading.names import TAIL, Described, describe, folded, head, name_words, tokens
from sayso.reading.pronouns import Place, Salience, antecedents
from sayso.reading.quotes import Run
from sayso.reading.register import Register, Seen
from sayso.reading.sentences import Sentences

# More names than these in one source are a list of something else.
MOST_TOGETHER = 4
# How long a source may be for the “who” in it to be told by it.
WIDEST = 400
INDEFINITE = frozenset("a an one two three four five some several many other another no".split())


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of a text: the contents of each source's statement, where words are
    quoted, the turns of a talk, who published it, and names that another reader found, typed and
    scored."""

    contents: Sequence[Sequence[Span]] = ()
    quoted: Sequence[Run] | None = None
    turns: turns.Turns | None = None
    publisher: str | None = None
    names: Sequence[Name] = ()


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who a source is: the refs of its actors, or ranked candidates where it stays open."""

    speakers: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def resolve(
    text: str,
    sentences: Sentences,
    sources: Sequence[Span | None],
    context: Context | None = None,
) -> tuple[tuple[Actor, ...], list[Speaking]]:
    """The actors of a report and, for each source in the order given, who it is."""
    context = context or Context()
    names = register.read(text, sentences, context.names)
    realms = states.find(text, sentences, names, context.publisher)
    cast = Cast(text, sentences)
    telling = _Telling(cast, names, realms, sources, context)
    answers = telling.answers()
    sides.give(cast, realms)
    return _finished(cast, answers, telling.joint)


class _Telling:
    """The telling of one report's sources: names first, then descriptions, pronouns last."""

    def __init__(
        self,
        cast: Cast,
        names: Register,
        realms: states.States,
        sources: Sequence[Span | None],
        context: Context,
    ) -> None:
        self.cast = cast
        self.names = names
        self.realms = realms
        self.sources = sources
        quoted = quotes.runs(cast.text) if context.quoted is None else context.quoted
        self.salience = Salience(cast, quoted)
        self.contents = context.contents
        self.holders = _holders(sources, context.contents)
        self.publisher = context.publisher
        self.turns = turns.find(cast.text) if context.turns is None else context.turns
        self.found: dict[int, list[Draft]] = {}
        self.joint: set[int] = set()
        spans = [(s.start, at) for at, s in enumerate(sources) if s]
        self.ordered = [at for _, at in sorted(spans)]

    def answers(self) -> list[list[Draft]]:
        """Whom each source means: one draft, several where it stays open, none."""
        described = [self._describe(source) if source else None for source in self.sources]
        self._enter_seen()
        for at in self.ordered:
            what, source = described[at], self.sources[at]
            if source and (several := self._several(source)):
                self.joint.add(at)
                self.found[at] = [self._enter(span, self._describe(span)) for span in several]
            elif source and what and what.reference == "named":
                self._answer(at, [self._enter(source, what)])
        self.salience.note()
        self._answer_questions()
        for at in self.ordered:
            what, source = described[at], self.sources[at]
            if source and what and what.reference == "described" and at not in self.joint:
                self._answer(at, [self._described(source, what)])
        self.salience.note()
        for at in sorted(self.ordered, key=self._depth):
            what, source = described[at], self.sources[at]
            if source and what and what.reference == "pronoun":
                self._answer(at, self._pronoun(at, source, what))
        return [self.found.get(at, []) for at in range(len(self.sources))]

    def _answer_questions(self) -> None:
        """Whoever is interviewed says what has no source: the answers that a dash opens, or that
        stand in marks below a question."""
        if self.turns.labels:
            return
        answers = [
            (parts[0].start, at)
            for at, parts in enumerate(self.contents)
            if parts and self.sources[at] is None and self._answers(parts[0])
        ]
        if len(answers) < turns.FEWEST_ASKED:
            return
        first = min(answers)[0]
        people = [d for d in self.cast.drafts if d.kind == "person" and d.named]
        asked = max(people, key=lambda d: (d.last_before(first), -d.number), default=None)
        if asked and asked.last_before(first) >= 0:
            for start, at in sorted(answers):
                self.found[at] = [asked]
                self.salience.spoke(start, asked, 0)

    def _answers(self, part: Span) -> bool:
        """Whether a content without a source opens an answer: after a dash, or after a paragraph
        that is a question."""
        if any(part.start == turn.said[0][0] for turn in self.turns.all):
            return True
        line = self.cast.text.rfind("\n", 0, part.start) + 1
        opens = not self.cast.text[line : part.start].strip(" “\"‘'")
        return opens and self.cast.text[:line].rstrip().endswith("?")

    def _describe(self, source: Span) -> Described:
        what = describe(source.text, self._kind_of)
        bare = what.kind == "person" and what.reference == "named" and not what.roles
        words = name_words(what.name)
        if bare and len(words) == 1 and what.male is None and self._kind_of(words) is None:
            # A lone word that nothing in the text shows to be a person may be a town that speaks.
            what = replace(what, kind="unknown")
        if self.turns.labels and source in self.turns.labels and not set(words) & lx.BODIES:
            return replace(what, reference="named", kind="person", name=what.name.title())
        return what

    def _several(self, source: Span) -> list[Span]:
        """The parts of “Brell and Vey” where both are names that the text knows; else none."""
        words, _, last = source.text.strip(" ,").rpartition(" and ")
        parts = [part.strip() for part in (*words.split(", "), last) if part.strip()]
        if not words or len(parts) > MOST_TOGETHER:
            return []
        spans, at = [], source.start
        for part in parts:
            at = self.cast.text.index(part, at)
            spans.append(Span.of(self.cast.text, at, at + len(part)))
            at += len(part)
        return spans if all(self._known(span) for span in spans) else []

    def _known(self, span: Span) -> bool:
        what = self._describe(span)
        return what.reference == "named" and self._kind_of(name_words(what.name)) is not None

    def _depth(self, at: int) -> int:
        depth, holder = 0, self.holders[at]
        while holder is not None and depth < 9:
            depth, holder = depth + 1, self.holders[holder]
        return depth

    def _answer(self, at: int, drafts: list[Draft]) -> None:
        source = self.sources[at]
        self.found[at] = drafts
        if source and len(drafts) == 1:
            self.salience.spoke(source.start, drafts[0], self._depth(at))

    def _kind_of(self, words: tuple[str, ...]):  # type: ignore[no-untyped-def]
        if self.realms.named(" ".join(words)):
            return "state"
        return self.names.kind_of(words)

    def _enter_seen(self) -> None:
        """Enter the people and bodies that the text names, sources or not: names in full first."""
        single: list[Seen] = []
        for one in self.names.seen:
            kind = self._kind_of(one.words)
            if kind not in ("person", "organisation"):
                continue
            if len(one.words) == 1:
                single.append(one)
                continue
            self._enter_one(one, kind)
        for one in single:
            self._enter_one(one, self._kind_of(one.words))

    def _enter_one(self, one: Seen, kind) -> None:  # type: ignore[no-untyped-def]
        words = " ".join(role.text for role in one.roles) + " " + one.span.text
        what = Described(
            "named", kind, words.strip() if one.roles else one.span.text, (0, 0), (), one.male
        )
        draft = meant(self.cast, what, one.words, one.span.start)
        if draft is None:
            if one.opens and len(one.words) == 1 and kind == "person":
                return
            draft = self.cast.add(kind, one.span.text, True)
        self._note(draft, one.span, one.male, one.roles)

    def _note(self, draft: Draft, span: Span, male: bool | None, roles: Sequence[Span]) -> None:
        if len(name_words(span.text)) > len(draft.words) and draft.named:
            self.cast.rename(draft, span.text)
        if draft.male is None:
            draft.male = male
        draft.add(span)
        for role in roles:
            self.cast.give_role(draft, role)

    def _enter(self, source: Span, what: Described) -> Draft:
        """The draft of a named source: one that is there, or a new one."""
        cast, start = self.cast, source.start
        if what.kind == "state" and (state := self.realms.named(what.name)):
            return self._state(source, what, state)
        words = self._in_full(name_words(what.name))
        roles = [Span.of(cast.text, start + a, start + b) for a, b in what.roles]
        said = Described("named", what.kind, source.text, what.at, what.roles, what.male)
        draft = meant(cast, said, words, start)
        if draft is None:
            draft = cast.add(what.kind, self._written(words) or what.name, True)
        if draft.kind == "unknown":
            draft.kind = what.kind
        name = Span.of(cast.text, start + what.at[0], start + what.at[1])
        self._note(draft, name, what.male, roles)
        return draft

    def _in_full(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """A name's words for its acronym, or for the initial that labels a turn."""
        if len(words) != 1:
            return words
        if words in (("a",), ("q",)) and self.turns.labels:
            return self._asked(words)
        if len(words[0]) == 1:
            for label in self.turns.labels:
                if len(label.text) > 1 and folded(label.text).startswith(words[0]):
                    return name_words(label.text)
        return self.names.acronyms.get(words[0], words)

    def _written(self, words: tuple[str, ...]) -> str | None:
        """A name in full as the text writes it."""
        for one in self.names.seen:
            if one.words == words and len(words) > 1:
                return one.span.text
        return None

    def _asked(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Who answers under “A”: whom the text names first before the first turn; who asks under
        “Q”: whom a line of its own names as the interviewer."""
        line = interviews.INTERVIEWER.search(self.cast.text)
        asking = name_words(line[1]) if line else words
        if words == ("q",):
            return asking
        first = self.turns.labels[0].start
        people = [d for d in self.cast.drafts if d.kind == "person" and d.named]
        people = [d for d in people if d.mentions and d.mentions[0].start < first]
        if best := min(people, key=lambda d: d.mentions[0].start, default=None):
            return best.words
        # Nothing tells that it is a person's, but that the talk is with whom it opens by naming.
        named = (
            one.words
            for one in self.names.seen
            if one.span.start < first
            and one.opens
            and len(one.words) > 1
            and self.names.kind_of(one.words) is None
            and one.words != asking
        )
        return next(named, words)

    def _state(self, source: Span, what: Described, state: str) -> Draft:
        words = name_words(state)
        for draft in self.cast.exact.get(words, ()):
            if draft.kind == "state":
                draft.add(source)
                return draft
        draft = self.cast.add("state", state, True)
        draft.add(source)
        return draft

    def _described(self, source: Span, what: Described) -> Draft:
        """A description names the actor that carries it as role or name, else an actor of its
        own."""
        words = name_words(what.name)
        first = source.text.split(maxsplit=1)[0].lower()
        if first not in INDEFINITE:
            best = self._carrier(source, what)
            if best:
                best.add(source)
                return best
        for draft in self.cast.near(words):
            if not draft.named and draft.kind == what.kind and draft.words == words:
                draft.add(source)
                return draft
        draft = self.cast.add(what.kind, what.name, False)
        draft.add(source)
        return draft

    def _carrier(self, source: Span, what: Described) -> Draft | None:
        """The actor that a definite description means: its words are among the actor's, and it was
        spoken of before."""
        turned = head(what.name)
        turned = lx.LONG_FORMS.get(turned, turned)
        said = _telling_words(what.name) - {turned}
        before: list[tuple[int, int, int, Draft]] = []
        after: list[Draft] = []
        for draft in self.cast.called.get(turned, ()):
            fits = _carries(draft, turned, said)
            if not fits or not _kinds_agree(draft, what):
                continue
            last = draft.last_before(source.start)
            before.append((fits, last, -draft.number, draft)) if last >= 0 else after.append(draft)
        if before:
            return max(before, key=lambda option: option[:3])[3]
        if len(after) == 1 and after[0].kind == "person" and after[0].named:
            return after[0]
        own = source.text.split(maxsplit=1)[0].lower() in ("the", turned)
        return firms.meant_by(self.cast, turned, source.start) if own and not said else None

    def _pronoun(self, at: int, source: Span, what: Described) -> list[Draft]:
        word = what.name.lower()
        if word in lx.PRONOUNS_SELF:
            return self._in_talk(at, source, word)
        if word in lx.PRONOUNS_RELATIVE:
            return self._before_relative(source)
        return antecedents(self.salience, self._place(at, source), word)

    def _in_talk(self, at: int, source: Span, word: str) -> list[Draft]:
        """Who “I” and “you” are in a turn; elsewhere who is asked outside all quotation marks. “I”
        inside somebody's statement is that somebody, which is told when statements are made."""
        if word not in ("you", "your"):
            outer = self.holders[at] is None
            label = self.turns.at(source.start) if outer else None
            if label or not outer or word in ("i", "me", "my", "myself"):
                return self._of_label(label)
            return [] if self.salience.in_quotes(source.start) else self._outlet()
        if self.turns.labels:
            return self._of_label(self.turns.other(source.start))
        latest = self.salience.latest(source.start)
        asked = latest and not self.salience.in_quotes(source.start)
        return [latest[1]] if latest and asked and latest[1].kind == "person" else []

    def _outlet(self) -> list[Draft]:
        """Who “we” is in the report's own words: its publisher."""
        words = name_words(self.publisher or "")
        if not words:
            return []
        near = [
            d for d in self.cast.near(words) if d.named and d.kind in ("organisation", "unknown")
        ]
        found = next((d for d in near if same_body(d.words, words)), None)
        return [found or self.cast.add("organisation", self.publisher or "", True)]

    def _of_label(self, label: Span | None) -> list[Draft]:
        if not label:
            return []
        what = self._describe(label)
        found = meant(self.cast, what, self._in_full(name_words(what.name)), label.start)
        return [found] if found else []

    def _place(self, at: int, source: Span) -> Place:
        holder = self.holders[at]
        if holder is None:
            return Place(source.start)
        speaker = self.found.get(holder, [])
        own = self.salience.in_quotes(source.start) or self._a_turn(holder)
        return Place(source.start, speaker[0] if len(speaker) == 1 else None, own)

    def _a_turn(self, at: int) -> bool:
        """Whether a statement is a turn, whose words are the speaker's own without marks."""
        source = self.sources[at]
        return source is not None and self.cast.text[source.end : source.end + 1] in (":", "—")

    def _before_relative(self, source: Span) -> list[Draft]:
        """Who stands right before “who”: the source that holds it, else the last mention."""
        low = bisect_left(self.ordered, source.start - WIDEST, key=self._start)
        high = bisect_right(self.ordered, source.start, key=self._start)
        for at in self.ordered[low:high]:
            other = self.sources[at]
            told = self.found.get(at, [])
            if other and other != source and other.contains(source) and len(told) == 1:
                return told
        for draft in self.salience.before(source.start):
            mention = draft.mention_at(draft.last_before(source.start))
            between = self.cast.text[mention.end : source.start]
            if mention.end <= source.start and not between.strip(" ,"):
                return [draft]
        return self._named_before(source)

    def _named_before(self, source: Span) -> list[Draft]:
        """Whoever a name right before “who” or “which” names."""
        low = max(0, source.start - WIDEST)
        for match in register.RUN.finditer(self.cast.text, low, source.start):
            if not self.cast.text[match.end() : source.start].strip(" ,"):
                span = Span.of(self.cast.text, match.start(), match.end())
                what = self._describe(span)
                return [self._enter(span, what)] if what.reference == "named" else []
        return []

    def _start(self, at: int) -> int:
        source = self.sources[at]
        return source.start if source else 0


def _telling_words(description: str) -> set[str]:
    """The words of a description that narrow it down, titles in full."""
    cut = TAIL.search(description)
    plain = [word.plain for word in tokens(description[: cut.start()] if cut else description)]
    small = lx.DETERMINERS | lx.OPENERS | {"own", "same", "so-called"}
    return {lx.LONG_FORMS.get(word, word) for word in plain if word not in small}


def _carries(draft: Draft, turned: str, said: set[str]) -> int:
    """How well a description fits an actor: 2 all its words are among a role's or the name's, 1 its
    head alone is all it says, 0 not at all."""
    options = [role.words for role in draft.roles] if draft.kind == "person" else []
    if not draft.named or draft.kind != "person":
        options.append(frozenset(draft.words))
    fits = 0
    for words in options:
        if folded(turned) in words or turned in words:
            if not said:
                fits = max(fits, 1)
            elif {folded(w) for w in said} <= words:
                fits = 2
    return fits


def _kinds_agree(draft: Draft, what: Described) -> bool:
    return "unknown" in (draft.kind, what.kind) or draft.kind == what.kind


def _holders(
    sources: Sequence[Span | None], contents: Sequence[Sequence[Span]]
) -> list[int | None]:
    """For each source the statement in whose content it stands, the innermost; by place."""
    holders: list[int | None] = [None] * len(sources)
    if not contents:
        return holders
    events = [(span.start, -span.end, at) for at, parts in enumerate(contents) for span in parts]
    events += [(s.start, 0, -1 - at) for at, s in enumerate(sources) if s]
    open_: list[tuple[int, int]] = []
    for start, end, at in sorted(events):
        while open_ and open_[-1][0] <= start:
            open_.pop()
        if at < 0:
            inside = [owner for _, owner in open_ if owner != -1 - at]
            holders[-1 - at] = inside[-1] if inside else None
        else:
            open_.append((-end, at))
    return holders


def _finished(
    cast: Cast, answers: Sequence[list[Draft]], joint: set[int]
) -> tuple[tuple[Actor, ...], list[Speaking]]:
    """Actors that speak or might, numbered as they come; the rest were there to resolve by."""
    used = list(dict.fromkeys(draft.number for drafts in answers for draft in drafts))
    refs = {number: f"a{place}" for place, number in enumerate(used, 1)}
    actors = tuple(_actor(ref, cast.drafts[number]) for number, ref in refs.items())
    told = [tuple(dict.fromkeys(refs[d.number] for d in drafts)) for drafts in answers]
    return actors, [_speaking(who, at in joint) for at, who in enumerate(told)]


def _speaking(refs: tuple[str, ...], together: bool) -> Speaking:
    return Speaking(refs) if together or len(refs) == 1 else Speaking((), refs)


def _actor(ref: str, draft: Draft) -> Actor:
    unnamed = not draft.named and draft.kind in ("person", "group", "unknown")
    roles = tuple(dict.fromkeys(role.span for role in draft.roles))
    return Actor(
        ref, draft.name, draft.kind, unnamed,
        side=draft.side, side_basis=draft.basis,
        roles=tuple(sorted(roles)), mentions=kept_apart(draft.mentions),
    )  # fmt: skip
