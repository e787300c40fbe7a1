"""What is done with a content: by its cue, and where that only says, by the content's own form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model import Act, Factuality
from sayso.reading import completed, noncomment
from sayso.reading.cues import Cue
from sayso.reading.lexicon import BODIES, DOCUMENTS

QUOTES = "“”\"‘’«»' "
EXPECT = re.compile(r"(?:(?!that\b)[\w']+\s+){0,3}to\s+expect\b")
QUESTION = re.compile(r"\?[\s”\"’'»]*$")
INDIRECT = re.compile(
    r"^(?:whether|if|how|why|who|whom|whose|what|when|where|which|about)\b", re.IGNORECASE
)
ORDER = re.compile(r"^(?:(?!that\b)[\w']+\s+){0,2}(?:not\s+)?to\s+\W?\w")
# Verbs that order wherever a clause begins with them.
FLAT_ORDER = (
    r"(?:stop|halt|cease|boycott|surrender|resign|evacuate|refrain|disarm|obey|beware|resist)"
)
# Verbs that open an order rather than name a thing.
IMPERATIVE = re.compile(
    r"(?:please|do\s+not|don't|let\s+(?:us|me|them|him|her|the)|let's|be\s+(?!it\b|that\b)\w+)"
    r"\b[^?]*(?:[.!]|$|\W$)"
    r"|(?:stop|go|close|open|leave|put|take|give|get|stay|wait|send|bring|keep|walk|run|tell"
    r"|ask|call"
    r"|come|look|listen|remember|release|withdraw|publish|free|show|shoot|fire|hold|write|find|name"
    r"|evacuate|halt|end|turn|move|sit|stand|pay|hand|count|check|consider|lift"
    r"|drop|join|read|say|make|watch)"
    r"\s+(?:the|a|an|your|my|our|his|her|their|this|that|these|those|me|us|him|them|it|everyone"
    r"|everybody"
    r"|up|out|down|back|away|off|in|on|to|home|now|what|who|how|two|all|no)\b[^?]*$"
    r"|(?:stop|walk|go|run|wait|leave|listen|enough|silence)\s*[.!,]"
    rf"|{FLAT_ORDER}\s+(?!(?:was|is|were|are|had|has|did)\b)[^?]*$"
)
OR_ELSE = re.compile(
    r"(?!(?:i|we|he|she|it|they|you|the|a|an)\b)\w+\b[^.?!]{1,80}?\bor\s+(?:else\b|(?:i"
    r"|we)(?:'ll|\s+\w+))"
)
# “The army must leave”: an order in the form of a statement; not what must have been.
MUST = re.compile(
    r"(?!(?:i|we)\b)(?:[\w'-]+ ){1,6}?(?:must|ought to|needs? to|ha(?:s|ve) (?:got )?to)"
    r" (?:now |not |never |immediately |at once |all |also )*(?!have\b|know\b|say\b"
    r"|admit\b)\w+(?![^.]*\bor\b)"
)
PAY = re.compile(
    r"\b(?:pay (?:for|dearly|the price|a (?:\w+ )?price)|regret|answer for|be sorry"
    r"|face (?:the )?(?:\w+ )?"
    r"(?:consequences|retaliation|reprisals)|suffer (?:the )?consequences|be (?:crushed"
    r"|destroyed|punished|hunted))\b"
)
PAID_FOR = re.compile(
    rf"(?:who|any|they|you|he|she|those|these)[^.?!]{{0,60}}?\b(?:will"
    rf"|shall)\s+(?:\w+\s+){{0,2}}?{PAY.pattern}"
)
# “Prices are going to double”, “we are going to court”.
GOING = re.compile(
    r"(?P<who>(?:(?!if\b|when\b)[\w'-]+\s+){0,3}?[\w'-]+?(?='re|'m|'s|\s))(?:'re|'m|'s|\s+(?:is|are|am))"
    r"\s+(?:going|about)\s+to\s+\w"
)
DENIED_OUTRIGHT = re.compile(
    r"no[.!]|not\s+(?:so|true|at\s+all)\b|(?:i|we)\s+(?:categorically\s+)?(?:deny|reject)\b"
    r"|nonsense\b"
    r"|false\b|a\s+lie\b|(?:that|it|this|these|those|they)(?:\s+(?:is|was|are|were)|'s|'re)\s+"
    r"(?:all\s+|just\s+|an?\s+|pure\s+|nothing\s+but\s+|\w+ly\s+|complete\s+|utter\s+|total\s+)*"
    rf"(?!wrong\b|fake\b|myths?\b|misleading\b){completed.UNTRUE}\b"
)
# Not to know or want something denies nothing.
MINDED = r"know|remember|recall|understand|think|want|expect|feel|care|mind|mean|believe|wish"
DENIED = re.compile(
    r"no,|(?:that|it|this)\s+(?:is|was)(?:\s+not|n't)\s+(?:true|correct|so|the\s+case|us|me|our"
    r"|ours)\b"
    r"|(?:that|it|this)\s+(?:never|did\s+not|didn't)\s+happen"
    r"|there\s+(?:(?:is|was|were|are|has\s+been|had\s+been|have\s+been)\s+no\b"
    r"|(?:is|was|were|are)(?:\s+not|n't)\s+(?:an?|one|any)\b)|at\s+no\s+time\b"
    r"|under\s+no\s+circumstances|not\s+(?:a|one|a\s+single)\s+\w+|(?:nobody|no\s+one|none)\b"
    r"|no\s+(?:[\w'-]+\s+){1,3}(?:was|were|has|have|is|had|took|came|reached|left|went)\b"
    r"|(?:we|i|our\s+\w+|they|he|she)\s+(?:do|did|have|has|had)(?:\s+not|n't|\s+never)\b"
    rf"(?!\s+been\s+\w+(?:ed|en|ld)\b)(?!\s+(?:{MINDED})\b)"
    r"|(?:we|i|they|he|she|it)\s+(?:had\s+|has\s+|have\s+)?"
    r"(?:never|no\b(?!\s+longer)|(?:knew|know|seen|saw)\s+(?:of\s+)?no\b)"
)
FUTURE = re.compile(
    r"(?P<who>(?:\S+ ){1,8}?)(?P<modal>will|would|shall|won't) (?!have )|(?P<self>i|we)'ll "
    r"|(?P<third>he|she|they)'d (?:never |not )?(?!had |been |better |like )(?!\S*(?:ed|en|ought) )"
)
# What one does to another to hurt him: foretold by whoever will do it, it is a threat.
HARM = re.compile(
    r"\b(?:will|shall|would|'ll|'d)\s+(?:\w+\s+){0,2}?(?:strike|destroy|punish|retaliate|crush"
    r"|burn|sue"
    r"|sack|expel|evict|seize|hunt|kill|hang|bomb|shell|attack|avenge|respond\s+with|hit\s+back"
    r"|call\s+in"
    r"|cut\s+off|pull|wipe|regret|sink|storm|raze|flatten|execute|behead|jail|open\s+fire|blow\s+up"
    r"|ground\s+every|walk\s+out|down\s+tools|blockade|shut\s+down|hold\s+(?:them|him|her|you)\s+to\s+account|make\s+(?:them|him"
    r"|her|you)\s+pay)\b"
)
SOONER = re.compile(r"\b(?:would|'d)\s+(?:sooner|rather)\b")
# Of what an office has in hand its word is a plan.
IN_HAND = re.compile(
    r"\b(?:will|would|shall)\s+(?:not\s+|now\s+|also\s+|soon\s+)?(?:open|reopen|continue|resume|move|shift"
    r"|relocate|shut|sell|build|hire|lay\s+off|launch|recall"
    r"|begin|start"
    r"|remain|stay|close|run|sail|operate|go\s+ahead|take\s+place|return|receive|be\s+(?:held"
    r"|paid|published|deployed|sent|opened|reopened|closed"
    r"|distributed"
    r"|released|launched|replaced|extended|lifted|kept|moved))\b"
)
OFFICE = re.compile(
    r"\b(?:minist\w+|council\w*|company|director\w*|chief|president|governor|mayor|board"
    r"|operator|spokes\w+"
    r"|government|office|authorit\w+|commission\w*|army|command\w*|manager\w*|boss|owner\w*)\b"
)
NOT_SPEAKING = re.compile(
    r"no\s+(?:further\s+)?comment\b|(?:i|we)(?:\s+have|'ve)\s+nothing\s+(?:\w+\s+)?to\s+(?:say|add)\b"
    r"|(?:i|we)(?:'m|'re|\s+am|\s+are)\s+not\s+(?:going\s+to\s+|about\s+to\s+)?(?:get(?:ting)?\s+into"
    r"|comment(?:ing)?|discuss(?:ing)?|speculat(?:e|ing)|go(?:ing)?\s+into|talk(?:ing)?\s+about)\b|(?:[\w'-]+\W+){0,3}?(?:can't|cannot|can\s+not|won't|will\s+not"
    r"|would\s+not|does\s+not|do\s+not|doesn't"
    r"|don't|could\s+not)\s+(?:comment|discuss|speculate|tell\s+you|go\s+into|be\s+drawn)\b"
)
JUDGED = re.compile(
    r"\b(?:as|so)\s+far\s+as\s+(?:i|we|he|she|they)\s+(?:could|can)\s+(?:judge|tell|see)\b"
)
LIKELY = re.compile(r"\b(?:likely|probable|suspected)\b")
# “You have my word”, “we promise”: said, and so done.
PLEDGING = re.compile(
    r"(?:you\s+have\s+(?:my|our)\s+word|(?:i|we)\s+(?:\w+ly\s+)?(?:promise|pledge|vow|swear"
    r"|guarantee|give\s+(?:you\s+)?(?:my|our)\s+word))\b"
)
URGING = re.compile(
    r"(?:(?:i|we)(?:\s+(?:now|again|therefore|also|\w+ly))?|(?:i|we)(?:'re|'m|\s+are|\s+am))\s+"
    r"(?:demand|urg|call|ask|appeal|beg|implor|plead|insist|request|recommend)(?:e|ing)?\s+"
    r"(?:(?:for|on|upon|with|to|that|an?|the|all|both|every\w*|him|her|them|you|people|our|his|their"
    r"|its)\b|[\w'-]+\s+to\b)"
)
CHANTED = re.compile(
    r"(?:out|down)\s+with\b|justice\s+for\b|no\s+more\s+[^.?]*!|(?:[\w'-]+\s+){1,3}now!"
)
# What one does by the rules, foretold of himself, is a plan and no promise.
PROCEDURE = re.compile(
    r"\b(?:will|shall|would|'ll|'d)\s+(?:\w+\s+)?(?:appeal|contest|apply|consult|consider|study"
    r"|review|travel|vote|run|stand|seek|file|meet\s+(?:with|on|in|again)|hold\s+(?:an?|talks))\b"
)
TAKING = re.compile(
    r"(?:we|i)(?:'re|'m|\s+are|\s+am)\s+(?:taking\s+(?:this|it|them|him|her)\s+(?:to|all)\b"
    r"|filing|suing|appealing|launching|calling\s+off)\b"
)
PLANNING = re.compile(
    r"(?:i|we|he|she|it|they)(?:\s+(?:now|also|still))?(?:'re|'m|\s+(?:are|am|is|was|were))?\s+"
    r"(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?|prepar(?:es|ed|ing))\s+to\b"
)
COURTS = re.compile(r"\b(?:courts?|tribunals?|judges?|jury|jurors|arbitrators?|panel)\b")
AHEAD = re.compile(r"(?!that\b|as\b)(?:[\w%'-]+ ){1,6}?(?:\w+ing\b|at \W?\d)")
SELF = frozenset("i we".split())
SPOKEN_OF = frozenset("he she they".split())
SORRY = re.compile(
    r"^(?:sorry\b|i\s+apologi[sz]e|we\s+apologi[sz]e|thank\s+you|congratulations|welcome\b"
    r"|(?:we|i)\s+thank)"
)
SUPPOSED = re.compile(r"\bwould have\b|'d (?!like)")
IF = re.compile(r"(?<!even )(?<!as )\b(?:if|unless|otherwise|or else)\b")
UNLESS = re.compile(r"\bunless\b|\bif\b[^.?!]{0,60}?(?:\bnot\b|n't\b|\bstill\b)")
INDICATIVE = re.compile(r"\b(?:is|was|were|are|has|had|might|may|would|could|did|does|suspects?)\b")
CALLING = frozenset("call describe brand dub label dub term".split())
TELLING = frozenset("tell shout yell cry scream whisper".split())
# What is refused is a word: anything else is a deed.
ASKED = re.compile(
    r"(?:to\b|(?:an?\s+|the\s+|any\s+|all\s+)?(?:\w+\s+)?(?:comments?|interviews?|requests?"
    r"|answers?)\b|.*\bcomment\b)"
)
GIVING_UP = frozenset(("retract", "withdraw", "take back", "recant", "walk back"))
ADVICE = frozenset("suggest advise".split())
VOUCHING = frozenset("assure reassure swear".split())
FACTIVE = frozenset("accept agree".split())
EXPRESSING = frozenset("joke lament bemoan".split())
ATTITUDES = frozenset("believe intend predict ask".split())
FIRST_ASKS = re.compile(
    r"(?:how|who|whom|whose|what|when|where|which|why|is|are|was|were|do|does|did|have|has|had"
    r"|can|could"
    r"|will|would|should)\s[^.?!]*\?"
)
ANALYSTS = re.compile(
    r"\b(?:intelligence|analysts?|agency|agencies|inspector\w*|secretariat|institute|experts?"
    r"|engineers?"
    r"|specialists?|scientists?|researchers?|investigators?|inquiry|commission|panel|economists?"
    r"|study|report|observatory|assessors?|auditors?|paramedics?|doctors?|\w+ologists?|coroners?"
    r"|statisticians?|forensic)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement's words for rules to look at, all in lower case with straight apostrophes."""

    cue: Cue
    source: str
    pieces: tuple[str, ...]
    clause: str

    @property
    def content(self) -> str:
        """The whole content."""
        return " ".join(self.pieces)

    @property
    def own_words(self) -> bool:
        """Whether the content begins in the speaker's own words."""
        return self.content[:1] in QUOTES or not self.cue.text.strip(":-–— ")

    @property
    def opening(self) -> str:
        """The content without the marks and the `that` before its first word."""
        bare = self.content.lstrip(QUOTES + "–—-…:")
        return re.sub(r"^(?:that|of)\s+", "", bare).lstrip(QUOTES)


