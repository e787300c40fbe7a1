"""Labels across a story (`story.toml`) → `story.json`: utterances, relations, matters, origins.

Statements are named `REPORT.KEY`, as `2.s4`. One that no utterance lists is an utterance alone;
where a relation names a statement, its utterance is meant, but for `paraphrase-differs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.labels import Label, Labelled
from corpus.texts import CorpusError
from sayso.model import Statement, sha256

RELATIONS = (
    "agrees", "concurs-across-sides", "denies", "contradicts", "differs-in-figure", "renames",
    "revises", "develops", "paraphrase-differs",
)  # fmt: skip
# Those of which a and b are not to be swapped.
DIRECTED = frozenset({"denies", "revises", "develops", "paraphrase-differs"})
NEAR_MISSES = (
    "same-words-other-event", "other-figure-other-day", "other-figure-other-scope",
    "agreement-in-other-words", "denial-of-something-else", "development", "range-compatible",
    "other-speaker-same-name",
)  # fmt: skip
ORIGINS = ("reprint", "partial", "rewrite", "release", "version")
TARGETS = ("stated", "inferred", "unknown")
KEYS = {
    "utterance": {"key", "statements", "said", "note"},
    "relation": {"kind", "a", "b", "target", "reason", "note"},
    "near_miss": {"kind", "type", "a", "b", "reason", "note"},
    "matter": {"key", "title", "rivals", "utterances", "note"},
    "origin": {"kind", "report", "from", "note"},
    "silence": {"statement", "actor", "note"},
}


@dataclass(frozen=True, slots=True)
class Story:
    """A story's labelled reports, by number, and its cast."""

    name: str
    cast: dict[str, Label]
    reports: Mapping[int, Labelled]

    def statement(self, named: str) -> Statement:
        """The statement named `2.s4`; CorpusError where there is none."""
        number, _, key = named.partition(".")
        one = self.reports.get(int(number)) if number.isdigit() else None
        if one is None or key not in one.statements:
            raise CorpusError(f"{self.name}: {named!r} is no statement")
        return one.statements[key]

    def speakers(self, named: str) -> list[str]:
        """The cast's keys of who speaks in a statement."""
        one = self.reports[int(named.partition(".")[0])]
        refs = {actor.ref: key for key, actor in one.actors.items()}
        return [refs[ref] for ref in self.statement(named).speakers]


def across(story: Story, labels: Label) -> dict[str, Any]:
    """The plain form of a story's labels; CorpusError names the label that does not fit."""
    try:
        return _across(story, labels)
    except (KeyError, ValueError) as error:
        raise CorpusError(f"{story.name}/story.toml: {error}") from error


def _across(story: Story, labels: Label) -> dict[str, Any]:
    if unknown := set(labels) - set(KEYS) - {"title"}:
        raise CorpusError(f"unknown: {', '.join(sorted(unknown))}")
    for name, allowed in KEYS.items():
        for label in labels.get(name, []):
            if unknown := set(label) - allowed:
                raise CorpusError(f"a {name} has {', '.join(sorted(unknown))}: {label}")
    groups = _groups(story, labels.get("utterance", []))
    return {
        "notice": "FICTION",
        "story": story.name,
        "title": labels["title"],
        "actors": [{"key": key, **_actor(one)} for key, one in story.cast.items()],
        "utterances": [_utterance(story, key, group) for key, group in groups.items()],
        "relations": [_relation(story, groups, one) for one in labels.get("relation", [])],
        "near_misses": [_near_miss(story, groups, one) for one in labels.get("near_miss", [])],
        "matters": [_matter(groups, one) for one in labels.get("matter", [])],
        "origins": [_origin(story, one) for one in labels.get("origin", [])],
        "silences": [_silence(story, one) for one in labels.get("silence", [])],
    }


def _actor(one: Label) -> dict[str, Any]:
    return {"name": one["name"], "kind": one["kind"], "side": one.get("side")}


def _groups(story: Story, labels: Iterable[Label]) -> dict[str, Label]:
    """Utterances by key, those of a single unlisted statement under the statement's own name."""
    groups: dict[str, Label] = {}
    used: set[str] = set()
    for label in labels:
        if label["key"] in groups:
            raise CorpusError(f"utterance {label['key']!r} stands twice")
        for named in label["statements"]:
            story.statement(named)
            if named in used:
                raise CorpusError(f"{named} stands in two utterances")
            used.add(named)
        groups[label["key"]] = label
    for number, one in story.reports.items():
        for key in one.statements:
            named = f"{number}.{key}"
            if named not in used:
                groups[named] = {"key": named, "statements": [named]}
    return groups


