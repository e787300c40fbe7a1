"""The one pass of the model over the text, one window at a time.

A window never shares a run with another: dynamically quantised activations are scaled over all a
run holds, so that batching would make a reading depend on its neighbours.
"""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.model import sha256
from sayso.reading import windows
from sayso.reading.pieces import CLS, SEP, Pieces, split

Floats = NDArray[np.float32]
WEIGHTS = "reader.zip"


@dataclass(frozen=True, slots=True)
class Window:
    """One window as the encoder saw it: its pieces, log chances of tags (t, 3, 3) — source, cue,
    content × B, I, O — token states and cue states (t, 128), logits of names (t, 3, 3) — person,
    organisation, place × B, I, O. Of its pieces it answers for `own` (half-open); the rest is there
    to be seen."""

    pieces: Pieces
    own: tuple[int, int]
    tags: Floats
    tokens: Floats
    cues: Floats
    names: Floats


class Encoder:
    """The packaged weights, loaded: one tokenizer, an encoder and a linker session."""

    def __init__(self, data: bytes, threads: int = 1) -> None:
        """From the bytes of a weights file; ModelError where they are not one."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                self.meta: dict[str, Any] = json.loads(parts.read("meta.json"))
                self.tokenizer = Tokenizer.from_str(parts.read("tokenizer.json").decode())
                self._encoder = _session(parts.read("encoder.onnx"), threads)
                self._linker = _session(parts.read("linker.onnx"), threads)
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise ModelError(WEIGHTS, f"not a weights file: {error}") from error
        self.version = f"{self.meta['name']} {sha256(data)[:12]}"

    def windows(self, text: str, unread: Sequence[tuple[int, int]] = ()) -> Iterator[Window]:
        """The windows of a text in order; pieces that touch an `unread` stretch are left out."""
        pieces = split(text, self.tokenizer, unread)
        bounds = windows.bounds(len(pieces))
        for number, (first, last) in enumerate(bounds):
            cut = pieces.cut(first, last)
            low = (bounds[number - 1][1] + first) // 2 if number else first
            high = (bounds[number + 1][0] + last) // 2 if number + 1 < len(bounds) else last
            yield self._seen(cut, (low - first, high - first))

    def _seen(self, pieces: Pieces, own: tuple[int, int]) -> Window:
        logits, tokens, cues, names = self.raw(pieces)
        tags = log_chances(logits.reshape(-1, 3, 3))
        return Window(pieces, own, tags, tokens, cues, names.reshape(-1, 3, 3))

    def raw(self, pieces: Pieces) -> tuple[Floats, Floats, Floats, Floats]:
        """The encoder's outputs over one window's pieces: tag logits (t, 9), token states and cue
        states (t, 128), logits of names (t, 9)."""
        ids = np.concatenate([[CLS], pieces.ids, [SEP]]).astype(np.int64)
        features = np.zeros((1, len(ids), pieces.features.shape[1]), dtype=np.int64)
        features[0, 1:-1] = pieces.features
        outputs = self._encoder.run(None, {"ids": ids[None], "features": features})
        tags, tokens, cues, names = (output[0, 1:-1] for output in outputs)
        return tags, tokens, cues, names

    def links(self, window: Window, cues: Sequence[tuple[int, int]]) -> Floats:
        """Log chances (k, t, 2, 3) of B, I, O for source and content of each of k cues, given as
        pieces (half-open) of the window."""
        count = len(window.pieces)
        feed = {
            "tokens": window.tokens[None],
            "cues": np.stack([window.cues[a:b].mean(axis=0) for a, b in cues]),
            "distances": np.stack([windows.distances(count, a, b) for a, b in cues]),
            "steps": np.stack(
                [windows.paragraph_steps(window.pieces.paragraphs, a) for a, _ in cues]
            ),
        }
        (logits,) = self._linker.run(None, feed)
        return log_chances(logits.reshape(len(cues), count, 2, 3))


def log_chances(logits: Floats) -> Floats:
    """Log softmax over the last axis, which has the three tags: written out, since numpy takes
    several times as long over so short an axis."""
    one, two, three = (logits[..., tag] for tag in range(3))
    shifted = logits - np.maximum(np.maximum(one, two), three)[..., None]
    one, two, three = (part[..., 0] for part in np.split(np.exp(shifted), 3, axis=-1))
    result: Floats = shifted - np.log(one + two + three)[..., None]
    return result


@functools.cache
def packaged(threads: int = 1) -> Encoder:
    """The encoder that the package carries, loaded once; ModelError where it is missing."""
    path = resources.files("sayso") / "data" / WEIGHTS
    try:
        return Encoder(path.read_bytes(), threads)
    except FileNotFoundError as error:
        raise ModelError(str(path), "the package carries no weights; install it anew") from error


def _session(model: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
