"""Quantities that are claimed → kind, value or bounds, unit, and of what.

One pass finds where numbers begin; the words around each tell whether it is a figure at all, its
bounds, its unit and its kind. Dates, clock times, ages and the numbers of things are none.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from sayso.model import Figure, Span
from sayso.reading import measures as m
from sayso.reading.numbers import START, Number, lowered, number_at, plain, value_of

# How far before a number its bound, and a word that makes it none, may begin.
REACH = 36
# A telling word before a number counts as half again as far as one behind it.
BEFORE_COSTS = 1.5
# As far may be the noun of a bare number, the word that tells what befell people, and the figure
# before it that befell people too.
NEAR, NEAR_KIND, NEAR_LAST = 600, 120, 200
# A bare number of the same people is no more than so many times the last.
MANY_MORE = 20
# Smaller numbers recur by chance.
TELLING = 12


@dataclass(frozen=True)
class _Text:
    """A text, the same in lower case, and where its sentences begin. Words that tell something of
    every number near them are looked for once: a text may hold nothing but numbers."""

    text: str
    low: str
    begins: Sequence[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence that holds a character begins and ends, as far as it is near: a text
        without a stop is one sentence."""
        number = bisect_right(self.begins, at)
        end = self.begins[number] if number < len(self.begins) else len(self.text)
        return max(self.begins[number - 1], at - NEAR), min(end, at + NEAR)

    @functools.cached_property
    def kinds(self) -> list[m.Found]:
        """The words that tell what befell people."""
        return list(m.TRIGGER.finditer(self.low))

    @functools.cached_property
    def wholes(self) -> list[m.Found]:
        """“The number of”."""
        return list(m.NUMBER_LEAD.finditer(self.low))

    @functools.cached_property
    def payments(self) -> list[m.Found]:
        """Words of paying."""
        return list(m.PAY.finditer(self.low))

    @functools.cached_property
    def quantities(self) -> list[m.Found]:
        """Words after which “at five” is no hour."""
        return list(m.OF_QUANTITY.finditer(self.low))

    @functools.cached_property
    def of_illness(self) -> bool:
        """Whether the text speaks of an illness."""
        return m.ILLNESS.search(self.low) is not None


def _within(found: Sequence[m.Found], begin: int, end: int) -> Sequence[m.Found]:
    """Those of the words found, in the order of the text, that stand in a stretch of it."""
    first, last = (bisect_left(found, at, key=re.Match.start) for at in (begin, end))
    return [one for one in found[first:last] if one.end() <= end]


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number as it is read so far; `bare` where no noun or unit stands with it."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    worded: bool
    kind: str | None = None
    unit: str | None = None
    of: str | None = None
    bare: bool = False

    @property
    def size(self) -> float:
        """The number that stands there, whatever it bounds."""
        return next(n for n in (self.value, self.low, self.high) if n is not None)

    @property
    def told(self) -> tuple[float | None, float | None, float | None]:
        return self.value, self.low, self.high


def find(text: str, spans: Sequence[Span]) -> tuple[Figure, ...]:
    """The figures that stand inside any of the spans, in order, none overlapping another; the whole
    text tells what a bare number counts."""
    if not spans:
        return ()
    low = lowered(text)
    ordered = sorted(spans)
    starts = [span.start for span in ordered]
    reach = list(accumulate((span.end for span in ordered), max))
    about = _Text(text, low, [0, *(match.end() for match in m.SENTENCE_END.finditer(text))])
    return tuple(
        Figure(Span.of(text, one.start, one.end), one.kind or "count", *one.told, one.unit, one.of)
        for one in _settled(about, list(_amounts(about)))
        if _inside(one, starts, reach)
    )


def _inside(one: _Amount, starts: Sequence[int], reach: Sequence[int]) -> bool:
    """Whether a figure stands inside a span, whose starts are given in order, and how far any up to
    each reaches."""
    number = bisect_right(starts, one.start) - 1
    return number >= 0 and one.end <= reach[number]


def _amounts(about: _Text) -> Iterator[_Amount]:
    """Every figure of the text, with its kind where its own words tell it."""
    done = 0
    for match in START.finditer(about.low):
        if match.start() < done:
            continue
        if ready := _half_unit(about.low, match.start()) or _one_in(about.low, match.start()):
            done = ready.end
            yield _bounded(about, ready)
            continue
        number = number_at(about.low, match.start())
        if number is None:
            continue
        one, done = _ranged(about.low, match.start(), number)
        if one is None or _no_quantity(about, one):
            continue
        whole = _bounded(about, _with_unit(about, one))
        if _claimed(about, one, whole):
            done = whole.end
            yield whole


