"""The model card, written by the run that made the weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.evaluate import Score
from sayso.model import sha256

ROWS = (
    ("source", "exact source spans, F1"),
    ("cue", "exact cue spans, F1"),
    ("content", "exact content spans, F1"),
)
FAILURES = """\
- English only. What people marked is mostly United States political news of 2016: battle reports,
  courts, sport and translated prose differ, and figures there are lower.
- Of statements inside statements many are missed: but for thirty invented reports no data have
  them.
- The data mark attitudes too (“likes”, “expects”): the reading has more of them than a list of
  quotations would.
- A content that runs over several paragraphs is often cut short, and one farther from its cue than
  a window (382 word pieces) is never whole.
"""


def write(
    path: Path,
    shipped: bytes,
    about: dict[str, Any],
    scores: Mapping[str, Score],
    calibration_error: float,
) -> None:
    """Write the card: what the weights are, were made of, do well and badly."""
    parts = [
        "# Model card: the packaged weights",
        "Written by `python -m training`; do not edit by hand.",
        _what(sha256(shipped), len(shipped)),
        "## Data and weights it was made from\n\n" + _sources(about),
        "## How\n\n" + _stages(about),
        "## Figures\n\n" + _figures(scores, calibration_error),
        "## Known failures\n\n" + FAILURES,
    ]
    path.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")


def _what(digest: str, size: int) -> str:
    return (
        f"`sayso/data/reader.zip`, {size:,} bytes, sha256 `{digest}`:\n"
        "a MiniLM encoder (6 layers, 384 wide, 22.7 M parameters) at 8 bits that reads a\n"
        "report's word pieces with their casing, quotation state and place in the paragraph;\n"
        "heads that tag source, cue and content; and a small network that, for each cue, finds\n"
        "its source and its contents."
    )


def _sources(about: dict[str, Any]) -> str:
    manifest = about["data"]
    rows = ["| what | use | licence | sha256 |", "|---|---|---|---|"]
    for name, use in (("encoder", "first weights"), ("teacher", "first weights of the teacher")):
        entry = manifest[name]
        digest = entry["sha256"]["model.safetensors"]
        rows.append(f"| {entry['name']} | {use} | {entry['licence']} | `{digest[:16]}…` |")
    for entry in manifest["data"]:
        rows.append(
            f"| {entry['name']} ({entry['articles']} articles) | {entry['use']} |"
            f" {entry['licence']} | `{entry['sha256'][:16]}…` |"
        )
    return "\n".join(rows) + "\n\nNo text of the data is in the project."


STAGES = {
    "wide": "The teacher, on what people marked",
    "exact": "At 32 bits, on labels and on what the teacher finds",
    "again": "The same from the same beginning in another order; the weights are the mean of both",
    "rounded": "The same, with 8-bit rounding simulated",
}


def _stages(about: dict[str, Any]) -> str:
    lines = [f"It was trained from {about['from']}.\n"]
    for name, plan in about["stages"].items():
        values = ", ".join(f"{k} {v}" for k, v in plan.items())
        lines.append(f"- {STAGES[name]}: {values}.")
    chosen = ", ".join(f"{k} {v}" for k, v in about["settings"].items())
    return "\n".join([*lines, f"- Decoder, tuned on dev: {chosen}."])


def _figures(scores: Mapping[str, Score], calibration_error: float) -> str:
    head = (
        "PolNeAR dev (84 articles, each against its first annotator), which tuned the decoder;\n"
        "network and decoder alone. `docs/quality.md` has the figures of whole readings."
    )
    rows = [head, "", "| figure | " + " | ".join(scores) + " |", "|---|" + "---|" * len(scores)]
    for name, words in ROWS:
        rows.append(_row(words, [s.spans[name].f1 for s in scores.values()]))
    rows.append(_row("whole attributions exact, F1", [s.whole.f1 for s in scores.values()]))
    rows.append(_row("statements found, recall", [s.found.recall for s in scores.values()]))
    rows.append(_row("statements found, precision", [s.found.precision for s in scores.values()]))
    rows.append(_row("source right of those found", [s.source.recall for s in scores.values()]))
    rows.append(
        "\nExpected calibration error of `score` on PolNeAR dev and the corpus's dev stories, each"
        f"\nhalf of the articles fitted on the other: {calibration_error:.4f}."
    )
    return "\n".join(rows)


def _row(words: str, values: list[float]) -> str:
    return f"| {words} | " + " | ".join(f"{cut(value):.3f}" for value in values) + " |"


def cut(value: float) -> float:
    """Three places, never rounded up."""
    return int(value * 1000) / 1000
