"""Time expressions → TIMEX3 values and intervals.

Values follow TIMEX3 (Pustejovsky et al. 2010, "ISO-TimeML"). A relative expression is resolved
against the publication date, or where a report has none, the full date at its head; one told from
another ("the next day") against the last day that the text named close before it. What cannot be
told for sure stays unresolved. Weekdays are taken to lie in the past, as news tells them, unless
the words look ahead; weeks start on Monday.

Each module below holds one kind of expression as rules; all their patterns are one, which goes over
the text once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.model import Period, Span, Timex
from sayso.reading.times import clock, days, durations, holidays, refs, units
from sayso.reading.times.days import day_of
from sayso.reading.times.joins import Placed, joined, stretched, widened
from sayso.reading.times.meaning import Meaning, Rule, Setting

__all__ = ["day_of", "find", "period", "stretches"]

RULES: tuple[Rule, ...] = (
    *days.RULES,
    *clock.RULES,
    *holidays.RULES,
    *durations.RULES,
    *units.RULES,
    *refs.RULES,
)
# How an expression may begin. Most words do not, and are passed by without trying every rule.
BEGINS = re.compile(
    r"\d|'\d|an?\s(?:few|couple|hundred|dozen|half|day|week|month|quarter|year|decade|minute|hour|full|"
    r"calendar|fiscal|whole|long|more|business|trading|working)|the\s(?:same|next|following|previous)|"
    r"mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twen|thirt|fort|fift|sixt|sevent|eight|ninet|half\s|several|second|minute|hour|day|week|"
    r"month|quarter|year|decade|each|every|daily|nightly|annually|this|that|last|next|past|first|third|"
    r"fourth|final|latest|current|coming|previous|preceding|succeeding|following|future|recent|early|"
    r"late|mid|comparable|same|full|fiscal|q[1-4]|spring|summer|autumn|fall|winter|now|right\snow|these|"
    r"at\spresent|present|more\srecent|near|foreseeable|not-too|immediate|short|long|soon|yesterday|"
    r"today|tomorrow|tonight|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|sundown|nightfall|"
    r"morning|afternoon|evening|night|overnight|new\syear|valentine|st\.|hallow|all\ssaints|christmas|"
    r"boxing|good\sfriday|easter|ramadan|eid|ashura|nowruz|yom|rosh|hanuk|passover|purim|sukkot|diwali|"
    r"holi|lunar|chinese|orthodox|thanksgiving|independence|victory|memorial|labou?r|veterans"
)
# One alternative a rule, with no group inside, so that the last group is the rule's number.
SCAN = re.compile(
    rf"(?<![\w$£€#])(?={BEGINS.pattern})(?:(?<!\w[-/])|(?<=mid-)|(?<=late-)|(?<=early-))(?:"
    + "|".join(f"({re.sub(r'[(][?]P<[a-z]+>', '(?:', each.pattern.pattern)})" for each in RULES)
    + ")"
)
PARAGRAPH = re.compile(r"\n\s*\n")
# Words of the sentence before an expression that are looked at; and how far back a day, or
# another time, may stand that one without a day of its own is told from.
BEFORE, NEAR, NEAR_QUARTER = 90, 400, 1500
HEAD, HEAD_LINE = 600, 80
# Months and seasons that are words or names too.
WORDS_TOO = ("may", "march", "april", "june", "august")
LEADS = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|through|during|for|and|or|early|late|mid|last|next|this|"
    r"every|each|the)[\s-]+)$"
)
A_NAME = re.compile(r"\b[A-Z][\w-]*\s$")
SENTENCE_END = re.compile(r"(?<![.\s][a-z])(?<!\b[a-z]{3})[.?!]['\")”]*\s+|¶|;\s")
APART = re.compile(r"[¶“”\"‘]|``|''|(?<!\w)'")


def find(text: str, published: str | None) -> tuple[Timex, ...]:
    """Every time expression of a text, in order, none overlapping another; `published` is an ISO
    date or datetime."""
    view = _view(text)
    anchor = day_of(published) or _dateline(view)
    atoms = _atoms(text, view, anchor)
    return tuple(
        _timex(Span.of(text, one.start, one.end), _lasting(view, one, anchor))
        for one in joined(view, atoms)
    )


def stretches(text: str, found: Sequence[Timex]) -> tuple[Timex, ...]:
    """Expressions in the order of the text, the two ends of a range as the one stretch of time that
    they tell: “from Monday to Thursday” is two TIMEX3 dates and one stretch."""
    placed = [
        Placed(
            one.span.start,
            one.span.end,
            Meaning(one.type, one.value, day_of(one.from_), day_of(one.to), one.granularity),
        )
        for one in found
    ]
    return tuple(
        _timex(Span.of(text, one.start, one.end), one.meaning) for one in stretched(text, placed)
    )


def period(timex: Timex) -> Period:
    """A time expression as the interval it names."""
    return Period(timex.span, timex.from_, timex.to, timex.granularity)


def _view(text: str) -> str:
    """The text as patterns see it: lowercase, marks made plain, paragraphs kept apart; every
    character in its place."""
    view = text.lower()
    if len(view) != len(text):
        view = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    view = view.replace("’", "'").replace("\xa0", " ").replace("\u202f", " ")
    return PARAGRAPH.sub(lambda found: "¶" * len(found[0]), view)


def _atoms(text: str, view: str, anchor: date | None) -> list[Placed]:
    found: list[Placed] = []
    at = 0
    while match := SCAN.search(view, at):
        start = match.start()
        one = _read(text, view, match, _setting(view, start, anchor, found))
        if one and found and one.start < found[-1].end:
            one = replace(one, start=max(start, found[-1].end))
        if one:
            found.append(one)
        at = one.end if one else start + 1
    return found


def _read(text: str, view: str, match: re.Match[str], setting: Setting) -> Placed | None:
    start = match.start()
    for each in RULES[(match.lastindex or 1) - 1 :]:
        found = each.pattern.match(view, start)
        try:
            meaning = each.meaning(found, setting) if found else None
        except (ValueError, OverflowError):
            # Before the year 1 or after 9999, where there are no dates.
            meaning = None
        if found and meaning and not _is_a_word(text, view, start, found.end()):
            return widened(view, Placed(start, found.end(), meaning), each.article, setting.anchor)
    return None


def _is_a_word(text: str, view: str, start: int, end: int) -> bool:
    """Whether "May", "March" or "April" is no month here: a verb or a person's name; or "Today" no
    day, but a paper's or a broadcast's name."""
    word = view[start:end].rpartition(" ")[2]
    if view[start:end] == "today":
        return text[start] == "T" and bool(A_NAME.search(text, max(0, start - 20), start))
    if word not in WORDS_TOO:
        return False
    if not text[end - len(word)].isupper():
        return True
    if len(word) < end - start or LEADS.search(view, max(0, start - 10), start):
        return False
    follows = text[end : end + 2]
    return word in ("may", "march") or (follows[:1] == " " and follows[1:].isupper())


def _setting(view: str, start: int, anchor: date | None, found: list[Placed]) -> Setting:
    sentence = SENTENCE_END.split(view[max(0, start - BEFORE) : start])[-1]
    near = [one for one in found[-8:] if _tells(view, one, start)]
    # A quarter told from another ("the year-earlier quarter") is not what the next is told from.
    quarters = [
        one.meaning
        for one in found[-40:]
        if one.meaning.granularity == "quarter"
        and start - one.end <= NEAR_QUARTER
        and not re.search("year|ago|earlier|1|20", view[one.start : one.end])
    ]
    days = [o for o in near if o.meaning.first == o.meaning.last]
    here = [o for o in days if start - o.end <= len(sentence)]
    # Of several days told before, which one is meant is sure only within the sentence.
    sure = here or len({o.meaning.first for o in days}) == 1
    day = days[-1].meaning.first if days and sure else None
    told = next((o.meaning for o in reversed(near) if o.meaning.granularity != "vague"), None)
    after = view[start : start + BEFORE]
    return Setting(anchor, sentence, after, day, quarters[-1] if quarters else None, told)


def _tells(view: str, one: Placed, start: int) -> bool:
    """Whether what stands at `start` may be told from an expression: near before it in the same
    paragraph, with no quotation beginning or ending between."""
    if start - one.end > NEAR or not one.meaning.first or one.meaning.value == "PRESENT_REF":
        return False
    return not APART.search(view, one.end, start)


def _lasting(view: str, one: Placed, anchor: date | None) -> Meaning:
    """“Since February” lasts until the day of publication."""
    meaning = one.meaning
    if not (meaning.first and anchor and meaning.first <= anchor) or meaning.type != "DATE":
        return meaning
    since = view[max(0, one.start - 6) : one.start].strip() == "since"
    return replace(meaning, last=anchor) if since else meaning


def _dateline(view: str) -> date | None:
    """The first full date that stands in a short line at the head of the text."""
    head = view[:HEAD]
    for match in SCAN.finditer(head):
        one = _read(head, head, match, Setting(None))
        if not one or one.meaning.granularity != "day" or not one.meaning.first:
            continue
        marks = sorted([-1, *(n for n, c in enumerate(head) if c in "¶\n"), len(head)])
        at = bisect_right(marks, one.start)
        if marks[at] - marks[at - 1] <= HEAD_LINE:
            return one.meaning.first
    return None


def _timex(span: Span, meaning: Meaning) -> Timex:
    first, last = (day.isoformat() if day else None for day in (meaning.first, meaning.last))
    return Timex(span, meaning.type, meaning.value, first, last, meaning.granularity)
