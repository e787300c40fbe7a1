"""Tags and links → attributions: who is marked as saying what, in characters of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reading.encoder import Encoder, Window
from sayso.reading.spans import B, I, O, Stretch, best_span, best_spans

Floats = NDArray[np.float32]
Offsets = tuple[int, int]
SOURCE, CUE, CONTENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in half-open code points, contents in order; `score` is 0..1. Of a `turn` the
    contents are the speaker's own words, though no marks show it; `outlet` marks an assertion of
    the outlet's own, which has neither source nor cue."""

    source: Offsets | None
    cue: Offsets | None
    content: tuple[Offsets, ...]
    score: float
    turn: bool = False
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How scores are decoded; tuned on PolNeAR dev and kept with the weights.

    `*_mix` is the weight of the plain tagger beside the cue-conditioned head, `*_bias` is added
    for each span begun (in log chance), `least` the score below which nothing is reported. A cue
    inside a content is an inner statement's: `inner_bias` is added for it, `inner_least` is its own
    bar, since most training data mark none. The score told is a chance: the log odds of the raw
    one stretched and shifted (Platt 1999), so that of statements told at .8 four in five are such.
    """

    source_mix: float = 0.3
    content_mix: float = 0.3
    cue_bias: float = 0.0
    source_bias: float = 0.0
    content_bias: float = 0.0
    least: float = 0.0
    inner_bias: float = 0.0
    inner_least: float = 0.4
    stretch: float = 1.0
    shift: float = 0.0
    inner_stretch: float = 1.0
    inner_shift: float = 0.0


def find(
    encoder: Encoder, text: str, unread: Sequence[Offsets], settings: Settings
) -> tuple[Attribution, ...]:
    """Every attribution of a text, in the order of their cues; windows are let go as they are done
    with."""
    found: list[Attribution] = []
    for window in encoder.windows(text, unread):
        found.extend(of_window(encoder, window, settings))
    return tuple(apart(found))


def of_window(encoder: Encoder, window: Window, settings: Settings) -> Iterator[Attribution]:
    """What one window answers for, in the order of the cues."""
    cues = cues_of(window, settings)
    if not cues:
        return
    yield from linked_all(window, cues, encoder.links(window, cues), settings)


def linked_all(
    window: Window, cues: Sequence[Stretch], links: Floats, settings: Settings
) -> Iterator[Attribution]:
    """The attributions of cues under their links (k, t, 2, 3), without those below the bar, their
    scores as chances."""
    inside = inside_content(window)
    for cue, own in zip(cues, links, strict=True):
        found = linked(window, cue, own, settings)
        inner = bool(inside[cue[0]])
        if found and found.score >= (settings.inner_least if inner else settings.least):
            yield replace(found, score=chance(found.score, inner, settings))


def chance(score: float, inner: bool, settings: Settings) -> float:
    """A raw score as the chance that people would mark such a statement."""
    stretch = settings.inner_stretch if inner else settings.stretch
    shift = settings.inner_shift if inner else settings.shift
    odds = stretch * float(log_odds(np.array([score]))[0]) + shift
    return round(float(1 / (1 + np.exp(-odds))), 3)


def log_odds(scores: NDArray[Any]) -> NDArray[np.float64]:
    """The log odds of scores (n,), held a little away from nought and one."""
    held = np.clip(np.asarray(scores, dtype=np.float64), 0.001, 0.999)
    odds: NDArray[np.float64] = np.log(held / (1 - held))
    return odds


def cues_of(window: Window, settings: Settings) -> list[Stretch]:
    """The cues a window answers for, as pieces."""
    low, high = window.own
    chances = window.tags[:, CUE].copy()
    chances[inside_content(window), B] += settings.inner_bias
    spans = best_spans(chances, settings.cue_bias)
    return [span for span in spans if low <= span[0] < high]


def inside_content(window: Window) -> NDArray[np.bool_]:
    """Which pieces (t,) more likely than not stand in a content."""
    inside: NDArray[np.bool_] = window.tags[:, CONTENT, O] < np.log(0.5)
    return inside


def linked(window: Window, cue: Stretch, links: Floats, settings: Settings) -> Attribution | None:
    """The attribution of one cue under its links (t, 2, 3); None where the cue has no content."""
    source_chances = _without(links[:, 0] + settings.source_mix * window.tags[:, SOURCE], cue)
    content_chances = _without(links[:, 1] + settings.content_mix * window.tags[:, CONTENT], cue)
    content = best_spans(content_chances, settings.content_bias)
    if not content:
        return None
    source, _ = best_span(source_chances, settings.source_bias)
    return Attribution(
        source and characters(window, source),
        characters(window, cue),
        tuple(characters(window, span) for span in content),
        _score(window, cue, links, content),
    )


def characters(window: Window, span: Stretch) -> Offsets:
    """Pieces of a window → characters of the text."""
    return int(window.pieces.starts[span[0]]), int(window.pieces.ends[span[1] - 1])


def _without(chances: Floats, cue: Stretch) -> Floats:
    chances = chances.copy()
    chances[cue[0] : cue[1], (B, I)] = -50.0
    return chances


def _score(window: Window, cue: Stretch, links: Floats, content: list[Stretch]) -> float:
    inside = np.concatenate([links[a:b, 1, :2] for a, b in content])
    cue_chance = np.exp(np.logaddexp.reduce(window.tags[cue[0] : cue[1], CUE, :2], axis=1)).mean()
    content_chance = np.exp(np.logaddexp.reduce(inside, axis=1)).mean()
    return round(float(cue_chance * content_chance), 3)


def apart(found: list[Attribution]) -> list[Attribution]:
    """Without what two windows both answered for, where they split a cue between them."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: a.cue or a.content[0]):
        if not kept or not one.cue or not kept[-1].cue or one.cue[0] >= kept[-1].cue[1]:
            kept.append(one)
    return kept
