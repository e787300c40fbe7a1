"""Bodies of the world that speak without saying whose they are: “the FSB”, “Hamas”, “the Pentagon”.

A table of general knowledge, written down by hand. Each line is names = path of the side: an organ
or a faction under its state, a camp of its own alone. A report's own words come before it.
"""

from __future__ import annotations

import functools

from sayso.reading.spelling import folded

# Whoever rules a place and whoever fights for it are told apart here too: Hamas is not Palestine.
_TABLE = """
FSB, Federal Security Service = Russia > FSB
SVR = Russia > SVR
GRU = Russia > GRU
Rosgvardia = Russia > Rosgvardia
State Duma, Duma = Russia > State Duma
Roscosmos = Russia > Roscosmos
Rosatom = Russia > Rosatom
Kremlin = Russia > Kremlin
Wagner, Wagner Group, PMC Wagner, Wagner mercenary group = Russia > Wagner Group
Chechnya, Chechen, Chechen Republic = Russia > Chechnya
Donetsk People's Republic, DNR, DPR = Russia > Donetsk People's Republic
Luhansk People's Republic, Lugansk People's Republic, LNR, LPR = Russia > Luhansk People's Republic
SBU, Security Service of Ukraine = Ukraine > SBU
Energoatom = Ukraine > Energoatom
Verkhovna Rada = Ukraine > Verkhovna Rada
Azov Brigade, Azov Regiment, Azov Battalion = Ukraine > Azov
Pentagon = United States > Pentagon
White House = United States > White House
State Department = United States > State Department
Justice Department, Department of Justice, DOJ = United States > Justice Department
Treasury Department = United States > Treasury Department
Department of Homeland Security, DHS = United States > Department of Homeland Security
FBI, Federal Bureau of Investigation = United States > FBI
CIA, Central Intelligence Agency = United States > CIA
NSA, National Security Agency = United States > NSA
FAA, Federal Aviation Administration = United States > FAA
NTSB, National Transportation Safety Board = United States > NTSB
NHTSA = United States > NHTSA
FDA, Food and Drug Administration = United States > FDA
CDC, Centers for Disease Control and Prevention = United States > CDC
EPA, Environmental Protection Agency = United States > EPA
FEMA = United States > FEMA
CENTCOM, US Central Command, U.S. Central Command, Central Command = United States > Central Command
Downing Street, No 10, Whitehall = United Kingdom > government
Foreign Office, Home Office = United Kingdom > government
Scotland Yard, Metropolitan Police = United Kingdom > Metropolitan Police
MI5 = United Kingdom > MI5
MI6 = United Kingdom > MI6
GCHQ = United Kingdom > GCHQ
Quai d'Orsay, Elysee, Elysee Palace = France > government
Bundeswehr = Germany > Bundeswehr
Bundestag = Germany > Bundestag
IDF, Israel Defense Forces, Israel Defence Forces, Israeli Defense Forces = Israel > IDF
Shin Bet = Israel > Shin Bet
Mossad = Israel > Mossad
COGAT = Israel > COGAT
Knesset = Israel > Knesset
Hamas, Al-Qassam Brigades, Qassam Brigades = Hamas
Islamic Jihad, Palestinian Islamic Jihad = Islamic Jihad
Fatah = Palestine > Fatah
PLO, Palestine Liberation Organization = Palestine > PLO
Palestinian Authority = Palestine > Palestinian Authority
Hezbollah, Hizbollah, Hizbullah = Hezbollah
Houthi, Houthis, Houthi movement, Ansar Allah, Ansarullah = Houthis
IRGC, Revolutionary Guards, Islamic Revolutionary Guard Corps = Iran > Revolutionary Guards
Taliban = Taliban
Tehrik-i-Taliban Pakistan, TTP, Pakistani Taliban = Pakistani Taliban
Haqqani network = Taliban > Haqqani network
Islamic State, ISIS, ISIL, Daesh = Islamic State
ISWAP = Islamic State > ISWAP
al-Qaeda, al Qaeda, al-Qaida = al-Qaeda
al-Shabaab, al-Shabab, al Shabaab = al-Shabaab
Boko Haram = Boko Haram
Syrian Democratic Forces, SDF = Syrian Democratic Forces
Free Syrian Army = Free Syrian Army
Syrian National Army, SNA = Syrian National Army
Hayat Tahrir al-Sham, HTS = Hayat Tahrir al-Sham
YPG, People's Protection Units = YPG
PKK, Kurdistan Workers' Party = PKK
Peshmerga = Kurdistan Region > Peshmerga
Kurdistan Regional Government, KRG = Kurdistan Region > government
Popular Mobilization Forces = Iraq > Popular Mobilization Forces
Kataib Hezbollah, Kata'ib Hezbollah = Kataib Hezbollah
Rapid Support Forces, RSF = Rapid Support Forces
Sudanese Armed Forces = Sudan > armed forces
M23, March 23 Movement = M23
Tigray People's Liberation Front, TPLF = Tigray People's Liberation Front
Oromo Liberation Army, OLA = Oromo Liberation Army
Libyan National Army, LNA = Libyan National Army
Polisario, Polisario Front = Polisario Front
Artsakh, Nagorno-Karabakh Republic = Artsakh
Transnistria, Transdniestria = Transnistria
Abkhazia = Abkhazia
South Ossetia = South Ossetia
Republika Srpska = Republika Srpska
Somaliland = Somaliland
Arakan Army = Arakan Army
National Unity Government = National Unity Government
Tatmadaw = Myanmar > army
KNU, Karen National Union = Karen National Union
Kachin Independence Army = Kachin Independence Army
People's Liberation Army, PLA = China > People's Liberation Army
Communist Party of China, Chinese Communist Party = China > Communist Party
Bharatiya Janata Party, BJP = India > Bharatiya Janata Party
Indian National Congress = India > Indian National Congress
ISPR = Pakistan > army
FARC = FARC
ELN, National Liberation Army = ELN
PDVSA = Venezuela > PDVSA
Pemex = Mexico > Pemex
NATO, North Atlantic Treaty Organization = NATO
European Union, EU, European Commission, European Council = European Union
African Union = African Union
Arab League = Arab League
ECOWAS = ECOWAS
"""


