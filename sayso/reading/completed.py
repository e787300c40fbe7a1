"""What a cue does only together with its content: “put [the crowd at about 900]” is an estimate,
“held [him responsible]” a charge, “called [the vote a theft]” too.

A table of the cue's entries, a pattern of the content, and the act they make; the first that fits.
"""

from __future__ import annotations

import re

from sayso.model import Act

ROUGHLY = (
    r"(?:about|around|some|roughly|nearly|almost|over|between|more than|at least|up to|close to"
    r"|as many as)"
)
# What has been counted is no round number.
ROUND = r"(?:[$£€]?\d[\d,]*00\b|(?:\S+ ){1,3}?(?:hundred|thousand|[mb]illion)s?\b)"
ASKING = r"(?:asking|urging|demanding|calling (?:for|on)|requesting|begging|imploring)"
# Nouns and adjectives of blame, for what somebody is called. A massacre or a murder is not among
# them: what an event is called is a rival's word for it, and charges nobody.
WRONG = (
    r"(?:traitors?|treason|liars?|thie(?:f|ves)|theft|thievery|robbery|robbers?|crooks?|swindlers?"
    r"|criminals?|crimes?|murder(?:ers?|ous)|killers?|butchers?|terrorists?|terrorism|terror"
    r"|barbar(?:ic|ous|ism|ity|ians?)|savage(?:ry|s)?|cowards?"
    r"|cowardly|cowardice|betrayals?|disgrace(?:ful)?|shame(?:ful|less)?|scandal(?:ous)?"
    r"|outrage(?:ous)?"
    r"|fraud(?:ulent|sters?)?|rigged|stolen|sham|farce|travesty|cover-up|whitewash|provocations?"
    r"|aggression|aggressors?|blackmail|extortion|sabotage|saboteurs?|coup|power grab|land grab"
    r"|kidnapp(?:ing|ers?)|hostage[- ]taking|piracy|pirates?|violations?|illegal|unlawful|reckless"
    r"|negligen(?:t|ce)|irresponsible|criminally|incompeten(?:t|ce)|dereliction|abuse"
    r"|corrupt(?:ion)?"
    r"|cruel(?:ty)?|inhuman(?:e)?|vile|heinous|brutal(?:ity)?|despicable|puppets?|stooges?"
    r"|fascists?"
    r"|collective punishment|witch[- ]hunt|hypocri(?:sy|tes?|tical)|dictator(?:ship)?|tyran(?:t|ny)"
    r"|invaders?|occupiers?|mercenar(?:y|ies)|propaganda|smears?|plot|insult(?:ing)?)"
)
# What one is charged with or told of, and that there is nothing in it.
CHARGE = (
    r"(?:accusations?|allegations?|claims?|reports?|charges?|rumou?rs?|suggestions?|insinuations?"
    r"|assertions?|accounts?|stor(?:y|ies)|versions?|footage|videos?|speculation)"
)
UNTRUE = (
    r"(?:lies?|fairy[ -]tales?|fabrications?|fabricated|nonsense|inventions?|slanders?|untrue|false"
    r"|falsehoods?|baseless|groundless|unfounded|without (?:any )?(?:basis|foundation|merit|truth)"
    r"|myths?|fake|absurd|ridiculous|preposterous|laughable|ludicrous|fantas(?:y|ies)|fiction"
    r"|fictitious|hoax(?:es)?|disinformation|misinformation|hearsay|concocted|invented|made[ -]up"
    r"|unsubstantiated|rubbish|garbage|bunk|drivel|libel(?:lous)?|defamatory|wrong|inaccurate"
    r"|incorrect|misleading)"
)
CALLING = "call, describe, brand, dub, label, term, characterise, portray, depict, style"
REVENGE = (
    r"(?:retaliat\w*|aveng\w*|revenge|vengeance|crush|destroy|annihilate|obliterate|strike back"
    r"|hit back"
    r"|wipe (?:out|\w+ off)|flatten|bomb|shell|(?:a|the) (?:\w+ ){0,2}(?:response|answer|price"
    r"|night of \w+)"
    r"|make (?:them|him|her|it|those \w+) pay|burn|hunt (?:down|them)|teach \w+ a lesson)"
)
# “That he resign”, “that the gates be shut”: what is insisted on, not what is so.
WISHED = (
    r"(?:(?!to\b|will\b|would\b|should\b|must\b|can\b|could\b|may\b|might\b"
    r"|not\b)[\w'-]+ ){1,6}?(?:not )?be \w+"
    r"|(?:he|she|it) (?:not )?(?:resign|step|leave|go|pay|stop|stay|come|appear|apologise"
    r"|apologize|return"
    r"|withdraw|release|publish|take|give|hand|sign|stand|explain|answer|cease|end|open|close"
    r"|remain|keep"
    r"|provide|pull|lift|allow|accept|meet|make)\b"
)
# A time that somebody is given to do a thing in.
TERM = r"(?:until|till|hours?|days?|minutes?|weeks?|months?)"
Rule = tuple[frozenset[str], re.Pattern[str], Act]


