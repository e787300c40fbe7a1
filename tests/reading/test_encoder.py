"""The shipped weights against the outputs kept when they were made."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.intake import report_from_text
from sayso.reading.encoder import Encoder, packaged
from sayso.reading.pieces import split

KEPT = json.loads(Path(__file__).with_name("reference.json").read_text(encoding="utf-8"))
# Eight-bit kernels differ between processors by a rounding here and there.
CLOSE = 0.15


def test_the_outputs_were_kept_from_these_weights() -> None:
    assert packaged().version == KEPT["weights"]


def test_the_weights_give_what_they_gave_when_made() -> None:
    encoder = packaged()
    pieces = split(KEPT["text"], encoder.tokenizer)
    assert pieces.ids.tolist() == KEPT["ids"]
    tags, tokens, cues, names = encoder.raw(pieces)
    assert np.abs(tags - np.array(KEPT["tags"])).mean() < CLOSE
    assert np.abs(names - np.array(KEPT["names"])).mean() < CLOSE
    agree = tags.reshape(-1, 3, 3).argmax(-1) == np.array(KEPT["tags"]).reshape(-1, 3, 3).argmax(-1)
    assert agree.mean() > 0.99
    assert np.linalg.norm(tokens, axis=1) == pytest.approx(KEPT["token_norms"], rel=0.1)
    assert np.linalg.norm(cues, axis=1) == pytest.approx(KEPT["cue_norms"], rel=0.1)


def test_a_windows_outputs_do_not_depend_on_what_was_read_before() -> None:
    encoder = packaged()
    pieces = split(KEPT["text"], encoder.tokenizer)
    first = encoder.raw(pieces)
    encoder.raw(split("Something else entirely was said. " * 30, encoder.tokenizer))
    again = encoder.raw(pieces)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_the_whole_file_fits_in_a_mail() -> None:
    from importlib import resources

    size = len((resources.files("sayso") / "data" / "reader.zip").read_bytes())
    assert size <= 30_000_000


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_weights_file_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ModelError):
        Encoder(data)


def test_a_text_is_covered_by_its_windows_once() -> None:
    text = KEPT["text"] * 12
    encoder = packaged()
    owned = [w.own[1] - w.own[0] for w in encoder.windows(text)]
    assert len(owned) > 1
    assert sum(owned) == len(split(report_from_text(text).text, encoder.tokenizer))
