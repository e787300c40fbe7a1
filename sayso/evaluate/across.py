"""What stands across reports, against a labelled story: utterances, matters, relations, origins.

Once on the statements as labelled, and once on readings of the texts, whose statements count as the
labelled ones that they match (contents overlap by at least half).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.compare.model import DIRECTED, Relation
from sayso.compare.relations import related
from sayso.compare.whole import Relate, Whole, whole
from sayso.errors import GoldError
from sayso.evaluate.groups import b_cubed, pairs_f1
from sayso.evaluate.layers import pairs_of
from sayso.evaluate.spans import Tally
from sayso.model import Reading, reading_from_plain
from sayso.reading.read import read

# A relation counts as held from this chance on.
HELD = 0.5
# How a relation is known: by its kind and ends, in their order where that matters.
Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled story: its readings by number, and the labels across them."""

    name: str
    readings: Mapping[int, Reading]
    labels: Mapping[str, Any]


@dataclass(slots=True)
class Across:
    """Counts over stories, and the figures they give."""

    utterances: Tally = field(default_factory=Tally)
    origins: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    misses: Counter[str] = field(default_factory=Counter)
    related: Counter[str] = field(default_factory=Counter)
    matters: list[tuple[float, float, float]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The figures by name; B³ is the mean over stories."""
        count, near = max(1, len(self.matters)), sum(self.misses.values())
        b3 = [sum(one[place] for one in self.matters) / count for place in range(3)]
        return {
            "relations_f1": self.relations.f1,
            "relations_precision": self.relations.precision,
            "relations_recall": self.relations.recall,
            "near_misses_related": sum(self.related.values()) / near if near else 0.0,
            "matters_b3": b3[2],
            "matters_b3_precision": b3[0],
            "matters_b3_recall": b3[1],
            "origins_f1": self.origins.f1,
            "utterances_f1": self.utterances.f1,
            "utterances_precision": self.utterances.precision,
            "utterances_recall": self.utterances.recall,
        }


def story_in(folder: Path) -> Story | None:
    """The labelled story of a folder, None where it holds none; GoldError where it is no such."""
    path = folder / "story.json"
    if not path.is_file():
        return None
    try:
        labels = json.loads(path.read_text(encoding="utf-8"))
        readings = {
            int(file.stem): reading_from_plain(json.loads(file.read_text(encoding="utf-8")))
            for file in sorted(folder.glob("[0-9]*.json"))
        }
        return Story(labels["story"], readings, labels)
    except (ValueError, LookupError, TypeError) as error:
        raise GoldError(str(path), 1, f"{type(error).__name__}: {error}") from error


def stories_in(path: Path) -> Iterator[Story]:
    """The labelled stories of a folder and of its folders."""
    for folder in [path, *sorted(one for one in path.iterdir() if one.is_dir())]:
        if story := story_in(folder):
            yield story


def against_stories(path: Path) -> dict[str, float]:
    """The figures of the labelled stories of a folder, if it holds some: `labelled_` on statements
    as labelled, `read_` on readings; GoldError where a story is none."""
    told = list(stories_in(path)) if path.is_dir() else []
    if not told:
        return {}
    made = {"labelled": on_labels(told, related), "read": on_readings(told, related)}
    return {
        f"{name}_{figure}": value
        for name, found in made.items()
        for figure, value in found.figures().items()
    }


def on_labels(stories: Iterable[Story], relate: Relate) -> Across:
    """Counts over stories whose statements are as labelled."""
    found = Across()
    for story in stories:
        _count(found, story, whole(list(story.readings.values()), relate), {})
    return found


def on_readings(stories: Iterable[Story], relate: Relate) -> Across:
    """Counts over stories whose texts are read."""
    found = Across()
    for story in stories:
        mine = {number: read(one.report) for number, one in story.readings.items()}
        alias = {
            pair.read.id: pair.gold.id
            for number, one in story.readings.items()
            for pair in pairs_of(mine[number], one)
        }
        # What was read and is not labelled keeps a name of its own.
        others = {
            one.id: f"read {one.id}"
            for reading in mine.values()
            for one in reading.statements
            if one.id not in alias
        }
        _count(found, story, whole(list(mine.values()), relate), alias | others)
    return found


def _count(found: Across, story: Story, made: Whole, alias: Mapping[str, str]) -> None:
    gold_of = {key: one["id"] for one in story.labels["utterances"] for key in one["statements"]}
    mine = [[alias.get(key, key) for key in one.renderings] for one in made.utterances]
    renders = {one["id"]: one["statements"] for one in story.labels["utterances"]}
    _join(found.utterances, pairs_f1(mine, renders.values()))
    found.matters.append(_matters(story, made, alias))
    _join(found.origins, _origins(story, made))
    gold = {_key(one["kind"], one["a"], one["b"]) for one in story.labels["relations"]}
    ends = _ends(made, alias, gold_of)
    held = {_held(one, ends, alias) for one in made.relations if one.score >= HELD}
    _add(found.relations, held, gold)
    for kind in {one[0] for one in gold | held}:
        tally = found.kinds.setdefault(kind, Tally())
        _add(tally, {one for one in held if one[0] == kind}, {g for g in gold if g[0] == kind})
    for miss in story.labels["near_misses"]:
        found.misses[miss["type"]] += 1
        found.related[miss["type"]] += _misled(miss, held)


def _misled(miss: Mapping[str, str], held: set[Key]) -> bool:
    """Whether a pair that only seems to be related so is held to be."""
    ends = {miss["a"], miss["b"]}
    return any(kind == miss["kind"] and set(pair) == ends for kind, pair in held)


def _ends(made: Whole, alias: Mapping[str, str], gold_of: Mapping[str, str]) -> dict[str, str]:
    """For each utterance made, the labelled one that most of its renderings are of."""
    found: dict[str, str] = {}
    for one in made.utterances:
        keys = [alias.get(key, key) for key in one.renderings]
        counts = Counter(gold_of.get(key, key) for key in keys)
        found[one.id] = min(counts, key=lambda key: (-counts[key], key not in gold_of, key))
    return found


def _held(one: Relation, ends: Mapping[str, str], alias: Mapping[str, str]) -> Key:
    if one.kind == "paraphrase-differs":
        return _key(one.kind, alias.get(one.a, one.a), alias.get(one.b, one.b))
    return _key(one.kind, ends.get(one.a, one.a), ends.get(one.b, one.b))


def _key(kind: str, a: str, b: str) -> Key:
    return kind, (a, b) if kind in DIRECTED else tuple(sorted((a, b)))


def _matters(story: Story, made: Whole, alias: Mapping[str, str]) -> tuple[float, float, float]:
    """B³ over the labelled utterances that bear on a matter."""
    key_of = {one["key"]: one["id"] for one in story.labels["utterances"]}
    renders = {one["id"]: one["statements"] for one in story.labels["utterances"]}
    gold: dict[str, set[str]] = {}
    for one in story.labels["matters"]:
        for key in one["utterances"]:
            gold.setdefault(key_of[key], set()).add(one["key"])
    of: dict[str, set[str]] = {}
    for number, group in enumerate(made.matters):
        for each in group:
            for key in each.renderings:
                of.setdefault(alias.get(key, key), set()).add(str(number))
    mine = {key: set().union(*(of.get(s, set()) for s in renders[key])) for key in gold}
    return b_cubed(mine, gold)


def _origins(story: Story, made: Whole) -> Tally:
    """Of the pairs of reports that stand on one wording: found, and labelled."""
    number = {one.report.id: str(key) for key, one in story.readings.items()}
    mine = [{number[one.report], number[one.from_]} for one in made.copies]
    theirs = [{str(one["report"]), str(one["from"])} for one in story.labels["origins"]]
    return pairs_f1(_linked(mine), _linked(theirs))


def _linked(pairs: Sequence[set[str]]) -> list[set[str]]:
    """Pairs with a thing in common as one group."""
    groups: list[set[str]] = []
    for pair in pairs:
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touching))
    return groups


def _add(tally: Tally, mine: set[Key], theirs: set[Key]) -> None:
    tally.add(len(mine & theirs), len(mine), len(theirs))


def _join(tally: Tally, other: Tally) -> None:
    tally.add(other.right, other.read, other.gold)
