"""Vectors of what statements mean: alike where two say alike things, in whatever words.

A text never shares a run with another: dynamically quantised activations are scaled over all a run
holds, and a vector would depend on its neighbours.
"""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Sequence
from importlib import resources

import numpy as np
import onnxruntime

from sayso.compare.model import Told
from sayso.compare.sheets import Floats
from sayso.errors import ModelError
from sayso.model import sha256
from sayso.reading.encoder import packaged as reader
from sayso.reading.pieces import CLS, SEP

WEIGHTS = "meaning.zip"
WIDE = 384
# Of a longer text the first pieces tell what it is about; MiniLM was trained on no more.
MOST_PIECES = 126
MARK = 8


class Meaning:
    """The packaged weights, loaded."""

    def __init__(self, data: bytes) -> None:
        """From the bytes of a file of meanings; ModelError where they are not one."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                model = parts.read("meaning.onnx")
        except (zipfile.BadZipFile, KeyError) as error:
            raise ModelError(WEIGHTS, f"not a file of meanings: {error}") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = reader().tokenizer

    def vectors(self, told: Sequence[Told]) -> Floats:
        """A vector (n, 384) of length 1 for the content of each statement, as it is meant where it
        stands, no finer than `packed` keeps it; statements of one sentence cost one run."""
        seen: dict[str, tuple[list[tuple[int, int]], Floats]] = {}
        found = np.zeros((len(told), WIDE), dtype=np.float32)
        for number, one in enumerate(told):
            if one.near not in seen:
                seen[one.near] = self._states(one.near)
            found[number] = _pooled(*seen[one.near], _places(one))
        return found.astype(np.float16).astype(np.float32)

    def _states(self, text: str) -> tuple[list[tuple[int, int]], Floats]:
        """The last pieces of a text, as offsets, and a state for each."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoding.ids[-MOST_PIECES:], encoding.offsets[-MOST_PIECES:]
        feed = {"ids": np.array([[CLS, *ids, SEP]], dtype=np.int64)}
        (states,) = self._session.run(None, feed)
        return offsets, states[0, 1:-1]


@functools.cache
def packaged() -> Meaning:
    """The vectors that the package carries, loaded once; ModelError where they are missing."""
    path = resources.files("sayso") / "data" / WEIGHTS
    try:
        return Meaning(path.read_bytes())
    except FileNotFoundError as error:
        raise ModelError(str(path), "the package carries no meanings; install it anew") from error


def packed(told: Sequence[Told], vectors: Floats) -> bytes:
    """Vectors as they are kept, with the mark of what they are of."""
    return _mark(told) + vectors.astype(np.float16).tobytes()


def unpacked(told: Sequence[Told], kept: bytes | None) -> Floats | None:
    """The vectors of statements as they were kept; None where what was kept is of others."""
    if kept is None or kept[:MARK] != _mark(told):
        return None
    found = np.frombuffer(kept, dtype=np.float16, offset=MARK).reshape(len(told), WIDE)
    return np.asarray(found, dtype=np.float32)


def _mark(told: Sequence[Told]) -> bytes:
    texts = "\0".join(part for one in told for part in (one.near, one.text))
    return bytes.fromhex(sha256(texts.encode()))[:MARK]


def _places(one: Told) -> list[tuple[int, int]]:
    """Where the parts of a content stand in the sentences around it."""
    starts = [(one.near.rfind(span.text), len(span.text)) for span in one.content]
    return [(start, start + length) for start, length in starts if start >= 0]


def _pooled(
    offsets: Sequence[tuple[int, int]], states: Floats, places: Sequence[tuple[int, int]]
) -> Floats:
    inside = [any(a < end and b > start for start, end in places) for a, b in offsets]
    chosen = states[inside] if any(inside) else states
    if not len(chosen):
        return np.zeros(WIDE, dtype=np.float32)
    mean = chosen.mean(axis=0)
    return np.asarray(mean / max(1e-6, float(np.linalg.norm(mean))), dtype=np.float32)
