from __future__ import annotations

import pytest

from sayso.model import Span
from sayso.reading import role_words


def whole(text: str) -> Span:
    return Span.of(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a harbour officer who asked not to be named", "a harbour officer"),
        ("the Norrlan envoy, a former minister", "the Norrlan envoy"),
        ("an officer close to the junta", "an officer"),
        ("the harbour master", "the harbour master"),
    ],
)
def test_what_follows_a_role_or_lies_before_it_is_left_out(text: str, left: str) -> None:
    assert role_words.shortened(text, whole(text)).text == left


def test_where_a_role_stands_in_its_report_is_kept() -> None:
    text = "Ada Brinn, the envoy who left, spoke."
    role = Span.of(text, 11, 29)
    assert role_words.shortened(text, role) == Span.of(text, 11, 20)


@pytest.mark.parametrize(
    ("text", "apart", "parts"),
    [
        ("Norrla's spokesman", False, ["Norrla"]),
        ("Lantern Front spokesman", False, ["Lantern Front"]),
        ("governor of the Ostrel coast", False, ["Ostrel coast"]),
        ("Norrla's observer at Ostrel", True, ["Ostrel"]),
    ],
)
def test_the_parts_that_name_what_a_role_is_tied_to(
    text: str, apart: bool, parts: list[str]
) -> None:
    found = [text[a:b] for a, b in role_words.linked(whole(text), apart)]
    assert found == parts


def test_the_field_of_an_office_as_written() -> None:
    assert role_words.fields("Norrla's deputy defence minister") == "Defence"


def test_whose_a_document_is() -> None:
    assert role_words.issuer("the police signal we quoted") == "police"
