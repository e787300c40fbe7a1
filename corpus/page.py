"""`docs/corpus.md`: the corpus in figures, how far hands agree, one story as readers meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus import agreement
from corpus.build import Built, story_of
from corpus.checks import figures
from corpus.texts import HERE, about, reports, stories
from sayso.model import Reading, Statement

PAGE = HERE.parent / "docs" / "corpus.md"
SHOWN = "hollin-lockout"
SHOWN_REPORT = 2
INTRODUCTION = """\
# The corpus “Rival accounts”

FICTION. Twelve invented contested events, each told in five reports of invented newsrooms: every
attributed statement with its edges, nested ones inside one another, speaker, side, act, factuality,
dates, places, figures and chain of hands; and across a story's reports which statements are one
utterance, how utterances stand to each other, and which pairs only seem to. CC BY 4.0, in
`corpus/`, with `corpus/GUIDELINES.md`; this page is written by `python -m corpus page`.

Texts and labels are by language models, no person among them: each text by one hand, its labels by
another that never saw how it was made, a quarter of the reports by a third, blind.

Two habits of the texts are not a newsroom's: statements are denser than in most news, and of them
one in four stands inside another, because both are what other data lack."""
AGREEMENT = """\
## How far two hands agree

Before anything was settled, on the reports that two hands labelled:"""


def text() -> str:
    """The page."""
    built = {name: story_of(name) for name in stories()}
    parts = [
        INTRODUCTION,
        "## In figures\n\n" + "\n".join(_table(built)),
        AGREEMENT + "\n\n```text\n" + "\n".join(agreement.lines()) + "\n```",
        (HERE / "DISPUTED.md").read_text("utf-8").strip(),
        "\n".join(_story(built[SHOWN])),
    ]
    return "\n\n".join(parts) + "\n"


def write(path: Path = PAGE) -> None:
    path.write_text(text(), encoding="utf-8")


def _table(built: dict[str, Built]) -> Iterator[str]:
    yield "| story | split | contested | names after | reports | words | statements | nested |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, facts in about().items():
        readings = [one.reading for one in built[name].story.reports.values()]
        said = [s for reading in readings for s in reading.statements]
        words = sum(len(reading.report.text.split()) for reading in readings)
        nested = sum(s.within is not None for s in said)
        cells = (name, facts["split"], facts["event"], facts["culture"], len(readings), words)
        yield "| " + " | ".join(map(str, (*cells, len(said), nested))) + " |"
    yield ""
    for name, value in figures(built).items():
        if not name.startswith(("train", "dev", "test")):
            yield f"- {name}: {value}"


def _story(one: Built) -> Iterator[str]:
    story = one.across
    yield f"## One story: {story['title']}\n"
    for told in reports(one.story.name):
        head = told.report
        yield (
            f"{told.number}. *{head.title or head.text.splitlines()[0]}*: {head.publisher},"
            f" {(head.published or 'undated')[:10]}, {head.kind}"
        )
    reading = one.story.reports[SHOWN_REPORT].reading
    yield f"\n### What report {SHOWN_REPORT} has people say\n"
    yield from _statements(reading)
    yield "\n### The questions\n"
    for matter in story["matters"]:
        yield from _matter(one, matter)
    yield "### How utterances stand to each other, the first of each kind\n"
    yield from _relations(one)


def _statements(reading: Reading) -> Iterator[str]:
    """Each statement on a line, those inside another under it."""
    depth: dict[str, int] = {}
    for one in sorted(reading.statements, key=lambda s: (s.content[0].start, -s.content[-1].end)):
        depth[one.id] = depth.get(one.within or "", -1) + 1
        yield "  " * depth[one.id] + f"- {_said(reading, one)}"


def _said(reading: Reading, one: Statement) -> str:
    who = ", ".join(reading.actor(ref).name for ref in one.speakers) or "?"
    verb = f" *{one.verb}*" if one.verb else ""
    marks = f" `{one.act}` `{one.factuality}`"
    if one.voice == "outlet":
        return f"the outlet itself: {_words(one)}{marks}"
    return f"**{who}**{verb}: {_words(one)}{marks}"


def _words(one: Statement) -> str:
    return " … ".join(" ".join(span.text.split()) for span in one.content)


def _matter(one: Built, matter: dict[str, Any]) -> Iterator[str]:
    yield f"**{matter['title']}**" + (
        f" ({' / '.join(matter['rivals'])})" if matter["rivals"] else ""
    )
    yield ""
    by_key = {utterance["key"]: utterance for utterance in one.across["utterances"]}
    for key in matter["utterances"]:
        yield f"- {_utterance(one, by_key[key])}"
    yield ""


def _utterance(one: Built, utterance: dict[str, Any]) -> str:
    number, statement = _first(one, utterance)
    names = [one.story.cast[key]["name"] for key in utterance["speakers"]]
    more = len(utterance["statements"]) - 1
    told = f"report {number}" + (f" and {more} more renderings" if more else "")
    return f"{', '.join(names) or 'the outlet'}: {_words(statement)} ({told})"


def _first(one: Built, utterance: dict[str, Any]) -> tuple[int, Statement]:
    for number, labelled in one.story.reports.items():
        for statement in labelled.reading.statements:
            if statement.id == utterance["statements"][0]:
                return number, statement
    raise KeyError(utterance["key"])


def _relations(one: Built) -> Iterator[str]:
    shown: set[str] = set()
    utterances = {u["id"]: u for u in one.across["utterances"]}
    for relation in one.across["relations"]:
        if relation["kind"] not in shown:
            shown.add(relation["kind"])
            names = " and ".join(_who(one, utterances, relation[end]) for end in ("a", "b"))
            yield f"- `{relation['kind']}` ({names}): {relation['reason']}"


def _who(one: Built, utterances: dict[str, Any], id_: str) -> str:
    if id_ not in utterances:
        id_ = next(u["id"] for u in utterances.values() if id_ in u["statements"])
    return _listed(one.story.cast[key]["name"] for key in utterances[id_]["speakers"])


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "the outlet"
