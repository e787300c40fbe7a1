"""News without labels of attribution, for what a teacher finds in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from training.polnear import Article

SHORTEST = 400


def articles(shared: Path) -> Iterator[Article]:
    """Every text, in a fixed order."""
    for name, text in texts(shared / "data"):
        if len(text) >= SHORTEST:
            yield Article(name, text, ())


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """The names and plain texts of all news that stands in the folders of other tasks' labels."""
    yield from time_ml(data / "tempeval3" / "train")
    for part in ("GeoVirus", "TR-News"):
        yield from toponyms(data / "places" / f"{part}.xml")
    yield from meantime(data / "meantime")
    yield from gum(data / "gum-news" / "xml")
    yield from pages(data / "pages-fundus")


def time_ml(folder: Path) -> Iterator[tuple[str, str]]:
    """TimeBank and AQUAINT: the text of TimeML files, as it is broken into lines, joined."""
    for path in sorted(folder.glob("*/*.tml")):
        text = "".join(_body(ElementTree.parse(path).getroot(), "TEXT").itertext())
        yield path.stem, paragraphs(text)


def toponyms(path: Path) -> Iterator[tuple[str, str]]:
    """GeoVirus and TR-News."""
    for number, one in enumerate(ElementTree.parse(path).getroot().iter("article")):
        title, text = ((one.findtext(name) or "").strip() for name in ("title", "text"))
        text = re.sub(r"\n[^\S\n]+", " ", text)
        yield f"{path.stem}-{number}", f"{title}\n\n{text}\n".lstrip()


def meantime(folder: Path) -> Iterator[tuple[str, str]]:
    """MEANTIME: tokens put together by its own sentences."""
    for path in sorted(folder.glob("corpus_*/*.xml")):
        lines: dict[str, list[str]] = {}
        for token in ElementTree.parse(path).getroot().iter("token"):
            lines.setdefault(token.get("sentence", ""), []).append(token.text or "")
        yield path.stem, "\n\n".join(joined(words) for words in lines.values()) + "\n"


def gum(folder: Path) -> Iterator[tuple[str, str]]:
    """GUM's news: a word a line between tags of paragraphs and heads."""
    for path in sorted(folder.glob("*.xml")):
        found: list[list[str]] = [[]]
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(("<p>", "<p ", "<head", "<caption", "<item")):
                found.append([])
            elif not line.startswith("<"):
                found[-1].append(html.unescape(line.split("\t")[0]))
        yield path.stem, "\n\n".join(joined(words) for words in found if words) + "\n"


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """The stories of news pages, as people cut them out."""
    stories = json.loads((folder / "dataset" / "ground_truth.json").read_text(encoding="utf-8"))
    for name, story in sorted(stories.items()):
        yield name, "\n\n".join(story["body"]) + "\n"


def paragraphs(text: str) -> str:
    """A text whose lines are broken by width, its paragraphs on a line each."""
    pieces = re.split(r"\n\s*\n|\n(?=\s{2,}\S)", text)
    return "\n\n".join(" ".join(piece.split()) for piece in pieces if piece.strip()) + "\n"


def joined(words: list[str]) -> str:
    """Words as a line of print has them."""
    line = " ".join(words)
    line = re.sub(
        r" ([,.;:!?%)\]”’]|'s\b|’s\b|n't\b|n’t\b|'re\b|'ve\b|'ll\b|'m\b|'d\b)", r"\1", line
    )
    line = re.sub(r"([(\[“‘$£€]) ", r"\1", line)
    return re.sub(r'" ([^"]*?) ?"', r'"\1"', line)


def _body(root: ElementTree.Element, name: str) -> ElementTree.Element:
    found = root.find(f".//{name}")
    return root if found is None else found
