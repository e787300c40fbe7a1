"""Relations that a plain pattern tells: a paraphrase that leaves its quotation, a denial that
answers what stands before it, and two names for one thing whose words cannot both be meant.

Scores are the shares that are labelled so on the train stories, statements as labelled.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.compare.accounts import account
from sayso.compare.checks import opposed_words, same_speaker
from sayso.compare.model import Reason, Relation, Told, Utterance
from sayso.compare.relating import CLAIMING
from sayso.compare.speakers import same

# 20 pairs in 30 where utterances are as labelled, 6 in 15 where they are grouped by us.
DEPARTS = 0.5
# 7 denials in 9.
ANSWERS = 0.75
# Not met in the labelled stories.
RIVALS = 0.5
# How long a content is at most that is a name, in letters, and in words that carry a meaning.
NAME_LETTERS, NAME_WORDS = 80, 4
POINTING = re.compile(r"\W*(?:even )?(?:that|this|it)(?: \w+)?\W*", re.IGNORECASE)
NOT_SO = r"(?:not (?:true|so|correct|right)|nonsense|false|untrue|wrong|rubbish)"
REJECTS = re.compile(
    r"\W*(?:not so|nonsense|rubbish|it never happened"
    r"|(?:that|this|it)(?: (?:is|was)|['’]s) (?:an? (?:lie|fabrication|slander|invention)|"
    rf"{NOT_SO})|(?:that|this) \w+ is {NOT_SO})\W*(?:[.,!;…]|$)",
    re.IGNORECASE,
)


def departures(said: Iterable[Utterance]) -> Iterator[Relation]:
    """Where a paraphrase says something else than what the speaker is quoted with, in the same
    report or another."""
    told = [(one, each) for one in said for each in one.told]
    by_id = {one.id: one for _, one in told}
    for utterance, one in told:
        if not one.departs:
            continue
        quoted = [each for each in utterance.told if each.quoted and not each.departs]
        if one.restates in by_id and by_id[one.restates] not in quoted:
            quoted.append(by_id[one.restates])
        yield from (_departs(one, each) for each in quoted if each.id != one.id)


def _departs(one: Told, quoted: Told) -> Relation:
    parts = tuple(one.passage(span) for span in one.departs)
    words = tuple(quoted.passage(span) for span in quoted.quoted or quoted.content)
    text = "what is said in other words is not what is quoted"
    reason = Reason("departs", text, (*parts, *words))
    return Relation("paraphrase-differs", one.id, quoted.id, DEPARTS, (reason,))


def answers(said: Iterable[Utterance]) -> Iterator[Relation]:
    """Denials that only point to what they deny, or begin by turning it down (“That is a lie”),
    with the claim of somebody else that stands right before them in the report."""
    of = {one.id: utterance.id for utterance in said for one in utterance.told}
    reports: dict[str, list[Told]] = defaultdict(list)
    for utterance in said:
        for one in utterance.told:
            reports[one.report].append(one)
    found: dict[tuple[str, str], Relation] = {}
    for told in reports.values():
        told.sort(key=lambda one: one.content[0].start)
        for number, one in enumerate(told):
            if _points(one) and (claim := _before(one, told[:number])):
                ends = of[one.id], of[claim.id]
                spans = one.passage(one.content[0]), claim.passage(claim.content[0])
                reason = Reason("answers", "it turns down what stands right before it", spans)
                found.setdefault(ends, Relation("denies", *ends, ANSWERS, (reason,), "inferred"))
    yield from found.values()


def _points(one: Told) -> bool:
    """Whether a denial only points to what it denies, or begins by turning it down."""
    pointing = one.act == "deny" and POINTING.fullmatch(one.text)
    return bool(pointing or REJECTS.match(one.text))


def _before(one: Told, earlier: Sequence[Told]) -> Told | None:
    """The last claim before a statement, of another speaker who is known, in its paragraph or the
    one before; None where there is none, or it is part of the other."""
    for claim in reversed(earlier):
        if claim.paragraph < one.paragraph - 1:
            return None
        apart = claim.within != one.id and one.within != claim.id
        others = one.speakers and not any(same(a, b) for a in one.speakers for b in claim.speakers)
        if apart and others and claim.speakers and claim.act in CLAIMING:
            return claim
    return None


def rivals(said: Iterable[Utterance]) -> Iterator[Relation]:
    """Two speakers who each call the thing by a word that the other's cannot mean."""
    short = [
        account(Utterance(one.id, (told,)))
        for one in said
        for told in one.told
        if len(told.text) <= NAME_LETTERS
    ]
    names = [one for one in short if one.naming and len(one.words) <= NAME_WORDS]
    found: dict[tuple[str, str], Relation] = {}
    for a, b in itertools.combinations(sorted(names, key=lambda one: (one.id, one.lead.id)), 2):
        if a.id != b.id and not same_speaker(a, b) and (why := tuple(opposed_words(a, b))):
            found.setdefault((a.id, b.id), Relation("renames", a.id, b.id, RIVALS, why))
    yield from found.values()
