"""How well speakers and sides are told: python -m benchmarks.actors [--errors train | --names]

On the gold sources of the corpus's train and dev stories, so that what attribution misses costs
nothing here. Speakers: of the statements whose speaker is known and whose source stands in the
text, those answered; of these, those right by name (as `sayso eval` counts) and right by alignment
(actors read and actors labelled paired one to one within a report, by the statements they share).
Chains of two hands and more, exact by name, with what stands inside what as labelled.
Sides: of statements whose speaker has a side, those told to be of that camp (camps read and
labelled are paired within a report, since labels name a camp once for a whole story), those whose
camp has the labelled name, and those whose whole path has; of those whose speaker has none, those
wrongly given one. Then the time a report takes.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.build import story_of
from corpus.texts import stories
from sayso.evaluate.layers import Pair as Layered
from sayso.evaluate.layers import camps, layer_figures
from sayso.model import Actor, Reading, Span, Statement
from sayso.reading import chains, lexicon, named, selves, sentences
from sayso.reading.actors import Context, resolve
from sayso.reading.encoder import packaged

SPLITS = ("train", "dev")
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement with its speakers as read on its gold source, and as labelled; `right` by
    alignment."""

    read: Statement
    gold: Statement
    reading: Reading
    labelled: Reading
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors", description=__doc__)
    parser.add_argument("--errors", choices=SPLITS, help="list what is wrong in a split")
    parser.add_argument("--names", action="store_true", help="with the encoder's names too")
    given = parser.parse_args()
    if given.names:
        _show_with_names()
        return
    for split in SPLITS:
        show(split, [pair for reading in readings(split) for pair in pairs_of(reading)])
    print(f"{_milliseconds():.2f} ms a report")
    if given.errors:
        for reading in readings(given.errors):
            _show_errors(pairs_of(reading))


def readings(split: str) -> Iterator[Reading]:
    """The labelled readings of a split."""
    for name in stories(split):
        yield from (one.reading for one in story_of(name).story.reports.values())


def _show_with_names() -> None:
    """Print the figures with the names that the encoder tags as evidence beside the text's own."""
    encoder = packaged()
    for split in SPLITS:
        both = [(one, named.find(encoder, one.report.text)) for one in readings(split)]
        show(split, [pair for one, names in both for pair in pairs_of(one, names)])


def pairs_of(gold: Reading, names: Sequence[named.Name] = ()) -> list[Pair]:
    """The sourced statements of a labelled reading with their speakers read anew."""
    made = read_anew(gold, names)
    both = list(zip(made.statements, gold.statements, strict=True))
    partners = _partners(both)
    return [
        Pair(mine, theirs, made, gold, _aligned(mine, partners) == set(theirs.speakers))
        for mine, theirs in both
        if theirs.voice == "source" and theirs.source
    ]


def _aligned(one: Statement, partners: Mapping[str, str]) -> set[str | None]:
    return {partners.get(ref) for ref in one.speakers}


def read_anew(gold: Reading, names: Sequence[named.Name] = ()) -> Reading:
    """The labelled reading with actors, speakers and sides as they are read on its sources."""
    text = gold.report.text
    sources = [one.source for one in gold.statements]
    parts = [one.content for one in gold.statements]
    context = Context(parts, publisher=gold.report.publisher, names=names)
    cast, speaking = resolve(text, sentences.split(text), sources, context)
    told = [
        replace(one, speakers=who.speakers, candidates=who.candidates, chain=())
        for one, who in zip(gold.statements, speaking, strict=True)
    ]
    publisher, split = gold.report.publisher, sentences.split(text)
    made, cast = chains.chained(text, split, publisher, cast, selves.resolved(told))
    return replace(gold, actors=cast, statements=made)


def _partners(both: Sequence[tuple[Statement, Statement]]) -> dict[str, str]:
    """The labelled actor of each actor read: pairs with the most statements first, each once."""
    shared = Counter(
        (mine, theirs) for a, b in both if b.source for mine in a.speakers for theirs in b.speakers
    )
    partners: dict[str, str] = {}
    for (mine, theirs), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if mine not in partners and theirs not in partners.values():
            partners[mine] = theirs
    return partners


