"""What is read of statements beyond their spans, against gold: a figure or a few a layer.

A layer is scored on the sourced statements that reading and gold both have (contents overlap by at
least half), so that it does not pay for what attribution missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.evaluate.spans import Attributed, Tally, attributed, matches
from sayso.model import Actor, Reading, Statement
from sayso.reading.names import head
from sayso.reading.spelling import folded

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement as read and as labelled, each with the reading it stands in."""

    read: Statement
    gold: Statement
    reading: Reading
    labelled: Reading


def pairs_of(read: Reading, gold: Reading) -> list[Pair]:
    """The sourced statements of a reading and its gold that match."""
    mine, theirs = ([s for s in r.statements if s.voice == "source"] for r in (read, gold))
    found = matches([attributed(s) for s in mine], [attributed(s) for s in theirs])
    return [Pair(mine[i], theirs[j], read, gold) for i, j in found]


def nested(reading: Reading) -> list[Attributed]:
    """The sourced statements that stand inside another one."""
    return [
        attributed(one)
        for one in reading.statements
        if one.voice == "source" and one.within is not None
    ]


def nested_figures(both: Sequence[tuple[Reading, Reading]], pairs: Iterable[Pair]) -> Figures:
    """Of statements inside statements: exact F1 of whole attributions, and the share found."""
    exact = Tally()
    for read, gold in both:
        mine, theirs = set(nested(read)), set(nested(gold))
        exact.add(len(mine & theirs), len(mine), len(theirs))
    found = sum(pair.gold.within is not None for pair in pairs)
    return {
        "nested_exact_f1": exact.f1,
        "nested_found": found / exact.gold if exact.gold else 0.0,
    }


def outlet_figures(both: Sequence[tuple[Reading, Reading]]) -> Figures:
    """Of the outlet's own assertions: the share found, and of those read the share in gold."""
    found = Tally()
    for read, gold in both:
        mine, theirs = (
            [attributed(s) for s in r.statements if s.voice == "outlet"] for r in (read, gold)
        )
        found.add(len(matches(mine, theirs)), len(mine), len(theirs))
    return {"outlet_found": found.recall, "outlet_precision": found.precision}


def layer_figures(pairs: Sequence[Pair]) -> Figures:
    """Every layer's figures over the statements that match."""
    return {
        **_speakers(pairs),
        **_sides(pairs),
        "kind_right": _share(p.read.kind == p.gold.kind for p in pairs),
        "act_macro_f1": macro_f1([(p.read.act, p.gold.act) for p in pairs]),
        "factuality_macro_f1": macro_f1([(p.read.factuality, p.gold.factuality) for p in pairs]),
        "reporter_macro_f1": macro_f1([(p.read.reporter, p.gold.reporter) for p in pairs]),
        **_said(pairs),
        "figures_f1": _sets(pairs, _claimed).f1,
        "places_f1": _sets(pairs, lambda s, _: {p.span for p in s.places}).f1,
        "venue_f1": _sets(pairs, lambda s, _: {s.venue} - {None}).f1,
        "verification_f1": _sets(pairs, lambda s, _: {s.verification} - {None}).f1,
        "departs_f1": _sets(pairs, lambda s, _: s.departs).f1,
        "within_right": _share(_within(p) for p in pairs if p.gold.within or p.read.within),
        "chain_exact": _share(
            _hands(p.read, p.reading) == _hands(p.gold, p.labelled)
            for p in pairs
            if len(p.gold.chain) > 1
        ),
    }


def _speakers(pairs: Sequence[Pair]) -> Figures:
    """Of the speakers that are known: answered, and right of those answered."""
    known = [p for p in pairs if p.gold.speakers]
    answered = [p for p in known if p.read.speakers]
    return {
        "speakers_answered": len(answered) / len(known) if known else 0.0,
        "speakers_right": _share(
            _names(p.read.speakers, p.reading) == _names(p.gold.speakers, p.labelled)
            for p in answered
        ),
    }


def _names(refs: Iterable[str], reading: Reading) -> set[str]:
    """Actors by what differs least between two hands: the last word of a person's name, and of
    bodies and of those without a name the word that name or description turns on."""
    return {_name(reading.actor(ref)) for ref in refs}


def _name(actor: Actor) -> str:
    person = actor.kind == "person" and not actor.unnamed
    return (not person and head(actor.name)) or folded(actor.name).split()[-1]


