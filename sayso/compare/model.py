"""The frozen types of a comparison, and their plain form, which is that of `sayso.model`.

A statement as comparison needs it is `Told`. One claim made in one speech event is an `Utterance`,
which keeps all its renderings. Days are ISO dates, both ends of a stretch inclusive.

What relates utterances is a function of a pair and of the story that it is of,
`relations.related`, which gives no relation, one, or several where verdicts differ and both are
kept. It is asked of pairs that bear on one matter or nearly, never of all, and gives the same
whichever of the two comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model import (
    Act,
    ActorKind,
    Distance,
    Factuality,
    Figure,
    Period,
    Place,
    QuoteKind,
    ReportKind,
    Span,
    Voice,
)

RelationKind = Literal[
    "agrees", "concurs-across-sides", "denies", "contradicts", "differs-in-figure", "renames",
    "revises", "develops", "paraphrase-differs",
]  # fmt: skip
# Those of which a and b are not to be swapped: a does to b what the name says.
DIRECTED = frozenset({"denies", "revises", "develops", "paraphrase-differs"})
Target = Literal["stated", "inferred", "unknown"]
CopyKind = Literal["reprint", "partial", "rewrite", "release", "version"]
ChangeKind = Literal[
    "revises", "develops", "added", "dropped", "softened", "hardened", "reworded", "correction",
    "withdrawal",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days, both ends inclusive; ISO, so that they order as they are."""

    from_: str
    to: str

    def meets(self, other: Days) -> bool:
        """Whether the two have a day in common."""
        return self.from_ <= other.to and other.from_ <= self.to


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of a report: `span` counts in the text of the report of that id."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, or passes on, as a comparison knows him. `actor_id` is a ledger's, None where
    there is no ledger; `side` is the camp he speaks for, None where he speaks for none."""

    name: str
    kind: ActorKind
    actor_id: int | None = None
    unnamed: bool = False
    side: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One statement with all that comparison needs of it and of its report.

    `text` is its content, parts joined by “ … ”; `quoted` and `reported` are the runs of it in the
    speaker's own words and in the outlet's; `near` is the sentence it stands in with the one
    before, for contents that mean nothing alone (“that”, “it”). `chain` are the hands it came
    through, outermost first, without the speaker. `innermost` where no other statement stands
    within it: only such ones are compared, so that a claim counts once. `under` is the act of the
    statement it stands within; `paragraph` counts from the start of its report; `departs` is where
    its wording says something else than the quotation that it renders.
    """

    id: str
    report: str
    outlet: str | None
    published: str | None
    report_kind: ReportKind
    language: str | None
    voice: Voice
    kind: QuoteKind
    speakers: tuple[Speaker, ...]
    text: str
    near: str
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    reported: tuple[Span, ...]
    verb: str | None
    act: Act
    factuality: Factuality
    reporter: Distance
    hedges: tuple[Span, ...]
    said: Days | None
    venue: Span | None
    times: tuple[Period, ...]
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    chain: tuple[Speaker, ...]
    within: str | None
    under: Act | None
    innermost: bool
    restates: str | None
    score: float
    paragraph: int = 0
    departs: tuple[Span, ...] = ()

    @property
    def told(self) -> Days | None:
        """When it was said, else the day it was published; None where neither is known."""
        day = (self.published or "")[:10]
        return self.said or (Days(day, day) if day else None)

    @property
    def side(self) -> tuple[str, ...] | None:
        """The camp of its first speaker that has one."""
        return next((one.side for one in self.speakers if one.side), None)

    def passage(self, span: Span) -> Passage:
        """A span of its report's text."""
        return Passage(self.report, span)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One claim made in one speech event, with all its renderings, the earliest told first; the id
    is that of the earliest statement, so that it stays as later ones come."""

    id: str
    told: tuple[Told, ...]

    @property
    def renderings(self) -> tuple[str, ...]:
        """The ids of the statements that render it."""
        return tuple(one.id for one in self.told)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """All who are named as its speakers, each name once."""
        named = {one.name.casefold(): one for told in self.told for one in reversed(told.speakers)}
        return tuple(named[name] for name in sorted(named))

    @property
    def side(self) -> tuple[str, ...] | None:
        """The camp it is spoken for, None where for none."""
        return next((one.side for one in self.told if one.side), None)

    @property
    def said(self) -> Days | None:
        """The narrowest stretch that the renderings give for when it was said; None where none
        says."""
        given = [one.said for one in self.told if one.said]
        if not given:
            return None
        from_, to = max(one.from_ for one in given), min(one.to for one in given)
        return Days(from_, to) if from_ <= to else min(given)

    @property
    def day(self) -> str | None:
        """The day it is ordered by: when it was said, else the first day it was told."""
        if said := self.said:
            return said.from_
        days = [one.told.from_ for one in self.told if one.told]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a machine holds something: a short fixed code, a sentence, and the characters it rests
    on."""

    code: str
    text: str
    spans: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How utterance `a` stands to utterance `b`, by id; in `paraphrase-differs` both are statements
    of one utterance, `a` the paraphrase. `score` is the chance that it is so. `target` tells of a
    denial whether what it denies is stated in it, inferred or unknown."""

    kind: RelationKind
    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage of one report beside the passage of another that it carries."""

    here: Passage
    there: Passage


@dataclass(frozen=True, slots=True)
class Copy:
    """That a report carries wording of another: `share` of its own text's words are copied.
    `from_` is the earlier of the two as far as can be told. Of a `release` both are copies, and
    `from_` is the earlier one only."""

    kind: CopyKind
    report: str
    from_: str
    share: float
    passages: tuple[Pair, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that stand on one wording; `first` is the earliest known form of it. Its id is that
    of the first report."""

    id: str
    first: str
    reports: tuple[str, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One question at issue. The title is by place and date, in no side's words; `rivals` are the
    words that the sides have for it, each with equal rank. `origins` counts the distinct origins of
    its renderings: at most so many, as copying that was not seen only lowers it."""

    id: str
    title: str
    rivals: tuple[str, ...]
    utterances: tuple[Utterance, ...]
    relations: tuple[Relation, ...]
    origins: int
    sides: tuple[tuple[str, ...], ...]
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was said is now said otherwise. Between utterances (`revises`, `develops`):
    who, and utterance ids. Between versions of a page, or by a correction: report ids, and
    statements of them where there are some. `reaches` are the reports that still carry the older
    wording."""

    kind: ChangeKind
    who: str
    before: str | None
    after: str | None
    day: str | None
    reasons: tuple[Reason, ...]
    matter: str | None = None
    reaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a board: the group inside a side that speaks. `side` is None for those who speak
    for no side."""

    side: str | None
    group: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one group said on one question: ids of utterances by day, the first day first."""

    column: Column
    utterances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a board: a question with who said what on it; groups that said nothing that is in
    the ledger have no cell."""

    matter: Matter
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Questions by groups, the groups of one side side by side."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """A reported non-comment, with its span: what it is about, if a question of the ledger is. Of
    whom the ledger has nothing there is no Silence: that is another thing."""

    who: str
    statement: str
    passage: Passage
    day: str | None
    matter: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a timeline: an utterance of a day, and where it stands."""

    day: str | None
    said: bool
    utterance: Utterance
    matters: tuple[str, ...]
