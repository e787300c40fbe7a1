"""How certain a content is to its speaker, and how certain an event is told to be.

The grades are FactBank's (Saurí and Pustejovsky 2009). A content's first clause decides: its
negation, its modal, its hedges. Words alone are read, no parse: the scope of a negation is the
clause, and a clause ends where a mark or a conjunction does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Factuality, Span
from sayso.reading import cues, verbs
from sayso.reading.cues import plain

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*[a-z]*|(?:[a-z]\.){2,}|[^\W\d_]+(?:-[^\W_]+)*(?:'[a-z]+)?|[^\w\s]|_"
)
SCALE: dict[Factuality, float] = {
    "CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "U": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0,
}  # fmt: skip

GRADES: dict[str, Factuality] = {grade: grade for grade in SCALE}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


POSSIBLE = _words("may might possibly perhaps maybe conceivably potentially")
PROBABLE = _words(
    "probably likely probable appears appear appeared seems seem seemed apparently presumably"
    " evidently doubtless seemingly"
)
IMPROBABLE = _words("unlikely improbable doubtful")
NEGATORS = _words("not never nobody none neither nor cannot nothing nowhere")
NO_MORE = _words("fewer less more more later earlier sooner doubt matter")
AUXILIARIES = _words(
    "is are was were am be been has have had do does did will would shall should can could may"
    " might must 's 're"
)
PREPOSITIONS = _words(
    "in on at after before as for with following by despite since during under over from to"
    " within without among amid upon according until because of between while when if though"
    " although once"
)
# Where, after a verb, the clause that decides is over.
BREAKS = _words(
    "because although though unless if when while before after until since whereas who whom which"
    " where whose so but than despite that"
)
SUBJECTS = _words("i we you he she it they this that these there")
RELATIVES = _words("who whom whose which")
OPENERS = frozenset({"that", "of", ",", "–", "—", "…", ".", "and", "but"})
ADJUNCT = _words("with by for without")
CONDITIONS = _words("if unless provided otherwise")
OPEN = _words("will shall can would won't")
SENSES = _words("see hear smell feel remember tell judge know hardly barely")
PAST = frozenset(form for past in verbs.IRREGULAR.values() for form in past)
TELLS = _words("assert deny assess accuse warn promise threaten believe demand")
# Verbs that more often tell of a deed than of a saying.
DEEDS = _words(
    "find put take hold call read show see count offer go continue rule value price grade rank rate"
    " assign press bar attack blast slam rap lash savage finger shame sue smear seek order direct"
    " table require ban commit volunteer charge level lobby pressure dare post publish broadcast"
    " sing list submit teach detail establish discover learn answer speak write describe prefer"
    " challenge discount scotch dispel discredit interpret classify compute"
)
REPORTING = frozenset(
    form
    for form, lemma in cues.LEMMAS.items()
    if cues.ACTS.get(lemma) in TELLS and lemma not in DEEDS
)
NOUN_BEFORE = _words("a an the his her their its our my your this that any no some of such")
STOPS = frozenset(";:—–.?!()")
MARKS = frozenset("“”\"‘’«»'")
LONGEST_OPENING = 25
# No first clause is longer, whatever a broken text makes a content.
FARTHEST, MOST_PIECES = 2000, 8


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark in lower case, and its offsets in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """A grade, the tokens that lowered it, and the clause that it was read from."""

    grade: Factuality
    hedges: tuple[Token, ...]
    clause: tuple[Token, ...]


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch of text."""
    return [
        Token(m.group(), start + m.start(), start + m.end())
        for m in TOKEN.finditer(plain(text[start:end]))
    ]


def of_contents(text: str, content: Sequence[Span]) -> Certainty:
    """The certainty of a content, by its first clause; a content in pieces is read on where its
    first piece holds no verb. What hangs on an open condition is unsettled."""
    clause: list[Token] = []
    read: list[Token] = []
    for span in content[:MOST_PIECES]:
        read += tokens(text, span.start, min(span.end, span.start + FARTHEST))
        clause = main_clause(read)
        if any(_is_verb(token) for token in clause):
            break
    if _conditional(read):
        return Certainty("U", (), tuple(clause))
    return of_clause(clause)


def of_clause(clause: Sequence[Token]) -> Certainty:
    """The certainty of one clause."""
    negated = any(_negates(clause, at) for at in range(len(clause)))
    found = {at: how for at in range(len(clause)) if (how := _hedge(clause, at))}
    hedges = tuple(clause[at] for at in found)
    grade = "CT"
    for how, lowered in (("improbable", "PR"), ("possible", "PS"), ("probable", "PR")):
        if how in found.values():
            grade, negated = lowered, negated or how == "improbable"
            break
    return Certainty(GRADES[grade + ("-" if negated else "+")], hedges, tuple(clause))


