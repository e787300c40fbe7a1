"""What a person changes in a statement: words as typed → selectors → the statement corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from sayso.errors import DecisionRefused
from sayso.ledger.attach import Selector, locate, selector_of
from sayso.model import (
    Act,
    ActorKind,
    Distance,
    Factuality,
    Figure,
    Granularity,
    Period,
    Reading,
    Span,
    Statement,
    statement_id,
)
from sayso.reading import figures, quotes, stance, times
from sayso.reading.statements import kind_of, words_of

# What stands for “there is none” where a person names a source, cue, speaker or time.
NONE = "null"
SURROGATE = re.compile(r"[\ud800-\udfff]")
OFFSETS = re.compile(r"(\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker by name, and what it is; `unnamed` where that is a description, no name."""

    name: str
    kind: ActorKind
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When it was said: the words that say so, and the days, inclusive."""

    words: Selector
    from_: str | None
    to: str | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class Changes:
    """What a correction changes: None where a part stays as it is, an empty tuple where there is to
    be none."""

    source: tuple[Selector, ...] | None = None
    cue: tuple[Selector, ...] | None = None
    content: tuple[Selector, ...] | None = None
    speakers: tuple[Named, ...] | None = None
    act: Act | None = None
    factuality: Factuality | None = None
    said: tuple[When, ...] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants changed, as typed. A span is START:END in code points, or words that
    stand once in the report; `said` is a day or FROM/TO, `said_words` the span that says so. “null”
    stands for none, None for no change."""

    source: str | None = None
    cue: str | None = None
    content: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    act: str | None = None
    factuality: str | None = None
    said: str | None = None
    said_words: str | None = None


# A name as typed → the speaker that is meant.
Naming = Callable[[str], Named]


def changes_of(text: str, one: Statement, wanted: Wanted, naming: Naming) -> Changes:
    """What is wanted of a statement, its spans found in the text; DecisionRefused where a span is
    not there or not the only one, a value is unknown, or nothing is wanted."""
    changes = Changes(
        source=_optional(text, wanted.source),
        cue=_optional(text, wanted.cue),
        content=_content(text, wanted.content),
        speakers=_speakers(wanted.speakers, naming),
        act=_one_of(get_args(Act), wanted.act),
        factuality=_one_of(get_args(Factuality), wanted.factuality),
        said=_said(text, one, wanted),
    )
    if changes == Changes():
        raise DecisionRefused("it corrects nothing; name what is to be changed")
    return changes


def span_given(text: str, given: str) -> Span:
    """The span of START:END, or of words that stand once in the text; DecisionRefused where they do
    not."""
    if offsets := OFFSETS.fullmatch(given.strip()):
        try:
            return Span.of(text, int(offsets[1]), int(offsets[2]))
        except ValueError:
            raise DecisionRefused(
                f"{given} does not lie in the report, whose characters are 0:{len(text)}"
            ) from None
    places = [found.start() for found in re.finditer(f"(?={re.escape(given)})", text)]
    if not given or not places:
        raise DecisionRefused(f"the report does not have the words {given!r}")
    if len(places) > 1:
        several = ", ".join(f"{at}:{at + len(given)}" for at in places[:5])
        raise DecisionRefused(
            f"the words {given!r} stand {len(places)} times in the report; give one of {several}"
        )
    return Span.of(text, places[0], places[0] + len(given))


def corrected(reading: Reading, one: Statement, changes: Changes, refs: Sequence[str]) -> Statement:
    """A statement with a correction applied, under its own id; `refs` are its speakers' where the
    correction names any. The correction's spans are there, as `applicable` tells."""
    given: dict[str, Any] = {
        name: value
        for name in ("act", "factuality")
        if (value := getattr(changes, name)) is not None
    }
    text = reading.report.text
    if changes.source is not None:
        given["source"] = _first(text, changes.source)
    if changes.cue is not None:
        given["cue"] = cue = _first(text, changes.cue)
        given["verb"] = cue.text if cue else None
    if changes.content is not None:
        given |= _of_content(reading, one, spans(text, changes.content))
    if changes.speakers is not None:
        given |= {"speakers": tuple(refs), "candidates": ()}
    if changes.said is not None:
        given["said"] = _period(text, changes.said)
    return replace(one, **given)


def missed(reading: Reading, wanted: Wanted, naming: Naming) -> tuple[Changes, Distance]:
    """What a person adds as a statement, every part of it told, and how far the reporter stands by
    it: who speaks is, unless it is said, whom the words for the source mean. Errors as for
    `changes_of`."""
    text = reading.report.text
    if not wanted.content:
        raise DecisionRefused("say what was said: a statement has a content")
    changes = changes_of(text, _when_said(reading, wanted), wanted, naming)
    source, cue = (_first(text, part or ()) for part in (changes.source, changes.cue))
    how = stance.of_statement(text, source, cue, spans(text, changes.content or ()))
    told = Changes(
        source=changes.source or (),
        cue=changes.cue or (),
        content=changes.content,
        speakers=_speaking(reading, source, naming)
        if changes.speakers is None
        else changes.speakers,
        act=changes.act or how.act,
        factuality=changes.factuality or how.factuality,
        said=changes.said or (),
    )
    return told, how.reporter


EMPTY = Statement("", "source", "indirect", None, None, (), (), score=1.0)