def _sides(pairs: Sequence[Pair]) -> Figures:
    """Of statements whose gold speaker has a side, those told to be of that camp, whatever the
    reading calls it, and those with its very name; of those whose speaker has none, the share
    wrongly given one."""
    told = camps(pairs)
    return {
        "sides_right": _share(one.right for one in told if one.gold),
        "sides_named": _share(one.read == one.gold for one in told if one.gold),
        "sides_wrongly_given": _share(bool(one.read) for one in told if not one.gold),
    }


@dataclass(frozen=True, slots=True)
class Camp:
    """The outermost part of a speaker's side as read and as labelled, folded, None where there is
    none; and whether the one stands for the other."""

    read: str | None
    gold: str | None
    right: bool


def camps(pairs: Sequence[Pair]) -> list[Camp]:
    """The camp of each statement's speaker, read and labelled.

    Labels name a camp once for a whole story, and a report may never use that name (“the
    government”). So within a report the camps read stand for those labelled one to one: the same
    names first, then those that share most statements. A name that is another labelled camp's own
    stands for no other.
    """
    sides = [(_side(p.read, p.reading), _side(p.gold, p.labelled)) for p in pairs]
    reports: dict[int, list[tuple[str | None, str | None]]] = {}
    for p, both in zip(pairs, sides, strict=True):
        reports.setdefault(id(p.labelled), []).append(both)
    meant = {report: _stands_for(told) for report, told in reports.items()}
    return [
        Camp(mine, theirs, theirs is not None and meant[id(p.labelled)].get(mine or "") == theirs)
        for p, (mine, theirs) in zip(pairs, sides, strict=True)
    ]


def _stands_for(sides: Sequence[tuple[str | None, str | None]]) -> dict[str, str]:
    """The labelled camp of each camp read in one report."""
    shared = Counter((mine, theirs) for mine, theirs in sides if mine and theirs)
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    labelled = {theirs for _, theirs in sides if theirs}
    meant = {mine: mine for mine, _ in sides if mine in labelled and mine}
    for (mine, theirs), _ in ranked:
        if mine not in meant and theirs not in meant.values():
            meant[mine] = theirs
    return meant


def _side(one: Statement, reading: Reading) -> str | None:
    sides = [reading.actor(ref).side for ref in one.speakers]
    return folded(sides[0][0]).replace("’", "'") if sides and sides[0] else None


def _said(pairs: Sequence[Pair]) -> Figures:
    """Of said-dates that were given, those right; of those in the gold, those given."""
    given = [p for p in pairs if p.read.said and p.read.said.from_]
    wanted = [p for p in pairs if p.gold.said and p.gold.said.from_]
    return {
        "said_right_of_given": _share(_period(p.read) == _period(p.gold) for p in given),
        "said_found": _share(_period(p.read) == _period(p.gold) for p in wanted),
    }


def _period(one: Statement) -> tuple[str, str] | None:
    said = one.said
    return ((said.from_ or "")[:10], (said.to or "")[:10]) if said else None


def _claimed(one: Statement, reading: Reading) -> set[tuple[object, ...]]:
    return {(f.kind, f.value, f.low, f.high) for f in one.figures}


def _within(pair: Pair) -> bool:
    outer = [
        next((s for s in reading.statements if s.id == one.within), None)
        for one, reading in ((pair.read, pair.reading), (pair.gold, pair.labelled))
    ]
    if outer[0] is None or outer[1] is None:
        return outer[0] is outer[1]
    return bool(matches([attributed(outer[0])], [attributed(outer[1])]))


def _hands(one: Statement, reading: Reading) -> list[str]:
    """The hands of a statement, by the words their names turn on."""
    return [_name(reading.actor(hand.ref)) for hand in one.chain]


def _sets(pairs: Iterable[Pair], of: Callable[[Statement, Reading], Iterable[object]]) -> Tally:
    tally = Tally()
    for pair in pairs:
        mine, theirs = set(of(pair.read, pair.reading)), set(of(pair.gold, pair.labelled))
        tally.add(len(mine & theirs), len(mine), len(theirs))
    return tally


def macro_f1(labels: Sequence[tuple[str, str]]) -> float:
    """The mean F1 over the labels that the gold has, of pairs of a label read and one in gold."""
    read, gold = Counter(mine for mine, _ in labels), Counter(theirs for _, theirs in labels)
    right = Counter(mine for mine, theirs in labels if mine == theirs)
    scores = [Tally(right[label], read[label], number).f1 for label, number in gold.items()]
    return sum(scores) / len(scores) if scores else 0.0


def _share(answers: Iterable[bool]) -> float:
    """The share of yes; nought where there is nothing to answer."""
    given = list(answers)
    return sum(given) / len(given) if given else 0.0
