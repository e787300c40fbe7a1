"""What must hold of the corpus: `python -m corpus check`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from corpus.build import Built, story_of
from corpus.texts import HERE, NOTICE, SECOND, SPLITS, STORIES, CorpusError, about, reports, stories
from sayso.model import Reading, Statement, spans_in

FEWEST_WORDS, MOST_WORDS, REPORTS = 120, 900, 5
SHARED_WORDS = 8
SAID_LEAST, SAID_MOST = 0.15, 0.40
NESTED_LEAST = 0.08
CULTURES_LEAST = 8
SECOND_LEAST = 0.25
SAID = re.compile(r"\b(?:said|says|say)\b", re.I)
WORD = re.compile(r"[\w’'-]+")


def run() -> int:
    """Print every fault and the figures of variety; 1 where there is a fault, else 0."""
    faults = list(_files())
    built: dict[str, Built] = {}
    for name in stories():
        try:
            built[name] = story_of(name)
        except CorpusError as error:
            faults.append(str(error))
    for check in CHECKS:
        faults.extend(check(built))
    for fault in faults:
        print(f"FAULT {fault}")
    for name, value in figures(built).items():
        print(f"{name:<44} {value}")
    print("the corpus is as it should be" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def figures(built: dict[str, Built]) -> dict[str, Any]:
    """Counts over all stories, and by split."""
    counts: dict[str, Any] = {"stories": len(built)}
    for split in SPLITS:
        part = [built[name] for name in stories(split) if name in built]
        readings = [one.reading for story in part for one in story.story.reports.values()]
        said = [s for r in readings for s in r.statements]
        counts |= {
            f"{split}: reports": len(readings),
            f"{split}: words": sum(len(r.report.text.split()) for r in readings),
            f"{split}: statements": len(said),
            f"{split}: nested": sum(s.within is not None for s in said),
            f"{split}: in the outlet's voice": sum(s.voice == "outlet" for s in said),
            f"{split}: relations": sum(len(s.across["relations"]) for s in part),
            f"{split}: near misses": sum(len(s.across["near_misses"]) for s in part),
        }
    kinds = Counter(r["kind"] for one in built.values() for r in one.across["relations"])
    counts |= {f"relations: {kind}": number for kind, number in kinds.most_common()}
    return counts | {
        "share of cues that are said, says": f"{_said_share(built):.3f}",
        "share of statements that are nested": f"{_nested_share(built):.3f}",
    }


def _files() -> Iterator[str]:
    """Every file says that it is fiction."""
    for path in sorted(p for folder in (STORIES, SECOND) for p in folder.rglob("*")):
        if path.is_file() and NOTICE not in path.read_text("utf-8")[:200]:
            yield f"{path.relative_to(HERE)} does not say {NOTICE}"
    for folder in sorted(STORIES.iterdir()):
        if folder.name not in about():
            yield f"{folder.name} is in no split"


def _in_step(built: dict[str, Built]) -> Iterator[str]:
    """The JSON files are what the labels give."""
    for name, one in built.items():
        for file, plain in one.files().items():
            path = STORIES / name / file
            there = json.loads(path.read_text("utf-8")) if path.exists() else None
            if there != json.loads(json.dumps(plain)):
                yield f"{name}/{file} is not what its labels give: python -m corpus build {name}"


def _spans(built: dict[str, Built]) -> Iterator[str]:
    """Every span has the text's very characters."""
    for where, reading in _readings(built):
        text = reading.report.text
        for span in spans_in((reading.furniture, reading.actors, reading.statements)):
            if text[span.start : span.end] != span.text:
                yield f"{where}: {span} is not what stands there"


def _nesting(built: dict[str, Built]) -> Iterator[str]:
    """An inner statement stands inside the content of the one it is within, and ids are unique."""
    for where, reading in _readings(built):
        by_id = {one.id: one for one in reading.statements}
        if len(by_id) != len(reading.statements):
            twice = Counter(one.id for one in reading.statements).most_common(1)[0][0]
            yield f"{where}: two statements are anchored at the same place: {by_id[twice].content}"
        for one in reading.statements:
            if one.within and not _holds(by_id[one.within], one):
                yield f"{where}: {_named(one)} is not inside {_named(by_id[one.within])}"
            if one.within is None and (outer := _unnamed_holder(reading, one)):
                yield f"{where}: {_named(one)} stands inside {_named(outer)} and does not say so"


def _holds(outer: Statement, inner: Statement) -> bool:
    anchor = inner.cue or inner.content[0]
    return any(part.contains(anchor) for part in outer.content) and outer is not inner


def _unnamed_holder(reading: Reading, inner: Statement) -> Statement | None:
    """Another sourced statement whose content holds all of an inner one."""
    parts = [*inner.content, *(span for span in (inner.source, inner.cue) if span)]
    for outer in reading.statements:
        if outer is inner or outer.voice == "outlet" or outer.within == inner.id:
            continue
        if all(any(held.contains(part) for held in outer.content) for part in parts):
            return outer
    return None


def _named(one: Statement) -> str:
    return repr((one.cue or one.content[0]).text + " … " + one.content[0].text[:40])


