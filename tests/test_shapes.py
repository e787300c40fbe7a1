"""The map's shapes, made from a topology."""

from __future__ import annotations

import gzip
import json
from importlib import resources

from training.shapes.__main__ import shapes

# Two squares side by side, the first of them Velm's; a third that touches the second.
TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[1, 0], [0, 1]],  # between Velm and Tess
        [[1, 1], [-1, 0], [0, -1], [1, 0]],  # the rest of Velm
        [[1, 0], [1, 0]],  # the south of Tess
        [[2, 0], [0, 1]],  # between Tess and Ulver
        [[2, 1], [-1, 0]],  # the north of Tess
        [[2, 0], [1, 0], [0, 1], [-1, 0]],  # the rest of Ulver
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Velm"}},
                {"type": "Polygon", "arcs": [[2, 3, 4, -1]], "properties": {"name": "Tess"}},
                {"type": "MultiPolygon", "arcs": [[[5, -4]]], "properties": {"name": "Ulver"}},
            ]
        },
        "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[2, 5, 4, 1]]]}]},
    },
}


def test_borders_are_told_from_coasts_and_contested_ones_from_others() -> None:
    made = shapes(TOPOLOGY, {"lands": [], "between": [["Tess", "Velm"]]})
    assert made["contested"] == [[1, 0, 0, 1]]
    assert made["borders"] == [[2, 0, 0, 1]]
    (ring,) = made["land"]
    assert ring[:4] == [1, 0, 1, 0]
    made = shapes(TOPOLOGY, {"lands": ["Ulver"], "between": []})
    assert made["contested"] == [[2, 0, 0, 1]]


def test_the_packaged_shapes_have_both_kinds() -> None:
    body = resources.files("sayso").joinpath("data", "shapes.json.gz").read_bytes()
    made = json.loads(gzip.decompress(body))
    assert len(made["land"]) > 1000
    assert len(made["borders"]) > 200
    assert len(made["contested"]) >= 40
