"""The companies, unions and parties of one report: which one “the firm” or “the union” means."""

from __future__ import annotations

from sayso.reading import lexicon as lx
from sayso.reading import offices as of
from sayso.reading.cast import Cast, Draft

PARTIES = frozenset("front party movement alliance coalition bloc league congress greens".split())


def meant_by(cast: Cast, word: str, at: int) -> Draft | None:
    """The body that “the firm” or “the union” means."""
    if word in lx.COMPANIES:
        return company(cast, at) or company(cast, len(cast.text))
    sort = of.UNIONS if word == "union" else PARTIES if word in PARTIES | {"party"} else frozenset()
    found = [d for d in cast.drafts if d.named and sort & set(d.words)]
    before = [d for d in found if d.last_before(at) >= 0] or found
    return before[0] if len(before) == 1 else None


def company(cast: Cast, at: int) -> Draft | None:
    """The company that “the firm” means: one that is called so, else the one spoken of most, if it
    was spoken of before."""
    options = [
        (_called_company(draft), len(draft.mentions), -draft.number, draft)
        for draft in cast.drafts
        if draft.named
        and draft.kind == "organisation"
        and draft.last_before(at) >= 0
        and not public(draft.words)
        and not set(draft.words) & (lx.BODIES - lx.COMPANIES)
        and (_called_company(draft) or cast.text.count(draft.name.split()[0]) > 1)
    ]
    best = max(options, key=lambda option: option[:3], default=None)
    return best[3] if best and best[0] >= 0 else None


def _called_company(draft: Draft) -> int:
    """1 for what is called a company, -1 for what is called a coalition or a group, else 0."""
    called = {word for role in draft.roles for word in role.words}
    if set(draft.words) & lx.COMPANIES or called & lx.COMPANIES:
        return 1
    return -1 if called & of.CAMPS else 0


def public(words: tuple[str, ...]) -> bool:
    """Whether a name is that of an organ of the state or of a body that is no company."""
    return bool(set(words) & (of.ORGANS | of.OWNED | of.NEUTRAL | of.CAMPS))