# ---- the number and its bounds


def _half_unit(low: str, at: int) -> _Amount | None:
    """“Half an hour”: thirty minutes."""
    match = m.HALF_UNIT.match(low, at)
    if not match:
        return None
    value, unit = m.SMALLER[match["unit"]]
    kind = "distance" if unit == "miles" else "duration"
    return _Amount(at, match.end(), value, None, None, True, kind, unit)


def _one_in(low: str, at: int) -> _Amount | None:
    """“One in ten”: a share."""
    match = m.ONE_IN.match(low, at)
    share = 100 * value_of(match["few"]) / value_of(match["many"]) if match else 100
    if not match or share >= 100 or m.UNIT.match(low, match.end()):
        return None
    return _Amount(at, match.end(), plain(round(share, 2)), None, None, True, "share", "%")


def _ranged(low: str, at: int, first: Number) -> tuple[_Amount | None, int]:
    """The number, or the range that it opens, and where to read on; None for the number of a file
    or a part (“4-12”) where the two are no range."""
    alone = _Amount(at, first.end, first.value, first.low, None, first.worded, unit=first.unit)
    join = m.JOIN.match(low, first.end)
    second = number_at(low, join.end()) if join and START.match(low, join.end()) else None
    if not join or not second or first.value is None or second.value is None:
        return alone, first.end
    between = m.BETWEEN.search(low, max(0, at - 12), at)
    if m.FROM.search(low, max(0, at - 8), at) or ("and" in join[0] and not between):
        return alone, first.end
    if " to " in join[0] and first.worded and first.value in m.CLOCK_TO and second.value <= TELLING:
        return None, second.end
    least = first.value
    # “3 to 5 million” says millions once.
    if first.scale == 1 and least * second.scale < second.value:
        least = plain(least * second.scale)
    if least >= second.value:
        return (alone if join[0] != "-" else None), first.end if join[0] != "-" else second.end
    start = between.start() if between else at
    whole = replace(alone, start=start, end=second.end, value=None, low=least, high=second.value)
    return replace(whole, unit=first.unit or second.unit), second.end


def _bounded(about: _Text, one: _Amount) -> _Amount:
    """With the words before and after it that make it a bound: “at least”, “or more”."""
    lead = m.LEAD.search(about.low, max(0, one.start - REACH), one.start)
    if lead and (_during(lead, one) or (lead["near"] == "all" and not one.bare)):
        lead = None
    trail = m.TRAIL.match(about.low, one.end)
    if not lead and not trail:
        return one
    start, end = lead.start() if lead else one.start, trail.end() if trail else one.end
    one = replace(one, start=start, end=end)
    if any(match and match["low"] for match in (lead, trail)):
        return _no_value(one, low=one.value)
    if any(match and match["high"] for match in (lead, trail)):
        return _no_value(one, high=one.value)
    return one


def _no_value(one: _Amount, low: float | None = None, high: float | None = None) -> _Amount:
    """The number as a bound; what is vague or a range keeps the bounds it has."""
    return one if one.value is None else replace(one, value=None, low=low, high=high)


def _during(lead: m.Found, one: _Amount) -> bool:
    """“Over three days” is during them; “within” bounds distances alone."""
    if lead["high"] == "within":
        return one.kind != "distance"
    return one.kind == "duration" and lead["low"] == "over"


# ---- what is no quantity


def _no_quantity(about: _Text, one: _Amount) -> bool:
    """Whether it is a date, a clock time, an age, an ordinal, a score, or the number of a thing."""
    low, reach = about.low, max(0, one.start - REACH)
    if m.NOT_BEFORE.match(low, one.end) or m.NOT_AFTER.search(low, reach, one.start):
        return True
    if m.SCORE_PAIR.match(low, one.start) and m.SCORE.search(low, reach, one.start):
        return True
    if m.COMPOUND.match(low, one.end) and not m.UNIT.match(low, one.end):
        return True
    if m.HOUR.match(low[one.start : one.end]) and m.HOUR_LEAD.search(low, reach, one.start):
        return _with_unit(about, one).bare
    return _age(about, one) or _hour(about, one)


def _age(about: _Text, one: _Amount) -> bool:
    """“Ada Brinn, 29, who …”."""
    named = m.NAME_COMMA.search(about.text, max(0, one.start - REACH), one.start)
    return bool(named and one.size < 120 and m.AFTER_AGE.match(about.low, one.end))


