"""Cues of saying → what is done with the content, and how far the reporter stands by it.

Word lists are general knowledge of English, written down by hand. A cue is looked up by the lemmas
of its words, the longest entry first; `say`, `tell` and all that is in no list assert.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sayso.model import Act, Distance
from sayso.reading import verbs

ENTRIES: dict[Act, str] = {
    "deny": (
        "deny, reject, refute, rebut, repudiate, contradict, dismiss, dispute, disavow, disown,"
        " contest, rubbish, rule out, brush aside, brush off, shrug off, laugh off, wave away,"
        " play down, denial, rejection, rebuttal, give the lie"
    ),
    "assess": (
        "assess, estimate, reckon, conclude, gauge, judge, calculate, deem, consider, determine,"
        " find, attribute, ascribe, diagnose, evaluate, infer, deduce, surmise, rate, put at,"
        " assessment, estimate, estimation, conclusion, finding, judgment, judgement, view,"
        " diagnosis, reckoning, lean, verify"
    ),
    "predict": (
        "predict, forecast, expect, foresee, anticipate, prophesy, foretell, project, prediction,"
        " expectation, projection"
    ),
    "accuse": (
        "accuse, blame, allege, denounce, decry, condemn, charge, castigate, fault, implicate,"
        " incriminate, accusation, allegation, put the blame, lay the blame, pin the blame,"
        " point the finger, hold responsible"
    ),
    "warn": "warn, caution, alert, tip off, forewarn, warning, alarm, sound the alarm, fear for",
    "promise": (
        "promise, vow, pledge, guarantee, undertake, commit, commitment, assurance to,"
        " give its word, give his word, give her word, give their word"
    ),
    "threaten": "threaten, threat",
    "demand": (
        "demand, urge, order, request, beg, plead, appeal, instruct, command, propose, recommend,"
        " advise, invite, require, exhort, implore, entreat, summon, direct, press for, call for,"
        " call on, call upon, insist on, seek, petition, encourage, counsel, forbid, ban, plea,"
        " proposal, recommendation, instruction, advice, want, suggest, set a deadline, bid"
    ),
    "ask": "ask, wonder, inquire, enquire, query, question, consult, want to know, interrogate",
    "decline": "decline, refuse, refusal",
    "believe": (
        "believe, think, suspect, fear, hope, doubt, feel, guess, imagine, worry, trust, wish,"
        " dread, suppose, belief, suspicion, conviction, fear, hope, be convinced, be sure,"
        " be certain,"
        " be afraid, be confident, be worried, be hopeful, take, opinion, know,"
        " realise, realize"
    ),
    "intend": (
        "intend, plan, mean, aim, intention, decide, resolve, prepare, be determined, be ready,"
        " be set, be willing, decision, be prepared"
    ),
    "other": (
        "praise, thank, apologise, apologize, congratulate, welcome, hail, salute, mourn, regret,"
        " express, accept, object, applaud, celebrate, forgive, agree, support, oppose, retract,"
        " take back, withdraw, retreat, criticise, criticize, mock, joke, lament, deplore,"
        " endorse, back, greet, wish well, condolence, apology, praise, sympathise, sympathize,"
        " disagree, vote, approve"
    ),
    "assert": (
        "say, tell, state, declare, add, write, announce, report, claim, insist, maintain, admit,"
        " acknowledge, concede, confess, confirm, reveal, note, recall, point out, show, explain,"
        " assure, swear, complain, describe, call, speak, boast, stress, own up, remember, remind,"
        " rumour, rumor, purport, profess, prove, make clear, make it clear, be right, take note,"
        " disclose, testify, note, acknowledgement, acknowledgment, admission, confession,"
        " confirmation, revelation, read, put, answer, reply, repeat, learn, brand, observe,"
        " remark, contend, argue, assert, mention, according to, as to, words, account, version,"
        " hold, confide, vouch, attest, certify, understand, discover, establish, grant,"
        " come clean, verdict, dub, label, term, style, shout, yell, cry, scream, whisper"
    ),
}
ENDORSING = (
    "confirm, admit, acknowledge, concede, reveal, find, note, recall, point out, confess, own up,"
    " remind, remember, prove, make clear, make it clear, be right, take note, disclose, discover,"
    " establish, grant, come clean, acknowledgement, acknowledgment, admission, confession,"
    " confirmation, revelation, finding, concession, vouch, let slip"
)
DISTANCING = (
    "claim, allege, insist, purport, profess, allegation, insistence, would have us believe,"
    " so-called, supposedly, allegedly, purportedly"
)
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*(?:'[a-z]+)?", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|cannot|hardly|nobody|no one)\b|n't\b"
)
OBJECTS = frozenset("me him her us them you".split())
SCARE = re.compile(r"^[“”\"‘'][\w-]+[“”\"’']$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as looked up: its words in lower case, its entry ("" where none), its act, the
    reporter's distance by it, and whether it is negated."""

    text: str
    entry: str
    act: Act
    reporter: Distance
    negated: bool


def _entries(text: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in text.split(","))


ACTS: dict[str, Act] = {
    entry: act for act, text in reversed(ENTRIES.items()) for entry in _entries(text)
}
REPORTERS: dict[str, Distance] = {
    **dict.fromkeys(_entries(DISTANCING), "distancing"),
    **dict.fromkeys(_entries(ENDORSING), "endorsing"),
}
LEMMAS = verbs.table({word for entry in (*ACTS, *REPORTERS) for word in entry.split()})
LONGEST_ENTRY = max(len(entry.split()) for entry in (*ACTS, *REPORTERS))


def plain(text: str) -> str:
    """Lower case with straight apostrophes, each character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else " " for c in text)
    return lowered.replace("’", "'")


@functools.lru_cache(maxsize=4096)
def looked_up(text: str) -> Cue:
    """What a cue's own words tell."""
    lowered = plain(text)
    lemmas = [LEMMAS.get(word, word) for word in WORD.findall(lowered)]
    # “Tipped her off” is “tipped off”.
    apart = [word for word in lemmas if word not in OBJECTS]
    entry = _longest(lemmas, ACTS) or _longest(apart, ACTS)
    reporter = REPORTERS.get(_longest(lemmas, REPORTERS), "neutral")
    negated = NEGATION.search(lowered) is not None
    return Cue(
        lowered,
        entry,
        ACTS.get(entry, "assert"),
        _distance(lowered, reporter, negated),
        negated,
    )


def _distance(lowered: str, reporter: Distance, negated: bool) -> Distance:
    """A verb that is itself in scare quotes keeps its distance; one negated endorses nothing."""
    if SCARE.match(lowered):
        return "distancing"
    return "neutral" if negated and reporter == "endorsing" else reporter


def _longest(lemmas: list[str], entries: dict[str, Act] | dict[str, Distance]) -> str:
    """The longest entry among the words; of equally long ones the last that does more than say."""
    found = [
        (length, ACTS.get(entry) != "assert", start, entry)
        for length in range(1, LONGEST_ENTRY + 1)
        for start in range(len(lemmas) - length + 1)
        if (entry := " ".join(lemmas[start : start + length])) in entries
    ]
    return max(found)[-1] if found else ""
