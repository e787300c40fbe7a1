"""Which reports carry wording of one another, and the earliest known form of it.

What both have as a speaker's own words is no copying: two reporters in one room write down the
same. So what decides are words of the outlets' own in common. Credits in the text are evidence,
those of photographs never are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from sayso.compare.model import Copy, CopyKind, Origin, Pair, Passage, Reason, Told
from sayso.compare.passages import Common, common
from sayso.compare.wording import Printed, marks
from sayso.model import Span

# Outlets' own words in common from which on there is copying; fewer where the text credits the
# other. In the train and dev stories no two reports that are independent have more than eight.
OWN_WORDS, OWN_WORDS_CREDITED = 14, 9
# Share of a report's words that another has, from which on it is a reprint of it; a share of its
# sentences that the other has in other words, from which on it is a rewrite.
REPRINT, REWRITE = 0.8, 0.6
# Of reports that have one mark, so many are compared with all the others: a story that hundreds
# print is joined through them.
ANCHORS = 24
PHOTO = re.compile(r"\b(photo|photograph|picture|image|video|footage|illustration|file)\b", re.I)
RELEASE = re.compile(r"\b((press|news|media) release|communiqu[ée]|(written )?statement)\b", re.I)
SENTENCE = re.compile(r"[^.!?\n]+")


def copies(texts: Sequence[Printed]) -> list[Copy]:
    """Which of the texts carry wording of which others."""
    by_id = {one.report: one for one in texts}
    found = (copied(by_id[a], by_id[b]) for a, b in candidates(texts))
    return [one for one in found if one]


def candidates(texts: Iterable[Printed]) -> list[tuple[str, str]]:
    """The pairs of texts that have a mark in common, or a URL: all between which there can be
    copying."""
    holders: dict[int | str, list[str]] = defaultdict(list)
    for one in texts:
        for key in marks(one) | ({one.url} if one.url else set()):
            holders[key].append(one.report)
    return sorted({pair for held in holders.values() for pair in paired(held)})


def paired(reports: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs to be compared of reports that have a mark in common."""
    held = sorted(reports)
    for place, one in enumerate(held):
        yield from ((other, one) for other in held[: min(place, ANCHORS)])


def copied(a: Printed, b: Printed) -> Copy | None:
    """Whether one of two texts carries wording of the other; the same whichever comes first."""
    first, later = sorted((a, b), key=lambda one: one.report)
    credits = _credit(first, later), _credit(later, first)
    if _is_before(later, first, credits[::-1]):
        first, later, credits = later, first, credits[::-1]
    shared = common(later, first)
    own = sum(_own(later, one) for one in shared)
    version = a.url is not None and a.url == b.url
    credit = credits[1] or credits[0]
    if not version and own < (OWN_WORDS_CREDITED if credit else OWN_WORDS):
        return None
    words = sum(one.words for one in shared)
    share = words / max(1, len(later.numbers))
    kind = "version" if version else _kind(first, later, shared, credit is not None)
    return Copy(
        kind,
        later.report,
        first.report,
        round(min(1.0, share), 3),
        tuple(_beside(later, first, one) for one in shared),
        tuple(_reasons(later, version, words, own, credit)),
    )


def origins(found: Iterable[Copy], published: Mapping[str, str | None]) -> list[Origin]:
    """The groups of reports that stand on one wording, by what was copied; `published` tells when
    each was."""
    links = list(found)
    group: dict[str, str] = {}

    def top(one: str) -> str:
        while group.setdefault(one, one) != one:
            one = group[one]
        return one

    for link in links:
        a, b = sorted((top(link.report), top(link.from_)))
        group[b] = a
    members: dict[str, list[str]] = defaultdict(list)
    for one in list(group):
        members[top(one)].append(one)
    return sorted(
        (_origin(each, links, published) for each in members.values()), key=lambda one: one.id
    )


def stands_on(told: Iterable[Told], found: Iterable[Copy]) -> int:
    """On how many origins statements stand, at most: what was copied stands on its source's."""
    by_report: dict[str, list[Copy]] = defaultdict(list)
    for one in found:
        by_report[one.report].append(one)
    return len({_source(one.report, one.content, by_report) for one in told})


def _source(report: str, content: Sequence[Span], by_report: Mapping[str, Sequence[Copy]]) -> str:
    """The report from which content came, by way of those that carry it."""
    seen = {report}
    while True:
        options = sorted(
            one.from_ for one in by_report.get(report, ()) if _carries(one, content, report)
        )
        if not options or options[0] in seen:
            return report
        report = options[0]
        seen.add(report)
        content = ()


