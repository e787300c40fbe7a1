"""For whom an actor speaks, where its report says so: by office, command or membership.

Nothing follows from where somebody was born or lives. Witnesses, medics, courts, reporters, aid
groups and observers have no side; officials and organs of a state have that state; members of a
camp have its name. `basis` is always the words that say it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.model import Span
from sayso.reading import lexicon as lx
from sayso.reading.cast import Cast, Draft, same_body
from sayso.reading.names import TAIL, TOKEN, head, name_words, tokens
from sayso.reading.spelling import POSSESSIVE, folded
from sayso.reading.states import States

Given = tuple[tuple[str, ...], Span]

# Organs of a state. Those of the second list are only where the text says whose they are.
ORGANS = frozenset(
    "ministry army navy military police gendarmerie presidency government cabinet"
    " prefecture governorate parliament senate congress duma guard intelligence treasury"
    " customs embassy consulate kremlin pentagon prosecutor chancellery troops forces"
    " force staff chiefs commissariat inspectorate gendarmes ministers soldiers".split()
)
OWNED = frozenset(
    "agency authority department institute office commission council committee board bureau service"
    " command secretariat directorate district province administration region county fleet brigade"
    " division battalion regiment delegation side general group media".split()
)
ELECTORAL = frozenset("elections election electoral".split())
CAMPS = frozenset(
    "party front movement union alliance council coalition legion militia league bloc brigade"
    " federation trades greens congress faction brotherhood group army committee".split()
)
STATELY = frozenset("authority agency office province commission department inspectors".split())
WATCHERS = frozenset("watchdog regulator authority agency inspectorate".split())
# Parts of some army, whose state is that of their officers.
FORMATIONS = frozenset(
    "brigade division battalion regiment corps squadron fleet wing garrison unit group".split()
)
# Bodies that speak for none of the camps.
NEUTRAL = frozenset(
    "hospital clinic court tribunal university school college news wire press radio"
    " television tv times post express herald tribune broadcaster broadcasting newspaper"
    " magazine observatory watch observers observer monitors monitoring mission physicians"
    " church abbey monastery charity relief aid ngo nations un unicef unhcr icrc cross"
    " crescent review constitutional joint independent human rights sentinels network"
    " laboratory lab research society bank insurance compact peacekeepers ombudsman"
    " medical".split()
)
# Whoever is called so has no side by that.
APART = frozenset(
    "doctor nurse surgeon medic paramedic physician professor analyst expert witness resident"
    " villager journalist reporter editor correspondent author historian economist scientist"
    " researcher teacher student priest abbess abbot nun judge driver farmer miner shopkeeper baker"
    " tailor widow mother father son daughter brother sister cousin wife husband mum dad uncle aunt"
    " nephew niece neighbour neighbor friend patient prisoner detainee captive hostage refugee"
    " migrant exile survivor victim citizen voter customer tenant passenger caller viewer reader"
    " observer monitor mediator rescuer engineer blogger columnist pundit pollster former ex"
    " specialist clerk cook tourist worker skipper sailor fisherman".split()
)
HEADS_OF_STATE = frozenset("president premier king queen sultan emir chancellor".split())
OFFICERS = frozenset(
    "commander general colonel captain major lieutenant sergeant corporal soldier officer admiral"
    " brigadier marshal commodore fighter pilot guard guardsman gunner troops soldiers forces"
    " officers guards officials official authorities leader envoy ambassador diplomat diplomats"
    " negotiator negotiators spokesman spokeswoman spokesperson minister ministers lawmaker"
    " lawmakers deputy chief director commissioner head governor prosecutor inspectors inspector"
    " agents agent".split()
)
# “Senior local officials” are the state's; of “football officials” nobody knows.
PLAIN_OFFICIALS = (
    lx.DETERMINERS
    | OFFICERS
    | frozenset(
        "senior top local provincial regional federal government state military security"
        " several some other two three many in of the province district".split()
    )
)
BOSSES = frozenset("boss ceo executive managing director chairman manager foreman".split())
UNIONS = frozenset("union trades workers brotherhood".split())
# Who speaks for whom he belongs to: “its spokesman”, “his office”.
TIED = OFFICERS | frozenset(
    "aide aides adviser advisers advisor lawyer lawyers chair chairman chairwoman"
    " executive secretary assistant manager treasurer member members staff office"
    " headquarters representative counsel boss team lieutenant press service ministry army"
    " helpline board own manager insider people convener convenor chairlady speaker"
    " delegate delegates agents foreman chief".split()
)
# Among how many mentions before it “its” is looked for.
FARTHEST = 40
BODILY = ("organisation", "unknown")
INSIDE = re.compile(r"In ([A-Z][\w-]+(?: [A-Z][\w-]+)?),")
CLAUSE = re.compile(r",|\s(?:who|whose|which|that)\b")
OWN = re.compile(r"^(?:its|their|his|her|our)\b", re.IGNORECASE)
LINK = re.compile(
    r"\b(?:of|for|at|from|with|in|to|commands|leads|heads|represents|runs)\s+(?:the\s+)?"
)


@dataclass(slots=True)
class _Giving:
    """The giving of sides to one report's actors."""

    cast: Cast
    states: States
    done: dict[int, Given | None] = field(default_factory=dict)
    open_: set[int] = field(default_factory=set)
    parties: frozenset[int] = frozenset()
    timeline: list[tuple[int, int]] = field(default_factory=list)

    def find_parties(self) -> None:
        """Bodies that somebody speaks or acts for: a party to what is told."""
        found: set[int] = set()
        for draft in self.cast.drafts:
            if draft.kind in ("person", "group"):
                spans = [role.span for role in draft.roles] if draft.named else draft.mentions[:1]
                found.update(body.number for span in spans for body in self._tied(span, draft))
        for number in found:
            # Whoever has a spokesman is a body.
            self.cast.drafts[number].kind = "organisation"
        self.parties = frozenset(found)

    def _tied(self, role: Span, draft: Draft) -> Iterator[Draft]:
        """The bodies for which a role is borne."""
        if not {word.plain for word in tokens(role.text)} & TIED:
            return
        if OWN.match(role.text):
            owner = self._owner(role, draft)
            if owner and owner.kind == "organisation":
                yield owner
            return
        for a, b in _linked(role):
            if body := self._named(self.cast.text[a:b], role.start):
                yield body

    def of(self, draft: Draft) -> Given | None:
        """An actor's side and the words that say so."""
        if draft.number not in self.done and draft.number not in self.open_:
            self.open_.add(draft.number)
            self.done[draft.number] = self._of(draft)
        return self.done.get(draft.number)

    def _of(self, draft: Draft) -> Given | None:
        first = draft.mentions[0] if draft.mentions else None
        if first is None:
            return None
        if draft.kind == "state":
            return (draft.name,), first
        if draft.named and draft.kind in ("organisation", "unknown"):
            return self._of_body(draft, first)
        if draft.named and draft.kind == "person":
            roles = sorted(draft.roles, key=lambda role: role.span.start)
            return next((s for r in roles if (s := self._of_role(r.span, draft))), None)
        if draft.kind == "document":
            return self._of_document(draft, first)
        return next((s for m in draft.mentions[:3] if (s := self._of_role(m, draft))), None)

    def _of_body(self, draft: Draft, first: Span) -> Given | None:
        words = set(draft.words)
        called = {word for role in draft.roles for word in role.words}
        path = self._organ(draft.name, first.start)
        if path:
            return path, first
        if (words | called) & NEUTRAL or words & (ORGANS | FORMATIONS | ELECTORAL | STATELY):
            return None
        if parent := self._parent(draft):
            return parent
        if words <= lx.COMPANIES | {"the"} or called & WATCHERS:
            return None
        if words & CAMPS or (draft.kind == "organisation" and called & (CAMPS | lx.COMPANIES)):
            return self._camp(draft), first
        party = draft.number in self.parties or bool(words & lx.COMPANIES)
        return (self._camp(draft), first) if party and draft.kind == "organisation" else None

    def _parent(self, draft: Draft) -> Given | None:
        """The side of the body that a part is named after: “Sundvik's helpline”."""
        owner, mark, _ = draft.name.replace("’", "'").partition("'s ")
        body = self._named(owner, draft.mentions[0].start) if mark else None
        given = self.of(body) if body and body is not draft else None
        return (given[0], draft.mentions[0]) if given else None

    def _camp(self, draft: Draft) -> tuple[str, ...]:
        """A camp of its own, or a faction of the one that the text puts it under."""
        for mention in draft.mentions:
            before = self.cast.text[max(0, mention.start - 40) : mention.start]
            words = [word.plain for word in tokens(before)]
            if words[-1:] == ["ruling"] and self.states.home:
                return (self.states.home, draft.name)
            if words and (state := self.states.adjective(words[-1])):
                return (state, draft.name)
        return (draft.name.replace("’", "'"),)

    def _of_document(self, draft: Draft, first: Span) -> Given | None:
        """What an organ of a named state issues has its side."""
        explicit = self._state_in(draft.name)
        if not explicit:
            return None
        words = {word.plain for word in tokens(draft.name)}
        if words & (ORGANS | {"official", "intelligence", "house", "council"}):
            return (explicit,), first
        return None

    def _of_role(self, role: Span, draft: Draft) -> Given | None:
        """The side that words for a role or a description give."""
        role = _shortened(self.cast.text, role)
        turned = head(role.text)
        words = {folded(word.plain) for word in tokens(role.text)}
        linked = [self.cast.text[a:b] for a, b in _linked(role)]
        apart = turned in APART or bool(words & {"former", "ex", "onetime", "retired"})
        if words & {"rebel", "rebels"} and self.states.away and not apart:
            return (self.states.away,), role
        if OWN.match(role.text):
            owner = self._owner(role, draft) if turned in TIED else None
            given = self.of(owner) if owner else None
            return (given[0], role) if given else None
        if self._spared(role, turned, linked):
            return None
        for part in linked:
            if path := self._affiliation(part, role, apart):
                return path, role
        if apart:
            return None
        path = self._office(role, words) or self._linked_state(role, linked)
        path = path or self._by_adjective(role, turned) or self._of_the_company(role, turned)
        return (path, role) if path else None

    def _linked_state(self, role: Span, linked: list[str]) -> tuple[str, ...] | None:
        """“The leader of Lugova”, “Basran's envoy”."""
        if not {word.plain for word in tokens(role.text)} & (OFFICERS | HEADS_OF_STATE):
            return None
        found = (self.states.named(POSSESSIVE.sub("", part)) for part in linked)
        return next(((state,) for state in found if state), None)

    def _spared(self, role: Span, turned: str, linked: list[str]) -> bool:
        """Whether a role is with a body that speaks for no camp."""
        return any({word.plain for word in tokens(part)} & NEUTRAL for part in linked)

    def _affiliation(self, part: str, role: Span, apart: bool) -> tuple[str, ...] | None:
        """The side of the body that part of a role names."""
        explicit = self._state_in(role.text)
        draft = self._named(part, role.start)
        given = self.of(draft) if draft else None
        if given and explicit in (None, given[0][0]):
            return given[0]
        words = {folded(word.plain) for word in tokens(part)}
        if apart and not words & ORGANS:
            return None
        return self._organ(part, role.start, self._state_in(role.text))

    def _named(self, part: str, at: int) -> Draft | None:
        """The body spoken of that part of a role names in full or in short."""
        words = name_words(POSSESSIVE.sub("", part))
        while words and words[0] in lx.DETERMINERS:
            words = words[1:]
        if not words:
            return None
        found = [
            draft
            for draft in (*self.cast.exact.get(words, ()), *self.cast.near(words))
            if draft.kind in BODILY and draft.named and same_body(draft.words, words)
        ]
        if not found:
            called = self.cast.called.get(words[-1], ()) if len(words) == 1 else ()
            found = [draft for draft in called if draft.kind == "organisation"]
        if (
            not any(draft.named for draft in found)
            and words[-1] in lx.COMPANIES
            and len(words) == 1
        ):
            found = [d for d in (company(self.cast, at),) if d]
        before = [d for d in found if d.last_before(at) >= 0]
        return max(before or found, key=lambda d: (d.last_before(at), -d.number), default=None)

    def _owner(self, role: Span, draft: Draft) -> Draft | None:
        """Whom “its”, “his” before a role means: the last body, or the last person, before it."""
        thing = role.text.lower().startswith(("its", "their", "our"))
        at = bisect_left(self.timeline, (role.start, -1))
        for start, number in reversed(self.timeline[max(0, at - FARTHEST) : at]):
            other = self.cast.drafts[number]
            fits = other.kind in ("organisation", "state") if thing else other.kind == "person"
            if fits and other is not draft:
                near = self.cast.distance(start, role.start) <= 2
                return other if near else None
        return None

    def _office(self, role: Span, words: set[str]) -> tuple[str, ...] | None:
        """The side of a minister, a head of state, a governor: the state's whose office it is."""
        state = self._state_in(role.text) or self._state_of(role.start)
        if not state:
            return None
        if "minister" in words and (fields := _fields(role.text)):
            return (state, f"{fields} Ministry")
        if words & {"ministers", "minister"} and not words & {"church", "prime"}:
            return (state, "government")
        if words & HEADS_OF_STATE or {"prime", "minister"} <= words or {"head", "state"} <= words:
            return (state, "government") if not words & (NEUTRAL | lx.COMPANIES | CAMPS) else None
        if "governor" in words:
            return (state, "governorate")
        return self._organ(role.text, role.start)

    def _of_the_company(self, role: Span, turned: str) -> tuple[str, ...] | None:
        """“The chief executive”, “the boss”: the company's, where one is spoken of."""
        if turned not in BOSSES or len(tokens(role.text)) > 3:
            return None
        body = company(self.cast, role.start + len(role.text))
        given = self.of(body) if body else None
        return given[0] if given else None

    def _by_adjective(self, role: Span, turned: str) -> tuple[str, ...] | None:
        """“Ukrainian officials”, “a Lugovan officer”: a state's own by their office."""
        if turned not in OFFICERS:
            return None
        state = self._state_in(role.text)
        words = {word.plain for word in tokens(role.text)}
        if not state and (
            words & {"federal", "government"} or turned in ("officials", "authorities")
        ):
            state = self._state_of(role.start) if not words - PLAIN_OFFICIALS else None
        return (state,) if state else None

    def _organ(self, name: str, at: int, state: str | None = None) -> tuple[str, ...] | None:
        """The path of a state's organ; None where it is none, or nobody knows of which state."""
        words = [folded(word.plain) for word in tokens(name)]
        plain = set(words)
        explicit = self._state_in(name) or state or self._placed(at)
        led = plain & FORMATIONS and words[0] not in lx.DETERMINERS
        public = (
            plain & {"provincial", "national", "federal", "regional", "state"} and plain & OWNED
        )
        organ = (
            plain & ORGANS
            or led
            or public
            or (plain & {"commission", "board"} and plain & ELECTORAL)
        )
        if plain & NEUTRAL and not (explicit and plain & ORGANS):
            return None
        if not organ and not (explicit and plain & OWNED):
            return None
        if not explicit and "police" in plain and self._local(name):
            return None
        state = explicit or self._state_of(at)
        return (state, _bare(name, self.states)) if state else None

    def _local(self, name: str) -> bool:
        """Whether a body is named after a place that is no state."""
        return any(w.capital and w.plain not in lx.BODIES | lx.DETERMINERS for w in tokens(name))

    def _state_in(self, words: str) -> str | None:
        """The state that words name or have an adjective of; a seat only if it is not one alone."""
        parts = [POSSESSIVE.sub("", m[0]) for m in TOKEN.finditer(words)]
        for size in (3, 2, 1):
            for at in range(len(parts) - size + 1):
                part = " ".join(parts[at : at + size])
                sure = part[:1].isupper() and (len(part) > 2 or part.isupper())
                if sure and (state := self.states.named(part)):
                    return state
        return None

    def _state_of(self, at: int) -> str | None:
        """The state whose organ is meant where none is named: that which the report is from, else
        the one that the sentence speaks of, else the one that the report is about; where the
        sentence begins “In X,” it is X's."""
        start, end = self.cast.sentences.at(at)
        found = self._placed(at) or self.states.dated
        found = found or self.states.before(start, at) or self.states.before(start, end)
        return found or self.states.home

    def _placed(self, at: int) -> str | None:
        """The state that the sentence, or the paragraph, says it is in: “In Norrland, the …”."""
        paragraph = self.cast.text.rfind("\n", 0, at) + 1
        for start in (self.cast.sentences.at(at)[0], paragraph):
            placed = INSIDE.match(self.cast.text, start)
            if placed and (state := self.states.named(placed[1])):
                return state
        return None


