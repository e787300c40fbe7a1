"""Quoted paragraphs without a cue of their own, joined to the attribution they go on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.reading.attribution import Attribution
from sayso.reading.edges import Page
from sayso.reading.quotes import PARAGRAPH, running_on

Offsets = tuple[int, int]
SHORTEST_QUOTATION = 20


def joined(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, in order, with the rest of their quotations: the further paragraphs of one
    that runs on, and whole quoted paragraphs right after a paragraph that ends their words."""
    made = list(found)
    for runs in running_on(page.text, page.quoted):
        _go_on(made, [(run.start, run.end) for run in runs])
    for before, run in _bare_paragraphs(page):
        if not _claims(made, [run]) and (number := _last_quoted(page, made, before)) is not None:
            made[number] = _with(made[number], [run])
    return made


def _go_on(made: list[Attribution], runs: Sequence[Offsets]) -> None:
    """Give all paragraphs of a quotation to the one attribution that has some of it."""
    claims = _claims(made, runs)
    if len(claims) == 1:
        one = made[claims[0]]
        made[claims[0]] = _with(one, [r for r in runs if not _touched(one, r)])


def _claims(made: Sequence[Attribution], runs: Sequence[Offsets]) -> list[int]:
    return [number for number, one in enumerate(made) if any(_touched(one, r) for r in runs)]


def _touched(one: Attribution, run: Offsets) -> bool:
    return any(part[0] < run[1] and run[0] < part[1] for part in one.content)


def _with(one: Attribution, more: Sequence[Offsets]) -> Attribution:
    return replace(one, content=tuple(sorted([*one.content, *more])))


def _bare_paragraphs(page: Page) -> list[tuple[Offsets, Offsets]]:
    """Paragraphs that are one quotation and nothing else, each after the paragraph before it."""
    paragraphs = [m.span() for m in PARAGRAPH.finditer(page.text) if m[0].strip()]
    whole = {(run.start, run.end) for run in page.quoted if run.closed and not run.single}
    bare = []
    for before, (start, end) in pairwise(paragraphs):
        piece = page.text[start:end]
        span = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if span in whole and span[1] - span[0] >= SHORTEST_QUOTATION:
            bare.append((before, span))
    return bare


def _last_quoted(page: Page, made: Sequence[Attribution], paragraph: Offsets) -> int | None:
    """The last attribution of a paragraph where its content is quoted and its words are the last
    in the paragraph but for its own source and cue."""
    inside = [n for n, one in enumerate(made) if any(_in(p, paragraph) for p in one.content)]
    if not inside:
        return None
    number = max(inside, key=lambda n: max(p[1] for p in made[n].content if _in(p, paragraph)))
    return number if any(page.run_at(part[0]) for part in made[number].content) else None


def _in(part: Offsets, paragraph: Offsets) -> bool:
    return paragraph[0] <= part[0] < paragraph[1]