def _carries(one: Copy, content: Sequence[Span], report: str) -> bool:
    """Whether content of a report is among what it copied. Past the first link nothing is known of
    where it stands, and all is taken for copied: so that no origin is counted that is none."""
    if one.kind != "partial" or not content:
        return True
    return any(pair.here.span.overlaps(span) for pair in one.passages for span in content)


def _origin(
    reports: list[str], links: Sequence[Copy], published: Mapping[str, str | None]
) -> Origin:
    inside = tuple(link for link in links if link.report in reports)
    later = Counter(link.report for link in inside)
    # What copies nobody came first; else the one published first.
    reports.sort(key=lambda one: (later[one] > 0, published.get(one) or "9999", one))
    return Origin(reports[0], reports[0], tuple(reports), inside)


def _own(one: Printed, shared: Common) -> int:
    """The words of a passage that are the outlet's."""
    return int((~one.quoted[shared.here : shared.here_end]).sum())


def _is_before(a: Printed, b: Printed, credits: tuple[Span | None, Span | None]) -> bool:
    """Whether the first was there before the second, `credits` being where each names the other;
    by the time of publishing, else by who credits whom, else by whose text is the fuller."""
    when = _comparable(a.published, b.published)
    if when[0] != when[1]:
        return when[0] < when[1]
    if (a.kind == "release") != (b.kind == "release"):
        return a.kind == "release"
    if (credits[0] is None) != (credits[1] is None):
        return credits[0] is None
    return len(a.numbers) > len(b.numbers)


def _comparable(a: str | None, b: str | None) -> tuple[str, str]:
    """Two times, cut to what both tell; the same where one is not known."""
    if not a or not b:
        return "", ""
    length = 10 if min(len(a), len(b)) <= 10 else 16
    return a[:length], b[:length]


def _credit(one: Printed, other: Printed) -> Span | None:
    """Where a text names the other's outlet, but for under a photograph."""
    if not other.outlet or other.outlet == one.outlet or len(other.outlet) < 4:
        return None
    for match in re.finditer(rf"\b{re.escape(other.outlet)}\b", one.text):
        line = one.text[one.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not PHOTO.search(line[-60:]):
            return Span.of(one.text, *match.span())
    return None


def _kind(first: Printed, later: Printed, shared: Sequence[Common], credited: bool) -> CopyKind:
    words = sum(one.words for one in shared)
    if words >= REPRINT * len(later.numbers):
        return "reprint"
    if "release" in (first.kind, later.kind):
        return "release"
    if not credited and _of_release(first, later, shared):
        return "release"
    return "rewrite" if _reworded(first, later) >= REWRITE else "partial"


def _of_release(first: Printed, later: Printed, shared: Sequence[Common]) -> bool:
    """Whether most of what is common is, in both, of a sentence that names a release."""
    words = sum(one.words for one in shared)
    of_it = sum(
        one.words
        for one in shared
        if RELEASE.search(_around(later, one.here, one.here_end))
        and RELEASE.search(_around(first, one.there, one.there_end))
    )
    return of_it > words / 2


def _around(one: Printed, start: int, end: int) -> str:
    """The words from one place to another, with some before and after."""
    last = len(one.numbers) - 1
    return one.span(max(0, start - 15), min(last, end + 15)).text


def _reworded(first: Printed, later: Printed) -> float:
    """The share of the later's sentences most of whose longer words are in one sentence of the
    first."""
    theirs = [set(one) for one in _sentences(first)]
    mine = [set(one) for one in _sentences(later)]
    mine = [one for one in mine if len(one) >= 5]
    if not mine or not theirs:
        return 0.0
    held = sum(max(len(one & other) for other in theirs) >= len(one) / 2 for one in mine)
    return held / len(mine)


def _sentences(one: Printed) -> Iterator[list[int]]:
    for match in SENTENCE.finditer(one.text):
        first, last = np.searchsorted(one.starts, match.span()).tolist()
        long = one.ends[first:last] - one.starts[first:last] >= 4
        yield one.numbers[first:last][long].tolist()


def _beside(later: Printed, first: Printed, one: Common) -> Pair:
    return Pair(
        Passage(later.report, later.span(one.here, one.here_end - 1)),
        Passage(first.report, first.span(one.there, one.there_end - 1)),
    )


def _reasons(
    later: Printed, version: bool, words: int, own: int, credit: Span | None
) -> Iterator[Reason]:
    if version:
        yield Reason("same-url", "Both stood at one address.")
    if words:
        whole = len(later.numbers)
        yield Reason(
            "copied-words",
            f"{words} of its {whole} words stand in the other in the same order, {own} of them"
            " outside quotation marks.",
        )
    if credit:
        yield Reason("credit", f"The text credits {credit.text}.")
