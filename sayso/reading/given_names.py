"""Whether a first name is a man's or a woman's, as lists of many countries mostly agree.

The lists are made by `training.given`; NOTICE credits them.
"""

from __future__ import annotations

import functools
from importlib import resources

from sayso.errors import ModelError

FILE = "given.txt"


def is_male(name: str) -> bool | None:
    """True for a man's first name, folded, False for a woman's, None where the lists have neither
    or disagree; ModelError where the package carries no lists."""
    male, female = _lists()
    return True if name in male else False if name in female else None


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    path = resources.files("sayso") / "data" / FILE
    try:
        male, female = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, ValueError) as error:
        raise ModelError(str(path), f"not the lists of first names: {error}") from error
    return frozenset(male.split()), frozenset(female.split())
