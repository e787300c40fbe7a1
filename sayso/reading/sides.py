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
from sayso.reading import bodies, firms, organs, role_words
from sayso.reading import lexicon as lx
from sayso.reading import offices as of
from sayso.reading.cast import Cast, Draft, same_body
from sayso.reading.countries import KNOWN
from sayso.reading.names import TAIL, head, name_words, tokens
from sayso.reading.organs import Organs
from sayso.reading.spelling import POSSESSIVE, folded
from sayso.reading.states import States, country_of

Path = tuple[str, ...]
Given = tuple[Path, Span]

# Among how many mentions before it “its” is looked for.
FARTHEST = 40
# How often a body must be spoken of to be a party to what is told.
OFTEN = 3
BODILY = ("organisation", "unknown")
OWN = re.compile(
    r"^(?:its|their|his|her|our)\b(?! (?:excellency|majesty|highness|holiness|honou?r))",
    re.IGNORECASE,
)
# “Norrlan-installed”, “Lantern-run”: whoever put somebody there is whom he speaks for;
# whoever backs him is not.
INSTALLED = re.compile(r"\b([A-Z][\w'’]+)-(?:installed|appointed|imposed|run)\b")

# What a document is about or to whom it goes, after whose it is.
ABOUT = re.compile(r"\s(?:to|about|against|on|seen|addressed|that|which)\s")
LED = re.compile(
    r"((?:[A-ZÀ-Þ][\w'’-]*|[A-Z]\d+)(?: [A-ZÀ-Þ][\w'’-]*){0,3})"
    rf" (?:senior |political |military |rebel )?({'|'.join(sorted(of.LEADERS))})\b"
)
POSSESSED = re.compile(r"['’]s?\s|\b(?:of|for)\b")
GUARD = re.compile(r"(?<=[a-z,] )Guard\b|\bThe Guard\b")
BARE_NAME = re.compile(r"[A-ZÀ-Þ][\w’'&-]*(?: [A-ZÀ-Þ][\w’'&-]*){0,4}")
PEOPLE = re.compile(r"\b([A-Z][a-z]+) [A-Z][a-z]+(?:an|ish|ese|i|b|s|d|k) [a-z]+$")
WATCHDOG = re.compile(
    rf"\b(?:{'|'.join(sorted(of.WATCHED))}) (?:\w+ )?(?:{'|'.join(sorted(of.WATCHERS))})\b"
)
COMMANDS = re.compile(r"\b(?:commands?|commanded|commander of|serves in|served in|fights in)\b")
THE_COUNCIL = re.compile(r"\bthe council\b")
ARMED = frozenset("front army movement council legion militia forces brotherhood committee".split())
# What is called so and no more is a camp by that word.
PLAIN = lx.COMPANIES | {"union", "party", "front", "movement", "council", "coalition"}
KNOWN_WORDS = (
    lx.ROLES | lx.FIELDS | lx.OPENERS | lx.MONTHS_DAYS | lx.BODIES | lx.GROUPS | of.SERVANTS
    | frozenset("republic nation state excellency senior top local security military".split())
)  # fmt: skip


