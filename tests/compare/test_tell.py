"""What comparison sees of a statement."""

from sayso.compare.model import Days, Utterance
from sayso.compare.tell import tell
from sayso.model import Actor, Period, Reading
from tests.making import report, span, statement

TEXT = "The dam was built long ago. It holds, said Orla Venn on Monday. Others doubt that it does."


def test_a_statement_is_told_with_its_report_and_speakers() -> None:
    made = report(TEXT)
    venn = Actor("a1", "Orla Venn", "person", side=("Harrow",))
    monday = Period(span(TEXT, "Monday"), "2031-05-05", "2031-05-05", "day")
    one = statement(made, "It holds", cue="said", speakers=("a1",), said=monday)
    other = statement(made, "it does", cue="doubt", speakers=())
    first, second = tell(Reading(made, actors=(venn,), statements=(one, other)), {"a1": 7})
    assert (first.outlet, first.published) == ("The Harrow Gazette", "2031-05-06")
    assert [(who.name, who.actor_id) for who in first.speakers] == [("Orla Venn", 7)]
    assert first.side == ("Harrow",)
    assert first.near == "The dam was built long ago. It holds, said Orla Venn on Monday."
    assert first.told == first.said == Days("2031-05-05", "2031-05-05")
    assert (second.said, second.told) == (None, Days("2031-05-06", "2031-05-06"))


def test_only_what_nothing_stands_within_is_innermost() -> None:
    made = report("Venn said that Oakes denied the leak, and left.")
    outer = statement(made, "that Oakes denied the leak", cue="said", act="accuse")
    inner = statement(made, "the leak", cue="denied", within=outer.id)
    first, second = tell(Reading(made, statements=(outer, inner)))
    assert (first.innermost, second.innermost) == (False, True)
    assert (first.under, second.under) == (None, "accuse")


def test_an_utterance_was_said_in_the_narrowest_stretch_its_renderings_give() -> None:
    made = report(TEXT)
    monday = Period(span(TEXT, "Monday"), "2031-05-05", "2031-05-05", "day")
    week = Period(span(TEXT, "Monday"), "2031-05-04", "2031-05-10", "week")
    one = statement(made, "It holds", cue="said", said=week)
    other = statement(made, "it does", cue="doubt", said=monday)
    told = tell(Reading(made, statements=(one, other)))
    utterance = Utterance(one.id, told)
    assert utterance.said == Days("2031-05-05", "2031-05-05")
    assert utterance.day == "2031-05-05"
    assert utterance.renderings == (one.id, other.id)