# Whoever is known for an office of one state for years: which one it is where a report says “the
# president” alone. Nobody has a side by this without an office that the report gives him.
_RULERS = """
Russia: putin medvedev lavrov shoigu peskov mishustin gerasimov belousov
Ukraine: zelensky zelenskyy zelenskiy zelenskyi kuleba reznikov zaluzhnyi yermak umerov shmyhal
United States: biden trump blinken obama harris rubio hegseth vance
United Kingdom: sunak starmer johnson cleverly lammy
France: macron
Germany: scholz merz merkel baerbock pistorius
Turkey: erdogan fidan
Israel: netanyahu gallant herzog gantz
Palestine: abbas
Iran: khamenei raisi pezeshkian araghchi
Syria: assad
Belarus: lukashenko
China: jinping
India: modi jaishankar
Hungary: orban szijjarto
Poland: tusk duda sikorski
Serbia: vucic
Azerbaijan: aliyev
Armenia: pashinyan
Venezuela: maduro
Brazil: lula bolsonaro
Egypt: sisi sissi shoukry
Ethiopia: abiy
Rwanda: kagame
"""


def ruled_by(name: tuple[str, ...]) -> str | None:
    """The state of whoever is known by the last of these folded words."""
    return _rulers().get(name[-1]) if name else None


@functools.cache
def _rulers() -> dict[str, str]:
    lines = (line.split(": ") for line in _RULERS.strip().splitlines())
    return {name: state for state, names in lines for name in names.split()}


@functools.cache
def known() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The paths by the folded words of each name."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in _TABLE.strip().splitlines():
        names, _, path = line.partition(" = ")
        side = tuple(part.strip() for part in path.split(">"))
        for name in names.split(","):
            found[tuple(folded(word) for word in name.split())] = side
    return found


LONGEST = max(map(len, known()))


def side_of(name: str) -> tuple[str, ...] | None:
    """The side of the body of which these are all the words, “the” aside."""
    words = tuple(folded(word) for word in name.split())
    return known().get(words[1:] if words[:1] == ("the",) else words)


def within(words: str) -> tuple[tuple[str, ...], int] | None:
    """The side of a body that stands among the words, the longest name first, and how many words
    come before it. Short forms in capitals must stand in capitals."""
    parts = words.split()
    plain = tuple(folded(part.strip(",.;:“”\"'()")) for part in parts)
    table = known()
    for size in range(min(LONGEST, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            side = table.get(plain[at : at + size])
            if side and (parts[at][:1].isupper() or plain[at].startswith("al")):
                return side, at
    return None
