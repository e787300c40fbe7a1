"""Which reports carry wording of one another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.origins import candidates, copied, copies, origins, stands_on
from sayso.compare.passages import common
from sayso.compare.tell import tell
from sayso.compare.wording import SHINGLE, WINDOW, Printed, marks, printed
from sayso.model import Furniture, Reading, Span
from tests.making import report, statement

WIRE = (
    "The harbour wall at Ulverby gave way on Tuesday night after two days of rain, and the lower"
    " town stood under a metre of water by dawn. Three of the four pumps had been taken out for"
    " repair in March, said Orla Venn, who heads the council. “We are ready for the next one,” she"
    " told people at the quay. Nobody had been hurt, the fire service reported."
)
OWN = (
    "Boats lay in Mill Lane yesterday. A baker waded to his shop and found the ovens cold. “We are"
    " ready for the next one,” council chief Orla Venn told people at the quay."
)


def made(text: str, outlet: str, published: str = "2031-05-06", url: str | None = None) -> Printed:
    return printed(Reading(report(text, publisher=outlet, published=published, url=url)))


def test_a_reprint_is_one_of_the_earlier() -> None:
    wire, late = made(WIRE, "Meridian"), made("FLOOD\n\n" + WIRE, "Echo", "2031-05-07")
    for found in (copied(wire, late), copied(late, wire)):
        assert found is not None
        assert (found.kind, found.report, found.from_) == ("reprint", late.report, wire.report)
        for pair in found.passages:
            assert pair.here.span.text == pair.there.span.text
            assert pair.here.span.text == late.text[pair.here.span.start : pair.here.span.end]


def test_a_reprint_cut_short_is_still_one() -> None:
    found = copied(made(WIRE, "Meridian"), made(WIRE[:152], "Echo", "2031-05-07"))
    assert found
    assert found.kind == "reprint"
    assert found.share > 0.9


def test_some_sentences_are_a_part() -> None:
    late = made(OWN * 3 + WIRE[:140], "Echo", "2031-05-07")
    found = copied(made(WIRE, "Meridian"), late)
    assert found
    assert found.kind == "partial"


def test_the_same_words_of_a_speaker_are_no_copying() -> None:
    assert common(made(OWN, "Echo"), made(WIRE, "Meridian"))
    assert copied(made(OWN, "Echo"), made(WIRE, "Meridian")) is None


def test_two_states_of_a_page_are_versions_whatever_they_share() -> None:
    url = "https://echo.example/flood"
    first, later = made(WIRE, "Echo", url=url), made("All is dry.", "Echo", "2031-05-07", url)
    found = copied(later, first)
    assert found
    assert (found.kind, found.report) == ("version", later.report)


def test_a_credit_in_the_text_is_evidence_and_one_of_a_photograph_is_not() -> None:
    part = "Three of the four pumps had been taken out for repair"
    wire = made(WIRE, "Meridian")
    assert copied(wire, made(OWN + part, "Echo", "2031-05-07")) is None
    assert copied(wire, made(f"Photo: Meridian\n\n{OWN}{part}", "Echo", "2031-05-07")) is None
    found = copied(wire, made(f"{OWN}{part}\n\nAdditional reporting: Meridian", "Echo"))
    assert found
    assert found.report != wire.report
    assert "credit" in [reason.code for reason in found.reasons]


def test_furniture_is_no_wording() -> None:
    notice = "Read more: all of our stories of the great flood of this year, in one place, for free"
    one, other = report(notice + "\n\n" + OWN), report(WIRE + "\n\n" + notice)
    assert copied(printed(Reading(one)), printed(Reading(other)))
    plugs = [
        Reading(r, furniture=(Furniture(Span.of(r.text, at, at + len(notice)), "plug"),))
        for r in (one, other)
        for at in [r.text.index(notice)]
    ]
    assert copied(printed(plugs[0]), printed(plugs[1])) is None


def test_statements_that_were_copied_stand_on_one_origin() -> None:
    reports = [
        report(WIRE, publisher="Meridian"),
        report(WIRE, publisher="Echo", published="2031-05-07"),
        report(OWN, publisher="Herald"),
    ]
    words = "“We are ready for the next one,”"
    readings = [Reading(one, statements=(statement(one, words),)) for one in reports]
    found = copies([printed(one) for one in readings])
    told = [one for reading in readings for one in tell(reading)]
    assert stands_on(told, found) == 2
    (group,) = origins(found, {one.id: one.published for one in reports})
    assert (group.first, len(group.reports)) == (reports[0].id, 2)


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=0, max_size=30),
    st.lists(st.text("xyzw", min_size=1, max_size=5), min_size=14, max_size=40),
    st.lists(st.sampled_from("ijklm"), min_size=0, max_size=30),
)
def test_what_is_long_enough_in_common_is_met(
    before: list[str], middle: list[str], after: list[str]
) -> None:
    assert len(middle) >= SHINGLE + WINDOW - 1
    one = made(" ".join([*before, *middle, *after]), "Echo")
    other = made(" ".join([*after, *middle, *before]), "Meridian")
    assert marks(one) & marks(other)
    if one.report != other.report:
        assert candidates([one, other]) == [tuple(sorted((one.report, other.report)))]
    assert copied(one, other) == copied(other, one)


def test_a_story_that_hundreds_print_is_one_origin() -> None:
    wire = made(WIRE, "Meridian")
    printed_in = [replace(wire, report=f"{number:04x}", outlet=None) for number in range(60)]
    found = copies(printed_in)
    assert len(found) < 60 * 24
    assert [len(one.reports) for one in origins(found, {})] == [60]
