"""Names and pronouns on public sets: python -m benchmarks.coreference [--shared ../shared]

GAP, development part: of each item's two names, whether the pronoun is one: precision, recall and
F1 over both, as the set's own scorer counts, apart for pronouns of men and of women; beside it the
set's baseline of the name that stands nearest before the pronoun.

GUM news and MEANTIME: of the sources that a whole reading finds, those that lie in a mention of a
person, body or place that the set ties to an entity: B³ of the actors they are read as against
those entities, within each document and, for MEANTIME, over all documents of a topic as they are
told in a ledger. Beside it: each source an actor by its words, and each pronoun one of its own.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sayso
from sayso.evaluate import Tally
from sayso.ledger import Ledger
from sayso.ledger.identities import identities
from sayso.ledger.write import add_reading
from sayso.model import Capture, Item, Reading, Report, Span, report_id, sha256
from sayso.reading import lexicon, sentences
from sayso.reading.actors import Context, Speaking, resolve
from sayso.reading.named import Name
from sayso.reading.read import read
from sayso.reading.spelling import folded

KINDS = ("person", "organization", "place", "PER", "ORG", "LOC")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coreference", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    data = parser.parse_args().shared / "data"
    print(f"sayso {sayso.__version__}\n")
    gap(data / "gap" / "gap-development.tsv")
    documents = [*gum(data / "gum-news" / "coref" / "gum" / "tsv"), *meantime(data / "meantime")]
    for name in dict.fromkeys(one.topic for one in documents):
        show(name, [one for one in documents if one.topic == name])


@dataclass(frozen=True, slots=True)
class Question:
    """An item of GAP: a pronoun, two names, and which of them it is."""

    text: str
    pronoun: Span
    names: tuple[Span, Span]
    right: tuple[bool, bool]


def gap(path: Path) -> None:
    """Print the figures of GAP."""
    if not path.is_file():
        print(f"skipped: GAP is not at {path}\n")
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        items = [_question(row) for row in rows]
    print(f"GAP, development: {len(items)} pronouns")
    for name, answer in (
        ("read", answered),
        ("first candidate", likeliest),
        ("nearest before", nearest),
    ):
        told = [answer(one) for one in items]
        overall = tally(items, told)
        men, women = (
            tally(
                [q for q in items if _of_women(q) is woman],
                [t for q, t in zip(items, told, strict=True) if _of_women(q) is woman],
            )
            for woman in (False, True)
        )
        print(
            f"  {name:<16} P {overall.precision:.3f}  R {overall.recall:.3f}  F1 {overall.f1:.3f}"
            f"   he {men.f1:.3f}  she {women.f1:.3f}  she/he {women.f1 / men.f1:.2f}"
        )
    print()


def _question(row: Mapping[str, str]) -> Question:
    text = row["Text"]
    pronoun, first, second = (
        Span.of(text, int(row[f"{key}-offset"]), int(row[f"{key}-offset"]) + len(row[key]))
        for key in ("Pronoun", "A", "B")
    )
    right = (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE")
    return Question(text, pronoun, (first, second), right)


def answered(one: Question) -> tuple[bool, bool]:
    """Whether the pronoun is read as whom each of the names names; as nobody where it is left
    open."""
    return _as_names(one, lambda who: who.speakers)


def likeliest(one: Question) -> tuple[bool, bool]:
    """The same, with the first candidate where it is left open."""
    return _as_names(one, lambda who: who.speakers or who.candidates[:1])


def _as_names(one: Question, taken: Callable[[Speaking], Sequence[str]]) -> tuple[bool, bool]:
    known = Context(names=[Name(name.start, name.end, "person", 1.0) for name in one.names])
    cast, (who,) = resolve(one.text, sentences.split(one.text), [one.pronoun], known)
    mentions = [m for a in cast if a.ref in taken(who) for m in a.mentions]
    first, second = (any(m.overlaps(name) for m in mentions) for name in one.names)
    return (first, second)


def nearest(one: Question) -> tuple[bool, bool]:
    """The name that stands nearest before the pronoun, else the first of both."""
    before = [name for name in one.names if name.end <= one.pronoun.start]
    best = max(before, key=lambda name: name.start, default=min(one.names))
    return (best == one.names[0], best == one.names[1])


def _of_women(one: Question) -> bool:
    return one.pronoun.text.lower() in lexicon.PRONOUNS_FEMALE


def tally(items: Sequence[Question], told: Sequence[tuple[bool, bool]]) -> Tally:
    """What is right, told and true, over both names of each item."""
    pairs = [
        pair
        for item, answer in zip(items, told, strict=True)
        for pair in zip(answer, item.right, strict=True)
    ]
    return Tally(
        sum(mine and right for mine, right in pairs),
        sum(mine for mine, _ in pairs),
        sum(right for _, right in pairs),
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the entities of its mentions: offsets → the entity's name in its set."""

    topic: str
    name: str
    text: str
    entities: Mapping[tuple[int, int], str]


