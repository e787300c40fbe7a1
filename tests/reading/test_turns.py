from __future__ import annotations

from sayso.reading import turns

TALK = "BRINN: Good morning.\n\nADA VEY: Good.\n\nB: Was it shut?\n\nVEY: It was.\n\nB: Why?\n"


def test_labels_of_one_speaker_are_known_by_last_word_or_initial() -> None:
    found = turns.find(TALK)
    assert [label.text for label in found.labels] == ["BRINN", "ADA VEY", "B", "VEY", "B"]
    assert turns.same_label("ADA VEY", "VEY")
    assert turns.same_label("B", "BRINN")
    assert not turns.same_label("BRINN", "VEY")


def test_whose_turn_it_is_and_whom_it_is_spoken_to() -> None:
    found = turns.find(TALK)
    at = TALK.index("Was it")
    turn, other = found.at(at), found.other(at)
    assert turn
    assert other
    assert (turn.text, other.text) == ("B", "VEY")


def test_a_text_with_a_colon_or_two_is_no_talk() -> None:
    assert turns.find("Ferry: shut.\n\nHarbour: open.\n").labels == ()
