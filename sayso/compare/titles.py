"""What a matter is called: by place and days, in no side's words, with the words they have for it
listed beside it as equals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sayso.compare.model import Days, Told, Utterance
from sayso.compare.terms import WORD, folded, stem, weight

# A quoted run of up to so many words is a name that somebody has for the thing.
LONGEST_TERM = 4
SUBJECTS = 3


def title(group: Sequence[Utterance]) -> str:
    """Place and days, then the words that most of those who speak on it have in common."""
    told = [one for each in group for one in each.told]
    place = _place(told)
    head = ", ".join(part for part in (place, days(_when(told))) if part)
    subject = ", ".join(_subject(told, place or ""))
    return ": ".join(part for part in (head, subject) if part) or group[0].told[0].text[:60]


def rivals(group: Sequence[Utterance]) -> tuple[str, ...]:
    """The words that different speakers have for the thing, quoted, in the order of the alphabet;
    none where one speaker alone has some."""
    by: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for one in group:
        who = " ".join(one.side or ()) or ", ".join(s.name for s in one.speakers)
        for term in _terms(one.told):
            by[folded_all(term)].add(who)
            spelt.setdefault(folded_all(term), term)
    speakers = {who for found in by.values() for who in found}
    return tuple(sorted(spelt.values(), key=str.casefold)) if len(speakers) > 1 else ()


def days(when: Days | None) -> str:
    """A stretch of days as people write it: “11–13 June 2031”."""
    if when is None:
        return ""
    a, b = date.fromisoformat(when.from_), date.fromisoformat(when.to)
    last = f"{b.day} {b:%B} {b.year}"
    if a == b:
        return last
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{last}"
    return f"{a.day} {a:%B}{'' if a.year == b.year else f' {a.year}'} – {last}"


def folded_all(words: str) -> str:
    """Words without case, marks and endings, so that two spellings are one."""
    return " ".join(stem(folded(word)) for word in WORD.findall(words))


def _place(told: Sequence[Told]) -> str | None:
    """The place that most reports name in it."""
    named = Counter(name for name, _ in {(p.name, one.report) for one in told for p in one.places})
    return min(named, key=lambda name: (-named[name], name), default=None)


def _when(told: Sequence[Told]) -> Days | None:
    """From the first to the last day it was spoken on, by what is most often told."""
    found = sorted(day for one in told if one.told for day in (one.told.from_,) if _is_day(day))
    return Days(found[0], found[-1]) if found else None


def _is_day(given: str) -> bool:
    try:
        date.fromisoformat(given)
    except ValueError:
        return False
    return True


def _subject(told: Sequence[Told], place: str) -> list[str]:
    """The rarer words that most speakers use in telling of it, as they first stand; none that one
    side alone has where there are several."""
    using: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, str] = {}
    sides: dict[str, set[str]] = defaultdict(set)
    for one in told:
        names = {stem(folded(w)) for who in one.speakers for w in WORD.findall(who.name)}
        who = one.speakers[0].name if one.speakers else one.outlet or one.report
        for word in WORD.findall(one.text):
            root = stem(folded(word))
            if weight(folded(word)) > 0.35 and root not in names and not word[0].isdigit():
                using[root].add(who)
                sides[root].add(one.side[0] if one.side else "")
                spelt.setdefault(root, word.casefold() if not _named(word) else word)
    several = len({one.side[0] for one in told if one.side}) > 1
    known = {stem(folded(word)) for word in WORD.findall(place)}
    fit = [r for r in using if r not in known and (not several or len(sides[r]) > 1)]
    best = sorted(fit, key=lambda root: (-len(using[root]), root))[:SUBJECTS]
    return [spelt[root] for root in best]


def _named(word: str) -> bool:
    return word[:1].isupper() and weight(folded(word)) > 0.9


def _terms(told: Iterable[Told]) -> Iterator[str]:
    for one in told:
        for span in one.quoted:
            words = WORD.findall(span.text)
            if 0 < len(words) <= LONGEST_TERM and any(weight(folded(w)) > 0.35 for w in words):
                yield span.text.strip(" \"'“”‘’«»,.")
