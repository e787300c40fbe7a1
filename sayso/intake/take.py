"""Sources → reports, each with how its bytes were got, or `Skipped` with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

import sayso
from sayso.errors import IntakeError
from sayso.intake import dateline, jsonl, kinds, newsplease
from sayso.intake.decode import decode
from sayso.intake.options import IntakeOptions
from sayso.intake.page import About, Page, Story
from sayso.intake.report import make_report
from sayso.intake.sources import pages
from sayso.model import Capture, Item, Skipped, sha256

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def take(
    sources: Iterable[str],
    options: IntakeOptions,
    stdin: BinaryIO | None = None,
    now: Clock = utc_now,
) -> Iterator[Item | Skipped]:
    """What each source gives, lazily and in order: files, folders (walked in the order of names),
    patterns (also “**”), URLs, “-” for standard input. A source that cannot be read is `Skipped`,
    its reason one of `sayso.intake.REASONS`; the run goes on. `now` dates the captures."""
    for source in sources:
        for page in pages(source, options, stdin):
            yield page if isinstance(page, Skipped) else item_of(page, options, now)


def item_of(page: Page, options: IntakeOptions, now: Clock = utc_now) -> Item | Skipped:
    """What one page gives; `now` dates its capture."""
    try:
        story = _story(page)
        if page.shape != "record":
            story = kinds.with_kind(story)
        if options.language:
            about = replace(story.about, language=options.language)
            story = replace(story, about=about)
        report = make_report(
            story.text, page.raw, story.about, options.published, options.max_chars
        )
    except IntakeError as error:
        return Skipped(page.name, error.reason, error.detail)
    other_day = dateline.difference(story.text, story.about.published)
    notes = (*story.notes, other_day) if other_day else story.notes
    return Item(page.name, report, _capture(page, story.extractor, now), notes)


def _story(page: Page) -> Story:
    if page.shape == "html":
        # Loaded here: the extractor costs a quarter of a second that plain text need not pay.
        from sayso.intake import html

        return html.story(page)
    if page.shape == "record":
        return jsonl.story(page)
    if page.shape == "article":
        return newsplease.story(page)
    if page.shape == "pdf":
        # Loaded here: few runs read one.
        from sayso.intake import pdf

        return pdf.story(page)
    if page.shape == "mail":
        # Loaded here: few runs read mail.
        from sayso.intake import mail

        return mail.story(page)
    text, encoding = decode(page.raw, page.charset)
    about = About(url=page.final_url, encoding=encoding)
    return Story(text, about, "text", _losses(text))


def _losses(text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"{lost} characters could not be decoded and stand as \ufffd",) if lost else ()


def _capture(page: Page, extractor: str, now: Clock) -> Capture:
    return Capture(
        raw=page.raw,
        raw_sha256=sha256(page.raw),
        requested=page.name,
        final_url=page.final_url,
        at=now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        status=page.status,
        headers=page.headers,
        extractor=f"sayso {sayso.__version__}; {extractor}",
    )
