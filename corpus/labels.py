"""Labels as people write them (words, not offsets) → readings in the contract's form.

A label names a span by its words, which must stand once where they are looked for: inside the
statement's passage (`in`), or its contents. Where they stand more often, brackets tell: the words
`the [[mayor]] said` are the span of `mayor` in that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from corpus.texts import CorpusError, Told
from sayso.model import (
    Act,
    Actor,
    ActorKind,
    Distance,
    Factuality,
    Figure,
    Furniture,
    FurnitureKind,
    Granularity,
    Hand,
    Period,
    Place,
    QuoteKind,
    Reading,
    Report,
    Span,
    Statement,
    Timex,
    Voice,
    Words,
    statement_id,
)
from sayso.reading import quotes
from sayso.reading.statements import kind_of, words_of

Label = dict[str, Any]
FIGURES = (
    "killed", "wounded", "casualties", "missing", "captured", "displaced", "distance", "area",
    "count", "share", "money", "duration", "other",
)  # fmt: skip
WORDS_OF = {
    "act": get_args(Act),
    "factuality": get_args(Factuality),
    "reporter": get_args(Distance),
    "voice": get_args(Voice),
    "kind": get_args(QuoteKind),
}
STATEMENT_KEYS = {
    *WORDS_OF, "key", "in", "source", "cue", "content", "speakers", "candidates", "hedges", "said",
    "venue", "times", "places", "figures", "verification", "within", "through", "through_after",
    "restates", "departs", "note",
}  # fmt: skip
ACTOR_KEYS = {"key", "name", "kind", "unnamed", "roles", "side_basis", "mentions", "note"}
BRACKETS = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report's reading as labelled, and its statements and actors by the keys of its labels."""

    reading: Reading
    statements: dict[str, Statement]
    actors: dict[str, Actor]


@dataclass
class Cast:
    """The actors of one report's labels, by key and by ref."""

    refs: dict[str, str] = field(default_factory=dict)

    def ref(self, key: str) -> str:
        if key not in self.refs:
            raise CorpusError(f"there is no actor {key!r}; there are {', '.join(self.refs)}")
        return self.refs[key]


def labelled(told: Told, labels: Label, cast: dict[str, Label]) -> Labelled:
    """The reading that labels describe; CorpusError names the label that does not fit."""
    _only(labels, {"actor", "statement", "furniture", "annotator"}, "the file")
    text = told.report.text
    known = Cast({one["key"]: f"a{n}" for n, one in enumerate(labels.get("actor", []), 1)})
    made: dict[str, Statement] = {}
    for label in labels.get("statement", []):
        with_place = f"statement {label.get('key')!r}"
        try:
            made[_new_key(made, label)] = _statement(told.report, label, known)
        except CorpusError as error:
            raise CorpusError(f"{told.story}/{told.number}, {with_place}: {error}") from error
    try:
        by_key = {label["key"]: label for label in labels.get("statement", [])}
        ties = _Ties(text, made, by_key, known)
        made = {key: ties.tied(key) for key in made}
        actors = {
            label["key"]: _actor(text, label, cast, known, made.values())
            for label in labels.get("actor", [])
        }
        marked = tuple(_furniture(text, label) for label in labels.get("furniture", []))
    except CorpusError as error:
        raise CorpusError(f"{told.story}/{told.number}: {error}") from error
    ordered = tuple(sorted(made.values(), key=lambda one: (one.cue or one.content[0]).start))
    reading = Reading(
        report=told.report,
        furniture=tuple(sorted(marked, key=lambda one: one.span.start)),
        actors=tuple(actors.values()),
        statements=ordered,
        times=tuple(_timexes(ordered)),
        places=tuple(sorted({p for one in ordered for p in one.places}, key=lambda p: p.span)),
    )
    return Labelled(reading, made, actors)


def _new_key(made: dict[str, Statement], label: Label) -> str:
    key = label.get("key")
    if not key or key in made:
        raise CorpusError(f"its key {key!r} is missing or used twice")
    return str(key)


