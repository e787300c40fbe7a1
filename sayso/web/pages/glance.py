"""What is asked first of a story: who denies something, who says otherwise than before, and which
reports only repeat another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso import views
from sayso.across import Change, Copy, Matter
from sayso.ledger import Ledger
from sayso.model import Report
from sayso.views import Door
from sayso.web.pages.cards import Card


@dataclass(frozen=True, slots=True)
class Denial:
    """A card that denies something, the question it is in, and whose words it denies where that is
    known."""

    card: Card
    matter: Matter
    of: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """That somebody says otherwise than before: the two cards and the reasons."""

    before: Card
    after: Card
    change: Change
    matter: Matter


@dataclass(frozen=True, slots=True)
class Glance:
    """The answers, each in the order of days."""

    denials: tuple[Denial, ...]
    turns: tuple[Turn, ...]
    repeats: tuple[tuple[Copy, Report, Report], ...]


def glance(
    ledger: Ledger, story: str, shown: Sequence[tuple[Matter, dict[str, Card]]], door: Door
) -> Glance:
    """The answers for a story, of which these questions with their cards are shown."""
    denials = [one for matter, cards in shown for one in _denials(matter, cards)]
    turns = [one for matter, cards in shown for one in _turns(matter, cards)]
    return Glance(
        tuple(sorted(denials, key=lambda one: one.card.utterance.day or "9999")),
        tuple(sorted(turns, key=lambda one: one.after.utterance.day or "9999")),
        tuple(views.copied_in(ledger, story, door)),
    )


def _denials(matter: Matter, cards: dict[str, Card]) -> Iterator[Denial]:
    for card in cards.values():
        # What an outlet itself says is not so, nobody denies.
        if any(told.act == "deny" and told.voice == "source" for told in card.utterance.told):
            targets = [
                one.b
                for one in matter.relations
                if one.kind == "denies" and one.a == card.utterance.id
            ]
            denied = next((cards[key] for key in targets if key in cards), None)
            yield Denial(card, matter, denied.who if denied else None)


def _turns(matter: Matter, cards: dict[str, Card]) -> Iterator[Turn]:
    for change in views.changes_on(matter):
        if change.kind == "revises" and change.before in cards and change.after in cards:
            yield Turn(cards[change.before], cards[change.after], change, matter)
