"""States of the world: short names, what belongs to them, and the capitals that speak for them.

General knowledge, written down by hand. States that are not here (invented, historical, contested)
are known from the text itself: see `states.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

# Name and other names = adjectives and demonyms = seats of government that stand for it in news.
_TABLE = """
Afghanistan = afghan = kabul
Albania = albanian = tirana
Algeria = algerian = algiers
Andorra = andorran = -
Angola = angolan = luanda
Argentina = argentine, argentinian = buenos aires
Armenia = armenian = yerevan
Australia = australian = canberra
Austria = austrian = vienna
Azerbaijan = azerbaijani, azeri = baku
Bahamas = bahamian = nassau
Bahrain = bahraini = manama
Bangladesh = bangladeshi = dhaka
Barbados = barbadian = bridgetown
Belarus, Byelorussia = belarusian, belarusan, belarussian = minsk
Belgium = belgian = -
Belize = belizean = belmopan
Benin = beninese = porto-novo
Bhutan = bhutanese = thimphu
Bolivia = bolivian = la paz
Bosnia and Herzegovina, Bosnia, Bosnia-Herzegovina = bosnian = sarajevo
Botswana = botswanan = gaborone
Brazil = brazilian = brasilia
Brunei = bruneian = bandar seri begawan
Bulgaria = bulgarian = sofia
Burkina Faso = burkinabe = ouagadougou
Burundi = burundian = bujumbura, gitega
Cambodia = cambodian = phnom penh
Cameroon = cameroonian = yaounde
Canada = canadian = ottawa
Cape Verde, Cabo Verde = cape verdean = praia
Central African Republic = central african = bangui
Chad = chadian = n'djamena
Chile = chilean = santiago
China, People's Republic of China = chinese = beijing, peking
Colombia = colombian = bogota
Comoros = comoran, comorian = moroni
Congo, Democratic Republic of Congo, DR Congo, DRC = congolese = kinshasa, brazzaville
Costa Rica = costa rican = san jose
Croatia = croatian = zagreb
Cuba = cuban = havana
Cyprus = cypriot = nicosia
Czech Republic, Czechia = czech = prague
Denmark = danish = copenhagen
Djibouti = djiboutian = -
Dominican Republic = dominican = santo domingo
Ecuador = ecuadorean, ecuadorian = quito
Egypt = egyptian = cairo
El Salvador = salvadoran, salvadorean = san salvador
Equatorial Guinea = equatoguinean = malabo
Eritrea = eritrean = asmara
Estonia = estonian = tallinn
Eswatini, Swaziland = swazi = mbabane
Ethiopia = ethiopian = addis ababa
Fiji = fijian = suva
Finland = finnish = helsinki
France = french = paris, elysee
Gabon = gabonese = libreville
Gambia = gambian = banjul
Georgia = georgian = tbilisi
Germany = german = berlin
Ghana = ghanaian = accra
Greece = greek = athens
Guatemala = guatemalan = guatemala city
Guinea = guinean = conakry
Guinea-Bissau = bissau-guinean = bissau
Guyana = guyanese = georgetown
Haiti = haitian = port-au-prince
Honduras = honduran = tegucigalpa
Hungary = hungarian = budapest
Iceland = icelandic = reykjavik
India = indian = delhi, new delhi
Indonesia = indonesian = jakarta
Iran = iranian = tehran
Iraq = iraqi = baghdad
Ireland = irish = dublin
Israel = israeli = jerusalem, tel aviv
Italy = italian = rome
Ivory Coast, Cote d'Ivoire = ivorian = abidjan, yamoussoukro
Jamaica = jamaican = kingston
Japan = japanese = tokyo
Jordan = jordanian = amman
Kazakhstan = kazakh, kazakhstani = astana
Kenya = kenyan = nairobi
Kosovo = kosovan, kosovar = pristina
Kuwait = kuwaiti = kuwait city
Kyrgyzstan = kyrgyz = bishkek
Laos = laotian, lao = vientiane
Latvia = latvian = riga
Lebanon = lebanese = beirut
Lesotho = basotho = maseru
Liberia = liberian = monrovia
Libya = libyan = tripoli
Liechtenstein = liechtensteiner = vaduz
Lithuania = lithuanian = vilnius
Luxembourg = luxembourgish = -
Madagascar = malagasy = antananarivo
Malawi = malawian = lilongwe
Malaysia = malaysian = kuala lumpur, putrajaya
Maldives = maldivian = male
Mali = malian = bamako
Malta = maltese = valletta
Mauritania = mauritanian = nouakchott
Mauritius = mauritian = port louis
Mexico = mexican = mexico city
Moldova = moldovan = chisinau
Monaco = monegasque = -
Mongolia = mongolian = ulaanbaatar, ulan bator
Montenegro = montenegrin = podgorica
Morocco = moroccan = rabat
Mozambique = mozambican = maputo
Myanmar, Burma = burmese, myanmar's = naypyidaw, yangon
Namibia = namibian = windhoek
Nepal = nepali, nepalese = kathmandu
Netherlands = dutch = hague, the hague
New Zealand = new zealander = wellington
Nicaragua = nicaraguan = managua
Niger = nigerien = niamey
Nigeria = nigerian = abuja
North Korea, DPRK = north korean = pyongyang
North Macedonia, Macedonia = macedonian, north macedonian = skopje
Norway = norwegian = oslo
Oman = omani = muscat
Pakistan = pakistani = islamabad
Palestine, Palestinian Authority = palestinian = ramallah
Panama = panamanian = panama city
Papua New Guinea = papuan = port moresby
Paraguay = paraguayan = asuncion
Peru = peruvian = lima
Philippines = philippine, filipino = manila
Poland = polish = warsaw
Portugal = portuguese = lisbon
Qatar = qatari = doha
Romania = romanian = bucharest
Russia, Russian Federation = russian = moscow, kremlin
Rwanda = rwandan = kigali
Samoa = samoan = apia
Saudi Arabia = saudi, saudi arabian = riyadh
Senegal = senegalese = dakar
Serbia = serbian, serb = belgrade
Sierra Leone = sierra leonean = freetown
Singapore = singaporean = -
Slovakia = slovak, slovakian = bratislava
Slovenia = slovenian, slovene = ljubljana
Somalia = somali = mogadishu
South Africa = south african = pretoria
South Korea, Republic of Korea = south korean = seoul
South Sudan = south sudanese = juba
Soviet Union, USSR = soviet = -
Spain = spanish = madrid
Sri Lanka = sri lankan = colombo
Sudan = sudanese = khartoum
Suriname = surinamese = paramaribo
Sweden = swedish = stockholm
Switzerland = swiss = bern, berne
Syria = syrian = damascus
Taiwan = taiwanese = taipei
Tajikistan = tajik = dushanbe
Tanzania = tanzanian = dodoma, dar es salaam
Thailand = thai = bangkok
Timor-Leste, East Timor = timorese = dili
Togo = togolese = lome
Tunisia = tunisian = tunis
Turkey, Türkiye = turkish = ankara
Turkmenistan = turkmen = ashgabat
Uganda = ugandan = kampala
Ukraine = ukrainian = kyiv, kiev
United Arab Emirates, UAE, Emirates = emirati = abu dhabi
United Kingdom, UK, U.K., Britain, Great Britain = british = london, whitehall, downing street
United States, US, U.S., USA, U.S.A., America = american = washington, white house, pentagon
Uruguay = uruguayan = montevideo
Uzbekistan = uzbek = tashkent
Vatican, Holy See = vatican's = -
Venezuela = venezuelan = caracas
Vietnam, Viet Nam = vietnamese = hanoi
Yemen = yemeni = sanaa
Zambia = zambian = lusaka
Zimbabwe = zimbabwean = harare
"""


@dataclass(frozen=True, slots=True)
class Known:
    """The table by the words that name a state: names, adjectives, seats; each in lower case."""

    names: dict[str, str]
    adjectives: dict[str, str]
    seats: dict[str, str]


def _known() -> Known:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        own, belonging, capitals = (
            [word.strip() for word in part.split(",")] for part in line.split(" = ")
        )
        names |= {name.lower(): own[0] for name in own}
        adjectives |= dict.fromkeys(belonging, own[0])
        seats |= {word: own[0] for word in capitals if word != "-"}
    return Known(names, adjectives, seats)


KNOWN = _known()