def _statement(report: Report, label: Label, cast: Cast) -> Statement:
    _only(label, STATEMENT_KEYS, "it")
    for name, allowed in WORDS_OF.items():
        if name in label and label[name] not in allowed:
            raise CorpusError(f"{name} {label[name]!r} is none of {', '.join(allowed)}")
    text = report.text
    passage = place(text, label["in"]) if "in" in label else Span.of(text, 0, len(text))
    source, cue = (inside(text, passage, label.get(name)) for name in ("source", "cue"))
    content = tuple(inside_of(text, passage, words) for words in label["content"])
    words = _words(text, content, label.get("kind"))
    return Statement(
        id=statement_id(report.id, cue or content[0]),
        voice=label.get("voice", "source"),
        kind=label.get("kind") or kind_of(words),
        source=source,
        cue=cue,
        content=content,
        words=words,
        speakers=tuple(cast.ref(key) for key in label.get("speakers", [])),
        candidates=tuple(cast.ref(key) for key in label.get("candidates", [])),
        verb=cue.text if cue else None,
        reporter=label.get("reporter", "neutral"),
        act=label.get("act", "assert"),
        factuality=label.get("factuality", "CT+"),
        hedges=tuple(_near(text, content, passage, words) for words in label.get("hedges", [])),
        said=_period(text, passage, label["said"]) if label.get("said") else None,
        venue=_wherever(text, passage, label.get("venue")),
        times=tuple(_time(text, content, parts) for parts in label.get("times", [])),
        places=tuple(_place(text, content, words) for words in label.get("places", [])),
        figures=tuple(_figure(text, content, one) for one in label.get("figures", [])),
        verification=_wherever(text, passage, label.get("verification")),
        departs=tuple(_wherever_of(text, passage, words) for words in label.get("departs", [])),
        score=1.0,
    )


def _words(text: str, content: tuple[Span, ...], kind: str | None) -> tuple[Words, ...]:
    """The runs of contents that are quoted and reported: by their marks, but for what labels call
    direct, as the turns of a transcript, which have none."""
    if kind == "direct":
        return tuple(Words(part, "quoted") for part in content)
    return words_of(text, content, quotes.runs(text))


@dataclass(frozen=True, slots=True)
class _Ties:
    """What ties the statements of one report: nesting, restatements, chains."""

    text: str
    made: dict[str, Statement]
    labels: dict[str, Label]
    cast: Cast

    def tied(self, key: str) -> Statement:
        """The statement with its ties."""
        return replace(
            self.made[key],
            within=self._id(key, "within"),
            restates=self._id(key, "restates"),
            chain=tuple(self.chain(key)),
        )

    def chain(self, key: str, inner: tuple[str, ...] = ()) -> Iterator[Hand]:
        """The hands of a statement, outermost first: of what it stands inside, then its own."""
        if key in inner:
            raise CorpusError(f"statement {key!r} stands within itself")
        label, one = self.labels[key], self.made[key]
        if "within" in label:
            yield from self.chain(label["within"], (*inner, key))
        yield from self._hands(label, "through")
        yield from (Hand(ref, one.source) for ref in one.speakers)
        yield from self._hands(label, "through_after")

    def _hands(self, label: Label, name: str) -> Iterator[Hand]:
        whole = Span.of(self.text, 0, len(self.text))
        passage = place(self.text, label["in"]) if "in" in label else whole
        for actor, words in label.get(name, []):
            yield Hand(self.cast.ref(actor), _wherever(self.text, passage, words or None))

    def _id(self, key: str, name: str) -> str | None:
        other = self.labels[key].get(name)
        if other is not None and other not in self.made:
            raise CorpusError(f"statement {key!r}: {name} {other!r} is no statement")
        return self.made[other].id if other is not None else None


def _actor(
    text: str, label: Label, cast: dict[str, Label], known: Cast, made: Iterable[Statement]
) -> Actor:
    _only(label, ACTOR_KEYS, f"actor {label.get('key')!r}")
    key = label["key"]
    if key not in cast:
        raise CorpusError(f"actor {key!r} is not in cast.toml")
    kind = _one_of(label.get("kind", cast[key]["kind"]), ActorKind, f"actor {key!r}: kind")
    basis = _wherever(text, Span.of(text, 0, len(text)), label.get("side_basis"))
    side = cast[key].get("side")
    if basis and not side:
        raise CorpusError(f"actor {key!r} has a side_basis, and no side in cast.toml")
    ref = known.ref(key)
    sources = {one.source for one in made if one.speakers == (ref,) and one.source}
    named = {place(text, words) for words in label.get("mentions", [])}
    return Actor(
        ref=ref,
        name=str(label.get("name") or cast[key]["name"]),
        kind=kind,
        unnamed=label.get("unnamed", False),
        side=tuple(side) if basis and side else None,
        side_basis=basis,
        roles=tuple(place(text, words) for words in label.get("roles", [])),
        mentions=tuple(sorted(sources | named)),
    )


def _furniture(text: str, label: Label) -> Furniture:
    kind = _one_of(label["kind"], FurnitureKind, "furniture kind")
    return Furniture(place(text, label["words"]), kind)


def _period(text: str, passage: Span, parts: Sequence[str]) -> Period:
    return _dated(_wherever_of(text, passage, parts[0]), parts)