def act_of(said: Said, factuality: Factuality) -> Act:
    """What is done with the content, whose own certainty is known."""
    cue = said.cue
    if unsaid(cue):
        return _negated(said)
    if together := completed.act_of(cue.entry, said.opening):
        return together
    clause = cue.entry in FACTIVE | EXPRESSING and _is_clause(said)
    if cue.act == "assert" or clause or (cue.entry == "protest" and said.own_words):
        return _of_content(said, factuality)
    return _of_cue(said)


def unsaid(cue: Cue) -> bool:
    """Whether a cue tells of what was not said, or only would have been."""
    return cue.negated or SUPPOSED.search(cue.text) is not None


def given_up(cue: Cue) -> bool:
    """Whether what a cue tells was not said, or is no longer."""
    return unsaid(cue) or cue.entry in GIVING_UP


def _negated(said: Said) -> Act:
    """What one does not say, allege or deny one does not assert either; an attitude negated is one
    still, and so is “did not ask”. “I do not deny it” grants it."""
    cue = said.cue
    if cue.act == "deny" and said.source.strip(QUOTES) in SELF:
        return "assert"
    if cue.entry == "ask":
        return _of_cue(said)
    return cue.act if cue.act in ATTITUDES and "no longer" not in cue.text else "other"


def _of_cue(said: Said) -> Act:
    entry, act = said.cue.entry, said.cue.act
    if entry == "ask":
        return "ask" if _asks(said) else "demand"
    if (act == "believe" or entry == "blame") and ANALYSTS.search(said.source):
        return "assess"
    if entry in ADVICE and INDICATIVE.search(said.opening):
        weighed = ANALYSTS.search(said.source) or DOCUMENTS & set(said.source.split())
        return "assess" if weighed or entry == "advise" else "assert"
    if entry == "mean" and not said.opening.startswith("to "):
        return "assert"
    if entry in ("refuse", "decline") and not ASKED.match(said.opening):
        return "other"
    if entry == "want" and said.opening.startswith("to "):
        return "intend"
    if entry == "consider" and "considering" in said.cue.text:
        return "intend"
    return act