def _hour(about: _Text, one: _Amount) -> bool:
    """“At five my cousin rang”, “towards three”."""
    lead = m.CLOCK_LEAD.search(about.low, max(0, one.start - 12), one.start)
    if not lead or one.size > 24 or not _with_unit(about, one).bare:
        return False
    begin, _ = about.sentence(one.start)
    if about.text[lead.start()].isupper() or lead[1] in m.UNTIL:
        return True
    return lead[1] in ("at", "by") and not _within(about.quantities, begin, one.start)


def _claimed(about: _Text, one: _Amount, whole: _Amount) -> bool:
    """Whether a number with its unit and bounds is something claimed, not a name's number, a year,
    a pronoun (“one”), or a known pair (“the two sides”)."""
    low, bounded = about.low, whole.start < one.start or whole.told != one.told
    before = low[max(0, one.start - REACH) : one.start]
    if whole.kind == "duration" and m.WHEN.match(low, whole.end):
        return not (whole.unit or "").startswith(m.COARSE)
    if one.value == 1 and one.worded:
        state = m.BEFELL.match(low, whole.end)
        told = bounded or whole.kind is not None or (state and state["state"] in m.STATE)
        return bool(not m.NO_ONE.search(before) and told)
    if whole.bare and not whole.kind and not bounded and not one.worded:
        return not (m.YEAR.match(low[one.start : one.end]) or _named(about, one))
    if m.YEAR.match(low[one.start : one.end]) and m.IN.search(before):
        return False
    if one.worded and one.size <= TELLING:
        return not _known(whole, before)
    return True


def _known(whole: _Amount, before: str) -> bool:
    """“The two sides”, “two requests for comment”."""
    noun = (whole.unit or "").split(" ")[-1]
    if noun in m.IDIOMS:
        return True
    return bool(m.DEFINITE.search(before)) and whole.kind is None


def _named(about: _Text, one: _Amount) -> bool:
    """Whether a bare number in digits follows a name: “Vesla 1”."""
    name = m.PREVIOUS.search(about.text, max(0, one.start - REACH), one.start)
    if not name or name[1].lower() in m.VERBS or one.size >= 1000:
        return False
    if name[1].endswith(("'s", "’s", "s'", "s’")):
        return False
    begin, _ = about.sentence(one.start)
    return name.start() > begin


# ---- units and nouns


def _with_unit(about: _Text, one: _Amount) -> _Amount:
    """With what follows it: a unit, “of them”, or the noun that it counts."""
    if one.unit == "%":
        return replace(_part(about, one), kind="share")
    if one.unit:
        return replace(one, kind="money")
    return _measured(about, one) or _counted(about, one)


def _part(about: _Text, one: _Amount) -> _Amount:
    """A fraction, with the whole that it is of."""
    end, of = _of(about, one.end)
    return replace(one, end=end if one.worded else one.end, of=of)


def _of(about: _Text, at: int) -> tuple[int, str | None]:
    match = m.OF.match(about.text, at)
    return (match.end(), match[1]) if match else (at, None)


def _measured(about: _Text, one: _Amount) -> _Amount | None:
    """With a unit of measure: “30km”, “14 per cent”, “four hours and a quarter”."""
    low = about.low
    match = m.UNIT.match(low, one.end)
    if not match or match.lastgroup is None:
        return None
    kind, unit, end = match.lastgroup, match[match.lastgroup], match.end()
    half = m.AND_A_HALF.match(low, end)
    if half and one.value is not None:
        one, end = replace(one, value=one.value + m.HALVES[half["part"]]), half.end()
    if kind == "duration" and m.ROAD.match(low, end):
        kind = "distance"
    named = "%" if kind == "share" else unit + "s" * (one.size != 1 and unit in m.SINGULAR)
    return replace(one, end=end, kind=kind, unit=named, of=_of(about, end)[1])


def _counted(about: _Text, one: _Amount) -> _Amount:
    """With the noun phrase that it counts; bare where there is none."""
    low = about.low
    them = m.OF_THEM.match(low, one.end) or (one.low and m.OF_NOUN.match(low, one.end))
    words = list(_phrase(low, them.end() if them else one.end))
    if not words and (paid := _paid(about, one)):
        return paid
    end = words[-1].end(1) if words else them.end() if them and one.value else one.end
    names = [word[1] for word in words]
    kind = next((m.STATE[name] for name in names if name in m.STATE), None)
    noun = " ".join(name for name in names if name not in m.STATE and name not in m.MORE)
    kind = kind or m.NOUN.get(noun.split(" ")[-1])
    if not noun and (kind or m.WHO.match(low, end)):
        noun = "people"
    of = _kind_of_people(kind, noun)
    if not words and not them and (whole := _whole(low, one.end)):
        return replace(one, end=end, unit=whole, of=whole)
    return replace(one, end=end, kind=kind, unit=noun or None, of=of, bare=not words)