@dataclass(slots=True)
class _Giving:
    """The giving of sides to one report's actors."""

    cast: Cast
    states: States
    organs: Organs
    done: dict[int, Given | None] = field(default_factory=dict)
    open_: set[int] = field(default_factory=set)
    parties: frozenset[int] = frozenset()
    timeline: list[tuple[int, int]] = field(default_factory=list)

    def find_parties(self) -> None:
        """Bodies that somebody speaks or acts for: a party to what is told."""
        found: set[int] = set()
        for draft in tuple(self.cast.drafts):
            if draft.kind in ("person", "group"):
                spans = [role.span for role in draft.roles] if draft.named else draft.mentions[:1]
                found.update(body.number for span in spans for body in self._tied(span, draft))
        for number in found:
            # Whoever has a spokesman is a body.
            self.cast.drafts[number].kind = "organisation"
        self.parties = frozenset(found)

    def _tied(self, role: Span, draft: Draft) -> Iterator[Draft]:
        """The bodies for which a role is borne."""
        if not {word.plain for word in tokens(role.text)} & of.TIED:
            return
        if OWN.match(role.text):
            owner = self._owner(role, draft)
            if owner and owner.kind == "organisation":
                yield owner
            return
        if head(role.text) in of.BOSSES and (boss_of := firms.company(self.cast, role.end)):
            yield boss_of
        for a, b in role_words.linked(role):
            if body := self._named(self.cast.text[a:b], role.start) or self._shown(a, b, role):
                yield body

    def _shown(self, start: int, end: int, role: Span) -> Draft | None:
        """A new body, where only its chair or spokesman shows that it is one."""
        bare = organs.ARTICLE.sub("", self.cast.text[start:end])
        words = name_words(bare)
        speaks = {word.plain for word in tokens(role.text)} & of.SPEAKING
        if not speaks or not BARE_NAME.fullmatch(bare) or set(words) & (KNOWN_WORDS | of.NEUTRAL):
            return None
        if self.states.named(bare) or country_of(bare) or self.cast.text.count(bare) < OFTEN:
            return None
        near = self.cast.near(words)
        if any(draft.named and draft.kind in ("person", "state") for draft in near):
            return None
        draft = self.cast.add("organisation", bare, True)
        draft.add(Span.of(self.cast.text, end - len(bare), end))
        return draft

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
            # A town that speaks is a camp only where it is known for a state, or for one's seat.
            if draft.name not in self.states.all and folded(draft.name) not in KNOWN.names:
                return None
            return bodies.side_of(draft.name) or (draft.name,), first
        if draft.named and draft.kind in BODILY:
            return self._of_body(draft, first)
        if draft.kind == "document":
            return self._of_document(draft, first)
        if draft.named:
            roles = [role.span for role in sorted(draft.roles, key=lambda role: role.span.start)]
        else:
            roles = draft.mentions[:3]
        given = [side for role in roles if (side := self._of_role(role, draft))]
        # “The minister” in one place may be “Norrla's interior minister” in the next.
        named = (side for side in given if side[0][0] not in of.UNNAMED)
        return next(named, given[0] if given else None)

    # Bodies and documents.

    def _of_body(self, draft: Draft, first: Span) -> Given | None:
        words = set(draft.words)
        called = {word for role in draft.roles for word in role.words}
        if words & of.APART:
            return None
        if words == {"stewards"} and (union := firms.meant_by(self.cast, "union", first.start)):
            given = self.of(union)
            return (given[0], first) if given else None
        if parent := self._parent(draft):
            return parent
        path = (
            bodies.side_of(draft.name)
            or self._run(first)
            or self.organs.path(draft.name, first.start)
        )
        if path:
            return path, first
        if (words | called) & of.NEUTRAL or words & (
            of.ORGANS | of.FORMATIONS | of.ELECTORAL | of.STATELY
        ):
            return None
        if words <= lx.COMPANIES | {"the"}:
            return (draft.name,), first
        beside = called | self._words_before(draft)
        if beside & of.NEUTRAL and beside & {"group", "organisation", "organization", "monitor"}:
            return None
        if beside & of.WATCHERS:
            watches = beside & of.WATCHED or WATCHDOG.search(self.cast.text)
            return self._watcher(draft, first) if watches else None
        if (words | called | self._words_before(draft, 1)) & of.CAMPS:
            return self._camp(draft), first
        party = draft.number in self.parties or bool((words | called) & lx.COMPANIES)
        if not party or draft.kind != "organisation" or not self._at_issue(draft):
            return None
        return self._camp(draft), first

    def _at_issue(self, draft: Draft) -> bool:
        """Whether a company or another body is one that the report is about, and not one that is
        told things, as outlets are."""
        name = re.escape(draft.name.split()[0])
        if re.search(rf"\btold (?:the |to )?{name}\b", self.cast.text):
            return False
        return len(re.findall(rf"\b{name}\b", self.cast.text)) >= OFTEN

    def _watcher(self, draft: Draft, first: Span) -> Given | None:
        """“Food watchdog Kontrol” is an agency of the state."""
        state = self.organs.state_of(first.start)
        return ((state, draft.name), first) if state else None

    def _words_before(self, draft: Draft, many: int = 2) -> set[str]:
        """The words right before each mention: “parents' group” of “parents' group Vigil”."""
        text = self.cast.text
        starts = [mention.start for mention in draft.mentions]
        before = (tokens(text[max(0, start - 40) : start])[-many:] for start in starts)
        return {word.plain for words in before for word in words}

    def _parent(self, draft: Draft) -> Given | None:
        """The side of the body that a part is named after: “Sundvik's helpline”."""
        owner, mark, _ = draft.name.replace("’", "'").partition("'s ")
        if not mark:
            return None
        first = draft.mentions[0]
        body = self._named(owner, first.start)
        given = self.of(body) if body and body is not draft else None
        path = given[0] if given else self._of_person(draft.name[: len(owner)], first)
        return (path, first) if path else None

    def _camp(self, draft: Draft) -> Path:
        """A camp of its own, or a faction of the one that the text puts it under."""
        for mention in draft.mentions:
            before = self.cast.text[max(0, mention.start - 40) : mention.start]
            words = [word.plain for word in tokens(before)]
            if words[-1:] == ["ruling"] and (home := self.organs.state_of(mention.start)):
                return (home, draft.name)
            if words and (state := self.states.adjective(words[-1])):
                return (state, draft.name)
        return (draft.name.replace("’", "'"),)

    def _of_document(self, draft: Draft, first: Span) -> Given | None:
        """What an organ of a state issues has its side."""
        name = ABOUT.split(draft.name, maxsplit=1)[0]
        words = {word.plain for word in tokens(name)}
        if words & of.NEUTRAL:
            return None
        explicit = self.organs.state_in(name)
        if explicit and words & (of.ORGANS | {"official", "intelligence", "house", "council"}):
            return (explicit,), first
        if words & of.CERTAIN and (path := self.organs.path(role_words.issuer(name), first.start)):
            return path, first
        at = self.cast.text.find(name, first.start, first.end)
        named = Span.of(self.cast.text, at, at + len(name)) if at >= 0 else None
        for a, b in role_words.linked(named) if named else ():
            body = self._named(self.cast.text[a:b], first.start)
            if given := self.of(body) if body else None:
                return given[0], first
        return None

    # Roles and descriptions.

    def _of_role(self, role: Span, draft: Draft | None = None) -> Given | None:
        """The side that words for a role or a description give."""
        role = role_words.shortened(self.cast.text, role)
        words = {folded(word.plain) for word in tokens(role.text)}
        turned = head(role.text)
        if not words:
            return None
        if OWN.match(role.text):
            path = self._of_the_owner(role, turned, draft)
            return (path, role) if path else None
        chief = turned in of.STATE_EXPERTS and "chief" in words
        apart = (
            (turned in of.APART | of.HANDS and not chief)
            or bool(words & of.FORMER)
            or "ex-" in role.text
        )
        linked = [self.cast.text[a:b] for a, b in role_words.linked(role, apart)]
        if any({word.plain for word in tokens(part)} & of.NEUTRAL - {"press"} for part in linked):
            return None
        path = None if apart else self._run(role) or self._unnamed_camp(role, words, turned)
        path = path or self._by_body(role, linked, apart)
        if apart or path:
            return (path, role) if path else None
        path = self._office(role, words, turned, draft) or self._of_whom(role, words, linked)
        path = path or self._linked_state(role, words, linked)
        path = path or self._by_adjective(role, turned) or self._of_the_company(role, turned)
        path = path or self._led(role) or self._plain_body(role, turned, draft)
        path = path or self._bare_spokesman(role, turned, linked, draft)
        return (path, role) if path else None

    def _of_the_owner(self, role: Span, turned: str, draft: Draft | None) -> Path | None:
        """“Its spokesman”, “her government”."""
        tied = turned in of.TIED | {"government", "ministry"}
        owner = self._owner(role, draft) if tied else None
        given = self.of(owner) if owner else None
        if turned in ("government", "ministry"):
            return given[0][:1] if given else self.organs.path(turned, role.start)
        return given[0] if given else None

    def _run(self, role: Span) -> Path | None:
        """“The Norrlan-installed governor”, “the Lantern-run health ministry”."""
        found = INSTALLED.search(role.text)
        if not found:
            return None
        plain = folded(found[1])
        state = self.states.named(found[1]) or KNOWN.adjectives.get(plain) or KNOWN.seats.get(plain)
        camp = (state,) if state else bodies.side_of(found[1])
        if not camp and (body := self._named(found[1], role.start)):
            given = self.of(body)
            camp = given[0] if given else None
        return camp

    def _unnamed_camp(self, role: Span, words: set[str], turned: str) -> Path | None:
        """Rebels and opposition: the one camp of that sort that the report names, else as such."""
        away = self.states.away
        if away and words & {"region", "enclave"} and turned in of.SERVANTS | {"staff"}:
            return (away,)
        if words & of.REBELLIOUS and turned in of.REBELLIOUS | of.SERVANTS:
            if led := self._led(role):
                return led
            if away:
                return (away,)
            return self._sole(ARMED) or (of.REBELS,)
        if words & of.OPPOSED and turned in of.OPPOSED | of.SERVANTS | {"member", "members"}:
            return self._sole(firms.PARTIES) or (of.OPPOSITION,)
        return None

    def _sole(self, sort: frozenset[str]) -> Path | None:
        """The side of the one body of a sort that is a camp of its own."""
        paths = set()
        for draft in self.cast.drafts:
            if draft.named and draft.kind in BODILY and set(draft.words) & sort:
                given = self.of(draft)
                if given and len(given[0]) == 1:
                    paths.add(given[0])
        return paths.pop() if len(paths) == 1 else None

    def _by_body(self, role: Span, linked: list[str], apart: bool) -> Path | None:
        """The side of the body that part of a role names."""
        explicit = self.organs.state_in(role.text)
        for part in linked:
            own = {folded(word.plain) for word in tokens(part)}
            body = self._named(part, role.start)
            given = self.of(body) if body else None
            if body and apart and firms.public(body.words) is False:
                continue
            if given and explicit in (None, given[0][0]):
                return given[0]
            if path := bodies.side_of(part) or (self._inside(part) if not apart else None):
                return path
            lead = BARE_NAME.match(part)
            if lead and lead[0] != part and (body := self._named(lead[0], role.start)):
                given = self.of(body)
                if given and explicit in (None, given[0][0]):
                    return given[0]
            if apart and not own & (of.ORGANS | of.FORMATIONS):
                continue
            if path := self.organs.path(part, role.start, explicit):
                return path
            if own & of.FORMATIONS and COMMANDS.search(role.text):
                state = explicit or self.organs.state_of(role.start)
                return (state, organs.bare(part, self.states)) if state else None
        return None

    def _inside(self, part: str) -> Path | None:
        """A body of the world among words: “senior Hamas” of “a senior Hamas official”."""
        found = bodies.within(part)
        return found[0] if found else None

    def _of_whom(self, role: Span, words: set[str], linked: list[str]) -> Path | None:
        """The side of the person whom a role serves: “the minister's own adviser”."""
        if not words & of.TIED:
            return None
        return next((p for part in linked if (p := self._of_person(part, role))), None)

    def _of_person(self, part: str, role: Span) -> Path | None:
        """The side of the person whom part of a role names or describes."""
        words = [word for word in name_words(POSSESSIVE.sub("", part)) if word != "own"]
        while words and words[0] in lx.DETERMINERS:
            words = words[1:]
        if not words:
            return None
        people = [d for d in self.cast.exact.get(tuple(words), ()) if d.kind == "person"]
        if not people:
            near = self.cast.near(tuple(words))
            people = [d for d in near if d.kind == "person" and d.words[-1:] == (words[-1],)]
            people = [d for d in people if d.named]
        if not people and len(words) == 1 and words[0] in lx.ROLES:
            called = self.cast.called.get(words[0], ())
            people = [d for d in called if d.kind == "person" and d.named]
        given = [side for d in people if (side := self.of(d))]
        if given and len({side[0] for side in given}) == 1:
            return given[0][0]
        at = self.cast.text.find(part, role.start, role.end)
        if people or at < 0 or len(part) >= len(role.text):
            return None
        found = self._of_role(Span.of(self.cast.text, at, at + len(part)))
        return found[0] if found else None

    def _linked_state(self, role: Span, words: set[str], linked: list[str]) -> Path | None:
        """“The leader of Lugova”, “Basran's envoy”."""
        if not words & (of.SERVANTS | of.HEADS_OF_STATE):
            return None
        found = (self.states.named(POSSESSIVE.sub("", part)) for part in linked)
        return next(((state,) for state in found if state), None)

    def _named(self, part: str, at: int) -> Draft | None:
        """The body spoken of that part of a role names in full or in short."""
        words = name_words(POSSESSIVE.sub("", part))
        while words and words[0] in lx.DETERMINERS:
            words = words[1:]
        if set(words) <= lx.FIELDS:
            return None
        if words == ("board",):
            words = ("company",)
        found = [
            draft
            for draft in (*self.cast.exact.get(words, ()), *self.cast.near(words))
            if draft.kind in BODILY and draft.named and same_body(draft.words, words)
        ]
        if not found and len(words) == 1:
            found = [d for d in self.cast.called.get(words[0], ()) if d.kind == "organisation"]
            if not any(draft.named for draft in found) and (
                one := firms.meant_by(self.cast, words[0], at)
            ):
                found = [one]
        before = [d for d in found if d.last_before(at) >= 0]
        return max(before or found, key=lambda d: (d.last_before(at), -d.number), default=None)

    def _owner(self, role: Span, draft: Draft | None) -> Draft | None:
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

    def _office(self, role: Span, words: set[str], turned: str, draft: Draft | None) -> Path | None:
        """The side of a minister, a head of state, a governor: the state's whose office it is."""
        if words & of.LOCAL and (local := self._local_office(role, words)):
            return local
        if words & of.COUNCILLORS:
            return self._council(role)
        state = self.organs.state_in(role.text) or bodies.ruled_by(draft.words if draft else ())
        state = state or self.organs.state_of(role.start)
        if not state:
            return None
        fields = role_words.fields(role.text)
        if "minister" in words and fields:
            return (state, f"{fields} Ministry")
        if fields and words & {"secretary", "ps"} and not words & {"press", "general"}:
            return organs.short((state, of.GOVERNMENT))
        if words & {"ministers", "minister", "presidential"} and "church" not in words:
            return organs.short((state, of.GOVERNMENT))
        if words & {"region", "enclave", "territory"}:
            return None
        heads = words & of.HEADS_OF_STATE or {"head", "state"} <= words
        if heads and not words & (of.NEUTRAL | lx.COMPANIES | of.CAMPS | {"vice-chancellor"}):
            stranger = state in of.UNNAMED and self._strangers(role)
            return None if stranger else organs.short((state, of.GOVERNMENT))
        if words & of.ELECTORAL and turned in of.BOSSES | of.SERVANTS | {"chiefs"}:
            return (state, "elections commission")
        if "constable" in words:
            return (state, "police")
        if (words & {"chief"} and turned in of.STATE_EXPERTS) or words >= {"attorney", "general"}:
            return organs.short((state, of.GOVERNMENT))
        if words & {"guardsman", "guardsmen"} and GUARD.search(self.cast.text):
            return (state, "Guard")
        return self.organs.path(role.text, role.start)

    def _strangers(self, role: Span) -> bool:
        """Whether a role has names in it of which nobody knows whose they are: “president of Keel
        Motors”."""
        return any(
            word.capital and word.plain not in KNOWN_WORDS and not word.titled
            for word in tokens(role.text)
        )

    def _local_office(self, role: Span, words: set[str]) -> Path | None:
        """A governor's or mayor's: of the state in which the place lies, as text or gazetteer have
        it."""
        state = self.organs.state_in(role.text) or self.organs.located(role.text)
        if not state and "mayor" not in words:
            state = self.organs.state_of(role.start)
        if not state:
            return None
        return (state, "governorate") if "governor" in words else (state,)

    def _council(self, role: Span) -> Path | None:
        """Of a councillor the council's, where the report speaks of one."""
        body = self._named("council", role.start)
        if body and body.named:
            given = self.of(body)
            return given[0] if given else None
        return ("the council",) if THE_COUNCIL.search(self.cast.text) else None

    def _of_the_company(self, role: Span, turned: str) -> Path | None:
        """“The chief executive”, “the boss”: the company's, where one is spoken of."""
        if turned not in of.BOSSES or len(tokens(role.text)) > 3 or POSSESSED.search(role.text):
            return None
        body = firms.company(self.cast, role.start + len(role.text))
        given = self.of(body) if body else None
        return given[0] if given else None

    def _led(self, role: Span) -> Path | None:
        """“Lantern fighters”, “a Lantern Front spokesman”: the camp that stands before the word, as
        the report spells it, where nothing else is known of it."""
        found = LED.search(role.text)
        if not found:
            return None
        name = found[1]
        words = name_words(name)
        if set(words) & (KNOWN_WORDS | of.NEUTRAL) or self.states.named(name):
            return None
        if path := bodies.side_of(name):
            return path
        if any(d.kind == "person" for d in self.cast.near(words) if d.named):
            return None
        if state := country_of(name):
            return (state,) if found[2] in ("official", "officials") else None
        armed = found[2] in ("leader", "leaders", "fighter", "fighters", "commander", "rebels")
        opens = not role.start or self.cast.text[: role.start].rstrip()[-1:] in "“.!?\n"
        often = 1 + opens if armed else OFTEN
        return (name,) if self.cast.text.count(name) >= often else None

    def _plain_body(self, role: Span, turned: str, draft: Draft | None) -> Path | None:
        """“The company”, “the union”, where that is all that it is called: a camp by that."""
        bare = len([word for word in tokens(role.text) if word.plain not in lx.DETERMINERS]) == 1
        if draft is None or draft.kind != "organisation" or turned not in PLAIN or not bare:
            return None
        other = self._named(turned, role.start)
        given = self.of(other) if other and other is not draft else None
        return given[0] if given else (f"the {turned}",)

    def _bare_spokesman(
        self, role: Span, turned: str, linked: list[str], draft: Draft | None
    ) -> Path | None:
        """“A spokesman” and no more: of the body that was spoken of last, in the same sentence or
        the one before; else of the company."""
        named = [part for part in linked if part.lower() not in lx.DETERMINERS]
        if not turned.startswith("spokes") or named:
            return None
        at = bisect_left(self.timeline, (role.start, -1))
        for start, number in reversed(self.timeline[max(0, at - FARTHEST) : at]):
            other = self.cast.drafts[number]
            if other.kind in ("organisation", "state") and other is not draft:
                if self.cast.distance(start, role.start) > 1:
                    break
                given = self.of(other)
                return given[0] if given else None
        body = firms.company(self.cast, role.start)
        given = self.of(body) if body and body is not draft else None
        return given[0] if given else None

    def _by_adjective(self, role: Span, turned: str) -> Path | None:
        """“Ukrainian officials”, “a Lugovan officer”: a state's own by their office."""
        if turned not in of.SERVANTS:
            return None
        state = self.organs.state_in(role.text)
        # “Bosnian Serb leaders”, “Karabakh Armenian authorities”: a people, and no state.
        people = PEOPLE.search(role.text)
        if people and folded(people[1]) not in KNOWN_WORDS:
            return None
        placed = TAIL.search(role.text)
        told = role.text[: placed.start()] if placed else role.text
        words = {word.plain for word in tokens(told)}
        plain = turned in ("officials", "authorities", "official") and (
            turned != "official" or words & of.PUBLIC
        )
        if not state and (words & {"federal", "government"} or plain):
            state = self.organs.state_of(role.start) if not words - of.PLAIN_OFFICIALS else None
        return (state,) if state else None


def give(cast: Cast, states: States) -> None:
    """Give each actor its side, where the report says it, with the words that say so."""
    giving = _Giving(cast, states, Organs(cast, states))
    giving.timeline = sorted((m.start, d.number) for d in cast.drafts for m in d.mentions)
    giving.find_parties()
    for draft in cast.drafts:
        given = giving.of(draft)
        if given:
            draft.side, draft.basis = given


def office_words(roles: Iterable[str]) -> set[str]:
    """The words of roles that name an office, titles in full."""
    words = {word.plain for role in roles for word in tokens(role)}
    return {lx.LONG_FORMS.get(word, word) for word in words} & of.OFFICES
