"""Statements as comparison has them, made by hand; all people and places are invented."""

from __future__ import annotations

from typing import Any

from sayso.compare.model import Days, Speaker, Told
from sayso.model import Span, sha256


def told(
    text: str,
    who: str = "Orla Venn",
    *,
    report: str = "r1",
    day: str = "2031-05-06",
    side: tuple[str, ...] | None = None,
    quoted: bool = False,
    **more: Any,
) -> Told:
    """A statement; its id is of its text, speaker and report."""
    span = Span(0, len(text), text)
    given: dict[str, Any] = {
        "id": sha256(f"{text}{who}{report}".encode())[:16],
        "report": report,
        "outlet": f"Outlet of {report}",
        "published": day,
        "report_kind": "article",
        "language": "en",
        "voice": "source" if who else "outlet",
        "kind": "direct" if quoted else "indirect",
        "speakers": (Speaker(who, "person", side=side),) if who else (),
        "text": text,
        "near": f"{text}, {who} said.",
        "content": (span,),
        "quoted": (span,) if quoted else (),
        "reported": () if quoted else (span,),
        "verb": "said",
        "act": "assert",
        "factuality": "CT+",
        "reporter": "neutral",
        "hedges": (),
        "said": None,
        "venue": None,
        "times": (),
        "places": (),
        "figures": (),
        "chain": (),
        "within": None,
        "under": None,
        "innermost": True,
        "restates": None,
        "score": 0.75,
    }
    return Told(**{**given, **more})


def on(day: str) -> Days:
    """A day."""
    return Days(day, day)
