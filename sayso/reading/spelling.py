"""Names against names: the same but for spelling, transliteration, order, initials, short forms."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

# Shorter words are the same only letter by letter; how alike two longer ones must be (of 100).
SHORTEST, ALIKE = 5, 80
POSSESSIVE = re.compile(r"['’]s?$")
APOSTROPHES = re.compile(r"['’ʼʻ`´]")
ARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ash|an|at|az|ar)-")
# How one sound is written from other alphabets, coarsest first; the order matters.
SOUNDS = tuple(
    tuple(pair.split(">"))
    for pair in (
        "shch>s tsch>c tch>c sch>s kh>h zh>z dzh>j dj>j sh>s ch>c cz>c ts>c tz>c ph>f th>t dh>d"
        " gh>h ck>k q>k x>ks w>v ou>u oo>u ee>i iy>i yi>i ij>i yy>i ii>i ye>e ie>e je>e yo>o io>o"
        " jo>o ya>a ia>a ja>a yu>u iu>u ju>u y>i j>i g>h c>k"
    ).split()
)
DOUBLED = re.compile(r"(.)\1+")
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
# First names that are one name: across languages, and short forms of everyday use.
_SAME_FIRST = """
alexander aleksandr oleksandr alexandr aleksander alex sasha
alexei aleksei alexey aleksey oleksii oleksiy alyosha
andrew andrei andrey andrii andriy andy
michael mikhail mykhailo mikhailo mykhaylo mike mick
nicholas nikolai nikolay mykola nick
vladimir volodymyr volodimir vladymyr
sergei sergey serhii serhiy sergii
dmitry dmitri dmytro dmitriy dima
yevgeny yevgeniy evgeny evgeniy eugene yevhen yevheniy
peter petro pyotr petr pete
paul pavel pavlo
george georgy heorhiy
yuri yuriy yury iurii yurii
helen elena olena yelena
catherine katherine ekaterina kateryna katerina kate kathy katie
natalia nataliya natalya nataliia natasha
anastasia anastasiia anastasiya nastya
julia yulia yuliya yuliia iuliia
mohammed muhammad mohamed mohammad muhammed mohamad muhamed
ahmed ahmad ahmet
hussein hussain husain hossein huseyin
yusuf youssef yousef yousuf joseph josef
omar umar
abdullah abdallah abdulla
william bill will billy
robert bob rob bobby
richard rick dick rich
james jim jimmy jamie
john jon johnny
thomas tom tommy
edward ed eddie ted ned
anthony tony antony
joe joseph
daniel dan danny
matthew matt
benjamin ben
samuel sam
david dave
steven stephen steve
christopher chris
elizabeth liz beth betty
margaret maggie meg peggy
susan sue
deborah debbie
patricia pat patty
jennifer jen jenny
rebecca becky
"""
SAME_FIRST = {
    name: number
    for number, line in enumerate(_SAME_FIRST.strip().splitlines())
    for name in line.split()
}
SMALL = frozenset("the a an of for and in on de la del".split())


# A report has the same few names many times over.
@functools.lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """A name without case, diacritics and possessive, for comparing."""
    bare = POSSESSIVE.sub("", name.casefold()).translate(LETTERS)
    if bare.isascii():
        return bare
    decomposed = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@functools.lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """What is left of a folded word when transliterations of one name are made alike."""
    word = APOSTROPHES.sub("", ARTICLE.sub("", word))
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return DOUBLED.sub(r"\1", word)


def alike(one: str, other: str) -> bool:
    """The same folded word, a transliteration variant or a misspelling of it."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST:
        return len(one) > 2 and sound(one) == sound(other)
    mine, theirs = sound(one), sound(other)
    if mine == theirs:
        return True
    nearest = max(fuzz.ratio(one, other), fuzz.ratio(mine, theirs))
    return mine[:1] == theirs[:1] and min(len(mine), len(theirs)) >= SHORTEST and nearest >= ALIKE


def same_first(one: str, other: str) -> bool:
    """The same first name, in another language or a short form, or its initial."""
    one, other = one.rstrip("."), other.rstrip(".")
    if min(len(one), len(other)) == 1:
        return one[:1] == other[:1]
    known = SAME_FIRST.get(one)
    return alike(one, other) or (known is not None and known == SAME_FIRST.get(other))


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the folded words of two names may name one person: last names alike, and first names
    alike where both are given; or the same words in another order; or one a part of the other."""
    if not one or not other:
        return False
    if len(one) == 1 or len(other) == 1:
        (part,), whole = (one, other) if len(one) == 1 else (other, one)
        return alike(part, whole[-1])
    if alike(one[-1], other[-1]):
        return same_first(one[0], other[0])
    # “Orban Viktor” and “Viktor Orban”.
    return len(one) == len(other) == 2 and alike(one[0], other[1]) and alike(one[1], other[0])


def initials(words: Sequence[str]) -> str:
    """The acronym that a name gives, small words left out."""
    return "".join(word[:1] for word in words if word not in SMALL)


def stems(words: Sequence[str]) -> frozenset[str]:
    """The words of a body's name without endings, small words left out: “Defence Ministry” and
    “Ministry of Defense” have the same."""
    return frozenset(word[:5] for word in words if word not in SMALL)
