"""The forms of English verbs, by rule and by a list of the irregular ones: forms → lemma."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# lemma past participle; what is missing is as the one before.
IRREGULAR_TABLE = """
be was been|have had|do did done|say said|tell told|speak spoke spoken|write wrote written
read read|put put|swear swore sworn|forecast forecast|foresee foresaw foreseen|find found
think thought|mean meant|feel felt|hold held|see saw seen|hear heard|know knew known
leave left|take took taken|give gave given|hit hit|keep kept|lean leaned leant|learn learned learnt
make made|understand understood|undertake undertook undertaken|forgive forgave forgiven
beg begged|plead pleaded pled|call called|withdraw withdrew withdrawn|own owned|bet bet|let let
go went gone|come came come|get got gotten|seek sought|forbid forbade forbidden|set set
withhold withheld|bow bowed|show showed shown|begin began begun|become became become
bring brought|buy bought|catch caught|choose chose chosen|cut cut|fall fell fallen|fight fought
lose lost|meet met|pay paid|run ran run|send sent|sit sat|stand stood|win won|rise rose risen
throw threw thrown|draw drew drawn|strike struck|sing sang sung|shake shook shaken
steal stole stolen|spend spent
teach taught|tear tore torn|wake woke woken|wear wore worn|weep wept|bind bound
bear bore borne|bite bit bitten|blow blew blown|deal dealt|dig dug|drink drank drunk|eat ate eaten
feed fed|fly flew flown|forget forgot forgotten|freeze froze frozen|hang hung|hide hid hidden
lay laid|lead led|lend lent|overcome overcame overcome|quit quit|ride rode ridden|sell sold
shoot shot|shut shut|sink sank sunk|sleep slept|spread spread|swing swung|cast cast|burst burst
stick stuck|foretell foretold|misspeak misspoke misspoken|gainsay gainsaid|lie lied
ring rang rung|grow grew grown|build built|break broke broken|drive drove driven
"""
BE_FORMS = "am is are was were be been being 's 're 'm"


def _irregular(table: str) -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for entry in table.replace("\n", "|").split("|") if entry.strip())
    return {first: tuple(rest) for first, *rest in entries}


IRREGULAR = _irregular(IRREGULAR_TABLE)
VOWELS = "aeiou"


def forms(lemma: str) -> Iterator[str]:
    """Every form a verb may have; for doubled consonants both spellings, one of them no word."""
    yield lemma
    yield from _third(lemma)
    yield from _participles(lemma)
    yield from IRREGULAR.get(lemma, ())


def _third(lemma: str) -> Iterator[str]:
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        yield lemma[:-1] + "ies"
    elif lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield lemma + "es"
    else:
        yield lemma + "s"


def _participles(lemma: str) -> Iterator[str]:
    if lemma.endswith("e"):
        yield lemma + "d"
        yield (lemma if lemma.endswith(("ee", "ye")) or lemma == "be" else lemma[:-1]) + "ing"
        return
    yield lemma + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        yield lemma[:-1] + "ied"
        return
    yield lemma + "ed"
    if lemma[-1] not in VOWELS + "wxy" and lemma[-2:-1] in tuple(VOWELS):
        yield lemma + lemma[-1] + "ed"
        yield lemma + lemma[-1] + "ing"


def table(lemmas: Iterable[str]) -> dict[str, str]:
    """Form → lemma of all these verbs; a lemma's own spelling leads to itself."""
    made = {form: lemma for lemma in lemmas for form in forms(lemma)}
    made |= {lemma: lemma for lemma in lemmas}
    return made | dict.fromkeys(BE_FORMS.split(), "be") | {"has": "have"}
