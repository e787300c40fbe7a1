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
DETERMINERS = _words("the a an this that these those his her its their our my your")
PREPOSITIONS = _words(
    "of for from in at on with near to by inside and or as than like about behind under over"
)

TITLES = _words(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice-president vice deputy"
    " prime minister chancellor premier king queen prince princess emir sheikh sultan pope"
    " cardinal archbishop bishop rabbi imam ayatollah rev reverend father sister gen general col"
    " colonel lt lieutenant maj major capt captain sgt sergeant cmdr commander adm admiral brig"
    " brigadier marshal private corporal sen senator rep representative congressman"
    " congresswoman gov governor mayor ambassador judge justice secretary attorney director"
    " chairman chairwoman chair speaker sheriff chief officer inspector superintendent detective"
    " coach former acting then-president ex-president hon spokesman spokeswoman spokesperson"
    " leader correspondent analyst candidate nominee co-chair commissioner councillor councilman"
    " councilwoman mp mep msp lawmaker opposition"
)
MALE = _words(
    "mr sir lord king prince sultan father rev congressman chairman spokesman businessman"
    " councilman policeman fisherman husband son brother uncle boy man"
)
FEMALE = _words(
    "mrs ms miss dame lady queen princess sister congresswoman chairwoman spokeswoman"
    " businesswoman councilwoman policewoman wife daughter mother aunt girl woman"
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
    " someone somebody anyone half majority minority percent third"
)
BODIES = _words(
    "ministry department agency bureau office committee commission council congress senate"
    " house parliament assembly duma government administration cabinet court tribunal party"
    " campaign group company corporation firm bank army navy force forces corps guard brigade"
    " command staff police service services university college school institute institution"
    " foundation fund association federation union league organization organisation alliance"
    " coalition network media press newspaper magazine times post journal news tribune herald"
    " guardian telegraph broadcaster channel radio agency hospital church board authority centre"
    " center team militia movement front brotherhood nations nato club society observatory watch"
    " inspectorate prosecutor prosecutor's embassy consulate kremlin pentagon white-house"
    " regiment battalion syndicate"
)
DOCUMENTS = _words(
    "report reports brief briefing memo memorandum poll polls survey surveys study studies"
    " letter assessment assessments document documents filing transcript article editorial book"
    " e-mail email emails e-mails post tweet tweets release communique communiqué bulletin"
    " communiqués dossier ruling indictment affidavit complaint lawsuit analysis review paper"
    " cable cables message note notes headline column op-ed blog video ad advert manifesto"
    " census data figures statistics records research audit account accounts dispatch testimony"
)
# A statement or a release is its organisation speaking.
UTTERANCES = _words("statement statements release spokesman spokeswoman spokesperson")
ROLES = TITLES | _words(
    "one official aide adviser advisor source expert witness analyst lawyer attorney host"
    " anchor strategist manager editor reporter author historian economist scientist researcher"
    " professor doctor nurse engineer fighter soldier commander veteran activist organiser"
    " organizer founder head boss executive president owner resident driver miner farmer"
    " fisherman pollster pundit columnist commentator critic supporter voter student teacher"
    " priest mother father wife husband son daughter brother sister widow man woman person"
    " lawmaker senator minister diplomat envoy negotiator mediator prosecutor investigator"
    " detective policeman policewoman firefighter rescuer medic surgeon neighbour neighbor"
    " survivor victim participant member delegate"
)

STATES = frozenset(
    name.strip()
    for name in """
afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia, austria, azerbaijan,
bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bhutan, bolivia, bosnia,
botswana, brazil, britain, brunei, bulgaria, burkina faso, burundi, cambodia, cameroon, canada,
chad, chile, china, colombia, congo, costa rica, croatia, cuba, cyprus, czech republic, czechia,
denmark, djibouti, ecuador, egypt, el salvador, eritrea, estonia, eswatini, ethiopia, fiji,
finland, france, gabon, gambia, georgia, germany, ghana, greece, guatemala, guinea, guyana, haiti,
honduras, hungary, iceland, india, indonesia, iran, iraq, ireland, israel, italy, ivory coast,
jamaica, japan, jordan, kazakhstan, kenya, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon,
lesotho, liberia, libya, liechtenstein, lithuania, luxembourg, madagascar, malawi, malaysia,
maldives, mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia, montenegro,
morocco, mozambique, myanmar, namibia, nepal, netherlands, new zealand, nicaragua, niger, nigeria,
north korea, north macedonia, norway, oman, pakistan, palestine, panama, paraguay, peru,
philippines, poland, portugal, qatar, romania, russia, rwanda, samoa, san marino, saudi arabia,
senegal, serbia, sierra leone, singapore, slovakia, slovenia, somalia, south africa, south korea,
south sudan, spain, sri lanka, sudan, suriname, sweden, switzerland, syria, taiwan, tajikistan,
tanzania, thailand, togo, tunisia, turkey, türkiye, turkmenistan, uganda, ukraine,
united arab emirates, united kingdom, united states, u.s., us, u.k., uk, uruguay, uzbekistan,
vatican, venezuela, vietnam, yemen, zambia, zimbabwe, washington, moscow, kyiv, kiev, beijing,
london, paris, berlin, brussels, tehran, ankara, tokyo, delhi, new delhi, islamabad, kabul, riyadh,
damascus, baghdad, cairo, jerusalem, tel aviv, pyongyang, seoul, warsaw, minsk, budapest, belgrade,
rome, madrid, athens, ottawa, canberra, nairobi, addis ababa, khartoum, caracas, havana, bogotá,
brasília, taipei, hanoi, manila, jakarta, doha, tbilisi, yerevan, baku, chisinau, vilnius, riga,
tallinn, helsinki, stockholm, oslo, copenhagen
""".replace("\n", " ").split(",")
)
PARTICLES = _words(
    "de da di del della dos das du la le van von der den ter ten bin ibn bint al el ben abu af y"
)
MONTHS_DAYS = _words(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
)
