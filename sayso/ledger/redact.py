"""Reports and readings with some words blanked: the rest as it was, offsets true, hashes made anew.

Hashes of a text, and ids that follow from them, would confirm a guess at what was blanked. So they
follow from the text as it then is, by the ordinary rules, and hashes of bytes are left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.intake import dateline
from sayso.intake.report import ENGLISH
from sayso.ledger.wording import (
    Finder,
    Place,
    blanked,
    joined,
    with_marks,
    words_at,
    words_of,
)
from sayso.model import (
    Reading,
    Report,
    from_plain,
    report_id,
    sha256,
    statement_id,
    to_plain,
)
from sayso.reading import lexicon as lx

# What a hash of bytes becomes whose bytes hold words that were blanked.
NO_HASH = ""
# Words that tell nothing wherever they stand.
TELLING_NOTHING = (
    ENGLISH | lx.DETERMINERS | lx.PREPOSITIONS | lx.PRONOUNS | {"http", "https", "www"}
)
# Fields whose words are fixed, or ids: nothing in them is from the report.
FIXED = frozenset(
    "ref kind voice as act factuality reporter granularity type value from to score start end"
    " speakers candidates unnamed geonames lat lon precision_km low high".split()
)
# Where a title, too, names somebody.
InTitle = Callable[[str], list[Place]]
IDS = ("id", "within", "restates")


@dataclass(frozen=True, slots=True)
class Redaction:
    """A report before and after: `places` are blanked in its text, and beside it all that `finder`
    finds."""

    before: Report
    places: tuple[Place, ...]
    finder: Finder
    after: Report


def redaction(
    report: Report, places: Iterable[Place], finder: Finder, in_title: InTitle = lambda title: []
) -> Redaction:
    """The report with those places of its text blanked and, in title, authors, publisher and
    address, what the finder finds and the telling words of those places that stand nowhere else in
    the text; of the title also what `in_title` gives. Where nothing is to be blanked, the report is
    the same."""
    taken = tuple(joined(with_marks(report.text, place) for place in places))
    text = blanked(report.text, taken)
    gone = words_at(report.text, taken) - set(words_of(text)) - TELLING_NOTHING if taken else None
    wider = finder | Finder.of((word,) for word in gone) if gone else finder
    after = replace(
        report,
        text=text,
        title=report.title and _title(report.text, report.title, taken, wider, in_title),
        authors=tuple(name_blanked(author, wider) for author in report.authors),
        publisher=report.publisher and name_blanked(report.publisher, wider),
        url=report.url and name_blanked(report.url, wider),
    )
    if after == report:
        return Redaction(report, taken, wider, report)
    return Redaction(report, taken, wider, _identified(after))


def name_blanked(name: str, finder: Finder) -> str:
    """An address, path or name with what a finder finds blanked."""
    return blanked(name, finder.places_in_name(name))


def _title(
    text: str, title: str, places: Sequence[Place], finder: Finder, in_title: InTitle
) -> str:
    """The title blanked as the text is where it stands there, and by its words."""
    there = [
        (max(0, start - at), min(len(title), end - at))
        for at in (_occurrences(text, title) if places else ())
        for start, end in places
        if start < at + len(title) and at < end
    ]
    return blanked(title, [*there, *finder.places(title), *in_title(title)])


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _identified(report: Report) -> Report:
    digest = sha256(report.text.encode())
    published, origin = report.published, report.published_from
    if origin == "dateline":
        published = dateline.find(report.text)
        origin = "dateline" if published else "none"
    return replace(
        report,
        id=report_id(digest, report.url, report.publisher),
        text_sha256=digest,
        raw_sha256=NO_HASH,
        published=published,
        published_from=origin,
    )


def new_ids(reading: Reading, report: str) -> dict[str, str]:
    """The ids of a reading's statements → those they have in a report of another id."""
    return {one.id: statement_id(report, one.cue or one.content[0]) for one in reading.statements}


def over(reading: Reading, done: Redaction, ids: Mapping[str, str]) -> Reading:
    """The same reading of the redacted report: each span has the characters that now stand there,
    each other word of the report is blanked by the finder, and statements have new ids."""
    words = _blanker(done.finder)
    plain = to_plain(reading)
    plain["statements"] = [_with_ids(one, ids) for one in plain["statements"]]
    made = {
        name: _over(part, done.after.text, words)
        for name, part in plain.items()
        if name != "report"
    }
    return from_plain(Reading, made | {"report": to_plain(done.after)})


def _blanker(finder: Finder) -> Callable[[str], str]:
    return lambda words: blanked(words, finder.places(words))


def _with_ids(plain: dict[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    # A link to a statement that is not there would only bear its hash.
    return plain | {name: ids.get(plain[name]) for name in IDS}


def _over(plain: Any, text: str, words: Callable[[str], str]) -> Any:
    if isinstance(plain, str):
        return words(plain)
    if isinstance(plain, list):
        return [_over(one, text, words) for one in plain]
    if not isinstance(plain, dict):
        return plain
    made = {
        name: one if name in FIXED or name in IDS else _over(one, text, words)
        for name, one in plain.items()
    }
    if plain.keys() >= {"start", "end", "text"}:
        made["text"] = text[plain["start"] : plain["end"]]
        if "geonames" in plain and made["text"] != plain["text"]:
            # Where a place lies would tell its name.
            made |= dict.fromkeys(("geonames", "lat", "lon", "precision_km"))
            made["name"] = made["text"]
    return made
