"""First names of men and of women: python -m training.given [--out FOLDER]

Fetches the pinned packages once, and writes sayso/data/given.txt: a line of names that men bear and
one of names that women bear, folded as the reading folds names, where the lists of the countries
that have a name mostly agree. Names in Cyrillic are written as English news writes them. Left out
are names that are English words, countries, regions or large towns too.
"""

from __future__ import annotations

import argparse
import ast
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.reading.given_names import FILE
from sayso.reading.spelling import folded
from training.gazetteer import sources

DATA = Path(__file__).parents[1] / "sayso" / "data"
LISTED = Path(__file__).with_name("given.json")
LISTS = {"first_names_male": "male", "first_names_female": "female"}
# The share of the lists with a name that have to agree on it.
AGREED = 0.9
# A town of so many is met in news more often than a person of its name.
LARGE_TOWN = 300_000
# The American list has names that one child in a million was given: another has to have them, too.
LONGEST_LIST = "en"
LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "y", "ј": "j", "к": "k", "л": "l",
    "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh",
    "щ": "shch", "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.given", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("runs/gazetteer"), help="downloads")
    out = parser.parse_args().out
    found = sources.fetched(out, LISTED)
    male, female = agreed(lists(found.archives["faker"]))
    others = no_names(sources.fetched(out))
    lines = [" ".join(sorted(names - others)) for names in (male, female)]
    (DATA / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{FILE}: {len(male - others)} names of men, {len(female - others)} of women")


def lists(wheel: Path) -> Iterator[tuple[str, str, set[str]]]:
    """Each list of a package: its country's code, whose names it has, the names folded. The files
    are read as data; none of their code is run."""
    with zipfile.ZipFile(wheel) as archive:
        for member in sorted(archive.namelist()):
            _, _, below = member.partition("providers/person/")
            country = below.partition("/")[0]
            if below == f"{country}/__init__.py" and country:
                for part, names in _lists_of(archive.read(member).decode()):
                    yield country, part, names


def _lists_of(source: str) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            part = LISTS.get(node.targets[0].id)
            names = _strings(node.value) if part else []
            kept = {folded(_in_latin(name)) for name in names if _is_one_word(name)}
            if part and kept:
                yield part, kept


def _strings(value: ast.expr) -> list[str]:
    """The strings of a literal list, or the keys of a literal mapping, also one that is built from
    pairs."""
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    try:
        plain = ast.literal_eval(value)
    except ValueError:
        return []
    if isinstance(plain, dict):
        return list(plain)
    return [one[0] if isinstance(one, tuple) else one for one in plain]


def _is_one_word(name: str) -> bool:
    latin = _in_latin(name)
    return latin.isalpha() and len(latin) > 2 and all(ord(letter) < 0x250 for letter in latin)


def _in_latin(name: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in name.lower())


def agreed(told: Iterator[tuple[str, str, set[str]]]) -> tuple[set[str], set[str]]:
    """Names that nearly all lists with them have as men's, and as women's."""
    votes: dict[str, Counter[str]] = {"male": Counter(), "female": Counter()}
    elsewhere: set[str] = set()
    for country, part, names in told:
        votes[part].update(names)
        if country != LONGEST_LIST:
            elsewhere |= names
    male, female = votes["male"], votes["female"]
    both = {name: male[name] + female[name] for name in elsewhere}
    return (
        {name for name, count in both.items() if male[name] >= AGREED * count},
        {name for name, count in both.items() if female[name] >= AGREED * count},
    )


def no_names(found: sources.Sources) -> set[str]:
    """Words, folded, that a dictionary or the gazetteer has for something else."""
    large = (row["name"] for row in sources.towns(found) if row["population"] >= LARGE_TOWN)
    regions = (name for name, _, code, *_ in sources.subdivisions(found) if code.count(".") == 1)
    states = (name for names in sources.country_names(found).values() for name in names)
    return {folded(name) for name in (*large, *regions, *states)} | sources.english_words(found)


if __name__ == "__main__":
    main()
