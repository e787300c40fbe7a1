"""How well times are read: python -m benchmarks.times [--shared ../shared] [--split dev]

Scores time expressions on TempEval-3's training part (TimeBank and AQUAINT, Uzzaman et al. 2013),
read with each file's creation time: spans exact and overlapping, and values right (type and value
F1 over overlapping expressions, as TempEval-3 counts them). The files are cut in two by a hash
of their names: rules were made on one half, the other only checks them. Then MEANTIME's articles,
on which hardly any was made. Then, on the corpus “Rival accounts”, when things were said and the
times inside contents, with sources, cues and contents taken from the gold. `--wrong` lists what is
wrong on the half that rules are made on.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

from benchmarks import meantime
from benchmarks.marked import Article, Marked
from corpus.build import story_of
from corpus.texts import stories
from sayso.evaluate import Tally
from sayso.model import Reading, Statement
from sayso.reading import quotes, sentences, statements, times
from sayso.reading.attribution import Attribution

PEERS = """\
Value F1, published, on TempEval-3's platinum test part (20 other files):
  HeidelTime                         .776   (strict spans .813, relaxed .903)
  SUTime                             .674   (strict spans .796, relaxed .903)"""
MARKUP = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z0-9]+)(?P<rest>[^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.times", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    parser.add_argument("--split", choices=("train", "dev"), default="dev", help="of the corpus")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    given = parser.parse_args()
    folder = given.shared / "data" / "tempeval3" / "train"
    if folder.is_dir():
        show_timeml(folder, given.wrong)
    else:
        print(f"skipped: TempEval-3 is not at {folder}")
    unseen = list(meantime.articles(given.shared / "data" / "meantime"))
    if unseen:
        show_part("MEANTIME, title and first sentences", unseen)
    show_said(given.split, given.wrong)


def show_timeml(folder: Path, wrong: bool) -> None:
    """Print the figures of each part of TempEval-3's training data."""
    both = [a for name in ("TimeBank", "AQUAINT") for a in articles(folder / name)]
    made, checked = ([a for a in both if developed_on(a.name) is half] for half in (True, False))
    for name in ("TimeBank", "AQUAINT"):
        here = {file.name for file in (folder / name).iterdir()}
        show_part(f"{name}, half that rules are made on", [a for a in made if a.name in here])
        show_part(f"{name}, half that checks them", [a for a in checked if a.name in here])
    show_part("Both, half that checks them", checked)
    for each in made if wrong else ():
        print("\n".join(errors(each)))
    print(PEERS)