def _asks(said: Said) -> bool:
    return bool(INDIRECT.match(said.opening) or QUESTION.search(said.content))


def _is_clause(said: Said) -> bool:
    return said.content.lstrip(QUOTES).startswith("that ")


def _of_content(said: Said, factuality: Factuality) -> Act:
    """The act of a content whose cue only says."""
    if not said.cue.entry and any(map(noncomment.says_so, said.pieces)):
        return "decline"
    if NOT_SPEAKING.match(said.opening):
        return "decline"
    if QUESTION.search(said.content) or FIRST_ASKS.match(said.opening):
        return "ask"
    if said.cue.entry in TELLING and EXPECT.match(said.content):
        return "predict"
    if weighed := _weighed(said):
        return weighed
    if (said.cue.entry in CALLING and LIKELY.search(said.content)) or JUDGED.search(said.content):
        return "assess"
    if said.own_words and (OR_ELSE.match(said.opening) or PAID_FOR.match(said.opening)):
        return "threaten"
    if PLANNING.match(said.opening):
        return "intend"
    if said.own_words and (done := _done_by_saying(said.opening)):
        return done
    if going := GOING.match(said.opening):
        return "intend" if going["who"].split()[-1] in SELF else "predict"
    if IMPERATIVE.match(said.opening) or (said.cue.entry in TELLING and ORDER.search(said.content)):
        return "demand"
    if SORRY.match(said.opening):
        return "other"
    if MUST.match(said.opening):
        return "demand"
    if said.cue.reporter != "endorsing" and _denies(said, factuality):
        return "deny"
    return _of_future(said)