def _conditional(read: Sequence[Token]) -> bool:
    """Whether the first sentence, as far as nobody else speaks in it, tells what is to come and
    sets a condition to it."""
    told: list[str] = []
    for at, token in enumerate(read):
        if token.word in STOPS or _reports(read, at):
            break
        told.append(token.word)
    set_ = any(
        word in CONDITIONS and before not in {"even", "as", "whether", "see"}
        for before, word in zip(["", *told], told, strict=False)
    )
    return set_ and any(word in OPEN or word.endswith("'ll") for word in told)


def main_clause(parts: Sequence[Token]) -> list[Token]:
    """The tokens of the first main clause, without marks of quotation and without what opens the
    sentence before its subject."""
    bare = [t for t in parts if t.word not in MARKS]
    while bare and bare[0].word in OPENERS:
        bare = bare[1:]
    return list(_until_break(_after_opening(bare)))


def _after_opening(bare: Sequence[Token]) -> Sequence[Token]:
    """Without an adverbial that a comma closes: “On Tuesday, …”, “If asked, …”."""
    if not bare or bare[0].word not in PREPOSITIONS or (len(bare) > 1 and bare[1].word == "no"):
        return bare
    for at, token in enumerate(bare[:LONGEST_OPENING]):
        if token.word in STOPS:
            break
        if token.word == "," and at + 2 < len(bare):
            return bare[at + 1 :]
    return bare


def _until_break(bare: Sequence[Token]) -> Iterator[Token]:
    """Up to a mark that ends the clause, what follows its verb as another clause, or what somebody
    in it says or thinks."""
    verb = False
    for at, token in enumerate(bare):
        if (token.word in STOPS and at > 1) or (token.word in RELATIVES and at > 0):
            return
        following = bare[at + 1].word if at + 1 < len(bare) else ""
        if verb and token.word == "," and following in SUBJECTS:
            return
        breaks = token.word in BREAKS and (token.word, following) != ("so", "far")
        if verb and (breaks or (token.word in {"and", "or"} and at > 3)):
            return
        verb = verb or _is_verb(token)
        yield token
        if _reports(bare, at):
            return


def _is_verb(token: Token) -> bool:
    return (
        token.word in AUXILIARIES or token.word in PAST or token.word.endswith(("ed", "n't", "'ll"))
    )


def _reports(bare: Sequence[Token], at: int) -> bool:
    """Whether a token is a verb of saying or thinking, so that its own content follows."""
    if at < 1 or at + 1 >= len(bare) or bare[at].word not in REPORTING:
        return False
    before, after = bare[at - 1].word, bare[at + 1].word
    return not (before in NOUN_BEFORE or after in AUXILIARIES or after in {"of", ",", "on"})


def _negates(clause: Sequence[Token], at: int) -> bool:
    word, before, after = _around(clause, at)
    if word.endswith("n't") or word == "cannot":
        return True
    if word == "no":
        return after not in NO_MORE and before not in ADJUNCT and (after != "" or at == 0)
    if word in {"not", "never"} and after == "to":
        return at < 2
    if word == "not":
        # “hours, not minutes” sets one thing against another and negates nothing.
        return after not in {"only", "just", "least", "merely"} and (
            at < 1 or before in AUXILIARIES or before.endswith("ly")
        )
    if word == "nothing" and after == "else" and before == "and":
        return False
    return word in NEGATORS and before not in ADJUNCT | {"or", "then"}


def _hedge(clause: Sequence[Token], at: int) -> str:
    """What a token lowers a clause to: possible, probable, improbable, or "" where nothing."""
    word, before, after = _around(clause, at)
    if word == "may" and (not after or before[-1:].isdigit() or after[-1:].isdigit()):
        return ""  # leave given, or the month
    if word == "could":
        return "" if after in SENSES or after in REPORTING or after == "not" else "possible"
    if word == "far":
        # “So far as he could judge”
        return "probable" if before in {"as", "so"} and after == "as" else ""
    if word == "possible":
        return "possible" if before in AUXILIARIES | {"it"} else ""
    if word in IMPROBABLE:
        return "improbable"
    return "possible" if word in POSSIBLE else "probable" if word in PROBABLE else ""


def _around(clause: Sequence[Token], at: int) -> tuple[str, str, str]:
    """A token's word, the one before and the one after, "" at the ends."""
    before = clause[at - 1].word if at else ""
    return clause[at].word, before, clause[at + 1].word if at + 1 < len(clause) else ""
