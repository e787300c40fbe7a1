"""What the checks find in a pair of accounts, and the words they find it by."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.accounts import Account, account
from sayso.compare.checks import reasons
from sayso.compare.model import Reason, Told, Utterance
from sayso.compare.opposites import opposed, stem
from sayso.compare.quantities import standing
from sayso.model import Figure, Period, Place, Span
from tests.compare.making import told


def seen(one: Told) -> Account:
    return account(Utterance(one.id, (one,)))


def found(a: Told, b: Told) -> dict[str, Reason]:
    one, other = seen(a), seen(b)
    return {each.code: each for each in reasons(one, other, standing(one, other))}


def codes(a: Told, b: Told) -> set[str]:
    return set(found(a, b))


def counting(text: str, number: str, who: str, **more: Any) -> Told:
    """A statement with one figure, told by its words."""
    start = text.index(number)
    given: dict[str, Any] = {"kind": "killed", "value": None, "low": None, "high": None}
    given |= {"unit": None, "of": None} | more.pop("figure")
    span = Span(start, start + len(number), number)
    return told(text, who, figures=(Figure(span, **given),), **more)


HELD = told("the town is held by our men", "Orla Venn", side=("Nor",))
LOST = told("the town was lost at dawn", "Pim Oakes", report="r2", side=("Sund",))


def test_opposed_words_are_shown_where_they_stand() -> None:
    reason = found(HELD, LOST)["opposed-words"]
    assert [passage.span.text for passage in reason.spans] == ["held", "lost"]
    assert [passage.report for passage in reason.spans] == ["r1", "r2"]
    assert HELD.text[slice(reason.spans[0].span.start, reason.spans[0].span.end)] == "held"


def test_a_denial_stands_against_what_it_denies() -> None:
    no = told(
        "that any pump had failed", act="deny", factuality="CT-", report="r2", who="Pim Oakes"
    )
    assert {"negation", "rejects", "shared-words"} <= codes(told("a pump failed"), no)
    assert "negation" not in codes(no, told("no pump failed", factuality="CT-"))


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ({"value": 11.0}, {"value": 31.0}, "figure-other"),
        ({"value": 11.0}, {"value": 11.0}, "figure-same"),
        ({"low": 5.0}, {"value": 7.0}, "figure-compatible"),
        ({"high": 5.0}, {"value": 7.0}, "figure-other"),
        ({"low": 40.0, "high": 60.0}, {"value": 55.0}, "figure-compatible"),
        ({"value": 9.0, "of": "children"}, {"value": 31.0, "of": "soldiers"}, None),
        ({"value": 9.0, "of": "people"}, {"value": 9.0}, "figure-same"),
    ],
)
def test_figures_of_one_kind(one: dict[str, Any], other: dict[str, Any], code: str) -> None:
    a = counting("11 died there", "11", "Orla Venn", figure=one)
    b = counting("the dead are 31", "31", "Pim Oakes", report="r2", figure=other)
    assert [one for one in codes(a, b) if one.startswith("figure")] == ([code] if code else [])


def test_a_part_is_not_set_against_the_whole() -> None:
    all_of_them = counting("31 are dead", "31", "Orla Venn", figure={"value": 31.0})
    ward = counting("19 are dead at the hospital", "19", "Pim Oakes", figure={"value": 19.0})
    assert not any(code.startswith("figure") for code in codes(all_of_them, ward))


def test_of_what_is_counted_only_the_same_is_compared() -> None:
    def sheets(value: float, of: str | None) -> Told:
        figure = {"value": value, "kind": "count", "unit": "sheets", "of": of}
        return counting(f"{value:g} sheets", f"{value:g}", "Orla Venn", figure=figure)

    assert "figure-other" in codes(sheets(96, "altered sheets"), sheets(318, "altered sheets"))
    assert not codes(sheets(96, "sheets"), sheets(318, "sheets")) & {"figure-other"}


def test_about_so_many_leaves_room() -> None:
    a = counting("about 40 died there", "40", "Orla Venn", figure={"value": 40.0})
    b = counting("43 died", "43", "Pim Oakes", figure={"value": 43.0})
    assert "figure-compatible" in codes(a, b)
    exact = counting("40 died there", "40", "Orla Venn", figure={"value": 40.0})
    assert "figure-other" in codes(exact, b)


def test_figures_of_other_kinds_are_not_set_against_each_other() -> None:
    a = counting("11 died", "11", "Orla Venn", figure={"value": 11.0})
    b = counting("for 31 hours", "31 hours", "Pim Oakes", figure={"value": 31.0, "kind": "duration",
                                                                 "unit": "hours"})  # fmt: skip
    assert not any(code.startswith("figure") for code in codes(a, b))


def test_other_day_other_place() -> None:
    def at(day: str, place: str, who: str) -> Told:
        text = f"shots fell at {place}"
        span = Span(0, 5, "shots")
        where = Place(Span(14, 14 + len(place), place), place, None, None, None, None)
        return told(text, who, times=(Period(span, day, day, "day"),), places=(where,))

    apart = codes(at("2031-05-01", "Ulverby", "A Venn"), at("2031-05-03", "Ostrel", "B Oakes"))
    assert {"other-day", "other-place"} <= apart
    one = codes(at("2031-05-01", "Ulverby", "A Venn"), at("2031-05-01", "Ulverby", "B Oakes"))
    assert not {"other-day", "other-place"} & one


def test_what_claims_nothing_is_said() -> None:
    assert found(told("rain will come", act="predict"), HELD)["act"].text == "predict"


def test_rival_terms_are_the_speakers_own() -> None:
    a = told("a regrouping", "Orla Venn", quoted=True, verb="called")
    b = told("a flight", "Pim Oakes", quoted=True, verb="called", report="r2")
    assert found(a, b)["rival-terms"].text == "a regrouping, a flight"
    assert "rival-terms" not in codes(a, told("a flight", "Pim Oakes", verb="called"))


def test_who_speaks() -> None:
    assert "same-speaker" in codes(HELD, told("we hold it", "Venn", report="r2"))
    assert "across-sides" in codes(HELD, LOST)
    answer = told("Venn is wrong about the town", "Pim Oakes", near="Oakes said Venn is wrong.")
    assert {"names-speaker", "rejects"} <= codes(HELD, answer)


TEXTS = st.text(alphabet="abc denies no 12 “”'’-", min_size=1, max_size=40).filter(str.strip)


@given(TEXTS, TEXTS)
def test_either_order_finds_the_same(one: str, other: str) -> None:
    a, b = told(one), told(other, "Pim Oakes", report="r2")
    assert codes(a, b) == codes(b, a)
    for reason in reasons(seen(a), seen(b), None):
        for passage in reason.spans:
            text = one if passage.report == "r1" else other
            assert text[passage.span.start : passage.span.end] == passage.span.text


def test_opposites_are_mutual() -> None:
    table = opposed()
    assert all(word in table[other] for word, others in table.items() for other in others)
    assert stem("closed") == stem("closes") == stem("closing")
