"""The words around numbers: what makes one no figure, bounds it, gives its unit, tells its kind.

Patterns read a lower-cased text, but for those of names. General knowledge of the language, written
down by hand; no list comes from a data set.
"""

from __future__ import annotations

import re

Found = re.Match[str]

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?"
)
_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_CLOCK = (
    r"\s?[ap]\.?m\b|\s?o['’]clock|\s+(?:gmt|utc)\b|\s+hours\s+(?:gmt|utc|local)"
    r"|\s+in\s+the\s+(?:morning|afternoon|evening)|\s+at\s+ni?ght?\b|\s+(?:minutes\s+)?past\b"
    rf"|\s+(?:on\s+)?{_DAYS}\s+(?:morning|afternoon|evening|night)"
)

# What follows a number that is none of these figures, or stands before it.
NOT_BEFORE = re.compile(
    rf"{_CLOCK}|(?:st|nd|rd|th)\b|[:/]\d|\.\d\d\s?[ap]m|s\b|['’]s?\d"
    r"|\s+(?:until|till)\s+\w"
    r"|[-\s](?:year|month|week|day|hour)s?[-\s]old"
    r"|-(?:first|second|third|\w+th|odd|time|way|sided|star|nil|nothing)\b"
    rf"|\s+(?:of\s+)?(?:{_MONTHS})(?![a-z])|[-–](?:one|two|three|\d+)\s+(?:win|victory|defeat"
    rf"|draw|loss)"
    r"|[\s-]?\(?\d{3}\)?[\s-]\d|-\d+-|-[a-z]?\d{3,}"
)
_NUMBERED = (
    "article articles section page pages chapter paragraph clause room gate hill height road route"
    " highway tower block sector unit flight bus line platform channel letter decree resolution"
    " rule law phase stage tier level grade type model version aged age telephone phone call pier"
    " berth shaft dam category appendix annex part table figure brigade regiment division day verse"
)
NOT_AFTER = re.compile(
    rf"(?:\b(?:{_MONTHS})\s+|\b(?:nos?\.|nr\.?|№|#|tel\.|world\s+war|{'|'.join(_NUMBERED.split())})\s+"
    r"|(?:\+|\b0)\d[\d\s()-]*[\s-]|\b(?:girl|boy|man|woman|child|lad|youth)\s+of\s+)$"
)
SCORE = re.compile(r"\b(?:won|beat|beaten|lost|drew|winning|losing|leading|led|score)\b[^.;]*$")
OF_QUANTITY = re.compile(
    r"\b(?:toll|number\w*|count\w*|dead|deaths|losses|figures?|total|puts?|stood|stands|estimat\w+|"
    r"tally|crowd|casualties|killed|wounded|missing|injured|remain\w*|kept|held|capped)\b"
)
CLOCK_LEAD = re.compile(
    r"\b(at|by|until|till|since|before|after|around|about|towards?|past)\s+[\"“‘']?$"
)
UNTIL = ("toward", "towards", "until", "till", "past")
YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")

# Bounds before a number and after it.
LEAD = re.compile(
    r"(?<![\w-])(?:(?P<low>at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|"
    r"a\s+minimum\s+of|(?:well\s+|far\s+|just\s+|slightly\s+|significantly\s+)?(?:more\s+than|over|"
    r"above)|upwards?\s+of|in\s+excess\s+of|exceed(?:s|ed|ing)?|≥|>)"
    r"|(?P<high>up\s+to|as\s+(?:many|much)\s+as|at\s+most|(?:no|not)\s+more\s+than|"
    r"(?:well\s+|far\s+|just\s+|slightly\s+)?(?:fewer\s+than|less\s+than|under|below)|"
    r"a\s+maximum\s+of|within|≤|<)"
    r"|(?P<near>about|around|some|roughly|nearly|almost|approximately|approx\.?|circa|close\s+to|"
    r"an\s+estimated|an?\s+(?:further|additional|reported|total\s+of)|nearer(?:\s+to)?|barely"
    r"|exactly|all))"
    r"\s*(?P<mark>[\"“‘']?)$"
)
TRAIL = re.compile(
    r"[\"”’]?\s+or\s+(?:(?P<high>fewer|less)|so)\b|(?P<low>[\"”’]?\s+or\s+more\b|\+)"
)
BETWEEN = re.compile(r"\bbetween\s+$")
FROM = re.compile(r"\bfrom\s+$")
SCORE_PAIR = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}\b")
AFTER_AGE = re.compile(r"[,)]|\s(?:is|was)\b")
HOUR = re.compile(r"[0-2]?\d[.][0-5]\d$")
HOUR_LEAD = re.compile(r"\b(?:at|of|by|from|until|since|before|after|to|and)\s+$")
IN = re.compile(r"\b(?:in|since|until|by|from|of|the|to|before|after|during)\s+$")
JOIN = re.compile(r"\s*[-–—]\s*|\s+(?:to|and|or)\s+|,?\s+(?:or\s+)?(?:possibly|perhaps|maybe)\s+")