def _when_said(reading: Reading, wanted: Wanted) -> Statement:
    """An empty statement, said when the words that are given for that say so as they were read."""
    if wanted.said_words in (None, NONE):
        return EMPTY
    words = span_given(reading.report.text, wanted.said_words or "")
    stretches = times.stretches(reading.report.text, reading.times)
    read = (times.period(one) for one in stretches if one.span.overlaps(words))
    return replace(EMPTY, said=next(read, None))


def _speaking(reading: Reading, source: Span | None, naming: Naming) -> tuple[Named, ...]:
    """Whom the words for the source mean, as they were read."""
    meant = (
        actor.name
        for actor in reading.actors
        for mention in actor.mentions
        if source and mention.overlaps(source)
    )
    return tuple(naming(name) for name in list(dict.fromkeys(meant))[:1])


def bare(reading: Reading, changes: Changes) -> Statement | None:
    """The statement that a person added, in a reading that has it not; nobody speaks in it yet.
    None where its words are not there."""
    text = reading.report.text
    content = spans(text, changes.content or ())
    if not content or not applicable(text, changes):
        return None
    cue = _first(text, changes.cue or ())
    key = statement_id(reading.report.id, cue or content[0])
    return corrected(reading, replace(EMPTY, id=key), replace(changes, speakers=None), ())


def applicable(text: str, changes: Changes) -> bool:
    """Whether every span of a correction is there in a text."""
    parts = [*(changes.source or ()), *(changes.cue or ()), *(changes.content or ())]
    parts += [when.words for when in changes.said or ()]
    return len(spans(text, parts)) == len(parts)


def spans(text: str, selectors: Sequence[Selector]) -> tuple[Span, ...]:
    """The spans of those selectors that have one in a text."""
    return tuple(span for selector in selectors if (span := locate(text, selector)))


def _first(text: str, selectors: Sequence[Selector]) -> Span | None:
    return next(iter(spans(text, selectors)), None)


def _of_content(reading: Reading, one: Statement, content: tuple[Span, ...]) -> Mapping[str, Any]:
    """What follows from a statement's contents."""

    def inside(span: Span) -> bool:
        return any(part.contains(span) for part in content)

    text = reading.report.text
    words = words_of(text, content, quotes.runs(text))
    return {
        "content": content,
        "words": words,
        "kind": kind_of(words),
        "hedges": tuple(span for span in one.hedges if inside(span)),
        "departs": tuple(span for span in one.departs if inside(span)),
        "times": tuple(
            times.period(each) for each in times.stretches(text, reading.times) if inside(each.span)
        ),
        "places": tuple(each for each in reading.places if inside(each.span)),
        "figures": _figures(text, one, content),
    }


def _figures(text: str, one: Statement, content: tuple[Span, ...]) -> tuple[Figure, ...]:
    """A statement's figures that stand in its new contents, and those that came in with them."""
    kept = [each for each in one.figures if any(part.contains(each.span) for part in content)]
    new = [
        each
        for each in figures.find(text, content)
        if not any(each.span.overlaps(old.span) for old in kept)
    ]
    return tuple(sorted([*kept, *new], key=lambda each: each.span))


def _period(text: str, said: Sequence[When]) -> Period | None:
    for when in said:
        if span := locate(text, when.words):
            return Period(span, when.from_, when.to, when.granularity)
    return None


def _optional(text: str, given: str | None) -> tuple[Selector, ...] | None:
    if given is None:
        return None
    return () if given == NONE else (selector_of(text, span_given(text, given)),)


def _content(text: str, given: Sequence[str]) -> tuple[Selector, ...] | None:
    if not given:
        return None
    if NONE in given:
        raise DecisionRefused("a statement has a content; reject what is no statement")
    found = sorted(span_given(text, one) for one in given)
    for one, other in pairwise(found):
        if one.overlaps(other):
            raise DecisionRefused(
                f"the contents {one.start}:{one.end} and {other.start}:{other.end} overlap"
            )
    return tuple(selector_of(text, span) for span in found)


def _speakers(given: Sequence[str], naming: Naming) -> tuple[Named, ...] | None:
    names = [" ".join(name.split()) for name in given]
    if not names or names == [NONE]:
        return () if names else None
    if not all(names) or NONE in names or any(SURROGATE.search(name) for name in names):
        raise DecisionRefused(f"{' and '.join(map(repr, given))} are no names")
    return tuple(naming(name) for name in dict.fromkeys(names))


def _one_of(known: Sequence[str], given: str | None) -> Any:
    if given is not None and given not in known:
        raise DecisionRefused(f"{given!r} is none of {', '.join(known)}")
    return given


def _said(text: str, one: Statement, wanted: Wanted) -> tuple[When, ...] | None:
    if wanted.said is None and wanted.said_words is None:
        return None
    if wanted.said == NONE:
        return ()
    if wanted.said_words is not None:
        span = span_given(text, wanted.said_words)
    elif one.said:
        span = one.said.span
    else:
        raise DecisionRefused("no words of the statement say when; name them, too")
    found = selector_of(text, span)
    if wanted.said is not None:
        return (When(found, *_days(wanted.said), "day"),)
    if one.said:
        return (When(found, one.said.from_, one.said.to, one.said.granularity),)
    return (When(found, None, None, "vague"),)


def _days(given: str) -> tuple[str, str]:
    first, _, last = given.partition("/")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        days = date.max, date.min
    if days[1] < days[0]:
        raise DecisionRefused(
            f"{given!r} is no day, nor days; give 2031-05-12 or 2031-05-10/2031-05-12"
        )
    return days[0].isoformat(), days[1].isoformat()