def _time(text: str, content: Sequence[Span], parts: Sequence[str]) -> Period:
    return _dated(_in_contents(text, content, parts[0]), parts)


def _dated(span: Span, parts: Sequence[str]) -> Period:
    _, first, last, how_fine = parts
    return Period(span, first or None, last or None, _one_of(how_fine, Granularity, "granularity"))


def _one_of(value: Any, allowed: Any, what: str) -> Any:
    if value not in get_args(allowed):
        raise CorpusError(f"{what} {value!r} is none of {', '.join(get_args(allowed))}")
    return value


def _place(text: str, content: Sequence[Span], words: str) -> Place:
    span = _in_contents(text, content, words)
    return Place(span, span.text, None, None, None, None)


def _figure(text: str, content: Sequence[Span], label: Label) -> Figure:
    _only(label, {"words", "kind", "value", "low", "high", "unit", "of"}, "a figure")
    if label["kind"] not in FIGURES:
        raise CorpusError(f"figure kind {label['kind']!r} is none of {', '.join(FIGURES)}")
    numbers = {name: label.get(name) for name in ("value", "low", "high")}
    if all(number is None for number in numbers.values()):
        raise CorpusError(f"the figure {label['words']!r} has no value, low or high")
    span = _in_contents(text, content, label["words"])
    return Figure(span, label["kind"], **numbers, unit=label.get("unit"), of=label.get("of"))


def _timexes(statements: Iterable[Statement]) -> Iterator[Timex]:
    """The time expressions that labels name, each once."""
    periods = {p for one in statements for p in (*one.times, *([one.said] if one.said else []))}
    for one in sorted(periods, key=lambda p: p.span):
        same = one.from_ == one.to and one.granularity == "day"
        value = one.from_ if same else None
        yield Timex(one.span, "DATE", value, one.from_, one.to, one.granularity)


def place(text: str, words: str) -> Span:
    """The one place of words in a whole text; CorpusError where there is none, or more."""
    return inside_of(text, Span.of(text, 0, len(text)), words)


def inside(text: str, passage: Span, words: str | None) -> Span | None:
    """The one place of words inside a passage, None for no words."""
    return None if words is None else inside_of(text, passage, words)


def inside_of(text: str, passage: Span, words: str) -> Span:
    """The one place of words inside a passage, of whole words where they stand more than once."""
    marked = BRACKETS.search(words)
    plain = BRACKETS.sub(r"\1", words)
    places = _places(passage.text, plain)
    if not places:
        raise CorpusError(f"{plain!r} does not stand in {_short(passage.text)}")
    if len(places) > 1:
        raise CorpusError(
            f"{plain!r} stands {len(places)} times in {_short(passage.text)}:"
            " write some words around it, and [[it]] in brackets"
        )
    start = passage.start + places[0] + (marked.start() if marked else 0)
    end = start + len(marked[1]) if marked else start + len(plain)
    return Span.of(text, start, end)


def _places(text: str, words: str) -> list[int]:
    places = [m.start() for m in re.finditer(f"(?={re.escape(words)})", text)]
    if len(places) < 2:
        return places
    whole = [at for at in places if _whole(text, at, at + len(words))]
    return whole or places


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    before = text[start - 1 : start].isalnum() and text[start].isalnum()
    after = text[end : end + 1].isalnum() and text[end - 1].isalnum()
    return not before and not after


def _in_contents(text: str, content: Sequence[Span], words: str) -> Span:
    """The one place of words in any of the contents."""
    found = []
    for part in content:
        try:
            found.append(inside_of(text, part, words))
        except CorpusError as error:
            if "times in" in str(error):
                raise
    if len(found) != 1:
        raise CorpusError(f"{words!r} stands {len(found)} times in the contents, not once")
    return found[0]


def _near(text: str, content: Sequence[Span], passage: Span, words: str) -> Span:
    """The one place of words in the contents, else in the passage."""
    try:
        return _in_contents(text, content, words)
    except CorpusError:
        return inside_of(text, passage, words)


def _wherever(text: str, passage: Span, words: str | None) -> Span | None:
    return None if words is None else _wherever_of(text, passage, words)


def _wherever_of(text: str, passage: Span, words: str) -> Span:
    """The one place of words in the passage, else in the whole text."""
    try:
        return inside_of(text, passage, words)
    except CorpusError:
        return place(text, words)


def _only(label: Label, allowed: set[str], what: str) -> None:
    if unknown := set(label) - allowed:
        raise CorpusError(f"{what} has {', '.join(sorted(unknown))}; known: {sorted(allowed)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) < 90 else line[:60] + " … " + line[-25:])
