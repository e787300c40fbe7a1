"""Statements inside statements, of which PolNeAR has none: made by wrapping its sentences.

“Trump denied that he knew.” becomes “The clerk said that Trump denied that he knew.”: the outer
statement is new, the inner one keeps its labels inside the outer one's content.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.polnear import Gold, Offsets

SENTENCE = re.compile(
    r"(?:(?<=[.?!”\"] )|^)(?!But |And |Moreover|However)[A-Z][^\n.?!“”\"]{20,280}\.(?= |\n|$)", re.M
)
LOWERED = re.compile(
    r"(?:The|A|An|He|She|They|It|In|On|At|His|Her|Their|Its|Some|Many|Most|Several|Two"
    r"|Three|Officials|Police|Both|Critics|Aides|This|That|These|Those|After|Before|When|While"
    r"|As|If|There|One|No|Other|Others|Voters|Reporters)\b"
)
# Words of saying and thinking: inside a flat content they may well be cues that nobody marked.
SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|claim(?:s|ed|ing)?|believ(?:es?|ed|ing)"
    r"|argu(?:es?|ed|ing)|report(?:s|ed|ing)?|announc(?:es?|ed|ing)|den(?:y|ies|ied|ying)"
    r"|writes?|wrote|written|testif(?:ies|ied)|add(?:s|ed)|alleg(?:es?|ed|ing)"
    r"|insist(?:s|ed|ing)?|suggest(?:s|ed|ing)?|warn(?:s|ed|ing)?|promis(?:es?|ed|ing)"
    r"|vow(?:s|ed|ing)?|pledg(?:es?|ed|ing)|ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|call(?:s|ed|ing)?"
    r"|accus(?:es?|ed|ing)|admit(?:s|ted|ting)?|acknowledg(?:es?|ed|ing)|conced(?:es?|ed)"
    r"|think(?:s|ing)?|thought|fear(?:s|ed|ing)?|hop(?:es?|ed|ing)|expect(?:s|ed|ing)?"
    r"|want(?:s|ed|ing)?|plan(?:s|ned|ning)?|predict(?:s|ed|ing)?|estimat(?:es?|ed)"
    r"|agre(?:es?|ed)|declar(?:es?|ed)|explain(?:s|ed)|not(?:es?|ed)|stat(?:es?|ed)"
    r"|show(?:s|ed)?|according to|described?|complain(?:s|ed)|decid(?:es?|ed)"
    r"|conclud(?:es?|ed)|demand(?:s|ed)?|threaten(?:s|ed)?|know(?:s|n)?|knew|support(?:s|ed)?)\b",
    re.I,
)
RATE = 0.1

GIVEN = (
    "Marta Ilya Dana Goran Amara Kofi Leila Tomas Ingrid Rui Priya Wen Nadia Pavel Yusuf Hana"
    " Oleks Maribel Tariq Saara Emeka Duc Anouk Petros"
).split()
FAMILY = (
    "Holub Varga Okonjo Brell Sayeed Lindqvist Marrow Teixeira Kaplan Zhou Adeyemi Dorsch Vey"
    " Castellan Petrenko Nguyen Haddad Mbeki Ruiz Tanaka Karlsen Osei Demir Falk"
).split()
ROLES = (
    "spokeswoman for the ministry|the mayor's deputy|a retired colonel|the union's lawyer"
    "|head of the inquiry|a nurse at the hospital|the governor's aide|an analyst at the institute"
    "|who runs the port|who asked not to be named|the editor of the weekly|a witness"
    "|chief of the border guard|a member of the council|the party's treasurer"
).split("|")
OTHERS = (
    "A diplomat|The ministry|Two officials|The police|A spokesman for the army|The union|Residents"
    "|The newspaper|A leaked memo|The agency|Her lawyer|The report|One of the monitors|Moscow"
    "|A person familiar with the talks|The state broadcaster|The prosecutor|Witnesses|She|He|They"
    "|The company|An intelligence brief|The governor|A neighbour|The deputy minister"
).split("|")
VERBS = (
    "said|said|said|told reporters|claimed|reported|testified|wrote|recalled|added|alleged"
    "|insisted|noted|acknowledged|says|warned|believes|denied|suggested|explained|confirmed"
).split("|")


@dataclass(frozen=True, slots=True)
class _Wrap:
    """A sentence (half-open, its stop left out) with the words put before and after it, and the
    outer statement's spans in the whole that they make: source, cue, content."""

    start: int
    end: int
    before: str
    after: str
    lower: bool
    source: Offsets
    cue: Offsets
    content: Offsets


