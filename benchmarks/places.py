"""Score places on GeoVirus and TR-News: python -m benchmarks.places --shared ../shared

Prints, for each set, the accuracy within 161 km of the places that gold spans mean, the median
error, and the F1 of spans, of spans with places, and of those with words for peoples (“Turkish”)
among the gold: such a word is no place to Sayso. Nothing of the texts is printed, unless
--wrong lists what was found, missed and placed wrong.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.evaluate.spans import Tally
from sayso.model import Place
from sayso.reading import places
from sayso.reading.places import gazetteer

# The published figures stand for another set of local news (LGL): Edinburgh's parser.
ANCHORS = "Edinburgh on LGL: accuracy .76, F1 of spans .62"
SETS = ("TR-News", "GeoVirus")
NEAR_KM = 161.0
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Toponym:
    """A name of a place in a text, and where it lies; None where nobody could tell."""

    start: int
    end: int
    at: tuple[float, float] | None
    people: bool = False


@dataclass(frozen=True)
class Article:
    text: str
    toponyms: tuple[Toponym, ...]


def articles(path: Path) -> Iterator[Article]:
    """The articles of a set with their toponyms; offsets that are a little off are put right."""
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        found = [*article.iter("toponym"), *article.iter("location")]
        toponyms = [one for element in found if (one := _toponym(text, element))]
        yield Article(text, tuple(sorted(toponyms, key=lambda one: one.start)))


def _toponym(text: str, element: ElementTree.Element) -> Toponym | None:
    phrase = element.findtext("phrase") or element.findtext("name") or ""
    start, end = int(element.findtext("start") or 0), int(element.findtext("end") or 0)
    if text[start:end] != phrase:
        near = text.find(phrase, max(0, start - 3), end + 3)
        if near < 0:
            return None
        start, end = near, near + len(phrase)
    inner = element.find("gaztag")
    holder = element if inner is None else inner
    lat, lon = holder.findtext("lat"), holder.findtext("lon")
    # A word for a people (“Turkish”) is annotated as its country: Sayso takes it for no place.
    known = gazetteer.packaged().known([key := gazetteer.folded(phrase)]).get(key)
    people = known is not None and bool(known.flags & gazetteer.PEOPLE)
    return Toponym(start, end, (float(lat), float(lon)) if lat and lon else None, people)


@dataclass
class Score:
    """What was counted over the articles of a set."""

    errors: list[float] = field(default_factory=list)
    known: int = 0
    spans: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    with_peoples: Tally = field(default_factory=Tally)
    wrong: list[str] = field(default_factory=list)

    def add(self, article: Article) -> None:
        """Count one article."""
        self._resolved(article)
        read = {(p.span.start, p.span.end): p for p in places.find(article.text)}
        gold = {(t.start, t.end): t for t in article.toponyms if not t.people}
        both = read.keys() & gold.keys()
        self.spans.add(len(both), len(read), len(gold))
        near = [key for key in both if off(gold[key], read[key]) <= NEAR_KM]
        self.places.add(len(near), len(read), len(gold))
        self.with_peoples.add(len(near), len(read), len({*gold, *self._peoples(article)}))
        self.wrong += [f"found  {_shown(article.text, *key)}" for key in read.keys() - both]
        self.wrong += [f"missed {_shown(article.text, *key)}" for key in gold.keys() - both]

    def _peoples(self, article: Article) -> list[tuple[int, int]]:
        return [(t.start, t.end) for t in article.toponyms if t.people]

    def _resolved(self, article: Article) -> None:
        located = [t for t in article.toponyms if t.at]
        meant = places.resolve(article.text, [(t.start, t.end) for t in located])
        for gold, read in zip(located, meant, strict=True):
            self.errors.append(off(gold, read))
            self.known += read.lat is not None
            if self.errors[-1] > NEAR_KM:
                shown = _shown(article.text, gold.start, gold.end)
                self.wrong.append(f"placed {shown} {gold.at} at {read.lat}, {read.lon}")


def off(gold: Toponym, read: Place) -> float:
    """How many km a place that was read lies from the gold one; half round the earth where either
    has no coordinates."""
    if gold.at is None or read.lat is None or read.lon is None:
        return math.pi * EARTH_KM
    return km(gold.at, (read.lat, read.lon))


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points on the earth."""
    a, b = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((b[0] - a[0]) / 2) ** 2
    half += math.cos(a[0]) * math.cos(b[0]) * math.sin((b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _shown(text: str, start: int, end: int) -> str:
    line = f"{text[max(0, start - 25) : start]}[{text[start:end]}]{text[end : end + 20]}"
    return line.replace("\n", "|")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.places", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/")
    parser.add_argument("--wrong", action="store_true", help="list what differs from the gold")
    arguments = parser.parse_args()
    for name in SETS:
        score, words, begun = Score(), 0, time.process_time()
        for article in articles(arguments.shared / "data" / "places" / f"{name}.xml"):
            score.add(article)
            words += len(article.text.split())
        spent = time.process_time() - begun
        _print(name, score)
        print(f"  a 750-word report, found and resolved twice  {spent / words * 750e3:.1f} ms")
        if arguments.wrong:
            print("\n".join(score.wrong))
    print(f"\n{ANCHORS}")


def _print(name: str, score: Score) -> None:
    near = sum(error <= NEAR_KM for error in score.errors)
    count = len(score.errors)
    print(f"{name}: {count} gold spans with coordinates")
    print(f"  within 161 km           {near / count:.3f}")
    print(f"  with coordinates        {score.known / count:.3f}")
    print(f"  median error            {statistics.median(score.errors):.1f} km")
    tallies = {
        "spans": score.spans,
        "spans within 161 km": score.places,
        "and words for peoples": score.with_peoples,
    }
    for label, tally in tallies.items():
        print(f"  {label:22}  P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")


if __name__ == "__main__":
    main()
