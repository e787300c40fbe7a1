"""The network as ONNX graphs, written node by node so that each runs as one fused kernel.

Weights are int8 with a scale a column (Wu et al. 2020, "Integer Quantization for Deep Learning
Inference"), activations are quantised as they come. Embeddings are int8 with a scale a row. The
heads stay at 32 bits: they are small and their errors are seen directly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.network import HEADS, HIDDEN, LAYERS, NORM_EPS
from training.train import Reader

Array = NDArray[Any]
Weights = dict[str, Array]
OPSETS = (("", 18), ("com.microsoft", 1))
FUSED = "com.microsoft"


@dataclass(slots=True)
class Graph:
    """A graph under construction: nodes in order and the constants they use."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(
        self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **more: Any
    ) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **more))
        return name

    def model(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, "sayso", inputs, outputs, self.constants)
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)


# x, name, weight (in, out), bias (out,) → the name of x · weight + bias.
Dense = Callable[[Graph, str, str, Array, Array], str]
Table = Callable[[Graph, str, str, Array], str]


def dense_float(graph: Graph, x: str, name: str, weight: Array, bias: Array) -> str:
    """A linear layer at 32 bits."""
    product = graph.add("MatMul", [x, graph.constant(f"{name}.w", weight)], f"{name}.product")
    return graph.add("Add", [product, graph.constant(f"{name}.b", bias)], name)


def dense_int8(graph: Graph, x: str, name: str, weight: Array, bias: Array) -> str:
    """A linear layer at 8 bits."""
    rows, scale = quantised(weight.T)
    parts = [
        x,
        graph.constant(f"{name}.w", rows.T),
        graph.constant(f"{name}.s", scale),
        graph.constant(f"{name}.z", np.zeros(len(scale), dtype=np.int8)),
        graph.constant(f"{name}.b", bias),
    ]
    return graph.add("DynamicQuantizeMatMul", parts, name, FUSED)


def table_float(graph: Graph, ids: str, name: str, weight: Array) -> str:
    """An embedding table at 32 bits."""
    return graph.add("Gather", [graph.constant(f"{name}.w", weight), ids], name)


def table_int8(graph: Graph, ids: str, name: str, weight: Array) -> str:
    """An embedding table at 8 bits."""
    rows, scale = quantised(weight)
    picked = graph.add("Gather", [graph.constant(f"{name}.w", rows), ids], f"{name}.rows")
    scales = graph.constant(f"{name}.s", scale[:, None])
    scaled = graph.add("Gather", [scales, ids], f"{name}.scales")
    wide = graph.add("Cast", [picked], f"{name}.wide", to=TensorProto.FLOAT)
    return graph.add("Mul", [wide, scaled], name)