# Units that name their kind.
_LENGTHS = r"kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|km|m"
_UNITS = {
    "share": r"%|per\s?cent\b|percentage\s+points?",
    "duration": r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|years?|"
    r"decades?|centuries",
    "area": rf"square\s+(?:{_LENGTHS})|sq\.?\s*(?:km|m|mi|miles?|ft)|km²|m²|hectares?|ha|acres?",
    "other": rf"cubic\s+(?:{_LENGTHS})|m³|millimet(?:er|re)s?|mm|tonnes?|tons?|kg|kilos?|"
    r"kilograms?|lit(?:er|re)s?|gallons?|barrels?|degrees?|°c?|megawatts?|gigawatts?|mw|gw|kw|"
    r"volts?|knots?|km/h|kmh|mph|kph|microns?|kilowatts?|kilowatt-hours?|megawatt-hours?|bushels?|"
    r"hectolit(?:er|re)s?|millilit(?:er|re)s?|grams?|milligrams?|ounces?|decibels?|carats?|"
    rf"(?:{_LENGTHS})\s+(?:an|per|a)\s+(?:hour|second|minute|day)",
    "distance": rf"{_LENGTHS}|kms|centimet(?:er|re)s?|cm|foot|ft|yards?|inch(?:es)?|"
    r"nautical\s+miles?",
    "money": r"dollars?|pounds?|euros?|yen|yuan|rupees?|rou?bles?|hryvnias?|liras?|lire|francs?|"
    r"pesos?|dinars?|dirhams?|shillings?|crowns?|krone[rn]?|kronor|zlotys?|lei|leu|won|baht|"
    r"rials?|riyals?|cents?|pence|bucks?|usd|eur|gbp|sterling|kyats?|birr|nairas?|cedis?|rands?|"
    r"ringgits?|rupiahs?|dongs?|reais|soles|bol[ií]var(?:e?s)?|gourdes?|quetzal(?:e?s)?|lempiras?|"
    r"col[oó]n(?:es)|guaran[ií]s?|tenges?|somoni|manats?|laris?|drams?|denars?|leva|forints?"
    r"|korunas?|"
    r"marks|kunas?|pulas?|kwachas?|shekels?|afghanis?|takas?|riels?|tugriks?|dalasis?|leones?|"
    r"guilders?|florins?|escudos?|drachmas?|thalers?|ducats?",
}
UNIT = re.compile(
    r"(?:[\s-]|(?<=[\d]))?(?:(?:more|further|full|whole|straight|consecutive)\s+)?(?:"
    + "|".join(f"(?P<{kind}>{names})" for kind, names in _UNITS.items())
    + r")(?![\w²³])"
)
AND_A_HALF = re.compile(r"\s+and\s+an?\s+(?P<part>half|quarter)\b")
HALVES = {"half": 0.5, "quarter": 0.25}
SINGULAR = frozenset(
    "second minute hour day night week month year decade kilometre kilometer metre meter mile"
    " centimetre centimeter millimetre millimeter tonne ton litre liter acre hectare".split()
)
MEASURED = ("duration", "distance", "area", "money", "share", "other")
HALF_UNIT = re.compile(r"half(?:\s+an?\s+|-(?:an-)?)(?P<unit>hour|minute|day|year|mile|century)\b")
SMALLER: dict[str, tuple[float, str]] = {
    "hour": (30, "minutes"),
    "minute": (30, "seconds"),
    "day": (12, "hours"),
}
SMALLER |= {"year": (6, "months"), "mile": (0.5, "miles"), "century": (50, "years")}
# A span of days or more before or after something is when it was, and a time.
WHEN = re.compile(r"\s+(?:ago|earlier|later|after|before|since|from\s+now)\b")
COARSE = ("day", "night", "week", "month", "year", "decade", "centur")
ROAD = re.compile(r"['’]?\s+(?:by\s+(?:road|car|train|boat)|drive|walk|away\s+by)\b")