def gum(folder: Path) -> Iterator[Document]:
    """GUM's news documents; entities are tied by their chains within a document."""
    for path in sorted(folder.glob("*.tsv")):
        yield _gum_document(path)


def _gum_document(path: Path) -> Document:
    tokens: list[str] = []
    mentions: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 10 or line.startswith("#"):
            continue
        where = cells[0]
        for part in cells[3].split("|") if cells[3] != "_" else ():
            kind, _, number = part.rstrip("]").partition("[")
            key = number or where
            mentions[key].append(len(tokens))
            kinds[key] = kind
        links.extend(_links(where, cells, mentions))
        tokens.append(cells[2])
    text, starts = _laid_out(tokens)
    roots = _joined(mentions, links)
    entities = {
        (starts[places[0]], starts[places[-1]] + len(tokens[places[-1]])): roots[key]
        for key, places in mentions.items()
        if kinds[key] in KINDS
    }
    return Document("GUM news", path.stem, text, entities)


def _links(
    where: str, cells: Sequence[str], mentions: Mapping[str, list[int]]
) -> Iterator[tuple[str, str]]:
    """Pairs of mentions that a line ties: “3-1[14_4]” of a “coref”."""
    kinds, targets = cells[8].split("|"), cells[9].split("|")
    for kind, target in zip(kinds, targets, strict=False):
        found = re.match(r"([\d-]+)(?:\[(\d+)_(\d+)\])?", target)
        if not found or kind.startswith(("bridge", "_")):
            continue
        one = found[2] if found[2] and found[2] != "0" else found[1]
        other = found[3] if found[3] and found[3] != "0" else where
        yield one, other


