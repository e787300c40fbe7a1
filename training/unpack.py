"""The packaged weights back as the network they were made from, to go on training them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.network import HIDDEN, LAYERS

Array = NDArray[Any]
Constants = dict[str, Array]
HEADS = {"tags": "tags", "token": "tokens", "cue": "cues", "names": "names"}


def unpacked(path: Path) -> dict[str, Tensor]:
    """The state of the network in a weights file; what was rounded to 8 bits stays rounded."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        encoder, linker = (_constants(parts.read(f"{n}.onnx")) for n in ("encoder", "linker"))
    state = dict(_encoder(encoder)) | dict(_linker(linker))
    return {name: torch.from_numpy(np.array(value)) for name, value in state.items()}


def _constants(model: bytes) -> Constants:
    graph = onnx.load_from_string(model).graph
    return {one.name: numpy_helper.to_array(one) for one in graph.initializer}


def _encoder(constants: Constants) -> Iterator[tuple[str, Array]]:
    yield "encoder.words.weight", constants["words.w"] * constants["words.s"]
    yield "encoder.positions.weight", constants["positions"][0]
    for column in range(3):
        yield f"encoder.features.{column}.weight", constants[f"feature.{column}.w"]
    yield from _as_they_are(constants, "encoder.norm")
    for number in range(LAYERS):
        yield from _layer(constants, f"encoder.layers.{number}")
    for own, packed in HEADS.items():
        if f"{packed}.w" not in constants:
            continue  # A file older than this head.
        yield f"encoder.{own}.weight", constants[f"{packed}.w"].T
        yield f"encoder.{own}.bias", constants[f"{packed}.b"]


def _layer(constants: Constants, name: str) -> Iterator[tuple[str, Array]]:
    joined, bias = _dense(constants, f"{name}.qkv")
    for place, part in enumerate(("query", "key", "value")):
        rows = slice(place * HIDDEN, (place + 1) * HIDDEN)
        yield f"{name}.{part}.weight", joined[rows]
        yield f"{name}.{part}.bias", bias[rows]
    for part in ("attended", "up", "down"):
        weight, bias = _dense(constants, f"{name}.{part}")
        yield f"{name}.{part}.weight", weight
        yield f"{name}.{part}.bias", bias
    for part in ("norm", "norm_out"):
        yield from _as_they_are(constants, f"{name}.{part}")


def _dense(constants: Constants, name: str) -> tuple[Array, Array]:
    weight = (constants[f"{name}.w"] * constants[f"{name}.s"]).T.astype(np.float32)
    return weight, constants[f"{name}.b"]


def _as_they_are(constants: Constants, name: str) -> Iterator[tuple[str, Array]]:
    for part in ("weight", "bias"):
        yield f"{name}.{part}", constants[f"{name}.{part}"]


def _linker(constants: Constants) -> Iterator[tuple[str, Array]]:
    for table in ("distance", "step"):
        yield f"linker.{table}.weight", constants[f"{table}.w"]
    for own, packed in {"gate": "gate", "narrow": "narrow", "out": "links"}.items():
        yield f"linker.{own}.weight", constants[f"{packed}.w"].T
        yield f"linker.{own}.bias", constants[f"{packed}.b"]
    if "linker.norm.weight" in constants:
        yield from _as_they_are(constants, "linker.norm")
    for own in ("near", "far"):
        for part in ("weight", "bias"):
            yield f"linker.{own}.{part}", constants[f"{own}.{part}"]
