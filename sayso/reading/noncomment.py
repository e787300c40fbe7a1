"""Reported non-comment: who was asked and did not say.

Its statement has no cue; its content is the clause that says so (“did not respond to a request for
comment”), its source the one who is silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.attribution import Attribution
from sayso.reading.cues import plain

NOT = r"(?:not|never|n't)"
HOW = r"(?:\s+(?:immediately|yet|further|publicly|directly|ever|even|so\s+far|officially))*"
# “Did not say that” tells what was never said, “did not say whether” that an answer was owed.
NOT_THAT = r"(?!\s+(?:that|it|so|this|the|he|she|they|we|i)\b)"
ANSWER = rf"""(?:
    respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|comment(?:ed)?|react(?:ed)?|elaborate[d]?
    |return(?:ed)?\s+(?:\S+\s+)?(?:calls?|e-?mails?|messages?|phone|telephone|requests?)
    |be\s+drawn|sa(?:y|id){NOT_THAT}|speak|spoken|discuss(?:ed)?|specif(?:y|ied)
    |disclosed?|identif(?:y|ied)
    |mention(?:ed)?|explain(?:ed)?|address(?:ed)?|take\s+questions|confirm\s+n?or\s+deny
    |(?:give|given|provided?)\s+(?:details|a\s+reason|further|any|evidence))"""
TO_SAY = r"""(?:comment|answer|discuss|say|speak|talk|elaborate|respond|reply|explain|specify|give
    |disclose|identify|name|reveal|confirm|provide|address|appear|come\s+on|go\s+on
    |take\s+(?:any\s+)?questions|be\s+(?:named|interviewed|quoted|identified|drawn))\b"""
DAY = r"(?:(?:on\s+)?(?:\w+day|again)\s+)"
BE, HAVE = r"(?:is|are|was|were)", r"(?:has|have|had|'s|'ve)"
WHAT = r"""(?:(?:all\s+)?(?:questions|enquiries|inquiries|queries|reporters|this\s+newspaper)\s+
    (?:\S+\s+){0,6}?)"""
# Of the words of a clause from its first on.
CLAUSES = re.compile(
    rf"""(?:
      {HAVE}?\s*(?:repeatedly\s+)?(?:declin|refus)(?:e|es|ed|ing)\s+
        (?:{DAY}?to\s+{TO_SAY}|(?:further\s+|all\s+|any\s+)?comment|an?\s+interview
        |(?:\w+\s+)?(?:requests?|invitations?))
    | (?:did|does|do|has|have|had|would|will|wo|could|can|ca)\s*{NOT}{HOW}\s+
        (?:(?:want|wish)\s+to\s+)?{ANSWER}
    | (?:did|does|do|would|will|could|can)\s+neither\s+(?:confirm|comment|deny|admit)
    | {HAVE}{HOW}\s+(?:yet|still)\s+to\s+{TO_SAY}
    | {BE}\s*{NOT}{HOW}\s+(?:available|reachable)
    | {BE}{HOW}\s+(?:unavailable|unreachable)
    | {BE}\s+(?:un(?:willing|able)|not\s+(?:willing|able|prepared))\s+to\s+{TO_SAY}
    | could\s+not(?:\s+immediately)?\s+be\s+(?:immediately\s+)?(?:reached|contacted)
    | (?:left|leaving)\s+(?:\S+\s+){{1,8}}?unanswered
    | (?:went|go|goes|gone|remained?)\s+un(?:answered|returned)
    | (?:{HAVE}|offered|made|makes?|gave|gives?|provided|issued
        |(?:will|would)\s+(?:make|offer|give))\s+
        no\s+(?:\w+\s+)?(?:comments?|reply|response|answers?|explanation|details|reason|statement)
    | no\s+(?:(?:immediate|further|public|official)\s+)?(?:comment|answer|reply|response)
    | (?:made|makes?)\s+no\s+(?:public\s+)?(?:statement|remark)s?
    | (?:brushed|waved)\s+(?:off|aside|away)\s+(?:\S+\s+){{0,2}}?(?:questions|reporters)
    | sidestepped | dodged\s+(?:\S+\s+){{0,3}}?questions?
    | took\s+no\s+questions | kept\s+quiet
    | {HAVE}?\s*(?:{BE}|stay(?:ed|s)?|remain(?:ed|s)?|kept?|keeps|fell)\s+
        (?:silent|mute|tight-lipped|mum)
    | tight-lipped
    | hung\s+up | ended\s+the\s+(?:call|interview)
    | (?:referred|directed)\s+{WHAT}to
    | ignored\s+(?:\S+\s+){{0,4}}?(?:requests?|questions|calls|e-?mails|messages)
    )(?![a-z])""",
    re.VERBOSE,
)
WIDEST_GAP = 40


def says_so(clause: str) -> bool:
    """Whether a clause, from its first word on, is one of non-comment."""
    return CLAUSES.match(plain(clause).strip()) is not None


def told(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those of non-comment as such, in the order of their cues or contents."""
    made = [converted(text, one) for one in found]
    return sorted(made, key=lambda one: one.cue or one.content[0])


def converted(text: str, one: Attribution) -> Attribution:
    """The attribution without a cue, its content the clause from the cue on, where that is a
    non-comment; else the attribution as it is."""
    if not one.cue:
        return one
    end = _end(text, one)
    if end is None or not says_so(text[one.cue[0] : end]):
        return one
    return replace(one, cue=None, content=((one.cue[0], end),))


def _end(text: str, one: Attribution) -> int | None:
    """Where the clause that a cue begins ends: with its first content, which follows the cue in its
    paragraph; None where there is none such."""
    cue = one.cue or (0, 0)
    start, end = one.content[0]
    between = text[cue[1] : start]
    if start < cue[1] or len(between) > WIDEST_GAP or "\n" in between:
        return None
    return end