def _shortened(text: str, role: Span) -> Span:
    """A role or description without the clause that follows it: “who asked not to be named”."""
    clause = CLAUSE.search(role.text)
    end = clause.start() if clause and clause.start() else len(role.text)
    return Span.of(text, role.start, role.start + end)


def _linked(role: Span) -> Iterator[tuple[int, int]]:
    """Where the parts of a role stand that name what it is tied to: before a possessive, after
    “of” or “for”, before the role's own noun."""
    text, offset = role.text, role.start
    for match in re.finditer(r"['’]s?(?=\s)", text):
        yield offset, offset + match.start()
    for match in LINK.finditer(text):
        yield offset + match.end(), offset + len(text)
    cut = TAIL.search(text)
    words = tokens(text[: cut.start()] if cut else text)
    at = len(words) - 1 if words and words[-1].plain in lx.ROLES | lx.GROUPS else 0
    if at and not POSSESSIVE.search(words[at - 1].text):
        yield offset + words[0].start, offset + words[at - 1].end


def _fields(role: str) -> str:
    """The field of a minister's office, as it is written: “Defence”, “Foreign”."""
    words = [w for w in tokens(role) if w.plain in lx.FIELDS and w.plain != "state"]
    return " ".join(POSSESSIVE.sub("", word.text) for word in words).title()


