"""How a statement is made: what is done with its content, how certain that is to the speaker, and
how far the reporter stands by it. Rules over word lists; a pure function of text and spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Act, Distance, Factuality, Span
from sayso.reading import acts, cues, events
from sayso.reading.acts import Said
from sayso.reading.cues import Cue
from sayso.reading.factuality import SCALE, Certainty, of_contents

NO_CUE = Cue("", "", "assert", "neutral", False)
UNSETTLED = frozenset({"ask", "demand", "decline"})
# What a cue itself takes off a content's certainty.
DOUBTING: dict[str, Factuality] = {"doubt": "PR-", "lean": "PR+"}


@dataclass(frozen=True, slots=True)
class Stance:
    """How a statement is made."""

    act: Act
    factuality: Factuality
    hedges: tuple[Span, ...]
    reporter: Distance


def factuality(text: str, span: Span) -> float:
    """How certain what a span tells is, from 3 over 0 (open) to −3 (certain that not): a clause by
    its own words, a single word as the event it names in its sentence."""
    if len(span.text.split()) > 1:
        return SCALE[of_contents(text, [span]).grade]
    return events.certainty(text, span)


def of_statement(
    text: str, source: Span | None, cue: Span | None, content: Sequence[Span]
) -> Stance:
    """The stance of a statement of these spans."""
    particle = cues.opening_particle(content[0].text) if content else ""
    looked_up = cues.looked_up(cue.text, particle) if cue else NO_CUE
    own = of_contents(text, content)
    said = Said(
        looked_up,
        cues.plain(source.text) if source else "",
        tuple(cues.plain(part.text) for part in content),
        " ".join(token.word for token in own.clause),
    )
    act = acts.act_of(said, own.grade)
    grade = _grade(said, act, own)
    hedges = [Span.of(text, token.start, token.end) for token in own.hedges]
    return Stance(
        act,
        grade,
        tuple(hedges if grade != "U" else ()) or _cue_hedge(cue, looked_up),
        _reporter(said, act),
    )


def _grade(said: Said, act: Act, own: Certainty) -> Factuality:
    """The certainty of the content to its speaker, once it is known what he does with it."""
    cue = said.cue
    if act in UNSETTLED or (act == "other" and acts.given_up(cue)):
        return "U"
    if act == "threaten" and acts.IF.search(said.content):
        return "U"
    if act == "deny":
        return "CT-"
    if cue.negated and act in acts.ATTITUDES:
        return "CT-" if own.grade == "CT+" else own.grade
    return DOUBTING.get(cue.entry, own.grade)


def _cue_hedge(cue: Span | None, looked_up: Cue) -> tuple[Span, ...]:
    return (cue,) if cue and looked_up.entry in DOUBTING else ()


def _reporter(said: Said, act: Act) -> Distance:
    if said.cue.reporter == "neutral" and "so-called" in said.source:
        return "distancing"
    if said.cue.entry in acts.FACTIVE and act == "assert":
        return "endorsing"
    return said.cue.reporter