def _rule(entries: str, content: str, act: Act) -> Rule:
    return frozenset(entry.strip() for entry in entries.split(",")), re.compile(content), act


# Contents are in lower case, without the marks and the `that` before their first word.
RULES: tuple[Rule, ...] = (
    _rule("put, put at, peg", rf".*?\bat\W+(?:{ROUGHLY}\b|{ROUND})", "assess"),
    _rule("take", r".*\bto task\b", "accuse"),
    _rule("write", rf"(?:to )?(?:[\w'-]+ ){{0,8}}?{ASKING}\b", "demand"),
    _rule("hold, put", r".*\b(?:responsible|accountable|liable|to blame|at fault)\b", "accuse"),
    _rule("regard, see, view, identify", r".*?\bas\b", "assess"),
    _rule(CALLING, rf".*?\b{CHARGE}\b.*\b(?:{WRONG}|{UNTRUE})\b", "deny"),
    _rule(CALLING, rf".*\b{UNTRUE}\b", "deny"),
    _rule(CALLING + ", see, regard", rf".*\b{WRONG}\b", "accuse"),
    _rule(
        "offer",
        r".*\b(?:condolences|sympath\w+|apolog\w+|thanks|congratulations|prayers)\b",
        "other",
    ),
    _rule("promise, vow, swear, pledge", rf"(?:to )?(?:\w+ ){{0,3}}?{REVENGE}\b", "threaten"),
    _rule("insist", WISHED, "demand"),
    _rule("hit back, hit back at", rf"(?:at )?(?:[\w'-]+ ){{0,3}}?{CHARGE}\b", "deny"),
    _rule("protest, maintain, proclaim", r"(?:[\w'-]+ ){1,2}?innocence\b", "deny"),
    _rule("call out", r"(?!for\b).*?\b(?:for|over|as)\b", "accuse"),
    _rule("date", r"[^,]*?\bto\b(?! \d)", "assess"),
    _rule("give", r".*\b(?:cause|time|date|age|number|toll|total)\b.*\bas\b", "assess"),
    _rule("give", rf".*?\b{TERM}\b.*\bto\b.* or (?:else|be|face|risk|die|lose|pay)\b", "threaten"),
    _rule("give", rf".*?\b{TERM}\b.*?\bto\b", "demand"),
    _rule("muse", r"(?:whether|if|who|what|why|when|where|how)\b|.*\?\W*$", "ask"),
    _rule("demand, press, want", r"(?:who|what|why|when|where|how|whether)\b|.*\?\W*$", "ask"),
)  # fmt: skip


NOTHING_IN_IT = re.compile(
    rf"(?:(?!that\b|who\b)[\w'-]+ ){{0,4}}{CHARGE}\b(?: (?!and\b|but\b)[\w'-]+){{0,6}}?"
    rf" (?:is|are|was|were|to be|being)\W+(?:[\w'-]+\W+){{0,3}}?{UNTRUE}\b"
)


def act_of(entry: str, opening: str) -> Act | None:
    """The act that a cue of this entry and its content, from its first word on, make together; None
    where none."""
    fitting = (
        act for entries, pattern, act in RULES if entry in entries and pattern.match(opening)
    )
    return next(fitting, None)
