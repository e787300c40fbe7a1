"""Names of places in a text, without a model: what the gazetteer knows, how it is written, and the
words around it; people and bodies that bear a place's name are none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.reading import lexicon as lx
from sayso.reading.places import gazetteer as gz
from sayso.reading.places import naming
from sayso.reading.places.gazetteer import Gazetteer, Known
from sayso.reading.places.naming import LONGEST, PARTS, Offsets, Run


@dataclass(frozen=True, slots=True)
class Named:
    """A span that a tagger of names has looked at, with the chances (0 to 1) that it names a
    person, an organisation, a place."""

    start: int
    end: int
    person: float
    organisation: float
    place: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may name a place: what the gazetteer has of it, or None."""

    start: int
    end: int
    known: Known | None
    run: Run


# A tagger's place is one; what the gazetteer knows too needs less.
SURE, LIKELY = 0.5, 0.25
# From so many people on a name counts as a place without a word beside it that says so.
FAMOUS, WELL_KNOWN = 400_000, 40_000

WORD = re.compile(r"[\w’'-]+")
LOCATIVE = frozenset(
    "in at from near around outside inside across throughout toward towards into via between"
    " beyond along off through above downtown neighbouring neighboring nearby central northern"
    " southern eastern western northeastern northwestern southeastern southwestern upstate"
    " occupied visited visiting leaving left entered reached capital retake retook captured"
    " besieged occupy shelled liberated seized".split()
)
WEAKER = frozenset("to of and or on over for against with by than".split())
OF_A_PLACE = frozenset(
    "city town village province state region district area suburb neighbourhood neighborhood"
    " island county port capital north south east west outskirts kilometres kilometers km miles"
    " mayor governor streets coast settlement hamlet".split()
)
# Words after a name that make it a place's.
AFTER = frozenset(
    "province region state area district county city town village border suburb coast airport"
    " oblast prefecture governorate residents resident native".split()
)
# Lower-case words that end a name of a place: “the Sekhan river”.
FEATURES = frozenset(
    "river valley bridge road dam reservoir lake hill heights ridge quarry clinic hospital yard"
    " shipyard mine port harbour harbor bay island islands mountain mountains peninsula strait"
    " canal pass forest desert plain plains wells well spring springs barracks base monastery"
    " culvert crossing checkpoint quarter street square avenue beach point steelworks".split()
)
CAPITAL_FEATURES = frozenset(
    "River Valley Bridge Road Dam Reservoir Lake Hill Heights Ridge Street Avenue Square Airport"
    " Bay Island Islands Mountain Mountains Peninsula Strait Canal Pass Forest Desert Sea Ocean"
    " County Province Region District Oblast Creek Beach Park Highway Falls Springs Hospital"
    " Cathedral Brae Monastery Base".split()
)
LEADING_FEATURES = frozenset(
    "Lake Mount Mt Port Puerto Fort Cape Hill Road Highway Route Camp Jabal Tel Wadi Avenida"
    " Plaza Rio Isle San Santa St Saint New El Los Las La Al".split()
)
BODIES = frozenset(
    "University College School Times Post Herald Tribune News Journal Gazette Star Council Court"
    " Bank Party Company Corp Inc Ltd Group Club Association Institute Department Ministry Police"
    " Army Navy Agency Committee Commission Union League Church Association Foundation Society"
    " Press Radio TV Championship Cup Olympics Accord Agreement Treaty Act Bill Award Prize"
    " Football Hockey Rovers City United Wanderers Town Center Centre Network Airlines Airways"
    " Symphony Orchestra Museum Theatre Theater Festival Hotel Inn Bureau Office Authority"
    " Chamber Legislature Senate House Assembly Parliament Congress Cabinet Fund Trust Service"
    " Services Force Forces Guard Front Front Brigade Regiment Battalion Movement Democrat".split()
)
ROLES = frozenset(
    "President Premier Chancellor Governor Gov Mayor Senator Sen Rep Prime Minister Foreign"
    " Defense Defence Attorney Sheriff Judge Secretary Ambassador Police King Queen Prince"
    " Supreme Republican Republicans Democrat Democrats Gov. Sen. Rep. Lt County".split()
)
NO_PLACE = lx.MONTHS_DAYS | frozenset(
    "i english god congress parliament senate facebook twitter google internet christmas easter"
    " ramadan islam christianity bible koran house cabinet court mr mrs ms dr olympics".split()
)
SPEAKING = frozenset(
    "said says told insisted insists denied denies announced announces warned warns accused accuses"
    " claimed claims argues argued wants wanted believes vowed vows rejected rejects condemned"
    " condemns called calls agreed agrees responded refused refuses demanded demands".split()
)


def found(
    gazetteer: Gazetteer, text: str, unread: Sequence[Offsets], names: Sequence[Named] | None
) -> list[Offsets]:
    """The spans of names of places in a text, in order, none in `unread` stretches. `names` is what
    a tagger made of the text, or None where there was none."""
    known = _candidates(gazetteer, text, unread)
    if names is not None:
        return _with_names(known, names)
    people = _people(text, known)
    sure = [c for c in known if _is_place(text, c, people)]
    return _settled(text, known, sure)


