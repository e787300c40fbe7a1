"""How well stories are told from web pages: python -m benchmarks.pages [--shared ../shared]

First how often title, date, authors, outlet and kind are right on the pages of
`tests/intake/pages`, which were written by hand after the habits of real outlets: to the character,
and all authors or none. Then, where the fundus benchmark is at hand, how much of its stories is
told.

Compares the text that `sayso.intake.html.story` gives of each page of the fundus benchmark with
its ground truth: the paragraphs of the article, without the headline and without captions. What
sayso gives is taken once as it is (title, blank line, paragraphs) and once without the title.
Paragraphs that the truth sets in square brackets (key points, a record's label) count like any
other. A page that is skipped counts nought: every page of this set holds an article.

The measure is ROUGE-LSum (Lin 2004) as the fundus benchmark uses it: paragraphs stand for
sentences, tokens are runs of ASCII letters and digits in lower case, unstemmed; for each paragraph
of the ground truth the tokens are counted that are in a longest common subsequence with any
paragraph told, and no token more often than it is there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from sayso.errors import IntakeError
from sayso.intake import IntakeOptions, html, take
from sayso.intake.page import Page
from sayso.model import Item, to_plain

BY_HAND = Path(__file__).parent.parent / "tests" / "intake" / "pages"
FIELDS = ("title", "published", "authors", "publisher", "kind")
TOKEN = re.compile(r"[a-z0-9]+")
WORST = 5
Tokens = Sequence[str]


@dataclass(frozen=True, slots=True)
class Rouge:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """How one page came out; `skipped` is the reason where it was."""

    name: str
    body: Rouge = Rouge(0.0, 0.0)
    whole: Rouge = Rouge(0.0, 0.0)
    skipped: str | None = None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds data/")
    folder = parser.parse_args().shared / "data" / "pages-fundus" / "dataset"
    wrong = said_wrong(BY_HAND)
    pages = len(expected(BY_HAND))
    print(f"said of themselves by {pages} pages written by hand, right of {pages}")
    for field in FIELDS:
        missed = sum(field in fields for fields in wrong.values())
        print(f"  {field:10} {pages - missed:3}")
    for name, fields in wrong.items():
        print(f"  wrong in {name}: {', '.join(fields)}")
    if not folder.exists():
        print(f"no {folder}: how much of stories is told is not measured")
        return
    truths = json.loads((folder / "ground_truth.json").read_text("utf-8"))
    told = [told_of(folder / "html" / name, truths[name]["body"]) for name in sorted(truths)]
    _show(told)


def expected(folder: Path) -> dict[str, dict[str, object]]:
    """What pages written by hand say of themselves, by their file's name."""
    told: dict[str, dict[str, object]] = json.loads((folder / "expected.json").read_text("utf-8"))
    return told


def said_wrong(folder: Path) -> dict[str, list[str]]:
    """The fields in which a report differs from what its page says, for pages that have any."""
    wrong: dict[str, list[str]] = {}
    for name, truth in expected(folder).items():
        (one,) = take([str(folder / name)], IntakeOptions())
        report = to_plain(one.report) if isinstance(one, Item) else {}
        if fields := [field for field in FIELDS if report.get(field) != truth[field]]:
            wrong[name] = fields
    return wrong


def told_of(path: Path, truth: Sequence[str]) -> Told:
    """How well the story of one page is told."""
    page = Page(path.name, gzip.decompress(path.read_bytes()), "html")
    try:
        story = html.story(page)
    except IntakeError as error:
        return Told(path.name, skipped=error.reason)
    title, text = story.about.title, story.text
    body = text.removeprefix(f"{title}\n\n") if title else text
    return Told(path.name, rouge(truth, _lines(body)), rouge(truth, _lines(text)))


def rouge(truth: Sequence[str], told: Sequence[str]) -> Rouge:
    """ROUGE-LSum of what is told, given the truth."""
    wanted, got = _tokens(truth), _tokens(told)
    left = Counter(token for line in wanted for token in line)
    spare = Counter(token for line in got for token in line)
    sizes = spare.total(), left.total()
    hits = 0
    for line in wanted:
        for at in sorted({index for other in got for index in common(line, other)}):
            token = line[at]
            if left[token] > 0 and spare[token] > 0:
                hits += 1
                left[token] -= 1
                spare[token] -= 1
    return Rouge(*(hits / size if size else 0.0 for size in sizes))


def common(line: Tokens, other: Tokens) -> list[int]:
    """Where the tokens of a longest common subsequence stand in `line`."""
    if line == other:
        return list(range(len(line)))
    if not set(line) & set(other):
        return []
    return _traced(_lengths(line, other), line, other)


def _lengths(line: Tokens, other: Tokens) -> list[list[int]]:
    rows = [[0] * (len(other) + 1)]
    for token in line:
        above, row, left = rows[-1], [0], 0
        for column, second in enumerate(other):
            if token == second:
                left = above[column] + 1
            elif above[column + 1] > left:
                left = above[column + 1]
            row.append(left)
        rows.append(row)
    return rows


def _traced(rows: list[list[int]], line: Tokens, other: Tokens) -> list[int]:
    """The way back through the table, taking the same turns as the rouge-score package."""
    found, i, j = [], len(line), len(other)
    while i and j:
        if line[i - 1] == other[j - 1]:
            i, j = i - 1, j - 1
            found.append(i)
        elif rows[i][j - 1] > rows[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _tokens(lines: Sequence[str]) -> list[list[str]]:
    return [TOKEN.findall(line.lower()) for told in lines for line in told.split("\n")]


def _show(told: Sequence[Told]) -> None:
    skipped = [page for page in told if page.skipped]
    print(f"{html.EXTRACTOR}, {len(told)} pages, {len(skipped)} skipped though each is an article")
    for page in skipped:
        print(f"  {page.name:32} {page.skipped}")
    print("\nROUGE-LSum               F1  precision  recall")
    _row("without the title", [page.body for page in told])
    _row("as it is", [page.whole for page in told])
    print(f"\nworst {WORST}, without the title")
    for page in sorted(told, key=lambda page: page.body.f1)[:WORST]:
        _row(page.name, [page.body])


def _row(name: str, scores: Sequence[Rouge]) -> None:
    f1, precision, recall = (
        fmean(getattr(score, part) for score in scores) for part in ("f1", "precision", "recall")
    )
    print(f"{name:22} {f1:.3f}      {precision:.3f}   {recall:.3f}")


if __name__ == "__main__":
    main()