def developed_on(name: str) -> bool:
    """Whether a file is in the half that rules are made on."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def articles(folder: Path) -> Iterator[Article]:
    """The TimeML files of a folder."""
    for file in sorted(folder.glob("*.tml")):
        yield article(file.name, file.read_text(encoding="utf-8"))


def article(name: str, source: str) -> Article:
    """A TimeML file's text with its expressions; ValueError where it has no creation time."""
    created = re.search(r'<DCT>.*?value="([^"]*)"', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    if not created or not body:
        raise ValueError(f"{name}: no creation time or no text")
    parts: list[str] = []
    marked: list[Marked] = []
    begun: tuple[int, dict[str, str]] | None = None
    at = length = 0
    for tag in MARKUP.finditer(body[1]):
        piece = unescape(body[1][at : tag.start()])
        parts.append(piece)
        length, at = length + len(piece), tag.end()
        if tag["name"] == "TIMEX3" and not tag["close"]:
            begun = (length, dict(ATTRIBUTE.findall(tag["rest"])))
        elif tag["name"] == "TIMEX3" and begun:
            start, facts = begun
            marked.append(Marked(start, length, facts["type"], facts.get("value")))
    parts.append(unescape(body[1][at:]))
    return Article(name, "".join(parts), created[1], marked)


def found(one: Article) -> list[Marked]:
    """The expressions that are read in an article."""
    return [
        Marked(t.span.start, t.span.end, t.type, t.value) for t in times.find(one.text, one.created)
    ]


def matched(read: Sequence[Marked], gold: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Each gold expression with the first read one that overlaps it, one to one."""
    free, pairs = list(read), []
    for one in gold:
        hit = next((r for r in free if r.start < one.end and one.start < r.end), None)
        if hit:
            free.remove(hit)
            pairs.append((hit, one))
    return pairs


def show_part(title: str, part: Sequence[Article]) -> None:
    """Print one part's figures."""
    strict, relaxed, value, kind = Tally(), Tally(), Tally(), Tally()
    words, seconds = 0, 0.0
    for one in part:
        began = time.process_time()
        read = found(one)
        seconds += time.process_time() - began
        words += len(one.text.split())
        pairs = matched(read, one.marked)
        sizes = (len(read), len(one.marked))
        strict.add(sum((r.start, r.end) == (g.start, g.end) for r, g in pairs), *sizes)
        relaxed.add(len(pairs), *sizes)
        value.add(sum(r.value == g.value for r, g in pairs), *sizes)
        kind.add(sum(r.type == g.type for r, g in pairs), *sizes)
    print(f"{title}: {len(part)} files, {relaxed.gold} expressions")
    for name, tally in (("spans, exact", strict), ("spans, overlapping", relaxed)):
        print(f"  {name:<32} {_prf(tally)}")
    print(f"  {'value right':<32} F1 {value.f1:.3f}   type right F1 {kind.f1:.3f}")
    print(f"  {seconds * 750_000 / words:.2f} ms for 750 words\n")


def errors(one: Article) -> Iterator[str]:
    """A line for each expression missed, made up, or read with another value."""
    read = found(one)
    pairs = matched(read, one.marked)
    for r, g in pairs:
        if r.value != g.value:
            yield f"value  {_shown(one, g)} read {one.text[r.start : r.end]!r} {r.type} {r.value}"
    for g in one.marked:
        if g not in [gold for _, gold in pairs]:
            yield f"missed {_shown(one, g)}"
    for r in read:
        if r not in [mine for mine, _ in pairs]:
            yield f"extra  {_shown(one, r)}"


def _shown(one: Article, m: Marked) -> str:
    around = " ".join(one.text[max(0, m.start - 40) : m.end + 30].split())
    words = " ".join(one.text[m.start : m.end].split())
    return f"{one.name[:14]} {one.created[:10]} {words!r} {m.type} {m.value} | {around} |"


def show_said(split: str, wrong: bool) -> None:
    """Print when things were said, and the times inside contents, on a split of the corpus."""
    given = right = wanted = got = times_given = times_right = times_wanted = 0
    lines: list[str] = []
    for where, gold, read in _statements(split):
        mine, theirs = _days(read.said), _days(gold.said)
        given, wanted = given + bool(mine), wanted + bool(theirs)
        right += bool(mine) and mine == theirs
        got += bool(theirs) and mine == theirs
        if mine != theirs:
            lines.append(_said_line(where, gold, read))
        pairs = [
            (p, t) for p in gold.times if p.from_ for t in read.times if p.span.overlaps(t.span)
        ]
        times_wanted += sum(bool(p.from_) for p in gold.times)
        times_given += sum(bool(t.from_) for _, t in pairs)
        times_right += sum(_days(p) == _days(t) for p, t in pairs)
        lines.extend(
            f"time   {where} {p.span.text!r} {_days(p)} read {t.span.text!r} {_days(t)}"
            for p, t in pairs
            if t.from_ and _days(p) != _days(t)
        )
    print(f"\nRival accounts, {split}: said-dates, sources, cues and contents given")
    print(f"  right of those given             {right / max(given, 1):.3f}  ({right} of {given})")
    print(f"  found                            {got / max(wanted, 1):.3f}  ({got} of {wanted})")
    print("Times inside contents with days in the gold")
    share = times_right / max(times_given, 1)
    print(f"  right of those given             {share:.3f}  ({times_right} of {times_given})")
    share = times_right / max(times_wanted, 1)
    print(f"  found                            {share:.3f}  ({times_right} of {times_wanted})")
    if wrong:
        print("\n".join(lines))


def _statements(split: str) -> Iterator[tuple[str, Statement, Statement]]:
    """Every sourced statement of a split, as labelled and as read from its gold spans."""
    for name in stories(split):
        for report, labelled in story_of(name).story.reports.items():
            gold = [s for s in labelled.reading.statements if s.voice == "source"]
            for one, read in zip(gold, reread(labelled.reading, gold), strict=True):
                yield f"{name}/{report}", one, read


def reread(reading: Reading, gold: Sequence[Statement]) -> Iterable[Statement]:
    """The labelled statements with their times read anew."""
    text = reading.report.text
    spans = [
        Attribution(
            (s.source.start, s.source.end) if s.source else None,
            (s.cue.start, s.cue.end) if s.cue else None,
            tuple((c.start, c.end) for c in s.content),
            1.0,
        )
        for s in gold
    ]
    around = statements.Surroundings(
        reading.report,
        quotes.runs(text),
        sentences.split(text),
        times.stretches(text, times.find(text, reading.report.published)),
        (),
        spans,
    )
    return [
        replace(
            s,
            said=statements.said(around, one),
            times=statements.times_inside(around, s.content),
        )
        for s, one in zip(gold, spans, strict=True)
    ]


def _days(period: object) -> tuple[str, str] | None:
    first, last = getattr(period, "from_", None), getattr(period, "to", None)
    return (first[:10], (last or "")[:10]) if first else None


def _said_line(where: str, gold: Statement, read: Statement) -> str:
    cue, text = gold.cue, gold.content[0].text[:40]
    shown = [f"{s.span.text!r} {_days(s)}" if s else "none" for s in (gold.said, read.said)]
    return f"said   {where} {cue.text if cue else None!r} {text!r}: {shown[0]} read {shown[1]}"


def _prf(tally: Tally) -> str:
    return f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"


if __name__ == "__main__":
    main()