def _candidates(gazetteer: Gazetteer, text: str, unread: Sequence[Offsets]) -> list[Candidate]:
    """The longest known names in each run of capitals, and whole runs that are not known."""
    runs = [run for run in naming.runs(text) if not _within(run, unread)]
    runs = _joined(gazetteer, text, runs)
    keyed = [_keys(text, run) for run in runs]
    known = gazetteer.known(key for own in keyed for _, _, key in own)
    found: list[Candidate] = []
    for run, own in zip(runs, keyed, strict=True):
        found.extend(_of_run(text, run, own, known))
    return found


def _joined(gazetteer: Gazetteer, text: str, runs: list[Run]) -> list[Run]:
    """The runs, those made one that are a known name together (“Trinidad and Tobago”)."""
    pairs = {
        number: gz.folded(text[one.start : other.end])
        for number, (one, other) in enumerate(itertools.pairwise(runs))
        if naming.JOINING.fullmatch(text, one.end, other.start)
        and len(one.words) + len(other.words) <= LONGEST
    }
    known = gazetteer.known(pairs.values())
    made: list[Run] = []
    for number, run in enumerate(runs):
        if number and pairs.get(number - 1) in known:
            made[-1] = Run(made[-1].words + run.words)
        else:
            made.append(run)
    return made


def _within(run: Run, unread: Sequence[Offsets]) -> bool:
    return any(a < run.end and run.start < b for a, b in unread)


def _keys(text: str, run: Run) -> list[tuple[int, int, str]]:
    """Every part of a run by the first and last of its words, with the keys it is looked up by."""
    keys = []
    for first, (start, _) in enumerate(run.words):
        for last in range(first, min(first + LONGEST, len(run.words))):
            a, b = naming.bare(text, start, run.words[last][1])
            short = naming.abbreviation(text, a, b)
            if short:
                keys.append((first, last, gz.exact(short)))
                keys.append((first, last, gz.exact(short.rstrip("."))))
            keys.append((first, last, gz.folded(text[a:b])))
    return keys


def _of_run(
    text: str, run: Run, keys: list[tuple[int, int, str]], known: Mapping[str, Known]
) -> Iterator[Candidate]:
    best: dict[int, tuple[int, Known]] = {}
    for first, last, key in keys:
        own = known.get(key)
        if own and (first not in best or last > best[first][0]):
            best[first] = (last, own)
    at, any_known = 0, False
    while at < len(run.words):
        if at in best:
            last, own = best[at]
            start, end = naming.bare(text, run.words[at][0], run.words[last][1])
            yield Candidate(start, _with_point(text, start, end, own), own, run)
            at, any_known = last + 1, True
        else:
            at += 1
    if not any_known:
        yield Candidate(*naming.bare(text, run.start, run.end), None, run)


def _with_point(text: str, start: int, end: int, own: Known) -> int:
    """The end of an abbreviation with its point."""
    lower = any(c.islower() for c in text[start:end])
    return end + (bool(own.flags & gz.EXACT) and lower and text[end : end + 1] == ".")


def _with_names(known: Sequence[Candidate], names: Sequence[Named]) -> list[Offsets]:
    """What a tagger took for places, and what it half did and the gazetteer knows."""
    spans = {(c.start, c.end) for c in known if c.known and not c.known.flags & gz.PEOPLE}
    return sorted(
        (one.start, one.end)
        for one in names
        if one.place >= SURE or (one.place >= LIKELY and (one.start, one.end) in spans)
    )


def _people(text: str, known: Sequence[Candidate]) -> set[str]:
    """Last words of runs that are people's names: a first name, or a title, before them."""
    found = set()
    for run in {c.run.start: c.run for c in known}.values():
        words = [text[a:b] for a, b in run.words]
        before = _before(text, run.start)
        first = words[0].rstrip(".").lower()
        given = first in lx.MALE_NAMES | lx.FEMALE_NAMES
        role = before[:1].islower() and before in lx.ROLES
        if len(words) > 1 and (given or first in lx.TITLES or role):
            start, end = naming.bare(text, *run.words[-1])
            found.add(text[start:end])
    return found


def _before(text: str, start: int) -> str:
    """The word before an offset on the same line; a mark where one stands between."""
    head = text[max(0, start - 30) : start]
    if not head or not head[-1].isspace():
        return head[-1:] if head else "\n"
    words = head.split()
    if not words or "\n" in head[len(head.rstrip()) :]:
        return "\n"
    return words[-1].strip('“"‘(')


def _after(text: str, end: int) -> str:
    """The word after an offset, or the mark."""
    tail = text[end : end + 30]
    match = re.match(r"(?:['’]s)?\s?([\w’'-]+|[^\w\s])", tail)
    return match[1] if match else "\n"


