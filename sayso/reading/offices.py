"""Closed word lists by which sides are told: organs of a state, offices, camps, and who has none.

General knowledge of the language, written down by hand; no list comes from a data set.
"""

from __future__ import annotations

from sayso.reading import lexicon as lx


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Camps that a report speaks of without a name: the same words in another report may mean another.
GOVERNMENT, OPPOSITION, REBELS = "government", "opposition", "rebels"
UNNAMED = frozenset((GOVERNMENT, OPPOSITION, REBELS))

# Organs of a state. Those of the second list are only where the text says whose they are.
ORGANS = _words(
    "ministry army navy military police gendarmerie presidency government cabinet"
    " prefecture governorate parliament senate congress duma guard intelligence treasury"
    " customs embassy consulate kremlin pentagon prosecutor chancellery troops forces"
    " force staff chiefs commissariat inspectorate gendarmes ministers soldiers regime junta"
)
OWNED = _words(
    "agency authority department institute office commission council committee board bureau service"
    " command secretariat directorate district province administration region county fleet brigade"
    " division battalion regiment delegation side general group media"
)
# Of these there is a state even where no state is spoken of.
CERTAIN = _words(
    "ministry army navy military police gendarmerie presidency government cabinet prefecture"
    " governorate gendarmes ministers regime junta parliament prosecutor prosecutors"
)
CERTAIN_PAIRS = (
    _words("air force"), _words("general staff"), _words("armed forces"), _words("security forces"),
    _words("border guards"), _words("coast guard"), _words("riot police"),
)  # fmt: skip
# What is known for a part of an army by its number or name.
FORMED = _words("brigade division battalion regiment corps squadron fleet garrison")
ELECTORAL = _words("elections election electoral poll")
CAMPS = _words(
    "party front movement union alliance council coalition legion militia league bloc brigade"
    " federation trades greens congress faction brotherhood group army committee"
)
STATELY = _words("authority agency office province commission department inspectors")
WATCHERS = _words("watchdog regulator authority agency inspectorate")
# What such a watcher watches where it is the state's.
WATCHED = _words("food health nuclear drug drugs medicines aviation rail safety banking financial")
# Parts of some army, whose state is that of their officers.
FORMATIONS = _words(
    "brigade division battalion regiment corps squadron fleet wing garrison unit group"
)
# Bodies that speak for none of the camps.
NEUTRAL = _words(
    "hospital clinic court tribunal university school college news wire press radio"
    " television tv times post express herald tribune broadcaster broadcasting newspaper"
    " magazine observatory watch observers observer monitors monitoring mission physicians"
    " church abbey monastery charity relief aid ngo nations un unicef unhcr icrc cross"
    " crescent review constitutional joint independent human rights sentinels network"
    " laboratory lab research society bank insurance compact peacekeepers ombudsman"
    " medical"
)
# Whoever is called so has no side by that.
APART = _words(
    "doctor nurse surgeon medic paramedic physician professor analyst expert witness resident"
    " villager journalist reporter editor correspondent author historian economist scientist"
    " researcher teacher student priest abbess abbot nun judge driver farmer miner shopkeeper baker"
    " tailor widow mother father son daughter brother sister cousin wife husband mum dad uncle aunt"
    " nephew niece neighbour neighbor friend patient prisoner detainee captive hostage refugee"
    " migrant exile survivor victim citizen voter customer tenant passenger caller viewer reader"
    " observer monitor mediator rescuer engineer blogger columnist pundit pollster former ex"
    " specialist clerk cook tourist worker skipper sailor fisherman analysts experts observers"
    " bloggers journalists reporters residents doctors medics witnesses scholars academics"
    " economists historians scientists researchers veterans critic critics commentator"
    " commentators activist activists volunteer volunteers protester protesters"
)
# Who works for a company, or strikes against it, does not speak for it.
HANDS = _words(
    "workers employee employees machinist machinists staffer staffers pilots engineers drivers"
    " customers shareholders victims hostages prisoners supporters opponents rivals passengers"
)
HEADS_OF_STATE = _words("president premier king queen sultan emir chancellor")
OFFICERS = _words(
    "commander general colonel captain major lieutenant sergeant corporal soldier officer admiral"
    " brigadier marshal commodore fighter pilot guard guardsman gunner troops soldiers forces"
    " officers guards officials official authorities leader envoy ambassador diplomat diplomats"
    " negotiator negotiators spokesman spokeswoman spokesperson minister ministers lawmaker"
    " lawmakers deputy chief director commissioner head governor prosecutor inspectors inspector"
    " agents agent"
)
# Who speaks for an organ that stands beside the word.
SERVANTS = OFFICERS | _words(
    "secretary adviser advisor aide mouthpiece leaders commanders fighters"
)
# “Senior local officials” are the state's; of “football officials” nobody knows.
PLAIN_OFFICIALS = (
    lx.DETERMINERS
    | SERVANTS
    | _words(
        "senior top local provincial regional federal government state military security"
        " several some other two three many in of the province district"
    )
)
BOSSES = _words("boss ceo executive managing director chairman manager foreman")
UNIONS = _words("union trades workers brotherhood")
# Who speaks for whom he belongs to: “its spokesman”, “his office”.
TIED = SERVANTS | _words(
    "aide aides adviser advisers advisor lawyer lawyers chair chairman chairwoman"
    " executive secretary assistant manager treasurer member members staff office"
    " headquarters representative counsel boss team lieutenant press service ministry army"
    " helpline board own manager insider people convener convenor chairlady speaker"
    " delegate delegates agents foreman chief institute ally elders candidate"
)
# Who shows by speaking for it that a name is a body's.
SPEAKING = _words(
    "spokesman spokeswoman spokesperson chair chairman chairwoman director executive ceo boss"
    " insider lawyer lawyers treasurer convener agents"
)
# Of these the side is that of whoever names them: “rebel spokesman”, “an opposition deputy”.
REBELLIOUS = _words(
    "rebel rebels insurgent insurgents separatist separatists guerrilla guerrillas terrorists"
)
OPPOSED = _words("opposition")
# Who leads, speaks for or fights for what stands right before: “Lantern fighters”.
LEADERS = _words(
    "spokesman spokeswoman spokesperson leader leaders official officials commander commanders"
    " fighter fighters militant militants rebel rebels insurgents militia mercenaries chief"
    " politburo forces"
)
# “The chief epidemiologist” is the state's, as no other is.
STATE_EXPERTS = _words("epidemiologist veterinarian statistician pathologist")
PUBLIC = _words("provincial national federal regional state county district municipal")
# Of a town or a province, under its state.
LOCAL = _words("governor mayor prefect")
COUNCILLORS = _words("councillor councillors cllr solicitor councilman councilwoman")
FORMER = _words("former ex onetime retired ousted exiled ret retd")

# Words for offices by which one is known in public.
OFFICES = OFFICERS | HEADS_OF_STATE | BOSSES | _words("chair chairman chairwoman mayor")