def _laid_out(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """Tokens as a text a reader would meet, and where each begins."""
    text, starts = "", []
    for at, token in enumerate(tokens):
        tight = not at or token in ".,;:!?)”’%" or token in ("'s", "’s", "n't", "-")
        tight = tight or tokens[at - 1] in ("(", "“", "‘", "-", "$")
        text += "" if tight else " "
        starts.append(len(text))
        text += token
    return text, starts


def _joined(keys: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each key's set, by the least of its members."""
    parents = {key: key for key in keys}

    def root(key: str) -> str:
        while parents.get(key, key) != key:
            key = parents[key]
        return key

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
        parents.setdefault(low, low)
    return {key: root(key) for key in parents}


def meantime(folder: Path) -> Iterator[Document]:
    """MEANTIME's documents; entities are tied across the documents of a topic."""
    for path in sorted(folder.rglob("*.xml")):
        yield _meantime_document(path)


def _meantime_document(path: Path) -> Document:
    tree = ElementTree.parse(path).getroot()
    tokens = tree.findall("token")
    text, starts = _laid_out([token.text or "" for token in tokens])
    place = {token.get("t_id"): at for at, token in enumerate(tokens)}
    spans: dict[str, tuple[int, int]] = {}
    named: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for mark in tree.iter("ENTITY_MENTION"):
        at = sorted(place[anchor.get("t_id")] for anchor in mark.findall("token_anchor"))
        if at:
            end = starts[at[-1]] + len(tokens[at[-1]].text or "")
            spans[str(mark.get("m_id"))] = (starts[at[0]], end)
    for mark in tree.iter("ENTITY"):
        named[str(mark.get("m_id"))] = str(mark.get("instance_id") or mark.get("m_id"))
        kinds[str(mark.get("m_id"))] = str(mark.get("ent_type"))
    entities = {}
    for tie in tree.iter("REFERS_TO"):
        target = next(str(one.get("m_id")) for one in tie.findall("target"))
        for source in tie.findall("source"):
            key = str(source.get("m_id"))
            if key in spans and kinds.get(target) in KINDS:
                entities[spans[key]] = named[target]
    return Document(f"MEANTIME {path.parent.name}", path.stem, text, entities)


def show(name: str, documents: Sequence[Document]) -> None:
    """Print the B³ of one topic's sources."""
    readings = [read(_report(one)) for one in documents]
    sources = [_sources(one, made) for one, made in zip(documents, readings, strict=True)]
    within = [
        (f"{at} {actor}", f"{at} {entity}", f"{at} {words}")
        for at, found in enumerate(sources)
        for actor, entity, words in found
    ]
    print(f"{name}: {len(documents)} documents, {len(within)} sources tied to an entity")
    _print("within a document", within)
    if name.startswith("MEANTIME"):
        roots = _in_a_ledger(readings)
        across = [
            (roots[at].get(actor, f"{at} {actor}"), entity, words)
            for at, found in enumerate(sources)
            for actor, entity, words in found
        ]
        _print("over all documents", across)
    print()


def _print(name: str, sources: Sequence[tuple[str, str, str]]) -> None:
    gold = [entity for _, entity, _ in sources]
    for told, key in (("read", 0), ("by words", 2)):
        precision, recall = b_cubed([one[key] for one in sources], gold)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"  {name:<20} {told:<9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def b_cubed(told: Sequence[str], gold: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of clusters (Bagga and Baldwin 1998)."""
    both = Counter(zip(told, gold, strict=True))
    mine, theirs = Counter(told), Counter(gold)
    number = len(gold) or 1
    precision = sum(n * n / mine[a] for (a, _), n in both.items()) / number
    recall = sum(n * n / theirs[b] for (_, b), n in both.items()) / number
    return precision, recall


def _report(one: Document) -> Report:
    digest = sha256(one.text.encode())
    return Report(
        report_id(digest, None, one.name), digest, digest, None, None, one.name, (), "en", "utf-8",
        None, "none", "article", one.text,
    )  # fmt: skip


def _sources(one: Document, made: Reading) -> list[tuple[str, str, str]]:
    """The sources of a reading that an entity's mention is the core of: the actor's ref (an open
    one is of its own), the entity, the words (a pronoun is of its own)."""
    found = []
    for number, statement in enumerate(made.statements):
        entity = statement.source and _entity(one, statement.source)
        if statement.source and entity:
            words = folded(statement.source.text)
            alone = words in lexicon.PRONOUNS
            actor = statement.speakers[0] if len(statement.speakers) == 1 else f"open {number}"
            found.append((actor, entity, f"{words} {number}" if alone else words))
    return found


def _entity(one: Document, source: Span) -> str | None:
    """The entity of the longest mention inside a source, or of the shortest around it."""
    inside = [m for m in one.entities if source.start <= m[0] and m[1] <= source.end]
    if inside:
        return one.entities[max(inside, key=lambda m: (m[1] - m[0], -m[0]))]
    around = [m for m in one.entities if m[0] <= source.start and source.end <= m[1]]
    return one.entities[min(around, key=lambda m: m[1] - m[0])] if around else None


def _in_a_ledger(readings: Sequence[Reading]) -> list[dict[str, str]]:
    """For each reading, its refs → the actor of a ledger that holds all of them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "case.db", create=True) as ledger,
    ):
        for one in readings:
            add_reading(ledger, _item(one.report), one, "benchmark", keep_raw=False)
        same = identities(ledger.connection)
        return [
            {
                row["ref"]: str(same.of(row["actor_id"]))
                for row in ledger.connection.execute(
                    "SELECT ref, actor_id FROM cast WHERE report_id = ?", (one.report.id,)
                )
            }
            for one in readings
        ]


def _item(report: Report) -> Item:
    raw = report.text.encode()
    capture = Capture(raw, sha256(raw), "x", None, "2026-01-01T00:00:00Z", None, (), "benchmark")
    return Item("x", replace(report, raw_sha256=capture.raw_sha256), capture)


if __name__ == "__main__":
    main()