def _whole(low: str, at: int) -> str | None:
    """The noun of what a number is a part of: “11 of the 14 missiles”."""
    opening = m.OF_WHOLE.match(low, at)
    words = [word[1] for word in _phrase(low, opening.end())] if opening else []
    return " ".join(words) or None


def _paid(about: _Text, one: _Amount) -> _Amount | None:
    """A sum in a currency that no list holds: “pay each household 500,000 lan”."""
    begin, _ = about.sentence(one.start)
    name = m.SUM.match(about.low, one.end)
    if not name or name[1] in m.STOP or not _within(about.payments, begin, one.start):
        return None
    return replace(one, end=name.end(), kind="money", unit=name[1])


def _number_of(about: _Text, one: _Amount) -> _Amount:
    """With the noun that stands before it: “the number of sheets at 318”."""
    if _vote(about, one):
        return replace(one, unit="votes", kind="count")
    begin, _ = about.sentence(one.start)
    leads = _within(about.wholes, begin, one.start)
    match = m.COUNTED_AT.fullmatch(about.low, leads[-1].end(), one.start) if leads else None
    if not match:
        return one
    noun = match[1]
    kind = next((m.STATE[word] for word in noun.split() if word in m.STATE), None)
    return replace(one, unit=noun, of=noun, kind=kind or m.NOUN.get(noun.split()[-1]))


def _vote(about: _Text, one: _Amount) -> bool:
    """“Carried, 17 to 12”."""
    voted = m.VOTED.search(about.low, max(0, one.start - REACH), one.start)
    first = m.AGAINST.match(about.low, one.end)
    return bool(voted and (first or voted["first"]))


def _kind_of_people(kind: str | None, noun: str) -> str | None:
    last = noun.split(" ")[-1]
    if last in m.NOUN and kind:
        return "people"
    return noun or None


def _phrase(low: str, at: int) -> Iterator[m.Found]:
    """The words of a noun phrase: up to its plural noun, or a word like “dead”; none where no such
    word comes before the phrase breaks off."""
    words: list[m.Found] = []
    whole = 0
    while len(words) < 4 and (match := m.WORD.match(low, at)):
        word = match[1]
        if word in m.STOP:
            break
        words.append(match)
        at = match.end()
        if word in m.STATE or word == "police":
            whole = len(words)
        elif word != "police" and (m.plural(word) or word in m.NOUN):
            whole = len(words)
            break
    yield from words[:whole]


# ---- the kind that the sentence, or the text, tells


def _settled(about: _Text, found: Sequence[_Amount]) -> Iterable[_Amount]:
    """The figures with kinds and nouns that come from their sentence, else from other figures."""
    named = [_number_of(about, one) if one.bare else one for one in found]
    named = list(_measured_on(about, named))
    told = _of_which(about, [_in_sentence(about, one) for one in named])
    ranked = sorted(told, key=lambda one: (not one.bare, one.kind is not None))
    sizes = {one.size: one for one in ranked if one.size > TELLING and (one.kind or not one.bare)}
    last = counted = None
    for one in told:
        last = one if one.kind else _as_another(about, one, (sizes.get(one.size), counted, last))
        last = replace(last, unit="people", of="people") if _crowd(last) else last
        if not last.kind and last.unit:
            counted = last
        yield last


def _crowd(one: _Amount) -> bool:
    """“Tens of thousands filled the square”."""
    vague = one.worded and one.value is None and one.high is None
    return vague and one.bare and not one.kind and not one.unit


def _measured_on(about: _Text, found: Sequence[_Amount]) -> Iterator[_Amount]:
    """The figures, bare ones that go on about a measure with its unit."""
    measured = None
    for one in found:
        whole = _measured_as(about, one, measured)
        whole = replace(whole, kind="share") if _points(one, measured) else whole
        measured = whole if whole.kind in m.MEASURED else measured
        yield whole


