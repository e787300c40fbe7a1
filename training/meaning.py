"""MiniLM → what the package tells meanings by: python -m training.meaning

Fetches the encoder that `manifest.json` names, untrained by us, and writes it at 8 bits, with a
scale a column, to `sayso/data/meaning.zip`; its tokenizer is the reader's. Gives the same bytes
each time.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from pathlib import Path

import sayso
from sayso.model import sha256
from training import data, graph
from training.network import Encoder, load_encoder

OUT = Path(sayso.__file__).parent / "data" / "meaning.zip"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.meaning", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("runs"), help="where packages are fetched")
    given = parser.parse_args()
    weights, _ = data.encoder_files(given.out)
    OUT.write_bytes(packed(weights))
    print(f"{OUT.name}: {OUT.stat().st_size} bytes, sha256 {sha256(OUT.read_bytes())}")


def packed(weights: Path) -> bytes:
    """The bytes of a file of meanings; the same weights always give the same bytes."""
    encoder = Encoder()
    load_encoder(encoder, weights)
    named = {f"encoder.{name}": value.numpy() for name, value in encoder.state_dict().items()}
    meta = {"name": "all-MiniLM-L6-v2, int8", "licence": "Apache-2.0"}
    parts = {
        "meta.json": json.dumps(meta, indent=1).encode(),
        "meaning.onnx": graph.meaning_int8(named).SerializeToString(deterministic=True),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, part in parts.items():
            file.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


if __name__ == "__main__":
    main()