# What a bare number after it is measured in was said before: “the limit is 1”, “it had been 61”.
AGAIN = re.compile(
    r"(?:\bit\s+(?:is|was|had\s+been|has\s+been|will\s+be|stood\s+at|came\s+to)"
    r"|\b(?:limit|norm|rate|level|target|average|threshold|figure|price|cost|bill|usual|maximum"
    r"|minimum"
    r"|other|rest|second)\s+(?:is|was|had\s+been|stands?\s+at|of)"
    r"|\b(?:up|down|away)\s+from|\bcompared\s+(?:with|to)|\bagainst|\binstead\s+of|\brather\s+than"
    r"|\bnot|\b(?:got|gave|paid|built\s+for|made\s+for|stopped\s+at|down\s+to|up\s+to)"
    r"|\b(?:stands?|stood|stuck|came\s+in|polled|finished|(?:he|she|it|they)\s+(?:was|were|is|are))"
    r"\s+(?:at|on|with)"
    r"|\b(?:wants?|wanted|expected|offer(?:s|ed)?|demand(?:s|ed)?|sought|asked\s+for|predicted"
    r"|forecast|settled\s+for|proposed))"
    r"\s+(?:only\s+|just\s+|about\s+|some\s+)?[\"“‘']?$"
)
# What only people do, right after a bare number: “540 locked out”, “some 900 marched”.
WHO = re.compile(
    r",?\s+who\b|\s+(?:(?:had|have|were|are|was|are\s+being|had\s+been"
    r"|have\s+been)\s+)?(?:locked\s+out|laid\s+off|dismissed"
    r"|sacked|turned\s+(?:up|out)|marched|voted|gathered|attended|signed|protested|queued"
    r"|rescued|freed"
    r"|released|survived|escaped|enrolled|hired|recruited|came|joined|took\s+part|walked\s+out"
    r"|fled|left\s+home)\b"
)
OF_NOUN = re.compile(r"\s+of(?=\s)")
# “11 of the 14 missiles”: counted as the whole is.
OF_WHOLE = re.compile(
    r"\s+of(?:\s+(?:the|its|their|our|his|her|these|those|all))*(?:\s+[\w-]+['’]s)?"
    r"(?:\s+(?:[\d,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty))?"
    r"(?=\s+[a-z])"
)
# “Organisers said 200,000 people; police put it at 35,000”
PUT_AT = re.compile(r"\bput\s+(?:it|that|this|them)\s+at\s+$")
# “300 in March and a further 180 in April”
FURTHER = re.compile(r"an?\s+(?:further|additional)\b")
OF_THEM = re.compile(r"\s+of\s+(?:them|those|us|whom|which)\b")
WORD = re.compile(r"[\"”’]?\s+([a-z][\w’'-]*)")
STOP = frozenset(
    "a an the of in on at by to for from with without within into onto over under after before"
    " during since until as than and or but nor if when while where who whom whose which that this"
    " these those is are was were be been being am has have had having do does did will would can"
    " could may might must shall should not no never it its he she they them we us you i his her"
    " their our your my him me so then there here also only just still already now today yesterday"
    " tomorrow tonight overnight north south east west ago earlier later away each apiece per out"
    " up down off through across along around about between among against near outside inside"
    " because despite including said says say told tells came come comes went go goes took take"
    " takes made make makes left leave leaves rose rise fell fall falls gave give put went drew"
    " lay lies stood stands remain remained remains seen saw see because what how why both all"
    " one two three four five six seven eight nine ten announced announces claimed entered"
    " counted reported".split()
)
PLURAL = frozenset(
    "people children men women police troops personnel crew staff cattle sheep fish aircraft"
    " infantry families policemen policewomen firemen fishermen gunmen servicemen congressmen"
    " kids folk folks guardsmen youths persons person dead head".split()
)
NOT_PLURAL = frozenset(
    "was is has its this his says does goes as us thus perhaps always besides plus less across"
    " includes covers shows means stands makes leaves represents refers rises becomes exceeds"
    " previous various serious numerous suspicious religious famous dangerous anxious".split()
)
ENDS_NOT = ("ss", "us", "is", "ous", "'s", "’s")

