"""Statements as linked data: Web Annotation for where they stand, schema.org for what they are,
PROV for how they came about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.model import Actor, Reading, Span, Statement
from sayso.overview import Evidence

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "sayso": "urn:sayso:term:",
    },
]
FRAME = 32
TYPES = {"person": "schema:Person", "organisation": "schema:Organization"}


def graph(packed: list[Evidence]) -> dict[str, Any]:
    """All of it as one JSON-LD document."""
    nodes = [node for one in packed for node in _nodes(one)]
    return {"@context": CONTEXT, "@graph": nodes}


def _nodes(one: Evidence) -> Iterator[dict[str, Any]]:
    reading = one.decided.reading
    yield _report(reading)
    yield {
        "id": _reading_id(reading), "type": "prov:Activity",
        "prov:used": {"id": report_urn(reading.report.id)}, "prov:wasAssociatedWith": one.reader,
    }  # fmt: skip
    for number, capture in enumerate(one.captures, 1):
        told = {
            "id": f"{report_urn(reading.report.id)}:capture:{number}", "type": "prov:Activity",
            "prov:endedAtTime": capture["at"],
            "prov:generated": {"id": report_urn(reading.report.id)},
        }  # fmt: skip
        # What was asked for may be a file of this computer; where it ended is an address or none.
        yield told | ({"schema:url": capture["final_url"]} if capture["final_url"] else {})
    for statement in reading.statements:
        if statement.id in one.wanted:
            yield _annotation(one, reading, statement)


def _report(reading: Reading) -> dict[str, Any]:
    report = reading.report
    told = {
        "id": report_urn(report.id), "type": ["schema:NewsArticle", "prov:Entity"],
        "schema:headline": report.title, "schema:url": report.url,
        "schema:publisher": report.publisher, "schema:datePublished": report.published,
        "schema:inLanguage": report.language, "sayso:textSha256": report.text_sha256,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _annotation(one: Evidence, reading: Reading, statement: Statement) -> dict[str, Any]:
    """A statement: its words with who speaks, at the characters they were read from."""
    review = one.decided.review(statement.id)
    quoted = statement.kind == "direct"
    body = {
        "type": "schema:Quotation" if quoted else "schema:Claim",
        "schema:text": " … ".join(span.text for span in statement.content),
        # Of a claim schema.org calls him the author, of a quotation its speaker.
        "schema:spokenByCharacter" if quoted else "schema:author": [
            _speaker(reading.actor(ref)) for ref in statement.speakers
        ],
    }
    target = [
        {"source": report_urn(reading.report.id), "selector": _selectors(reading, span)}
        for span in statement.content
    ]
    return {
        "id": f"urn:sayso:statement:{statement.id}", "type": ["Annotation", "prov:Entity"],
        "motivation": "identifying", "body": body, "target": target,
        "prov:wasGeneratedBy": {"id": _reading_id(reading)},
        "sayso:checkedByPerson": review.checked, "sayso:checked": review.status,
    }  # fmt: skip


def _speaker(actor: Actor) -> dict[str, Any]:
    return {"type": TYPES.get(actor.kind, "schema:Thing"), "schema:name": actor.name}


def _selectors(reading: Reading, span: Span) -> list[dict[str, Any]]:
    text = reading.report.text
    before = text[max(0, span.start - FRAME) : span.start]
    after = text[span.end : span.end + FRAME]
    return [
        {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def report_urn(report_id: str) -> str:
    """The name a report goes by in linked data."""
    return f"urn:sayso:report:{report_id}"


def _reading_id(reading: Reading) -> str:
    return f"{report_urn(reading.report.id)}:reading"