def quantised(rows: Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows (n, m) → int8 rows and a scale a row (n,), symmetric about nought."""
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-8) / 127
    return np.round(rows / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def weights_of(reader: Reader) -> Weights:
    """The network's weights by name, as arrays."""
    return {name: value.numpy() for name, value in reader.state_dict().items()}


def encoder_float(reader: Reader) -> onnx.ModelProto:
    """The encoder at 32 bits: what the 8-bit one is held against."""
    return encoder(weights_of(reader), dense_float, table_float)


def encoder_int8(reader: Reader) -> onnx.ModelProto:
    """The encoder that ships: ids (1, t), features (1, t, 3) → tags (1, t, 9), tokens and cues
    (1, t, 128), names (1, t, 9)."""
    return encoder(weights_of(reader), dense_int8, table_int8)


def encoder(weights: Weights, dense: Dense, table: Table) -> onnx.ModelProto:
    """The encoder with linear layers and word table made by `dense` and `table`."""
    graph = Graph()
    x = _embedded(graph, weights, table)
    for number in range(LAYERS):
        x = _layer(graph, weights, dense, x, f"encoder.layers.{number}")
    outputs = []
    for name in ("tags", "token", "cue", "names"):
        weight, bias = _linear(weights, f"encoder.{name}")
        outputs.append(dense_float(graph, x, {"token": "tokens", "cue": "cues"}.get(name, name),
                                   weight, bias))  # fmt: skip
    return graph.model(
        [
            _value("ids", TensorProto.INT64, 1, "t"),
            _value("features", TensorProto.INT64, 1, "t", 3),
        ],
        [_value(name, TensorProto.FLOAT, 1, "t", None) for name in outputs],
    )


def meaning_int8(weights: Weights) -> onnx.ModelProto:
    """MiniLM as it was trained to tell meanings apart: ids (1, t) → states (1, t, 384). Its weights
    are named as the reader's encoder's; it takes no features."""
    graph = Graph()
    x = _normed(graph, weights, _placed(graph, weights, table_int8))
    for number in range(LAYERS):
        x = _layer(graph, weights, dense_int8, x, f"encoder.layers.{number}")
    states = graph.add("Identity", [x], "states")
    return graph.model(
        [_value("ids", TensorProto.INT64, 1, "t")],
        [_value(states, TensorProto.FLOAT, 1, "t", None)],
    )


def linker(reader: Reader) -> onnx.ModelProto:
    """The linker at 32 bits: tokens (1, t, 128), cues (k, 128), distances and steps (k, t) →
    links (k, t, 6)."""
    weights = weights_of(reader)
    graph = Graph()
    where = graph.add("Add", [
        table_float(graph, "distances", "distance", weights["linker.distance.weight"]),
        table_float(graph, "steps", "step", weights["linker.step.weight"]),
    ], "where")  # fmt: skip
    axis = graph.constant("axis", np.array([1]))
    gate = dense_float(graph, "cues", "gate", *_linear(weights, "linker.gate"))
    one = graph.constant("one", np.ones(1, dtype=np.float32))
    gate = graph.add("Unsqueeze", [graph.add("Add", [gate, one], "gate.plus"), axis], "gate.wide")
    cues = graph.add("Unsqueeze", ["cues", axis], "cues.wide")
    gated = graph.add("Mul", ["tokens", gate], "gated")
    mixed = graph.add("Sum", [gated, cues, where], "mixed")
    active = graph.add("Gelu", [mixed], "active", FUSED)
    x = dense_float(graph, active, "narrow", *_linear(weights, "linker.narrow"))
    x = graph.add("Transpose", [x], "turned", perm=[0, 2, 1])
    for name, padding, dilation in (("near", 2, 1), ("far", 6, 3)):
        parts = [
            graph.constant(f"{name}.{p}", weights[f"linker.{name}.{p}"]) for p in ("weight", "bias")
        ]
        seen = graph.add("Conv", [x, *parts], f"{name}.seen", pads=[padding, padding],
                         dilations=[dilation], kernel_shape=[5])  # fmt: skip
        seen = graph.add("Gelu", [seen], f"{name}.active", FUSED)
        x = graph.add("Add", [x, seen], f"{name}.out")
    x = graph.add("Transpose", [x], "back", perm=[0, 2, 1])
    parts = [x, *_norm(graph, weights, "linker.norm")]
    x = graph.add("LayerNormalization", parts, "linked", axis=-1, epsilon=NORM_EPS)
    links = dense_float(graph, x, "links", *_linear(weights, "linker.out"))
    return graph.model(
        [
            _value("tokens", TensorProto.FLOAT, 1, "t", 128),
            _value("cues", TensorProto.FLOAT, "k", 128),
            _value("distances", TensorProto.INT32, "k", "t"),
            _value("steps", TensorProto.INT32, "k", "t"),
        ],
        [_value(links, TensorProto.FLOAT, "k", "t", 6)],
    )


def _embedded(graph: Graph, weights: Weights, table: Table) -> str:
    parts = _placed(graph, weights, table)
    for column in range(3):
        at = graph.constant(f"column.{column}", np.array(column))
        ids = graph.add("Gather", ["features", at], f"feature.{column}.ids", axis=2)
        weight = weights[f"encoder.features.{column}.weight"]
        parts.append(table_float(graph, ids, f"feature.{column}", weight))
    return _normed(graph, weights, parts)


def _placed(graph: Graph, weights: Weights, table: Table) -> list[str]:
    """The words and their places, still apart."""
    shape = graph.add("Shape", ["ids"], "shape", start=1, end=2)
    zero = graph.constant("zero", np.array([0]))
    places = graph.constant("positions", weights["encoder.positions.weight"][None])
    axes = graph.constant("positions.axis", np.array([1]))
    return [
        table(graph, "ids", "words", weights["encoder.words.weight"]),
        graph.add("Slice", [places, zero, shape, axes], "placed"),
    ]


def _normed(graph: Graph, weights: Weights, parts: Sequence[str]) -> str:
    total = graph.add("Sum", parts, "embedded")
    scale, bias = _norm(graph, weights, "encoder.norm")
    return graph.add("LayerNormalization", [total, scale, bias], "normed", axis=-1, epsilon=1e-12)


def _layer(graph: Graph, weights: Weights, dense: Dense, x: str, name: str) -> str:
    parts = [_linear(weights, f"{name}.{part}") for part in ("query", "key", "value")]
    weight = np.concatenate([w for w, _ in parts], axis=1)
    bias = np.concatenate([b for _, b in parts])
    joined = dense(graph, x, f"{name}.qkv", weight, bias)
    names = [f"{name}.{part}" for part in ("q", "k", "v")]
    sizes = graph.constant(f"{name}.sizes", np.array([HIDDEN] * 3))
    graph.nodes.append(helper.make_node("Split", [joined, sizes], names, axis=2))
    mixed = graph.add("MultiHeadAttention", names, f"{name}.mixed", FUSED, num_heads=HEADS)
    mixed = dense(graph, mixed, f"{name}.attended", *_linear(weights, f"{name}.attended"))
    x = _skip_norm(graph, weights, x, mixed, f"{name}.norm")
    inner = dense(graph, x, f"{name}.up", *_linear(weights, f"{name}.up"))
    inner = graph.add("Gelu", [inner], f"{name}.gelu", FUSED)
    inner = dense(graph, inner, f"{name}.down", *_linear(weights, f"{name}.down"))
    return _skip_norm(graph, weights, x, inner, f"{name}.norm_out")


def _skip_norm(graph: Graph, weights: Weights, x: str, more: str, name: str) -> str:
    parts = [x, more, *_norm(graph, weights, name)]
    return graph.add("SkipLayerNormalization", parts, f"{name}.out", FUSED, epsilon=1e-12)


def _norm(graph: Graph, weights: Weights, name: str) -> tuple[str, str]:
    scale, bias = (
        graph.constant(f"{name}.{p}", weights[f"{name}.{p}"]) for p in ("weight", "bias")
    )
    return scale, bias


def _linear(weights: Weights, name: str) -> tuple[Array, Array]:
    return weights[f"{name}.weight"].T, weights[f"{name}.bias"]


def _value(name: str, kind: int, *shape: int | str | None) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