def _bare(name: str, states: States) -> str:
    """An organ's name without the state's: “Ministry of Defense” of “Russia’s Ministry of
    Defense”."""
    words = name.split()
    while len(words) > 1 and (
        states.named(POSSESSIVE.sub("", words[0])) or words[0].lower() in lx.DETERMINERS
    ):
        words = words[1:]
    return " ".join(words)


def give(cast: Cast, states: States) -> None:
    """Give each actor its side, where the report says it, with the words that say so."""
    giving = _Giving(cast, states)
    giving.timeline = sorted((m.start, d.number) for d in cast.drafts for m in d.mentions)
    giving.find_parties()
    for draft in cast.drafts:
        given = giving.of(draft)
        if given:
            draft.side, draft.basis = given


def meant_by(cast: Cast, word: str, at: int) -> Draft | None:
    """The body that “the firm” or “the union” means."""
    if word in lx.COMPANIES:
        return company(cast, at)
    if word != "union":
        return None
    unions = [
        d for d in cast.drafts if d.named and UNIONS & set(d.words) and d.last_before(at) >= 0
    ]
    return unions[0] if len(unions) == 1 else None


def company(cast: Cast, at: int) -> Draft | None:
    """The company that “the firm” means: the one spoken of most, if it was spoken of before."""
    options = [
        (len(draft.mentions), -draft.number, draft)
        for draft in cast.drafts
        if draft.named
        and draft.kind == "organisation"
        and draft.last_before(at) >= 0
        and not public(draft.words)
        and not set(draft.words) & (lx.BODIES - lx.COMPANIES)
    ]
    return max(options, key=lambda option: option[:2])[2] if options else None


def public(words: tuple[str, ...]) -> bool:
    """Whether a name is that of an organ of the state or of a body that is no company."""
    return bool(set(words) & (ORGANS | OWNED | NEUTRAL | CAMPS))


# Words for offices by which one is known in public.
OFFICES = (
    OFFICERS | HEADS_OF_STATE | BOSSES | frozenset({"chair", "chairman", "chairwoman", "mayor"})
)


def office_words(roles: Iterable[str]) -> set[str]:
    """The words of roles that name an office, titles in full."""
    words = {word.plain for role in roles for word in tokens(role)}
    return {lx.LONG_FORMS.get(word, word) for word in words} & OFFICES