def _weighed(said: Said) -> Act | None:
    """What those make of it who weigh evidence, or markets ahead of it; None where neither."""
    entry = said.cue.entry
    if entry == "hold" and COURTS.search(said.source):
        return "assess"
    if entry == "establish" and (ANALYSTS.search(said.source) or COURTS.search(said.source)):
        return "assess"
    if said.cue.text in ("see", "sees") and AHEAD.match(said.opening):
        return "predict"
    return None


def _done_by_saying(opening: str) -> Act | None:
    """What the speaker does in saying that he does it: “we demand”, “you have my word”."""
    if PLEDGING.match(opening):
        return "promise"
    if URGING.match(opening) or CHANTED.match(opening):
        return "demand"
    return "intend" if TAKING.match(opening) else None


def _denies(said: Said, factuality: Factuality) -> bool:
    if DENIED_OUTRIGHT.match(said.opening):
        return True
    if completed.NOTHING_IN_IT.match(said.opening):
        return True
    emphatic = said.cue.entry in ("insist", "maintain")
    return factuality == "CT-" and (emphatic or DENIED.match(said.opening) is not None)


def _of_future(said: Said) -> Act:
    """A promise where the speaker tells of himself, else a prediction. In his own words he is I or
    we, in the outlet's he, she or they, and his “will” a “would”."""
    future = FUTURE.match(said.clause + " ")
    if not future or said.cue.reporter == "endorsing":
        return "assert"
    if said.own_words and (future["modal"] == "would" or future["third"]):
        return "assert"
    if SOONER.search(said.clause):
        return "intend"
    planned = IN_HAND.search(said.clause) and OFFICE.search(said.source)
    who = (future["who"] or future["self"] or future["third"]).split()
    if planned and who == ["it"]:
        return "intend"
    if _of_himself(said, who):
        hurts = UNLESS.search(said.content) or HARM.search(said.clause)
        plans = not said.own_words and PROCEDURE.search(said.clause)
        return "threaten" if hurts else "intend" if plans else "promise"
    if said.own_words and PAY.search(said.clause):
        return "threaten"
    if said.cue.entry in VOUCHING:
        return "promise"
    return "intend" if planned else "predict"


def _of_himself(said: Said, who: list[str]) -> bool:
    """Whether a speaker tells of himself: I or we in his own words or where he is I, else he, she
    or they, and of a body it."""
    if who[-1] in SELF:
        return said.own_words or said.source.strip(QUOTES) in SELF
    if said.own_words or len(who) != 1:
        return False
    return who[0] in SPOKEN_OF or (who[0] == "it" and not BODIES.isdisjoint(said.source.split()))
