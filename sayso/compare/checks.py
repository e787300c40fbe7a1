"""Symbolic checks of a pair of accounts: what speaks for or against a relation, with the words.

Each check is a pure function of the pair and gives reasons; none decides alone. Codes: `negation`,
`opposed-words`, `figure-other`, `figure-same`, `figure-compatible`, `figure-scope`, `other-place`,
`other-day`, `later`, `act`, `rival-terms`, `rejects`, `names-speaker`, `same-speaker`,
`across-sides`, `one-side`, `shared-words`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.compare.accounts import Account, Counted, days_apart
from sayso.compare.model import Passage, Reason
from sayso.compare.opposites import opposed, stem
from sayso.compare.speakers import across, same

# Acts that claim nothing to be so: they contradict nothing and nothing contradicts them.
CLAIMS_NOTHING = frozenset(
    {"predict", "promise", "demand", "threaten", "intend", "ask", "decline", "warn"}
)
# What “about” may be off by, and how near two counts of one thing are the same.
ABOUT = 0.15


def reasons(a: Account, b: Account) -> tuple[Reason, ...]:
    """Every reason the checks find in a pair."""
    return tuple(one for check in CHECKS for one in check(a, b))


def negation(a: Account, b: Account) -> Iterator[Reason]:
    """One says that it is so, the other that it is not."""
    if a.says * b.says == -1:
        no = a if a.says < 0 else b
        yield Reason("negation", "one holds it to be so, the other not", no.negations[:2])


def opposed_words(a: Account, b: Account) -> Iterator[Reason]:
    """Words that cannot both hold of one thing."""
    table = opposed()
    for word, here in a.words.items():
        if word in b.words:
            continue
        for other in sorted(table.get(word, frozenset()) & b.words.keys() - a.words.keys()):
            there = b.words[other]
            text = f"“{here.span.text}” against “{there.span.text}”"
            yield Reason("opposed-words", text, (here, there))


def figures(a: Account, b: Account) -> Iterator[Reason]:
    """The same quantity with another number, the same, or one that leaves room for the other."""
    for here in a.figures:
        for there in b.figures:
            if standing := standing_of(here, there):
                text = f"{here.figure.span.text}, {there.figure.span.text}"
                yield Reason(f"figure-{standing}", text, (here.passage, there.passage))


def standing_of(a: Counted, b: Counted) -> str | None:
    """How two figures stand: `same`, `compatible`, `other`; `scope` where they count other things;
    None where they are of other kinds."""
    if not _one_kind(a, b):
        return None
    if not _one_scope(a, b):
        return "scope"
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    if a.figure.value is not None and a.figure.value == b.figure.value:
        return "same"
    return "compatible" if low <= other_high and other_low <= high else "other"


def bounds(one: Counted) -> tuple[float, float]:
    """The least and the most that a figure's words allow."""
    figure = one.figure
    if figure.value is not None and figure.low is None and figure.high is None:
        room = abs(figure.value) * ABOUT if one.about else 0.0
        return figure.value - room, figure.value + room
    low = figure.low if figure.low is not None else float("-inf")
    return low, figure.high if figure.high is not None else float("inf")


def _one_kind(a: Counted, b: Counted) -> bool:
    kinds = {a.figure.kind, b.figure.kind}
    if len(kinds) > 1 and not kinds <= {"killed", "casualties"} and "other" not in kinds:
        return kinds == {"count", "casualties"} or ("count" in kinds and _one_scope(a, b))
    return _unit(a) == _unit(b) or None in (_unit(a), _unit(b)) or len(kinds) == 1


def _unit(one: Counted) -> str | None:
    return stem(one.figure.unit) if one.figure.unit else None


def _one_scope(a: Counted, b: Counted) -> bool:
    """Whether what is counted may be the same: no word of one need stand in the other where one is
    silent."""
    first, second = (_scope(one) for one in (a, b))
    return not first or not second or bool(first & second)


def _scope(one: Counted) -> frozenset[str]:
    words = (one.figure.of or one.figure.unit or "").split()
    return frozenset(map(stem, words)) - {"people", "person", "other", "more"}


def places(a: Account, b: Account) -> Iterator[Reason]:
    """Both name places, and not one in common."""
    if a.places and b.places and not a.places & b.places:
        text = f"{', '.join(sorted(a.places))}; {', '.join(sorted(b.places))}"
        yield Reason("other-place", text)


def days(a: Account, b: Account) -> Iterator[Reason]:
    """What they tell of was on other days; or one was told later."""
    if a.event and b.event and not a.event.meets(b.event):
        yield Reason("other-day", f"{_stretch(a)}; {_stretch(b)}")
    apart = days_apart(a.day, b.day)
    if apart:
        yield Reason("later", f"told {abs(apart)} days apart")


def _stretch(one: Account) -> str:
    if one.event is None:
        return ""
    ends = sorted({one.event.from_, one.event.to})
    return " to ".join(ends)


def acts(a: Account, b: Account) -> Iterator[Reason]:
    """A prediction, promise or demand, which contradicts nothing."""
    for one in (a, b):
        if one.act in CLAIMS_NOTHING:
            yield Reason("act", one.act, (_head(one),))


def rival_terms(a: Account, b: Account) -> Iterator[Reason]:
    """Each has a short quoted term of his own where he names the thing, and they differ."""
    if not (a.terms and b.terms and (a.naming or b.naming)):
        return
    here, there = a.terms[0], b.terms[0]
    if here.span.text.casefold() != there.span.text.casefold():
        yield Reason("rival-terms", f"{here.span.text}, {there.span.text}", (here, there))


def rejects(a: Account, b: Account) -> Iterator[Reason]:
    """One calls what was said false, or denies it."""
    for one in (a, b):
        if one.rejections or one.act == "deny":
            yield Reason("rejects", "what is said is turned down", one.rejections[:2])


def speakers(a: Account, b: Account) -> Iterator[Reason]:
    """Who the two are to each other, and whether one names the other."""
    if same_speaker(a, b):
        yield Reason("same-speaker", "one speaker")
    elif a.who & b.named or b.who & a.named:
        yield Reason("names-speaker", "one speaks of the other")
    if a.side and b.side and (crossed := across(a.side, b.side)) is not None:
        yield Reason("across-sides" if crossed else "one-side", f"{a.side[0]}, {b.side[0]}")


def same_speaker(a: Account, b: Account) -> bool:
    """Whether one of those who speak is the same in both."""
    return any(same(one, other) for one in a.speakers for other in b.speakers)


def shared_words(a: Account, b: Account) -> Iterator[Reason]:
    """The content words they have in common."""
    if shared := [word for word in a.words if word in b.words]:
        spans = [passage for word in shared[:4] for passage in (a.words[word], b.words[word])]
        yield Reason("shared-words", ", ".join(shared[:4]), tuple(spans))


def _head(one: Account) -> Passage:
    return one.lead.passage(one.lead.content[0])


CHECKS = (
    negation, opposed_words, figures, places, days, acts, rival_terms, rejects, speakers,
    shared_words,
)  # fmt: skip
