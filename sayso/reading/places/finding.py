"""Names of places in a text, without a model: what the gazetteer knows, how it is written, and the
words around it; people and bodies that bear a place's name are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.reading import lexicon as lx
from sayso.reading.places import gazetteer as gz
from sayso.reading.places import naming
from sayso.reading.places.gazetteer import Known
from sayso.reading.places.naming import PARTS, Offsets, Run
from sayso.reading.places.scanning import Part, Scan


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may name a place: what the gazetteer has of it, or None."""

    start: int
    end: int
    known: Known | None
    run: Run


# From so many people on a name counts as a place without a word beside it that says so.
FAMOUS, WELL_KNOWN = 400_000, 40_000

WORD = re.compile(r"[\w’'-]+")
LOCATIVE = frozenset(
    "in at from near around outside inside across throughout toward towards into via between"
    " beyond along off through above downtown neighbouring neighboring nearby central northern"
    " southern eastern western northeastern northwestern southeastern southwestern upstate"
    " occupied visited visiting leaving left entered reached capital retake retook captured"
    " besieged occupy shelled liberated seized breakaway war-torn rebel-held below storms".split()
)
WEAKER = frozenset("to of and or on over for against with by than".split())
OF_A_PLACE = frozenset(
    "city town village province state region district area suburb neighbourhood neighborhood"
    " island county port capital north south east west outskirts kilometres kilometers km miles"
    " mayor governor streets coast settlement hamlet heights direction summit edge centre center"
    " banks villages towns people residents outside front".split()
)
# Words before a name that only places take, even ones that nobody knows.
NEW_AFTER = frozenset(
    "in at near outside around toward towards neighbouring neighboring breakaway war-torn southern"
    " northern eastern western central downtown below".split()
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
FIRST_NAMES = lx.MALE_NAMES | lx.FEMALE_NAMES
# Words after a known name that belong to it.
EXTENDING = frozenset(
    "Province Region District Oblast Governorate Prefecture County Island".split()
)
# Words that end a name together with a number: “Hill 814”.
NUMBERED = frozenset("Hill Road Route Highway Tower Camp Checkpoint Gate Interstate Block".split())
# A mark that makes a name part of something else: “Texas A&M”, “US$5”.
GLUE = tuple("&$/@")
NUMBER = re.compile(r" \d{1,4}\b")
# What is held and not lived in.
OCCASIONS = frozenset(
    "Day Week Year Awards Games War Cup Eve Night Festival Act Conference".split()
)
# Things named after places.
NAMED_AFTER = frozenset("virus fever syndrome cocktail cocktails series film disease".split())
NO_PLACE = lx.MONTHS_DAYS | frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec st hiv fao un eu nato est church children"
    " western eastern northern southern north south east west central euro islamic sharia"
    "i english god congress parliament senate facebook twitter google internet christmas easter"
    " ramadan islam christianity bible koran house cabinet court mr mrs ms dr olympics".split()
)
SPEAKING = frozenset(
    "said says told insisted insists denied denies announced announces warned warns accused accuses"
    " claimed claims argues argued wants wanted believes vowed vows rejected rejects condemned"
    " condemns called calls agreed agrees responded refused refuses demanded demands".split()
)


def found(scan: Scan) -> list[Offsets]:
    """The spans of names of places in a text, in order."""
    known = [candidate for own in _candidates(scan) for candidate in own]
    people = _people(scan)
    sure: list[Candidate] = []
    for candidate in known:
        fits = candidate.known or not sure or sure[-1].end <= candidate.start
        if fits and (
            _is_place(scan.text, candidate, people) or _listed(scan.text, sure, candidate)
        ):
            sure.append(candidate)
    return _settled(scan.text, known, sure, people)


def _candidates(scan: Scan) -> Iterator[list[Candidate]]:
    """For each run of capitals the longest known names in it, then the whole of it, if that is not
    known."""
    for run, parts in zip(scan.runs, scan.parts, strict=True):
        own = list(_of_run(scan, run, parts))
        start, end = naming.bare(scan.text, run.start, run.end)
        number = NUMBER.match(scan.text, end)
        if number and scan.text[slice(*run.words[-1])] in NUMBERED:
            yield [Candidate(start, number.end(), None, run)]
            continue
        if not any((one.start, one.end) == (start, end) for one in own):
            own.append(Candidate(start, end, None, run))
        yield own


def _of_run(scan: Scan, run: Run, parts: Sequence[Part]) -> Iterator[Candidate]:
    best: dict[int, Part] = {}
    for part in parts:
        if part.first not in best or part.last > best[part.first].last:
            best[part.first] = part
    at = 0
    while at < len(run.words):
        if at in best:
            part, own = best[at], scan.known[best[at].key]
            yield Candidate(*_extent(scan.text, run, part, own), own, run)
            at = part.last + 1
        else:
            at += 1


def _extent(text: str, run: Run, part: Part, own: Known) -> Offsets:
    """A known name with what belongs to it: its point, a part of the sky before it (“North
    Dallas”), a word that says what it is after it (“Nyanza Province”)."""
    start, end = part.start, _with_point(text, part.start, part.end, own)
    wide = any(e.kind == gz.COUNTRY for e in own.entries)
    if part.first == 1 and text[slice(*run.words[0])].lower() in PARTS and not wide:
        start = run.start
    if part.last == len(run.words) - 2 and end == part.end:
        begin, last = naming.bare(text, *run.words[-1])
        if text[begin:last] in EXTENDING and text[end:begin] == " ":
            end = last
    return start, end