def _is_place(text: str, candidate: Candidate, people: set[str]) -> bool:
    """Whether a candidate names a place, by itself and by the words around it."""
    name = text[candidate.start : candidate.end]
    if name.lower().strip(".") in NO_PLACE or (name in people and candidate.known is None):
        return False
    before, after = _before(text, candidate.start), _after(text, candidate.end)
    if _other_thing(text, candidate, before, people):
        return False
    if candidate.known is None:
        return _new_place(text, candidate, before, after)
    return _known_place(text, candidate, before, after, people)


def _other_thing(text: str, candidate: Candidate, before: str, people: set[str]) -> bool:
    """Whether the run around a candidate shows a person or a body."""
    head = text[candidate.run.start : candidate.start].split()
    tail = text[candidate.end : candidate.run.end].split()
    if tail and tail[0] not in ("'s", "’s"):
        following = [word.rstrip(".,") for word in tail]
        if following[0] in CAPITAL_FEATURES or not (
            following[0] in ROLES or text[candidate.end : candidate.end + 2] in ("'s", "’s")
        ):
            return True
    if head:
        leading = head[-1].rstrip(".").lower()
        if leading in ("of", "in", "and", "the"):
            return head[0] in BODIES or head[-2:-1] == ["Bank"]
        return leading not in PARTS and leading not in ("the", "former")
    return any(word.rstrip(".,") in BODIES for word in tail)


def _new_place(text: str, candidate: Candidate, before: str, after: str) -> bool:
    """Whether a name that the gazetteer lacks is a place's: by a word that only places take."""
    words = text[candidate.start : candidate.end].split()
    if words[-1] in CAPITAL_FEATURES and len(words) > 1:
        return True
    if words[0] in LEADING_FEATURES and len(words) > 1 and not words[0].startswith("L"):
        return before.lower() in LOCATIVE | WEAKER
    if words[-1].rstrip(".") in BODIES or words[0].lower().rstrip(".") in lx.TITLES:
        return False
    if any(word.lower() in lx.MONTHS_DAYS | NO_PLACE for word in words) or len(words) > 3:
        return False
    if after.lower() in FEATURES or after.lower() in AFTER:
        return before.lower() in LOCATIVE | WEAKER | {"the"}
    return before.lower() in ("in", "at", "near", "outside", "around") and not words[0].isupper()


def _known_place(
    text: str, candidate: Candidate, before: str, after: str, people: set[str]
) -> bool:
    known = candidate.known
    if known is None or known.flags & gz.PEOPLE:
        return False
    name = text[candidate.start : candidate.end]
    if known.flags & gz.TRAILING:
        return text[candidate.start - 2 : candidate.start] == ", "
    low = before.lower()
    locative = low in LOCATIVE or (low == "of" and _word_before(text, candidate.start))
    beside = after == "," and text[candidate.end + 1 : candidate.end + 3].strip()[:1].isupper()
    if name in people and not locative:
        return False
    if after in SPEAKING and not locative:
        return False
    if locative or after.lower() in AFTER:
        return True
    people_size = max(e.population if e.main else e.population // 20 for e in known.entries)
    wide = any(e.kind in (gz.COUNTRY, gz.CONTINENT, gz.REGION) and e.main for e in known.entries)
    opens = before in ("\n", ".", "?", "!", "”", '"') or before.endswith((".", "!", "?"))
    if known.flags & (gz.GIVEN | gz.SURNAME | gz.WORD):
        likely = wide or people_size >= FAMOUS
        return (likely and not (opens and known.flags & gz.WORD)) or (bool(beside) and not opens)
    if known.flags & gz.EXACT or wide or people_size >= WELL_KNOWN:
        return True
    return bool(beside) or low in WEAKER or " " in name


def _word_before(text: str, start: int) -> bool:
    """Whether the word before “of” is one of places: “the town of”, “north of”."""
    words = WORD.findall(text, max(0, start - 40), start)
    return len(words) > 1 and words[-2].lower() in OF_A_PLACE


def _settled(text: str, known: Sequence[Candidate], sure: Sequence[Candidate]) -> list[Offsets]:
    """The sure ones with the nouns that belong to them, and all else that bears their names."""
    names = {text[c.start : c.end].casefold() for c in sure}
    spans = {_whole(text, c) for c in sure}
    for candidate in known:
        own = text[candidate.start : candidate.end]
        alone = candidate.start == candidate.run.start and candidate.end == candidate.run.end
        if own.casefold() in names and alone and not candidate.known:
            spans.add(_whole(text, candidate))
    return _outermost(spans)


def _whole(text: str, candidate: Candidate) -> Offsets:
    """The span with a lower-case noun that ends the name, where the name alone is not known."""
    after = _after(text, candidate.end)
    if after in FEATURES and text[candidate.end : candidate.end + 1] == " ":
        wide = candidate.known and any(
            e.population >= FAMOUS or e.kind == gz.COUNTRY for e in candidate.known.entries
        )
        if not wide:
            return candidate.start, candidate.end + 1 + len(after)
    return candidate.start, candidate.end


def _outermost(spans: set[Offsets]) -> list[Offsets]:
    kept: list[Offsets] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
