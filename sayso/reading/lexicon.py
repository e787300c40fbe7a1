"""Closed word lists of English news prose: titles, offices, groups, bodies, documents, states.

General knowledge of the language, written down by hand; no list comes from a data set.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS_MALE = _words("he him his himself")
PRONOUNS_FEMALE = _words("she her hers herself")
PRONOUNS_MANY = _words("they them their theirs themselves both others")
PRONOUNS_THING = _words("it its itself this that")
PRONOUNS_SELF = _words("i me my myself we us our ourselves you your")
PRONOUNS_RELATIVE = _words("who whom whose which")
PRONOUNS = (
    PRONOUNS_MALE | PRONOUNS_FEMALE | PRONOUNS_MANY | PRONOUNS_THING | PRONOUNS_SELF
    | PRONOUNS_RELATIVE
)  # fmt: skip
DETERMINERS = _words(
    "the a an this that these those his her its their our my your neighbouring neighboring"
)
PREPOSITIONS = _words(
    "of for from in at on with near to by inside and or as than like about behind under over"
)

# What may stand before a name as part of it; some are roles too.
TITLES = _words(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice-president vice deputy"
    " prime minister chancellor premier king queen prince princess emir sheikh sultan pope"
    " cardinal archbishop bishop rabbi imam ayatollah rev reverend father sister gen general col"
    " colonel lt lieutenant maj major capt captain sgt sergeant cmdr commander adm admiral brig"
    " brigadier marshal private corporal sen senator rep representative congressman congresswoman"
    " gov governor mayor ambassador judge justice secretary attorney director chairman chairwoman"
    " chair speaker sheriff chief officer inspector superintendent detective coach former acting"
    " then-president ex-president hon spokesman spokeswoman spokesperson leader correspondent"
    " analyst candidate nominee co-chair commissioner councillor councilman councilwoman mp mep"
    " msp lawmaker opposition excellency majesty highness honour honor holiness eminence madam"
    " madame monsieur sheikha sayyid mullah maulana mufti ustad haji hajji shri smt pandit don"
    " doña senor señor señora señorita herr frau mme mlle khun datuk bapak ibu mzee bwana mama"
    " baba comrade begum hon'ble abbess abbot nun canon deacon pastor vicar chaplain eng engineer"
    " physio nurse surgeon doctor warden sub-lieutenant ensign commodore constable cllr councilor"
    " alderman provost ombudsman boss undersecretary under-secretary secretary-general vice-admiral"
    " ps airman trooper gunner warrant supt insp rtd retd ret sgt-maj brigadier-general"
    " lieutenant-general major-general lieutenant-colonel ceo cfo chairperson chairlady physician"
    " barrister advocate"
    " abbé mum mom dad uncle aunt aunty cousin grandma grandpa nephew niece widow"
)
MALE = _words(
    "mr sir lord king prince sultan father rev congressman chairman spokesman businessman"
    " councilman policeman fisherman husband son brother uncle boy man herr monsieur don señor"
    " senor sayyid sheikh bwana dad grandpa nephew shri bapak pope gentleman widower lad"
    " father-in-law brother-in-law son-in-law serviceman grandfather abbot king's monk guardsman"
    " crewman"
)
FEMALE = _words(
    "mrs ms miss dame lady queen princess sister congresswoman chairwoman spokeswoman"
    " businesswoman councilwoman policewoman wife daughter mother aunt girl woman madam madame mme"
    " mlle frau doña señora señorita begum smt ibu mama mum mom grandma niece abbess nun widow"
    " sheikha lady's mother-in-law sister-in-law daughter-in-law grandmother lass mum-of-two"
    " mother-of-two mum-of-three actress duchess baroness"
)
MALE_NAMES = _words(
    "james john robert michael william david richard joseph thomas charles christopher daniel"
    " matthew anthony mark donald steven stephen paul andrew joshua kenneth kevin brian george"
    " edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan scott frank"
    " benjamin gregory samuel raymond patrick alexander jack dennis jerry peter henry bernie ted"
    " marco mike tim chris jeb ben rand barack bill joe al mitt harry reince mitch luis carlos"
    " juan jose miguel pedro antonio manuel francisco javier vladimir sergei sergey dmitry"
    " dmytro igor oleksandr oleksii oleksiy alexei ivan boris yevgeny yevgeniy nikolai mikhail"
    " viktor volodymyr valery valerii mykhailo andriy anton pavel denis ahmed ahmad mohammed"
    " muhammad mohamed ali hassan hussein omar khalid ibrahim yusuf mustafa abdullah karim tariq"
    " bashar recep benjamin ariel hans karl jürgen klaus wolfgang olaf friedrich emmanuel"
    " françois jean pierre jacques luc giuseppe marco matteo silvio giovanni paolo antónio joão"
    " luiz jair narendra rahul amit rajiv arjun imran nawaz asif wei jun xi lei hiroshi shinzo"
    " kenji takeshi haruto min-jun jong kim tomás emeka chidi kwame kofi tendai sipho thabo"
)
FEMALE_NAMES = _words(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty"
    " margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah"
    " stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela emma"
    " nicole helen samantha katherine christine debra rachel carolyn janet catherine maria"
    " heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn"
    " judith hillary ivanka melania kellyanne megyn carly huma chelsea nikki condoleezza avril"
    " hanna hannah olga tatiana natalia natalya elena svetlana irina maryna marina oksana yulia"
    " julia yuliya anastasia daria ekaterina ksenia fatima aisha khadija zainab layla leila"
    " mariam maryam noor huda amal nadia angela ursula annalena heidi ingrid greta astrid marie"
    " sophie claire brigitte christine isabel carmen lucía sofía ana dilma cristina michelle"
    " giorgia chiara francesca priya indira sonia benazir mei ling yan yuki sakura akiko hana"
    " ngozi amina chiamaka thandi nomvula"
)

FIRST_NAMES = MALE_NAMES | FEMALE_NAMES

# What a clause after “who” begins with where it says what somebody is.
CLAUSES = _words(
    "is was leads led heads headed runs ran chairs chaired commands commanded speaks spoke"
    " represents represented coordinates coordinated directs directed manages managed owns owned"
    " fights fought serves served belongs works worked advises advised edits teaches keeps bakes"
    " governs oversees oversaw monitors founded"
)
GROUPS = _words(
    "officials analysts witnesses experts people voters democrats republicans conservatives"
    " liberals residents soldiers troops sources aides critics observers supporters opponents"
    " lawmakers senators congressmen representatives reporters journalists editors activists"
    " protesters scientists researchers economists lawyers prosecutors investigators police"
    " authorities commanders leaders members workers students parents families survivors medics"
    " doctors nurses rescuers villagers locals neighbours neighbors drivers miners farmers"
    " fishermen rebels militants fighters insurgents separatists strategists pundits"
    " commentators advisers advisors americans russians ukrainians britons europeans men women"
    " many some others few several most candidates delegates governors mayors ministers"
    " diplomats spokesmen spokespeople executives investors traders pollsters historians"
    " scholars academics professors agents officers intelligence fans readers viewers"
    " respondents participants allies rivals colleagues friends staffers insiders operatives"
    " detectives engineers inspectors organisers organizers unions everyone everybody nobody"
    " anyone half majority minority percent third"
)
BODIES = _words(
    "ministry department agency bureau office committee commission council congress senate house"
    " parliament assembly duma government administration cabinet court tribunal party campaign"
    " group company corporation firm bank army navy force forces corps guard brigade command staff"
    " police service services university college school institute institution foundation fund"
    " association federation union league organization organisation alliance coalition network"
    " media press newspaper magazine times post journal news tribune herald guardian telegraph"
    " broadcaster channel radio agency hospital church board authority centre center team militia"
    " movement front brotherhood nations nato club society observatory watch inspectorate"
    " prosecutor prosecutor's embassy consulate kremlin pentagon white-house regiment battalion"
    " syndicate gendarmerie presidency headquarters prefecture governorate mission municipality"
    " secretariat directorate inspectorate taskforce panel inquiry bloc hq chancellery"
    " commissariat collective cooperative co-operative confederation chamber embassy delegation"
    " squadron division wing unit garrison junta militia council group treasury exchequer registry"
    " helpline"
)
COMPANIES = _words(
    "company firm operator maker manufacturer builder dairy shipyard brewery airline bank"
    " concessionaire contractor supplier retailer carrier corporation business developer publisher"
    " insurer startup start-up employer brewer miner distributor"
)
BODIES |= COMPANIES
DOCUMENTS = _words(
    "report reports brief briefing memo memorandum poll polls survey surveys study studies"
    " letter assessment assessments document documents filing transcript article editorial book"
    " e-mail email emails e-mails post tweet tweets release communique communiqué bulletin"
    " communiqués dossier ruling indictment affidavit complaint lawsuit analysis review paper"
    " cable cables message note notes headline column op-ed blog video ad advert manifesto"
    " census data figures statistics records research audit account accounts dispatch testimony"
    " law constitution treaty footage video videos recording photograph photographs photo photos"
    " picture pictures image images snaps log logs logbook book order decree circular signal page"
    " pages certificate list tally traffic intercept intercepts text directive leaflet poster note"
    " minutes contract map reply results tests"
)
# The words after an office or a body's “of” that are its field: “Minister of Health”.
FIELDS = _words(
    "defence defense interior health justice finance economy energy water education agriculture"
    " transport trade labour labor information culture foreign affairs home state internal external"
    " public security planning environment industry commerce communications housing tourism mines"
    " sport sports science fisheries forestry territorial administration integration"
)
# Words at a sentence's beginning that no name begins with.
OPENERS = _words(
    "while but and or nor yet so if when whenever where wherever since because although though"
    " unless until till after before once as at in on by for from to with without within under"
    " over about against among amid despite during between through throughout toward towards upon"
    " per via meanwhile however moreover earlier later today yesterday tomorrow now then there"
    " here also still even only just not no yes none neither either both each every all any some"
    " many much most more less few several other others another such what which who whom whose why"
    " how that this these those it its he she they we you i his her their our my your mine ours"
    " theirs is are was were be been being has have had do does did will would can could may might"
    " must shall should according asked said says told speaking writing following citing quoting"
    " addressing read back nearly almost about around perhaps maybe instead rather indeed again"
    " never always often once twice one two three four five six seven eight nine ten eleven twelve"
    " last next first second third late early separately additionally finally eventually currently"
    " previously reportedly allegedly apparently clearly ask call say see like unlike out up down"
    " off across behind below beyond near inside outside a an the"
)
# What one person writes to others: whoever sent it speaks.
LETTERS = _words(
    "letter letters email e-mail emails e-mails message messages tweet tweets post posts"
)
# A statement or a release is its organisation speaking.
UTTERANCES = _words("statement statements release spokesman spokeswoman spokesperson")
ROLES = TITLES | _words(
    "one official aide adviser advisor source expert witness analyst lawyer attorney host anchor"
    " strategist manager editor reporter author historian economist scientist researcher professor"
    " doctor nurse engineer fighter soldier commander veteran activist organiser organizer founder"
    " head boss executive president owner resident driver miner farmer fisherman pollster pundit"
    " columnist commentator critic supporter voter student teacher priest mother father wife"
    " husband son daughter brother sister widow man woman person lawmaker senator minister"
    " diplomat envoy negotiator mediator prosecutor investigator detective policeman policewoman"
    " firefighter rescuer medic surgeon neighbour neighbor survivor victim participant member"
    " delegate ally rival challenger opponent adversary insider treasurer convener convenor"
    " delegate clerk colleague assistant cook guard guardsman gunman herder shopkeeper vendor"
    " baker tailor butcher sailor pilot captive prisoner detainee hostage leader chieftain elder"
    " headman warlord mediator monitor observer inspector investigator agent steward foreman"
    " manager partner friend boyfriend girlfriend patient passenger tenant landlord teenager girl"
    " boy youth citizen reader caller viewer listener informant defector exile migrant refugee"
    " mouthpiece counterpart predecessor successor bishop chairman coordinator head chief"
    " chief-executive treasurer paramedic armourer technician specialist counsel ombudsman lady"
    " gentleman mother-in-law father-in-law son-in-law daughter-in-law brother-in-law"
    " sister-in-law grandfather grandmother grandson granddaughter author holder somebody someone"
)

PARTICLES = _words(
    "de da di del della dos das du la le van von der den ter ten bin ibn bint al el ben abu af y"
)
MONTHS_DAYS = _words(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
)

# What titles are short for, where a later “the general” means who bears one.
LONG_FORMS = {
    "gen": "general", "col": "colonel", "lt": "lieutenant", "maj": "major", "capt": "captain",
    "sgt": "sergeant", "cmdr": "commander", "adm": "admiral", "brig": "brigadier", "sen": "senator",
    "rep": "representative", "gov": "governor", "dr": "doctor", "prof": "professor",
    "cllr": "councillor", "rev": "reverend", "supt": "superintendent", "insp": "inspector",
    "boss": "chief", "mp": "lawmaker", "ceo": "executive", "pm": "minister",
}  # fmt: skip
