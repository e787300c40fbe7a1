"""Trained weights → the one file the package carries: two ONNX graphs, tokenizer, meta."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import onnx
import torch

from training.train import Reader


def load(path: Path) -> Reader:
    """The network with the weights of a training run, set to read."""
    reader = Reader()
    reader.load_state_dict(torch.load(path, weights_only=True))
    return reader.eval()


def pack(encoder: onnx.ModelProto, linker: onnx.ModelProto, tokenizer: Path, meta: Any) -> bytes:
    """The bytes of a weights file; the same parts always give the same bytes."""
    parts = {
        "meta.json": json.dumps(meta, indent=1, sort_keys=True).encode(),
        "tokenizer.json": plain_tokenizer(tokenizer),
        "linker.onnx": linker.SerializeToString(deterministic=True),
        "encoder.onnx": encoder.SerializeToString(deterministic=True),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def plain_tokenizer(path: Path) -> bytes:
    """The tokenizer's file without truncation and padding."""
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings |= {"truncation": None, "padding": None}
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode()