def _sources(built: dict[str, Built]) -> Iterator[str]:
    """A sourced statement has a cue, a source or speakers, an outlet's has none of them."""
    for where, reading in _readings(built):
        for one in reading.statements:
            if one.voice == "outlet" and (one.source or one.cue or one.speakers):
                yield f"{where}: {_named(one)} is the outlet's and has a source"
            if one.voice == "source" and not (one.cue or one.source or one.speakers):
                yield f"{where}: {_named(one)} has neither source nor cue"
            if one.speakers and one.candidates:
                yield f"{where}: {_named(one)} has speakers and candidates"


def _order(built: dict[str, Built]) -> Iterator[str]:
    """A denial, a revision and a development are not told before what they are about."""
    for name, one in built.items():
        days = _days(one)
        for relation in one.across["relations"]:
            if relation["kind"] in ("denies", "revises", "develops"):
                first, last = days[relation["a"]], days[relation["b"]]
                if first and last and first[1] < last[0]:
                    why = relation["reason"]
                    yield f"{name}: {relation['kind']} before what it is about: {why}"


def _days(one: Built) -> dict[str, tuple[str, str] | None]:
    """For each utterance the first day it can have been said and the last."""
    published = {
        statement.id: (reading.reading.report.published or "")[:10]
        for reading in one.story.reports.values()
        for statement in reading.reading.statements
    }
    found: dict[str, tuple[str, str] | None] = {}
    for utterance in one.across["utterances"]:
        told = [day for id_ in utterance["statements"] if (day := published[id_])]
        said = utterance["said"]
        if said:
            found[utterance["id"]] = (said["from"][:10], said["to"][:10])
        else:
            found[utterance["id"]] = ("", min(told)) if told else None
    return found


def _sizes(built: dict[str, Built]) -> Iterator[str]:
    for name in stories():
        told = list(reports(name))
        if len(told) != REPORTS:
            yield f"{name}: {len(told)} reports, not {REPORTS}"
        for one in told:
            words = len(one.report.text.split())
            if not FEWEST_WORDS <= words <= MOST_WORDS:
                yield f"{name}/{one.number}: {words} words, not {FEWEST_WORDS} to {MOST_WORDS}"


def _variety(built: dict[str, Built]) -> Iterator[str]:
    if not SAID_LEAST <= _said_share(built) <= SAID_MOST:
        yield f"said is {_said_share(built):.3f} of cues, not {SAID_LEAST} to {SAID_MOST}"
    if _nested_share(built) < NESTED_LEAST:
        yield f"{_nested_share(built):.3f} of statements are nested, fewer than {NESTED_LEAST}"
    cultures = {facts["culture"] for facts in about().values()}
    if len(cultures) < CULTURES_LEAST:
        yield f"{len(cultures)} naming cultures, fewer than {CULTURES_LEAST}"
    skeletons = Counter(tuple(one.head["kind"] for one in reports(name)) for name in stories())
    for kinds, number in skeletons.items():
        if number > 2:
            yield f"{number} stories are told in the same order of kinds: {', '.join(kinds)}"


def _phrases(built: dict[str, Built]) -> Iterator[str]:
    """No long sequence of words stands in two stories."""
    seen = {name: _grams(name) for name in stories()}
    for one, other in combinations(seen, 2):
        for words in sorted(seen[one] & seen[other]):
            yield f"{one} and {other} share {' '.join(words)!r}"


def _grams(name: str) -> set[tuple[str, ...]]:
    grams: set[tuple[str, ...]] = set()
    for one in reports(name):
        words = [word.lower() for word in WORD.findall(one.report.text)]
        grams |= {tuple(words[i : i + SHARED_WORDS]) for i in range(len(words) - SHARED_WORDS + 1)}
    return grams


def _hygiene(built: dict[str, Built]) -> Iterator[str]:
    """Splits are known, and no named actor stands in two stories."""
    for name, facts in about().items():
        if facts["split"] not in SPLITS:
            yield f"{name}: split {facts['split']!r} is none of {', '.join(SPLITS)}"
    owners: dict[str, str] = {}
    for name, one in built.items():
        for actor in one.story.cast.values():
            full = actor["kind"] == "person" and " " in actor["name"]
            if full and owners.setdefault(actor["name"], name) != name:
                yield f"{actor['name']} speaks in {owners[actor['name']]} and in {name}"


def _labelled_twice(built: dict[str, Built]) -> Iterator[str]:
    second = len(list(SECOND.glob("*/*.labels.toml")))
    all_ = sum(len(list(reports(name))) for name in stories())
    if second < SECOND_LEAST * all_:
        yield f"{second} of {all_} reports are labelled twice, fewer than {SECOND_LEAST:.0%}"


def _said_share(built: dict[str, Built]) -> float:
    cues = [s.cue for _, reading in _readings(built) for s in reading.statements if s.cue]
    return sum(bool(SAID.search(cue.text)) for cue in cues) / max(1, len(cues))


def _nested_share(built: dict[str, Built]) -> float:
    said = [s for _, reading in _readings(built) for s in reading.statements]
    return sum(s.within is not None for s in said) / max(1, len(said))


def _readings(built: dict[str, Built]) -> Iterator[tuple[str, Reading]]:
    for name, one in built.items():
        for number, labelled in one.story.reports.items():
            yield f"{name}/{number}", labelled.reading


CHECKS: tuple[Callable[[dict[str, Built]], Iterator[str]], ...] = (
    _in_step, _spans, _nesting, _sources, _order, _sizes, _variety, _phrases, _hygiene,
    _labelled_twice,
)  # fmt: skip