def _with_point(text: str, start: int, end: int, own: Known) -> int:
    """The end of an abbreviation with its point."""
    lower = any(c.islower() for c in text[start:end])
    return end + (bool(own.flags & gz.EXACT) and lower and text[end : end + 1] == ".")


def _people(scan: Scan) -> set[str]:
    """Last words of runs that are people's names: a first name, or a title, before them."""
    found = set()
    for run in scan.runs:
        if len(run.words) > 1 and _introduced(scan, run):
            start, end = naming.bare(scan.text, *run.words[-1])
            found.add(scan.text[start:end])
    return found


def _introduced(scan: Scan, run: Run) -> bool:
    """Whether a run of several words begins with a first name or a title, or follows a role."""
    first = scan.text[slice(*run.words[0])].rstrip(".").lower()
    if first in FIRST_NAMES or first in lx.TITLES:
        return True
    before = _before(scan.text, run.start)
    if before[:1].islower() and before in lx.ROLES:
        return True
    known = scan.known.get(first)
    whole = gz.folded(scan.text[run.start : run.end]) in scan.known
    return known is not None and bool(known.flags & gz.GIVEN) and not whole


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
    if name.lower().strip(".") in NO_PLACE or name in NUMBERED:
        return False
    if (name in people and candidate.known is None) or text[
        candidate.end : candidate.end + 1
    ] in GLUE:
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
        following = [word.rstrip(".,").partition("-")[0] for word in tail]
        if following[0] in CAPITAL_FEATURES or not any(word in ROLES for word in following):
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
    low = before.lower()
    if NUMBER.search(text, candidate.start, candidate.end) and words[-2] in NUMBERED:
        return True
    if (
        words[-1].rstrip(".") in BODIES | OCCASIONS
        or words[0].lower().rstrip(".") in lx.TITLES | FIRST_NAMES
    ):
        return False
    if any(word.lower() in NO_PLACE for word in words) or len(words) > 4:
        return False
    if len(words) > 1 and words[-1] in CAPITAL_FEATURES:
        return True
    if len(words) > 1 and words[0] in LEADING_FEATURES and low in LOCATIVE | WEAKER:
        return True
    if after.lower() in FEATURES | AFTER and low in LOCATIVE | WEAKER | {"the"}:
        return True
    if low == "of":
        return _word_before(text, candidate.start)
    shouted = words[0].isupper() and not before.isupper()
    return low in NEW_AFTER and len(words) < 4 and not shouted


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
    if not locative and (name in people or after in SPEAKING or after in NAMED_AFTER):
        return False
    if locative or after.lower() in AFTER:
        return True
    people_size = max(e.population if e.main else e.population // 20 for e in known.entries)
    wide = any(e.kind in (gz.COUNTRY, gz.CONTINENT, gz.REGION) and e.main for e in known.entries)
    opens = before in ("\n", ".", "?", "!", "”", '"') or before.endswith((".", "!", "?"))
    if known.flags & (gz.GIVEN | gz.SURNAME | gz.WORD):
        likely = wide or people_size >= FAMOUS
        said = low in SPEAKING and not wide
        return (likely and not said) or (bool(beside) and not opens)
    if known.flags & gz.EXACT or wide or people_size >= WELL_KNOWN:
        return True
    return bool(beside) or low in WEAKER or " " in name


def _word_before(text: str, start: int) -> bool:
    """Whether the word before “of” is one of places, or an age: “the town of”, “Brell, 54, of”."""
    words = WORD.findall(text, max(0, start - 40), start)
    return len(words) > 1 and (words[-2].lower() in OF_A_PLACE or words[-2].isdigit())


def _listed(text: str, sure: Sequence[Candidate], candidate: Candidate) -> bool:
    """Whether a name stands in a list behind a place: “in Orset and Vrestovo.”"""
    if not sure or candidate.start != candidate.run.start:
        return False
    if candidate.known and candidate.known.flags & gz.PEOPLE:
        return False
    between = text[sure[-1].end : candidate.start]
    after = _after(text, candidate.end)
    return (
        between in (", ", " and ", ", and ", " or ")
        and after in (",", ".", ";", "and", "or")
        and _before(text, sure[-1].start).lower() in LOCATIVE
        and len(candidate.run.words) == 1
    )


def _settled(
    text: str, known: Sequence[Candidate], sure: Sequence[Candidate], people: set[str]
) -> list[Offsets]:
    """The sure ones with the nouns that belong to them, and all else that bears their names."""
    names = {text[c.start : c.end].casefold() for c in sure}
    bare = {text[c.start : c.end] for c in known if _after(text, c.end) not in FEATURES}
    spans = {_whole(text, c, bare) for c in sure}
    for candidate in known:
        own = text[candidate.start : candidate.end]
        alone = candidate.start == candidate.run.start and candidate.end == candidate.run.end
        acts = _after(text, candidate.end) in SPEAKING
        if own.casefold() in names and alone and not acts and own not in people:
            spans.add(_whole(text, candidate, bare))
    return _outermost(spans)


def _whole(text: str, candidate: Candidate, bare: set[str]) -> Offsets:
    """The span with a lower-case noun that ends the name, where the name (not one of `bare`) never
    stands without such a noun."""
    after = _after(text, candidate.end)
    if candidate.known or after not in FEATURES or text[candidate.end] != " ":
        return candidate.start, candidate.end
    if text[candidate.start : candidate.end] in bare:
        return candidate.start, candidate.end
    return candidate.start, candidate.end + 1 + len(after)


def _outermost(spans: set[Offsets]) -> list[Offsets]:
    kept: list[Offsets] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
