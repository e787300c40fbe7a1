"""A reading → its statements as comparison needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from sayso.compare.model import Days, Speaker, Told
from sayso.model import Actor, Period, Reading, Span, Statement
from sayso.reading.sentences import Sentences, split


def tell(reading: Reading, actor_ids: Mapping[str, int] | None = None) -> tuple[Told, ...]:
    """The statements of a reading, in its order; `actor_ids` are a ledger's, by the reading's
    refs."""
    return tuple(_told(reading, actor_ids or {}))


def _told(reading: Reading, actor_ids: Mapping[str, int]) -> Iterator[Told]:
    report = reading.report
    cast = {actor.ref: _speaker(actor, actor_ids.get(actor.ref)) for actor in reading.actors}
    by_id = {one.id: one for one in reading.statements}
    holders = {one.within for one in reading.statements}
    sentences = split(report.text)
    for one in reading.statements:
        holder = by_id.get(one.within or "")
        yield Told(
            id=one.id,
            report=report.id,
            outlet=report.publisher or _host(report.url),
            published=report.published,
            report_kind=report.kind,
            language=report.language,
            voice=one.voice,
            kind=one.kind,
            speakers=tuple(cast[ref] for ref in one.speakers),
            text=" … ".join(span.text for span in one.content),
            near=_near(report.text, sentences, one),
            content=one.content,
            quoted=_words(one, "quoted"),
            reported=_words(one, "reported"),
            verb=one.verb,
            act=one.act,
            factuality=one.factuality,
            reporter=one.reporter,
            hedges=one.hedges,
            said=_days(one.said),
            venue=one.venue,
            times=one.times,
            places=one.places,
            figures=one.figures,
            chain=tuple(cast[h.ref] for h in one.chain if h.ref not in one.speakers),
            within=one.within,
            under=holder.act if holder else None,
            innermost=one.id not in holders,
            restates=one.restates,
            score=one.score,
            paragraph=report.text.count("\n\n", 0, one.content[0].start),
            departs=one.departs,
        )


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _speaker(actor: Actor, actor_id: int | None) -> Speaker:
    return Speaker(actor.name, actor.kind, actor_id, actor.unnamed, actor.side)


def _words(one: Statement, as_: str) -> tuple[Span, ...]:
    return tuple(words.span for words in one.words if words.as_ == as_)


def _days(period: Period | None) -> Days | None:
    if period is None or not period.from_ or not period.to:
        return None
    return Days(period.from_[:10], period.to[:10])


def _near(text: str, sentences: Sentences, one: Statement) -> str:
    """The sentence a statement begins in with the one before, to where its content ends."""
    start = min(span.start for span in one.content)
    number = sentences.number(start)
    first = sentences.starts[max(0, number - 1)]
    return text[first : max(sentences.ends[number], one.content[-1].end)].strip()
