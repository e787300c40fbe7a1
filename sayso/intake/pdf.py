"""A PDF with a text layer → its text, with what it says of itself.

Lines are put together to paragraphs, a blank line between any two, words cut by a hyphen at a
line's end made whole where that is safe, running heads and page numbers left out. Scanned pages are
not read.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pypdf

from sayso.errors import IntakeError
from sayso.intake.dateline import iso
from sayso.intake.page import About, Page, Story
from sayso.intake.pdf_worker import Line

EXTRACTOR = f"pypdf {pypdf.__version__}"
WORKER = Path(__file__).with_name("pdf_worker.py")
# The worker has its own limit on computing; this one is for where that is not kept.
SECONDS = 90
Paper = Sequence[Line]

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
CUT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)([-\u2010\u00ad])$")
LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST_WORD = 60
# “short- and long-term”
SUSPENDED = frozenset({"and", "or", "to", "nor"})
# What no hyphenation would leave before the hyphen, or begin the next line with.
HEADS = frozenset(
    "self well half high long short cross vice two three four first second third".split()
)
TAILS = frozenset(
    "based known level scale led elect term range eastern western backed controlled called"
    " general".split()
)
ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|/ ]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—|/ ]*", re.I)
EDGE_LINES, APART = 2, 1.8
# In sizes of the letters.
WIDEST_LEADING, COLUMN, INDENT = 2.0, 10.0, 0.5
SHORT = 0.85
FEWEST_WORDS = 5
NO_TITLE = re.compile(
    r"\s*(?:microsoft \w+ - .*|untitled.*|\(?unspecified\)?|\(?anonymous\)?|unknown|document\d*|"
    r"(?:layout|presentation|slide) ?\d*|.*\.(?:docx?|indd|pdf|qxd|pages|odt|rtf|tex|html?))\s*",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?)?"
)


def story(page: Page) -> Story:
    """The text of a PDF and what it says of itself; IntakeError where it has no text layer, or
    cannot be read."""
    answer = _worked(page.raw)
    papers = [[Line(**line) for line in paper] for paper in answer["pages"]]
    _check_layer(papers, answer["pictured"])
    kept = without_running_heads(papers)
    info = answer["info"]
    about = About(
        title=_title(info.get("title", "")),
        url=page.final_url,
        authors=tuple(_authors(info.get("author", ""))),
        published=stamp(info.get("creationdate", "")),
    )
    return Story(text_of(kept), about, EXTRACTOR, tuple(_notes(papers, kept)))


def words_in(raw: bytes) -> str:
    """All lines of a PDF as they stand in it, running heads and what it says of itself among them;
    IntakeError where it cannot be read."""
    answer = _worked(raw)
    lines = [line["text"] for paper in answer["pages"] for line in paper]
    return "\n".join([*answer["info"].values(), *lines])


def _worked(raw: bytes) -> dict[str, Any]:
    """What the worker says of a PDF; IntakeError where it refuses it, or did not come to an end."""
    # -P: else the folder of the worker, this one, would stand before the standard library.
    command = [sys.executable, "-P", str(WORKER)]
    try:
        run = subprocess.run(
            command, input=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise IntakeError("too-costly", f"it takes longer than {SECONDS} s") from error
    if run.returncode < 0:
        raise IntakeError("too-costly", "it takes more time or memory than one PDF may")
    try:
        answer: dict[str, Any] = json.loads(run.stdout)
    except ValueError as error:
        raise IntakeError("bad-pdf", "the PDF cannot be parsed") from error
    if refused := answer.get("refused"):
        raise IntakeError(*refused)
    return answer


def _check_layer(papers: Sequence[Paper], pictured: Sequence[bool]) -> None:
    words = sum(len(line.text.split()) for paper in papers for line in paper)
    told = "".join(line.text for paper in papers for line in paper)
    letters = sum(character.isalpha() and character != "\ufffd" for character in told)
    # A scan may bear a stamp on each page.
    scanned = any(pictured) and words < FEWEST_WORDS * len(papers)
    if scanned or letters < 0.3 * len(told.replace(" ", "")) or not letters:
        raise IntakeError(
            "no-text-layer", "the PDF holds pictures of text, or letters without names"
        )


def without_running_heads(papers: Sequence[Paper]) -> list[Paper]:
    """The pages without what stands apart at their upper or lower edge: page numbers, and lines
    that stand there at one height on several pages, whatever the number in them."""
    edges = [_edge(paper) for paper in papers]
    often = Counter(_standing(line) for edge in edges for line in edge)
    enough = max(2, 0.3 * len(papers))

    def runs(line: Line) -> bool:
        again = often[_standing(line)] >= enough and not ENDS.search(line.text)
        return again or bool(PAGE_NUMBER.fullmatch(line.text))

    return [
        [line for line in paper if not (line in edge and runs(line))]
        for paper, edge in zip(papers, edges, strict=True)
    ]


def _edge(paper: Paper) -> list[Line]:
    """A few lines at the top or the bottom, where there is room between them and the rest."""
    found: list[Line] = []
    for ordered in (sorted(paper, key=lambda one: one.y), sorted(paper, key=lambda one: -one.y)):
        for number, (line, following) in enumerate(pairwise(ordered), 1):
            if abs(line.y - following.y) > APART * line.size:
                found.extend(ordered[:number])
                break
            if number == EDGE_LINES:
                break
    return found


def _standing(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.y)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set: how far apart the lines of a paragraph stand, in their own size, and how
    many characters a line has."""

    leading: float
    length: float


