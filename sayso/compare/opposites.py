"""Words that cannot both hold of one thing, and words that say nothing of it: tables, no rules."""

from __future__ import annotations

from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What one says | what the other says, by base form; any of the left against any of the right.
_PAIRS = """
advance gain capture seize take enter storm | retreat withdraw flee lose abandon leave fall
advance gain push | regroup
hold control keep defend retain | lose abandon withdraw surrender cede flee
regroup reposition redeploy reorganise | flee flight rout run collapse retreat
attack strike shell bomb fire shoot assault raid | defend protect spare hold
open reopen | close shut block seal lock
safe secure harmless clean | unsafe dangerous contaminated poisonous hazardous toxic
begin start resume launch open | end stop halt cease suspend finish cancel
win victory succeed | lose defeat fail failure
alive survive live living | dead die kill killed death
present inside attend | absent outside miss
free freely release | detain jail hold arrest imprison hostage captive
accept agree approve sign endorse ratify | reject refuse oppose veto decline
increase rise grow climb more higher | decrease fall drop shrink decline fewer lower less
peaceful calm quiet orderly order | violent riot riotous chaos unrest panic repression clash
legal lawful legitimate | illegal unlawful illegitimate
accident accidental natural | deliberate deliberately sabotage planned intentional
civilian unarmed | armed soldier fighter combatant militant terrorist gunman
true truth fact | false lie untrue fabricated forgery fake invented rumour rumor
warn notify inform alert tell | silent silence unannounced secret conceal hide bury
know aware | unaware ignorant
first | second last
before earlier | after later
early | late
above over | below under beneath
north northern | south southern
east eastern | west western
all every everyone entire whole | none nobody nothing some few part
always | never
allow permit let | ban prevent forbid block bar
guilty responsible | innocent
voluntary volunteer willingly | forced force compel coerce
temporary pause | permanent end
intact standing whole | destroyed collapsed broken ruined damaged
arrive come | leave depart
return | leave flee
evacuate | stay remain
work working functioning running | fail failed broken down fault outage
paid pay | unpaid owe
full crowded | empty deserted
public open | secret private closed
confirm | deny refute
friendly ally | enemy hostile
negotiate talk dialogue | walkout boycott breakdown
strike walkout | lockout
rescue save | abandon kill
hit struck | miss missed
human man-made | natural
internal inside within | external outside foreign
up | down
"""
# Words that carry no claim: they neither relate statements nor tell them apart.
EMPTY = _words(
    "a an the this that these those and or but nor so yet if as of in on at by for to from with"
    " into onto upon over under after before during about against between among through without"
    " within than then there here where when while who whom whose which what why how is are was"
    " were be been being am has have had having do does did doing will would shall should can could"
    " may might must it its he his him she her hers they them their theirs we us our ours i me my"
    " mine you your yours himself herself itself themselves ourselves myself one ones some any all"
    " each every both either neither other another such same own no not none never nothing nobody"
    " only just even also too very more most less least much many few several still already now"
    " again ever once s t re ve ll d m said say says saying told tell tells asked ask called call"
    " according that's it's there's don't didn't doesn't isn't wasn't weren't hadn't haven't hasn't"
    " won't wouldn't couldn't can't cannot because since until till although though whether out up"
    " down off back away per via mr mrs ms dr sir the"
)
NEGATIVE = _words(
    "no not none never nothing nobody neither nor nowhere without cannot n't don't didn't doesn't"
    " isn't wasn't weren't hadn't haven't hasn't won't wouldn't couldn't can't untrue false falsely"
    " denied denies deny rejects rejected rejection denial refuted lie lies hardly"
)
# What takes back, grants or turns down what another said.
REJECTING = _words(
    "false lie lies untrue wrong nonsense rumour rumours rumor rumors fabricated fabrication"
    " forgery fake invented misleading misleads allegation allegations baseless propaganda"
    " version myth slander fiction incorrect mistaken misinformed exaggerated"
)
NAMING = _words(
    "call called calls calling term termed terms describe described describes dub dubbed label"
    " labelled labeled brand branded name named word words phrase speak spoke style styled"
)


@cache
def opposed() -> dict[str, frozenset[str]]:
    """Base form → the base forms that stand against it."""
    found: dict[str, set[str]] = {}
    for line in _PAIRS.strip().splitlines():
        left, right = (side.split() for side in line.split("|"))
        for one in left:
            found.setdefault(stem(one), set()).update(map(stem, right))
        for one in right:
            found.setdefault(stem(one), set()).update(map(stem, left))
    return {word: frozenset(others - {word}) for word, others in found.items()}


# Ends that are no endings.
WHOLE = ("ss", "us", "is")
_IRREGULAR = {
    "fled": "flee", "fleeing": "flee", "lost": "lose", "losing": "lose", "losses": "lose",
    "loss": "lose", "won": "win", "winner": "win", "winning": "win", "took": "take",
    "taken": "take", "began": "begin", "begun": "begin", "held": "hold", "kept": "keep",
    "left": "leave", "leaving": "leave", "shut": "shut", "shot": "shoot", "fought": "fight",
    "struck": "strike", "fell": "fall", "fallen": "fall", "ran": "run", "dead": "dead",
    "died": "die", "dying": "die", "deaths": "death", "withdrew": "withdraw",
    "withdrawn": "withdraw", "withdrawal": "withdraw", "broke": "break", "broken": "broken",
    "came": "come", "went": "go", "gone": "go", "gave": "give", "given": "give", "made": "make",
    "sent": "send", "told": "tell", "knew": "know", "known": "know", "saw": "see", "seen": "see",
    "heard": "hear", "men": "man", "women": "woman", "children": "child", "people": "people",
    "rose": "rise", "risen": "rise", "grew": "grow", "drew": "draw", "threw": "throw",
    "flew": "fly", "flown": "fly", "paid": "paid", "met": "meet", "hit": "hit", "burnt": "burn",
    "talks": "talk", "retreating": "retreat", "lives": "life", "knives": "knife",
}  # fmt: skip


@cache
def stem(word: str) -> str:
    """A word's base form, roughly: enough that “closed” meets “closes”, not a dictionary's."""
    word = word.casefold().replace("’", "'").removesuffix("'s").strip("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, shortest in (("ies", 5), ("ing", 6), ("ied", 5), ("ed", 5), ("es", 5), ("s", 4)):
        if len(word) >= shortest and word.endswith(ending) and not word.endswith(WHOLE):
            return _whole(word[: -len(ending)], ending)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _whole(root: str, ending: str) -> str:
    if ending in ("ies", "ied"):
        return root + "y"
    if ending in ("ing", "ed") and len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        root = root[:-1]
    return root[:-1] if root.endswith("e") and len(root) > 4 else root