def _measured_as(about: _Text, one: _Amount, measured: _Amount | None) -> _Amount:
    """A bare number with the unit of the measure last told of, where its words go on about that:
    “turnout was 48 per cent; in 2027 it had been 61”."""
    if not measured or not one.bare or one.kind or one.start - measured.end > NEAR_LAST:
        return one
    again = m.AGAIN.search(about.low, max(0, one.start - REACH), one.start)
    if not again or "\n" in about.text[measured.end : one.start]:
        return one
    return replace(one, kind=measured.kind, unit=measured.unit, of=measured.of)


def _points(one: _Amount, measured: _Amount | None) -> bool:
    """“34 per cent, up three points”."""
    near = measured and measured.kind == "share" and one.start - measured.end < NEAR_LAST
    return bool(near and one.unit in ("point", "points"))


def _of_which(about: _Text, found: Sequence[_Amount]) -> list[_Amount]:
    """The figures, with those that are part of the one before counted as that is."""
    told: list[_Amount] = []
    for one in found:
        if told and one.bare and (_part_of(about, one) or _further(about, one, told[-1])):
            one = replace(one, kind=told[-1].kind or "count", unit=told[-1].unit, of=told[-1].of)
        told.append(one)
    return told


def _part_of(about: _Text, one: _Amount) -> bool:
    return m.OF_WHICH.search(about.low, max(0, one.start - 12), one.start) is not None


def _further(about: _Text, one: _Amount, last: _Amount) -> bool:
    """“300 vehicles in March and a further 180 in April”, “police put it at 900”."""
    before = about.low[max(0, one.start - REACH) : one.start]
    further = m.FURTHER.match(about.low, one.start) or before.endswith("another ")
    again = further or m.PUT_AT.search(before)
    return bool(again and last.unit and about.sentence(one.start)[0] <= last.start)


def _as_another(
    about: _Text, one: _Amount, others: tuple[_Amount | None, _Amount | None, _Amount | None]
) -> _Amount:
    """A bare number with the kind and noun of a figure of its size, else the noun of the last that
    counts things, else the kind of the last figure, if that befell people."""
    same, counted, last = others
    if last and about.low[one.start : one.end].endswith(" of them"):
        return replace(one, kind=last.kind, unit=one.unit or last.unit, of=one.of or last.of)
    if not one.bare or one.unit:
        return one
    if same and same.kind not in m.MEASURED:
        return replace(one, kind=same.kind, unit=same.unit, of=same.of)
    if (
        counted
        and counted.end > one.start - NEAR
        and "\n" not in about.text[counted.end : one.start]
    ):
        return replace(one, unit=counted.unit, of=counted.of)
    if last and _like(one, last) and last.end > one.start - NEAR_LAST:
        return replace(one, kind=last.kind, of="people")
    return one


def _like(one: _Amount, last: _Amount) -> bool:
    """Whether a bare number may be of those whom the last figure told of: not a crowd, after a
    few."""
    return last.kind in m.TRIGGERS and one.size <= MANY_MORE * max(last.size, TELLING)


def _in_sentence(about: _Text, one: _Amount) -> _Amount:
    """With the kind that the nearest telling word of its sentence gives people who are counted."""
    noun = (one.unit or "").split(" ")[-1]
    if noun in m.BODIES and m.MOVED.search(about.low, *about.sentence(one.start)):
        return replace(one, kind="count")
    if one.kind:
        return one
    if not one.bare and not m.persons(noun) and one.unit:
        state = m.BEFELL.match(about.low, one.end)
        return replace(one, kind=m.STATE.get(state["state"])) if state else one
    begin, end = about.sentence(one.start)
    begin, end = max(begin, one.start - NEAR_KIND), min(end, one.end + NEAR_KIND)
    kinds = [
        (_distance(about.low, one, match), match.lastgroup)
        for match in _within(about.kinds, begin, end)
        if match.end() <= one.start or one.end <= match.start()
    ]
    far, kind = min(kinds, default=(0, "treated" if noun == "patients" else None))
    if far > NEAR_KIND:
        return one
    kind = "casualties" if kind == "losses" else kind
    if kind == "treated":
        kind = "casualties" if about.of_illness else "wounded"
    return replace(one, kind=kind, of=one.of or "people") if kind else one


def _distance(low: str, one: _Amount, match: m.Found) -> float:
    if match.start() >= one.end:
        between, cost = low[one.end : match.start()], 1.0
    else:
        between, cost = low[match.end() : one.start], BEFORE_COSTS
    return cost * len(between) + sum(between.count(mark) * far for mark, far in m.BREAKS.items())
