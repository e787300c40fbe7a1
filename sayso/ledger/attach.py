"""Where a decision stands: spans ↔ selectors, and selectors → a statement of the reading of now.

A selector is made like those of W3C Web Annotation: the exact words, some characters before and
after them, and their position. So a decision outlives the reading it was made on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Span, Statement

# How many characters before and after the words are kept.
FRAME = 32
# How far words may have moved that stand in another frame.
NEAR = 64
# The least share of characters that two contents have in common, of all that are in either.
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of a text, by themselves, by what stands around them, and by code points."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """The statement a decision is about, as it had been read then."""

    statement: str
    source: Selector | None
    cue: Selector | None
    content: tuple[Selector, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A target's spans in a text."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def selector_of(text: str, span: Span) -> Selector:
    """The selector of a span of a text."""
    prefix = text[max(0, span.start - FRAME) : span.start]
    return Selector(span.text, prefix, text[span.end :][:FRAME], span.start, span.end)


def target_of(text: str, one: Statement) -> Target:
    """The target that a statement is."""
    source, cue = (selector_of(text, span) if span else None for span in (one.source, one.cue))
    return Target(one.id, source, cue, tuple(selector_of(text, span) for span in one.content))


def locate(text: str, selector: Selector) -> Span | None:
    """The span a selector means: its words in their frame, else near their position, each time
    where they have moved the least; None where there is no such place."""
    start = selector.start if _framed(text, selector, selector.start) else _moved(text, selector)
    if start is None or not selector.exact:
        return None
    return Span(start, start + len(selector.exact), selector.exact)


def attached(text: str, targets: Sequence[Target], statements: Sequence[Statement]) -> str | None:
    """The id of the statement that one of the targets is: first one with the very spans, then with
    the same cue and content, then with the same cue and at least `SHARE` of the content; None where
    there is no such statement."""
    places = [place for target in targets if (place := _placed(text, target))]
    for rule in RULES:
        for place in places:
            if found := rule(place, statements):
                return found.id
    return None


def _framed(text: str, selector: Selector, at: int) -> bool:
    end = at + len(selector.exact)
    return (
        at >= 0
        and text.startswith(selector.exact, at)
        and text[max(0, at - FRAME) : at].endswith(selector.prefix)
        and text.startswith(selector.suffix, end)
    )


def _moved(text: str, selector: Selector) -> int | None:
    places = list(_places(text, selector.exact))
    framed = [at for at in places if _framed(text, selector, at)]
    near = [at for at in places if abs(at - selector.start) <= NEAR]
    return min(framed or near, key=lambda at: abs(at - selector.start), default=None)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _placed(text: str, target: Target) -> _Place | None:
    source = locate(text, target.source) if target.source else None
    cue = locate(text, target.cue) if target.cue else None
    content = tuple(span for part in target.content if (span := locate(text, part)))
    if not content or (target.cue and not cue):
        return None
    return _Place(source, cue, content)


def _same(place: _Place, statements: Sequence[Statement]) -> Statement | None:
    spans = (place.source, place.cue, place.content)
    return next((s for s in statements if (s.source, s.cue, s.content) == spans), None)


def _same_words(place: _Place, statements: Sequence[Statement]) -> Statement | None:
    spans = (place.cue, place.content)
    return next((s for s in statements if (s.cue, s.content) == spans), None)


def _overlapping(place: _Place, statements: Sequence[Statement]) -> Statement | None:
    fitting = [s for s in statements if s.cue == place.cue]
    best = max(fitting, key=lambda s: share(s.content, place.content), default=None)
    return best if best and share(best.content, place.content) >= SHARE else None


Rule = Callable[[_Place, Sequence[Statement]], Statement | None]
RULES: tuple[Rule, ...] = (_same, _same_words, _overlapping)


def share(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters that stand in both, of those that stand in either."""
    mine, theirs = ({at for span in spans for at in range(span.start, span.end)}
                    for spans in (one, other))  # fmt: skip
    return len(mine & theirs) / len(mine | theirs)