def show(split: str, found: Sequence[Pair]) -> None:
    """Print one split's figures."""
    layered = [Layered(p.read, p.gold, p.reading, p.labelled) for p in found]
    figures = layer_figures(layered)
    print(f"Rival accounts, {split}: {len(found)} statements, gold sources")
    known = [p for p in found if p.gold.speakers]
    answered = [p for p in known if p.read.speakers]
    print(f"  speakers answered          {figures['speakers_answered']:.3f}  (of {len(known)})")
    print(f"  right by name              {figures['speakers_right']:.3f}")
    print(f"  right by alignment         {_share([p.right for p in answered])}")
    for name in dict.fromkeys(sorted(kind(p.gold.source) for p in known)):
        some = [p for p in known if kind(p.gold.source) == name]
        told = [p.right for p in some if p.read.speakers]
        print(f"    {name:<24} {_share(told)}, {len(some) - len(told)} open")
    print(f"  chain exact, by name       {figures['chain_exact']:.3f}")
    given = [(_side(p.read, p.reading), _side(p.gold, p.labelled)) for p in found]
    another = [bool(one.read) and not one.right for one in camps(layered) if one.gold]
    print(f"  sides right                {figures['sides_right']:.3f}  (of {len(another)})")
    print(f"  the camp by its name       {figures['sides_named']:.3f}")
    print(f"  the whole path by name     {_share([a == b for a, b in given if b])}")
    print(f"  sides wrongly given        {figures['sides_wrongly_given']:.3f}")
    print(f"  another's side given       {_share(another)}\n")


def kind(source: Span | None) -> str:
    """What sort of words a source is."""
    words = (source.text if source else "").lower().strip(" ,").split()
    if len(words) == 1 and words[0] in lexicon.PRONOUNS:
        return (
            f"pronoun {words[0]}" if words[0] in ("he", "she", "they", "it") else "pronoun, other"
        )
    if words and words[0] in lexicon.DETERMINERS:
        return "with a determiner"
    return "name or bare noun"


def _side(one: Statement, reading: Reading) -> tuple[str, ...]:
    sides = [reading.actor(ref).side for ref in one.speakers]
    return tuple(part.casefold() for part in (sides[0] or ())) if sides else ()


def _share(answers: Sequence[bool]) -> str:
    share = sum(answers) / len(answers) if answers else 0.0
    return f"{share:.3f}  ({sum(answers)} of {len(answers)})"


def _milliseconds() -> float:
    """The mean time of a report's actors."""
    work = [reading for split in SPLITS for reading in readings(split)]
    began = time.process_time()
    for _ in range(ROUNDS):
        for reading in work:
            read_anew(reading)
    return 1000 * (time.process_time() - began) / ROUNDS / len(work)


def _show_errors(found: Sequence[Pair]) -> None:
    """Print what is wrong or open in one report, and every side that is not the labelled one."""
    told = camps([Layered(p.read, p.gold, p.reading, p.labelled) for p in found])
    for pair, camp in zip(found, told, strict=True):
        text = pair.gold.source.text if pair.gold.source else ""
        mine, theirs = _cast(pair.read, pair.reading), _cast(pair.gold, pair.labelled)
        if pair.gold.speakers and not pair.right:
            mark = "WRONG" if pair.read.speakers else "OPEN "
            print(f"{mark} {text[:60]!r:<50} {_told(mine)} <> {_told(theirs)}")
        if not camp.right and (camp.read or camp.gold):
            basis = [a.side_basis.text for a in theirs if isinstance(a.side_basis, Span)]
            print(f"SIDE  {text[:60]!r:<50} {_sides(mine)} <> {_sides(theirs)} {basis}")


def _cast(one: Statement, reading: Reading) -> list[Actor]:
    return [reading.actor(ref) for ref in one.speakers or one.candidates]


def _told(actors: Sequence[Actor]) -> str:
    return " + ".join(f"{a.name} ({a.kind[:5]})" for a in actors) or "nobody"


def _sides(actors: Sequence[Actor]) -> str:
    return " + ".join(" › ".join(a.side or ("none",)) for a in actors) or "nobody"


if __name__ == "__main__":
    main()
