"""Symbolic checks of a pair of accounts: what speaks for or against a relation, with the words.

Each check is a pure function of the pair and gives reasons; none decides alone. Codes: `negation`,
`opposed-words`, `figure-other`, `figure-same`, `figure-compatible`, `other-place`, `other-day`,
 `later`, `act`, `rival-terms`, `rejects`, `names-speaker`, `same-speaker`,
`across-sides`, `one-side`, `shared-words`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.compare.accounts import Account, days_apart
from sayso.compare.model import Reason
from sayso.compare.opposites import opposed
from sayso.compare.quantities import Standing
from sayso.compare.speakers import across, same

# Acts that claim nothing to be so: they contradict nothing and nothing contradicts them.
CLAIMS_NOTHING = frozenset(
    {"predict", "promise", "demand", "threaten", "intend", "ask", "decline", "warn"}
)


def reasons(a: Account, b: Account, quantity: Standing | None) -> tuple[Reason, ...]:
    """Every reason the checks find in a pair, whose figures stand to each other as they do."""
    return (*figures(quantity), *(one for check in CHECKS for one in check(a, b)))


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


def figures(quantity: Standing | None) -> Iterator[Reason]:
    """The same quantity with another number, the same, or one that leaves room for the other."""
    if quantity:
        here, there = quantity.here, quantity.there
        text = f"{here.figure.span.text}, {there.figure.span.text}"
        yield Reason(f"figure-{quantity.how}", text, (here.passage, there.passage))


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
            yield Reason("act", one.act, (one.passage,))


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


CHECKS = (
    negation, opposed_words, places, days, acts, rival_terms, rejects, speakers,
    shared_words,
)  # fmt: skip