_PERSONS = (
    "people persons person civilians civilian soldiers soldier troops fighters militants rebels"
    " gunmen men women children child kids girls boys infants babies baby toddlers pupils students"
    " teachers workers miners sailors crew passengers patients residents villagers villager"
    " citizens officers officer police policemen protesters demonstrators marchers strikers"
    " journalists reporters doctors medics nurses staff employees staffers members personnel"
    " servicemen conscripts guards guardsmen prisoners inmates hostages detainees migrants refugees"
    " families family households household homes inhabitants souls lives victims survivors others"
    " youths adults elderly pensioners farmers fishermen drivers rescuers firefighters volunteers"
    " combatants terrorists separatists insurgents names comrades colleagues peacekeepers pilgrims"
    " tourists guests customers attendants supporters voters man woman boy girl pupil peasants"
    " herders herdsmen monks reservists paramilitaries militiamen friends relatives riders voters"
    " rustlers stewards participants spectators fans shoppers commuters travellers travelers"
    " migrants asylum-seekers troops recruits mourners worshippers dockers welders nurses lawyers"
    " lawmakers candidates agents clerks observers monitors engineers builders neighbours neighbors"
)
_PERSONS += (
    " sergeants lieutenants captains majors colonels generals privates corporals cadets veterans"
    " paratroopers infantrymen marines commandos gunners snipers pilots airmen sappers scouts"
    " guerrillas jihadists partisans mercenaries policewomen constables troopers gendarmes rangers"
    " wardens traders merchants shopkeepers vendors labourers laborers workmen colliers drillers"
    " electricians mechanics technicians operators truckers motorists cyclists pedestrians"
    " bystanders onlookers passers-by hikers climbers swimmers seamen seafarers crewmen deckhands"
    " mothers fathers sons daughters brothers sisters cousins wives husbands widows orphans twins"
    " grandchildren parents newborns taxpayers applicants plaintiffs defendants convicts suspects"
    " accused culprits perpetrators attackers assailants bombers hijackers kidnappers smugglers"
    " traffickers looters rioters arsonists activists campaigners dissidents opponents followers"
    " believers priests nuns clerics deputies senators councillors mayors diplomats"
    " ambassadors envoys delegates negotiators translators interpreters advisers advisors aides"
    " bureaucrats judges jurors prosecutors witnesses inspectors investigators experts scientists"
    " researchers academics professors lecturers graduates artists musicians singers actors"
    " athletes players footballers coaches surgeons paramedics midwives contacts shepherds"
    " foresters loggers cooks porters cleaners carers trainees apprentices tenants renters"
    " locals islanders townspeople countrymen nationals foreigners immigrants returnees"
    " breadwinners pensioners settlers nomads hunters divers gamblers dancers"
)
PERSONS = frozenset(_PERSONS.split())
# Words that say what befell those counted; in a unit they are not part of its noun.
STATES = {
    "killed": "dead killed fallen drowned slain deceased fatal died",
    "wounded": "wounded injured hurt maimed",
    "missing": "missing unaccounted",
    "captured": "captured detained arrested imprisoned",
    "displaced": "displaced homeless evacuated relocated uprooted",
    "casualties": "infected sick ill",
}
STATE = {word: kind for kind, words in STATES.items() for word in words.split()}
NOUNS = {
    "killed": "deaths death martyrs fatalities fatality bodies body corpses corpse dead fallen"
    " graves",
    "wounded": "wounded injured injuries",
    "captured": "prisoners captives hostages detainees arrests",
    "displaced": "refugees evacuees",
    "casualties": "casualties infections infection",
}
NOUN = {word: kind for kind, words in NOUNS.items() for word in words.split()}
TRIGGERS = {
    "losses": r"(?:killed|dead)\s+(?:or\s+(?:wounded|injured|hurt|maimed|captured)"
    r"|and\s+(?:wounded|injured)(?!\s+(?:\d|an?\b|one\b|some\b|at\b|more\b|over\b"
    r"|dozens|hundreds|\w+\s+(?:others?|more|people)\b)))",
    "killed": r"kill\w*|dead|died|dies?|dying|deaths?|death\s+toll|toll|fatalit\w+|fallen|bodies|"
    r"corpses|drown\w*|slain|perish\w*|deceased|murder\w*|martyr\w*|massacr\w+|lives|buried"
    r"|fatal\w*|"
    r"executed|beheaded|lynched|assassinated|slaughtered|gunned\s+down|suffocat\w+|electrocuted|"
    r"asphyxiat\w+|burying|coffins|morgue|mortuary|(?:did\s+not|didn't|never)\s+surviv\w*|"
    r"(?:did\s+not|didn't|never)\s+(?:come\s+home|wake\s+up|make\s+it)|"
    r"fell\s+(?:in|at|during)\s+(?:the\s+)?(?:ambush|battle|fighting|attack|assault|combat|action"
    r"|clash(?:es)?|raid)",
    "wounded": r"wound\w*|injur\w+|hurt|maimed|scalded|trampled|concuss\w+|burns|shrapnel",
    "treated": r"treated|hospital\w*|operated\s+on",
    "missing": r"missing|unaccounted|not\s+found|disappear\w*|vanish\w*|untraced|swept\s+away|"
    r"no\s+(?:word|trace|sign)\s+of|trapped|entombed|stuck|cut\s+off",
    "captured": r"captur\w+|prisoners?|detain\w+|arrest\w*|hostages?|abduct\w+|seized|surrender\w*|"
    r"captives?|captivity|custody|jailed|imprison\w+|rounded\s+up|kidnap\w+|behind\s+bars|"
    r"(?:is|are|was|were)\s+(?:still\s+)?holding|held\s+(?:captive|hostage|prisoner)",
    "displaced": r"displac\w+|fled|flee\w*|evacuat\w+|relocat\w+|homeless|uproot\w*|refugees?|"
    r"left\s+their\s+homes|sheltering|tarpaulins|"
    r"(?:sleep|liv|camp|stay)ing\s+(?:in|under)\s+(?:schools?|tents?|camps?|shelters?|cars|churches"
    r"|mosques|the\s+open|tarpaulins?|stations?|halls?)|in\s+(?:\w+\s+)?(?:tents|shelters|camps)|"
    r"dr(?:o|i)v(?:e|ing)(?=\s+(?:[\w,]+\s+){1,4}(?:from|out)\b)|(?:streamed|poured|trekked)\s+out|"
    r"(?:had|have|has)\s+moved\s+(?:up|out|to|in)|driven\s+(?:out|from)|forced\s+(?:out|from)|"
    r"(?:had|have)\s+left(?=\s+(?:by|on|since|so\s+far|their|home|the\s+(?:town|village|valley|area"
    r"|city|island|camp|district|region))\b|[.,]|$)|shelter(?:s|ed)(?=\s+(?:\w+\s+)?\d)|exodus|expelled|deport\w+|lost\s+their\s+homes",
    "casualties": r"casualt\w+|losses|los(?:t|ing)(?=\s+(?:about\s+|some\s+|at\s+least\s+|more\s+"
    r"than\s+|"
    r"up\s+to\s+|nearly\s+)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds"
    r"|thousands|\w+teen\b|(?:twen|thir|for|fif|six|seven|eigh|nine)ty))|infect\w+|fall\s+ill"
    r"|fell\s+ill|sick\w*|tested\s+positive|"
    r"contracted|poison(?:ed|ing)",
    # Those who gather, serve or come away are counted; nothing befell them.
    "count": r"crowds?|turnout|attendance|march(?:ed|ing|ers)|rall(?:y|ied)|demonstrat(?:ed|ors)|"
    r"rescued?|saved|freed|released|surviv(?:ed|ors?)|escaped|unhurt|unharmed|deployed|stationed|"
    r"employ(?:s|ed)|recruit(?:ed|s)|hired|aboard|on\s+board|enrolled|signed|attended|voted|"
    r"strength|garrison|hand(?:ed|ing)\s+over|exchang(?:ed|e)|swapped",
}
TRIGGER = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in TRIGGERS.items()) + r")\b"
)
BEFELL = re.compile(
    r"\s+(?:(?:were|was|are|have\s+been|had\s+been|have|had)\s+)?(?P<state>[a-z]+)\b"
)
COMPOUND = re.compile(r"-[a-z]")
CLOCK_TO = frozenset({5, 10, 20, 25})
ONE_IN = re.compile(
    r"(?P<few>one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)\s+(?:every\s+)?"
    r"(?P<many>two|three|four|five|six|seven|eight|nine|ten|twenty|a\s+hundred)(?![\w-])"
)
# How many characters a break between a number and a word that tells its kind counts as.
BREAKS = {",": 10, ";": 60, ":": 20, "—": 20, " and ": 10}
SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n")
MORE = frozenset("more other others further additional new extra".split())
ILLNESS = re.compile(
    r"\b(?:infect\w+|virus\w*|bacteri\w+|fever|cholera|measles|epidemic|outbreak|disease|germs?"
    r"|salmonell\w+|listeri\w+|norovirus|influenza|typhoid|dengue|malaria|plague|smallpox|polio"
    r"|contaminat\w+)\b"
)
IDIOMS = frozenset(
    "sides camps parties governments countries capitals leaders sources officials requests emails"
    " words occasions ministers questions things ways neighbours hands".split()
)
DEFINITE = re.compile(r"\b(?:the|these|those|both)\s+(?:(?:other|first|last|next|same)\s+)?$")
NO_ONE = re.compile(r"\b(?:some|any|each|every|not|no|only|the|this|that|which|another)\s+$")
VERBS = frozenset(
    "kills killed kill wounds injures injured hurts leaves least than over about nearly some of at"
    " to and in after as up with dead toll by for from were was monday tuesday wednesday thursday"
    " friday saturday sunday hits reaches claims almost around the only".split()
)
# Bodies that are moved are counted as bodies; those that are found tell of the killed.
BODIES = frozenset("bodies body corpses remains".split())
MOVED = re.compile(
    r"\b(?:went|returned|hand(?:ed|ing)\s+over|exchang\w+|swapp\w+|transferr?\w*|repatriat\w+"
    r"|sent\s+home"
    r"|deliver\w+|flown|released|given\s+back)\b"
)
NUMBER_LEAD = re.compile(r"\b(?:number|total|count|tally)\s+of\s+")
# “41 cases, of which 27 confirmed”: counted as those before are.
OF_WHICH = re.compile(r"\bof\s+(?:which|whom|these)\s+$")
# “Carried, 17 to 12”
VOTED = re.compile(
    r"\b(?:carried|passed|voted|votes?|approved|rejected|defeated|ballot|motion)\b[^.;\d]{0,24}"
    r"(?P<first>\d+(?:\s+to\s+|\s?[-–]\s?))?$"
)
AGAINST = re.compile(r"(?:\s+votes)?(?:\s+to\s+|\s?[-–]\s?)\d+\b")
COUNTED_AT = re.compile(
    r"((?:[\w-]+\s+){0,2}?[\w-]+?(?:s|people|children|men|women|sick"
    r"|dead))\s+(?:\w+\s+){0,2}?(?:at|to|is|was)\s+"
)
PREVIOUS = re.compile(r"([A-Z][\w’'-]*)\s+$")
NAME_COMMA = re.compile(r"[A-Z][\w’'-]+,?\s?[,(]\s?$")
PAY = re.compile(
    r"\b(?:pay\w*|paid|cost\w*|worth|price\w*|earn\w*|fined?|fines|spen[dt]\w*|bills?|budgets?"
    r"|funds?"
    r"|compensat\w+|debts?|owe[sd]?|loans?|grants?|ransoms?|salar(?:y|ies)|wages?|bonus\w*|bribes?"
    r"|invest\w*|revenues?|profits?|tax\w*|lev(?:y|ied)|tariffs?|damages|allocated|earmarked"
    r"|donat\w+)\b"
)
SUM = re.compile(r"\s+([a-z]+)\b")
OF = re.compile(
    r"[\"”’]?\s+(?:of\s+|(?=(?:the|its|their|his|her|our)\s))((?:[\w’'-]+\s+){0,4}?[\w’'-]+)"
    r"(?=[,.;:!?)”\"]|\s+(?:to|in|at|and|by|for|from|were|was|are|is|that|who|which|on|with)\b|$)"
)


def persons(word: str) -> bool:
    """Whether a noun in lower case names people."""
    return word in PERSONS or word.endswith(("men", "women", "girls", "boys", "workers", "goers"))


def plural(word: str) -> bool:
    """Whether a word in lower case looks like a noun in the plural."""
    if word in PLURAL:
        return True
    return word.endswith("s") and word not in NOT_PLURAL and not word.endswith(ENDS_NOT)