def _utterance(story: Story, key: str, label: Label) -> dict[str, Any]:
    speakers = sorted({who for named in label["statements"] for who in story.speakers(named)})
    said = label.get("said") or _said(story, label["statements"])
    return {
        "id": _id(story, key),
        "key": key,
        "speakers": speakers,
        "statements": [story.statement(named).id for named in label["statements"]],
        "said": {"from": said[0], "to": said[1]} if said else None,
    }


def _said(story: Story, statements: Iterable[str]) -> tuple[str, str] | None:
    """The narrowest time that any rendering gives."""
    given = [one.said for named in statements if (one := story.statement(named)).said]
    known = [(p.from_, p.to) for p in given if p and p.from_ and p.to]
    return (max(a for a, _ in known), min(b for _, b in known)) if known else None


def _relation(story: Story, groups: dict[str, Label], label: Label) -> dict[str, Any]:
    kind = label["kind"]
    if kind not in RELATIONS:
        raise CorpusError(f"relation {kind!r} is none of {', '.join(RELATIONS)}")
    if kind == "denies" and label.get("target") not in TARGETS:
        raise CorpusError(f"a denial needs a target, one of {', '.join(TARGETS)}: {label}")
    if not label.get("reason"):
        raise CorpusError(f"a relation needs a reason: {label}")
    return {
        "kind": kind,
        **_pair(story, groups, label),
        "directed": kind in DIRECTED,
        "target": label.get("target"),
        "reason": label["reason"],
    }


def _near_miss(story: Story, groups: dict[str, Label], label: Label) -> dict[str, Any]:
    if label["type"] not in NEAR_MISSES:
        raise CorpusError(f"near miss {label['type']!r} is none of {', '.join(NEAR_MISSES)}")
    if label["kind"] not in RELATIONS:
        raise CorpusError(f"relation {label['kind']!r} is none of {', '.join(RELATIONS)}")
    pair = _pair(story, groups, label)
    return {"kind": label["kind"], "type": label["type"], **pair, "reason": label["reason"]}


def _pair(story: Story, groups: dict[str, Label], label: Label) -> dict[str, str]:
    """The ids of a and b: of statements for paraphrase-differs, else of utterances."""
    if label["kind"] == "paraphrase-differs":
        return {end: story.statement(label[end]).id for end in ("a", "b")}
    pair = {end: _id(story, _group_of(groups, label[end])) for end in ("a", "b")}
    if pair["a"] == pair["b"]:
        raise CorpusError(f"a and b are one utterance: {label}")
    return pair


def _group_of(groups: dict[str, Label], named: str) -> str:
    """The key of the utterance of that key, or that holds the statement of that name."""
    if named in groups:
        return named
    for key, label in groups.items():
        if named in label["statements"]:
            return key
    raise CorpusError(f"{named!r} is neither an utterance nor a statement")


def _matter(groups: dict[str, Label], label: Label) -> dict[str, Any]:
    members = list(dict.fromkeys(_group_of(groups, named) for named in label["utterances"]))
    return {
        "key": label["key"],
        "title": label["title"],
        "rivals": label.get("rivals", []),
        "utterances": members,
    }


def _origin(story: Story, label: Label) -> dict[str, Any]:
    if label["kind"] not in ORIGINS:
        raise CorpusError(f"origin {label['kind']!r} is none of {', '.join(ORIGINS)}")
    for end in ("report", "from"):
        if label[end] not in story.reports:
            raise CorpusError(f"there is no report {label[end]}")
    return {"kind": label["kind"], "report": label["report"], "from": label["from"]}


def _silence(story: Story, label: Label) -> dict[str, Any]:
    if label["actor"] not in story.cast:
        raise CorpusError(f"actor {label['actor']!r} is not in cast.toml")
    return {"actor": label["actor"], "statement": story.statement(label["statement"]).id}


def _id(story: Story, key: str) -> str:
    return sha256(f"{story.name}\n{key}".encode())[:16]