def text_of(papers: Sequence[Paper]) -> str:
    """The paragraphs of all pages, a blank line between any two."""
    paragraphs: list[list[str]] = []
    before: tuple[Line, _Setting] | None = None
    for paper in filter(None, papers):
        setting = _setting(paper)
        for number, line in enumerate(paper):
            begins = _turned if not number else _begins
            if before is None or begins(*before, line):
                paragraphs.append([])
            paragraphs[-1].append(line.text.translate(LIGATURES))
            before = line, setting
    lines = chain.from_iterable(paragraphs)
    words = Counter(word.lower() for line in lines for word in WORD.findall(line))
    return "\n\n".join(joined(lines, words) for lines in paragraphs)


def _setting(paper: Paper) -> _Setting:
    pairs = [(a, b) for a, b in pairwise(paper) if a.y > b.y and a.size == b.size]
    steps = [(a.y - b.y) / b.size for a, b in pairs]
    return _Setting(
        min(median(steps), WIDEST_LEADING) if steps else WIDEST_LEADING,
        median(len(line.text) for line in paper),
    )


def _begins(before: Line, setting: _Setting, line: Line) -> bool:
    """Whether a line begins a paragraph: it is set otherwise, stands apart or is indented."""
    step = (before.y - line.y) / line.size
    if step < 0 or abs(before.x - line.x) > COLUMN * line.size:
        return _turned(before, setting, line)
    indented = line.x - before.x > INDENT * line.size and bool(ENDS.search(before.text))
    return _otherwise(before, line) or indented or step > 1.25 * setting.leading


def _turned(before: Line, setting: _Setting, line: Line) -> bool:
    """Whether a line at the head of a column or page begins a paragraph: it is set otherwise, or a
    sentence ended in a short line before it."""
    short = len(before.text) < SHORT * setting.length
    return _otherwise(before, line) or (short and bool(ENDS.search(before.text)))


def _otherwise(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) > 0.05 * line.size


def joined(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines as one; `words` are those of the whole text, which tell what a hyphen at a line's
    end means."""
    parts = [lines[0]]
    for line in lines[1:]:
        before = parts[-1]
        cut, after = CUT.search(before[-LONGEST_WORD:]), LETTERS.match(line)
        if not cut or (after and after[0] in SUSPENDED and cut[2] == "-"):
            parts.append(" ")
        elif after and _whole(cut[1], cut[2], after[0], words):
            parts[-1] = before[:-1]
        parts.append(line)
    return "".join(parts)


def _whole(head: str, hyphen: str, tail: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line's end only cuts a word."""
    head, tail = head.lower(), tail if tail.islower() else ""
    if not tail or "-" in head:
        return False
    if hyphen != "-" or words[head + tail]:
        return True
    compound = words[f"{head}-{tail}"] or (words[head] > 1 and words[tail] > 1)
    return not compound and head not in HEADS and tail not in TAILS


def _title(told: str) -> str | None:
    title = " ".join(told.split())
    return None if not title or NO_TITLE.fullmatch(title) else title


def _authors(told: str) -> Iterable[str]:
    for name in re.split(r";|\band\b|&", told):
        if name.strip() and not NO_TITLE.fullmatch(name):
            yield " ".join(name.split())


def stamp(told: str) -> str | None:
    """The ISO date of a PDF's own, as “D:20310512103000+02'00'”; None where it is none."""
    found = STAMP.fullmatch(told.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, zulu, sign, east, more = found.groups()
    date = f"{year}-{month}-{day}"
    zone = "Z" if zulu else f"{sign}{east}:{more or '00'}" if sign else ""
    return iso(f"{date}T{hour}:{minute}:{second or '00'}{zone}" if hour else date)


def _notes(papers: Sequence[Paper], kept: Sequence[Paper]) -> Iterable[str]:
    if bare := [str(number) for number, paper in enumerate(papers, 1) if not paper]:
        pages = "page has" if len(bare) == 1 else "pages have"
        yield f"{len(bare)} {pages} no text: {', '.join(bare[:20])}"
    if left_out := sum(map(len, papers)) - sum(map(len, kept)):
        yield f"{left_out} running heads and page numbers of the PDF are not in the text"
