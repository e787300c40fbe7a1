"""How certain an event is told to be: the word that names it, seen from its sentence.

Unlike a statement's content, which is judged by its own clause, an event may stand under what
others want, try, fear or deny: “failed to {stop} it”, “hopes to {return}”, “if it {rains}”.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Span
from sayso.reading import sentences
from sayso.reading.factuality import Token, tokens


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIVE = _words("not never no cannot nobody none neither nor nothing without hardly n't")
POSSIBLE = _words("may might could possibly perhaps maybe possible")
PROBABLE = _words("probably likely apparently seems seemed appears appeared reportedly allegedly")
WISHED = _words("can should must would ought shall let let's please whether if unless")
DONE_BY = _words(
    "managed began begin begins continued continue continues helped started forced led caused used"
    " had came able went happened tends tended proceeded prompted got had chose rushed happy glad"
)
NOT_DONE_BY = _words(
    "failed fail fails refused refuse refuses declined declines unable forgot neglected prevented"
    " stopped avoided reluctant without unwilling"
)
BREAKS = frozenset(
    ", ; : ( ) – — who which that because but although while when where after".split()
)
LINKING = _words("to be been being have has had the a an any only just even also ever really")
NEAR = 5
# Grades of one scale for news (UW) and for web text (UDS), whose annotators take what is wanted or
# to come for likelier than not, and for not so: set by hand between the two.
CERTAIN, NOT_SO, ASKED, TO_COME, POSSIBLY, PROBABLY, WANTED = 3.0, -2.5, 0.5, 2.0, 0.75, 1.5, 0.75


def certainty(text: str, span: Span) -> float:
    """How certain the event that a span names is told to be, from 3 (certain) over 0 (open) to −3
    (certain that not)."""
    start, end = sentences.split(text).at(span.start)
    left = _clause(tokens(text, start, span.start))
    near = [token.word for token in left[-NEAR:]]
    if text[start:end].rstrip(" '”\"’").endswith("?"):
        return ASKED
    if _negative(near):
        return NOT_SO
    return _of_words(near)


def _clause(before: Sequence[Token]) -> Sequence[Token]:
    for at in range(len(before) - 1, -1, -1):
        if before[at].word in BREAKS:
            return before[at + 1 :]
    return before


def _negative(near: Sequence[str]) -> bool:
    return any(word in NEGATIVE or word.endswith("n't") for word in near[-3:])


def _of_words(near: Sequence[str]) -> float:
    if any(word in POSSIBLE for word in near):
        return POSSIBLY
    if any(word in WISHED for word in near):
        return WANTED
    if (to := _infinitive(near)) is not None:
        return _under(near[:to])
    if any(word in PROBABLE for word in near):
        return PROBABLY
    if "will" in near[-3:] or any(word.endswith("'ll") for word in near[-3:]):
        return TO_COME
    return CERTAIN


def _infinitive(near: Sequence[str]) -> int | None:
    """The place of the `to` that leads into the event."""
    for at in range(len(near) - 1, -1, -1):
        if near[at] == "to":
            return at
        if near[at] not in LINKING and not near[at].endswith("ly"):
            return None
    return None


def _under(governing: Sequence[str]) -> float:
    if any(word in NOT_DONE_BY for word in governing[-3:]):
        return NOT_SO
    return CERTAIN if governing and governing[-1] in DONE_BY else WANTED