def nested(text: str, gold: Sequence[Gold], rng: random.Random) -> tuple[str, tuple[Gold, ...]]:
    """The text with now and then a sentence that holds a whole statement wrapped in another one."""
    wraps = [_wrap(text, a, b, rng) for a, b in _sentences(text, gold) if rng.random() < RATE]
    if not wraps:
        return text, tuple(gold)
    parts, at, moves, outer = [], 0, list[tuple[int, int]](), []
    for wrap in wraps:
        body = text[wrap.start : wrap.end]
        body = body[0].lower() + body[1:] if wrap.lower else body
        parts += [text[at : wrap.start], wrap.before, body, wrap.after]
        base = sum(map(len, parts)) - len(wrap.before) - len(body) - len(wrap.after)
        outer.append(Gold(*(_moved(span, base) for span in (wrap.source, wrap.cue, wrap.content))))
        moves += [(wrap.start, len(wrap.before)), (wrap.end, len(wrap.after))]
        at = wrap.end
    moved = [_shifted(one, moves) for one in gold]
    return "".join([*parts, text[at:]]), (*moved, *outer)


def _moved(span: Offsets, by: int) -> tuple[Offsets, ...]:
    return ((span[0] + by, span[1] + by),)


def _shifted(one: Gold, moves: Sequence[tuple[int, int]]) -> Gold:
    def shift(spans: Sequence[Offsets]) -> tuple[Offsets, ...]:
        return tuple(
            (
                a + sum(n for at, n in moves if at <= a),
                b + sum(n for at, n in moves if at < b),
            )
            for a, b in spans
        )

    return Gold(shift(one.source), shift(one.cue), shift(one.content))


def _sentences(text: str, gold: Sequence[Gold]) -> Iterator[Offsets]:
    """Sentences, their stop left out, that hold one statement or more, each of them whole."""
    spans = [(one, [*one.source, *one.cue, *one.content]) for one in gold]
    for match in SENTENCE.finditer(text):
        start, end = match.start(), match.end() - 1
        touching = [parts for _, parts in spans if any(a < end and start < b for a, b in parts)]
        if touching and all(start <= a and b <= end for parts in touching for a, b in parts):
            yield start, end


def _wrap(text: str, start: int, end: int, rng: random.Random) -> _Wrap:
    who, verb = _who(rng), rng.choice(VERBS)
    cue = verb.split(" ")[0]
    body = end - start
    lower = bool(LOWERED.match(text, start))
    way = rng.randrange(5)
    if way == 0:
        before, after = f"According to {_lowered(who)}, ", ""
        source, cue_at = (len("According to "), len(before) - 2), (0, len("According to"))
        return _Wrap(start, end, before, after, lower, source, cue_at, _content(before, body))
    if way == 1:
        before, after = "", f", {_lowered(who)} {verb}"
        source = (body + 2, body + 2 + len(who))
        cue_at = (source[1] + 1, source[1] + 1 + len(cue))
        return _Wrap(start, end, before, after, False, source, cue_at, (0, body))
    if way == 2:
        before, after = "“", f",” {_lowered(who)} {verb}"
        source = (body + 4, body + 4 + len(who))
        cue_at = (source[1] + 1, source[1] + 1 + len(cue))
        return _Wrap(start, end, before, after, False, source, cue_at, (0, body + 3))
    that = " that" if way == 3 else ""
    before = f"{who} {verb}{that} "
    source, cue_at = (0, len(who)), (len(who) + 1, len(who) + 1 + len(cue))
    content = (len(before) - len(that), len(before) + body)
    return _Wrap(start, end, before, "", lower, source, cue_at, content)


def _content(before: str, body: int) -> Offsets:
    return len(before), len(before) + body


def _who(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return rng.choice(OTHERS)
    name = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" if rng.random() < 0.7 else rng.choice(FAMILY)
    return f"{name}, {rng.choice(ROLES)}," if rng.random() < 0.4 else name


def _lowered(who: str) -> str:
    """The words as they stand inside a sentence."""
    first = who.split(" ")[0]
    return who[0].lower() + who[1:] if who in OTHERS and first != "Moscow" else who


def unmarked(text: str, gold: Sequence[Gold]) -> list[Offsets]:
    """Words of saying inside a flat content that no cue holds: whether they are cues of inner
    statements nobody has said."""
    contents = [span for one in gold for span in one.content]
    cues = [span for one in gold for span in one.cue]
    return [
        match.span()
        for match in SAYING.finditer(text)
        if any(a <= match.start() < b for a, b in contents)
        and not any(a < match.end() and match.start() < b for a, b in cues)
    ]
