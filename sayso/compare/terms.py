"""The words of a text that carry its meaning, each with a weight by how rare it is in English.

The weight is a fixed thing of a word, so that how alike two texts are is a function of the two
alone: adding reports changes nothing between others.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from sayso.reading.encoder import packaged

WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
# The vocabulary lists whole words by how often they are met; before this one stand signs.
FIRST_WORD = 1996
ENDINGS = (
    "ations", "ation", "ingly", "ments", "ment", "ness", "ings", "ing", "edly", "ied", "ies", "ed",
    "ers", "er", "ly", "es", "s",
)  # fmt: skip
SHORTEST_STEM = 4
# Word for word, what words of number and negation say is told by figures and factuality.
EMPTY = frozenset(
    "the a an and or but of to in on at by for with from as that this it its he she they his her"
    " their we our i my you your is are was were be been being has have had do does did will would"
    " there which who whom whose what when where than then so if".split()
)

Terms = Mapping[str, float]


@lru_cache(maxsize=50_000)
def terms(text: str) -> Terms:
    """The stems of a text's words with their weights."""
    found: dict[str, float] = {}
    for word in WORD.findall(text):
        plain = folded(word)
        if plain not in EMPTY:
            found[stem(plain)] = weight(plain)
    return found


def alike(a: Terms, b: Terms) -> float:
    """The cosine of two texts' weights: 0 where no word is shared, 1 where all are."""
    if not a or not b:
        return 0.0
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    shared = sum(value * value for word, value in small.items() if word in large)
    return shared / math.sqrt(_square(a) * _square(b))


def held(a: Terms, b: Terms) -> float:
    """The share of the lighter text's weight that the other has too."""
    least = min(sum(a.values()), sum(b.values()))
    return sum(value for word, value in a.items() if word in b) / least if least else 0.0


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word without case, diacritics, and what follows an apostrophe."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.removesuffix("'s").strip("'.,")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its ending, where enough of it is left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def weight(word: str) -> float:
    """How rare a word is: near 0 for the commonest, 1 for those of no list, which names are."""
    number = packaged().tokenizer.token_to_id(word)
    if number is None:
        return 1.0
    size = packaged().tokenizer.get_vocab_size() - FIRST_WORD
    return max(0.05, math.log1p(max(0, number - FIRST_WORD)) / math.log1p(size) - 0.25) / 0.75


def _square(found: Terms) -> float:
    return sum(value * value for value in found.values())
