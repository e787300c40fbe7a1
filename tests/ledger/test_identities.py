"""Who is one across reports: by the machine where it is sure, by persons' word before that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import casework, views
from sayso.errors import DecisionRefused, SeveralFit, UnknownEntry
from sayso.ledger import Ledger
from sayso.ledger.identities import Known, Verdict, around, decide, identities, judged
from sayso.model import Actor, ActorKind, Reading, Span
from tests.making import kept, one_statement

ARMY = ("Norrland", "Army")


def by(
    name: str,
    day: str,
    side: tuple[str, ...] | None = None,
    role: str | None = None,
    kind: ActorKind = "person",
) -> Reading:
    """A reading in which one actor says something; `role` stands in the text."""
    made = one_statement(f"{role or 'nobody'} spoke on {day}", name, published=day, kind=kind)
    text = made.report.text
    at = text.index(role) if role else 0
    roles = (Span.of(text, at, at + len(role)),) if role else ()
    actor = Actor("a1", name, kind, side=side, side_basis="user" if side else None, roles=roles)
    return replace(made, actors=(actor,))


def told(ledger: Ledger) -> list[tuple[str, ...]]:
    return sorted(row.names for row in views.who(ledger))


def test_spellings_of_one_name_with_one_side_are_one_actor(ledger: Ledger) -> None:
    kept(
        ledger,
        by("Yevgeniy Dzhurin", "2031-01-02", ARMY),
        by("Yevgeny Dzhuryn", "2031-01-03", ARMY),
    )
    (row,) = views.who(ledger)
    assert row.names == ("Yevgeniy Dzhurin", "Yevgeny Dzhuryn")
    assert (row.statements, row.merged) == (2, (2,))
    assert [one["side"] for one in row.sides] == [["Norrland", "Army"]]
    assert len(views.said_by(ledger, 2)) == 2


def test_the_order_of_reports_does_not_matter(ledger: Ledger) -> None:
    kept(
        ledger,
        by("Yevgeny Dzhuryn", "2031-01-03", ARMY),
        by("Yevgeniy Dzhurin", "2031-01-02", ARMY),
    )
    assert told(ledger) == [("Yevgeniy Dzhurin", "Yevgeny Dzhuryn")]


def test_a_last_name_alone_is_only_proposed(ledger: Ledger) -> None:
    kept(ledger, by("Anna Holm", "2031-01-02", ARMY), by("Holm", "2031-01-03", ARMY))
    assert told(ledger) == [("Anna Holm",), ("Holm",)]
    (pair,) = views.actor_pairs(ledger)
    assert (pair.pair.status, pair.pair.reasons) == ("proposed", ("name-in-part", "same-side"))


def test_a_last_name_with_the_same_office_is_the_same(ledger: Ledger) -> None:
    kept(
        ledger,
        by("Anna Holm", "2031-01-02", ARMY, "the minister"),
        by("Holm", "2031-01-03", ARMY, "Minister"),
    )
    assert told(ledger) == [("Anna Holm", "Holm")]


def test_two_who_fit_one_name_are_left_open(ledger: Ledger) -> None:
    kept(
        ledger,
        by("Anna Holm", "2031-01-02", ARMY, "minister"),
        by("Peter Holm", "2031-01-03", ARMY, "minister"),
        by("Holm", "2031-01-04", ARMY, "minister"),
    )
    assert told(ledger) == [("Anna Holm",), ("Holm",), ("Peter Holm",)]
    assert {row.pair.status for row in views.actor_pairs(ledger)} == {"proposed"}


def test_those_of_other_sides_are_not_even_proposed() -> None:
    one = Known(1, "Anna Holm", "person", frozenset({"norrland"}))
    assert judged(one, Known(2, "Ana Holm", "person", frozenset({"tessany"}))) is None


def test_private_persons_are_one_with_nobody_across_stories(ledger: Ledger) -> None:
    kept(ledger, by("Mirja Tesh", "2031-01-02"), by("Mirja Tesh", "2031-02-03"))
    assert told(ledger) == [("Mirja Tesh",), ("Mirja Tesh",)]
    assert views.actor_pairs(ledger) == []
    casework.merge(ledger, ("1", "2"), "Ida")
    (row,) = views.who(ledger)
    assert (row.statements, row.merged) == (2, (2,))


def test_a_private_person_is_the_same_where_another_is_in_both_reports(ledger: Ledger) -> None:
    holm = Actor("a2", "Anna Holm", "person", side=ARMY, side_basis="user")
    readings = [by("Mirja Tesh", day) for day in ("2031-01-02", "2031-01-03")]
    kept(ledger, *(replace(one, actors=(*one.actors, holm)) for one in readings))
    assert told(ledger) == [("Mirja Tesh",)]


def test_a_split_keeps_two_apart_and_leaving_undoes_it(ledger: Ledger) -> None:
    kept(ledger, by("Anna Holm", "2031-01-02", ARMY), by("Ana Holm", "2031-01-03", ARMY))
    assert len(views.who(ledger)) == 1
    casework.split(ledger, ("Anna Holm", "Ana Holm"), "Ida")
    assert len(views.who(ledger)) == 2
    (pair,) = views.actor_pairs(ledger)
    assert (pair.pair.status, pair.pair.who) == ("split", "Ida")
    casework.leave(ledger, ("Anna Holm", "Ana Holm"), "Ida")
    assert len(views.who(ledger)) == 1


def test_who_is_kept_apart_is_not_joined_by_way_of_a_third(ledger: Ledger) -> None:
    kept(
        ledger,
        by("Oleksii Rezniko", "2031-01-02", ARMY),
        by("Oleksiy Rezniko", "2031-01-03", ARMY),
        by("Oleskii Rezniko", "2031-01-04", ARMY),
    )
    assert len(views.who(ledger)) == 1
    casework.split(ledger, ("1", "3"), "Ida")
    same = identities(ledger.connection)
    assert same.of(1) != same.of(3)


def test_what_cannot_be_decided_is_told(ledger: Ledger) -> None:
    kept(ledger, by("Anna Holm", "2031-01-02"), by("Peter Holm", "2031-01-03"))
    with pytest.raises(UnknownEntry):
        casework.merge(ledger, ("Anna Holm", "Oakes"), "Ida")
    with pytest.raises(SeveralFit):
        casework.merge(ledger, ("Holm", "Anna Holm"), "Ida")
    with pytest.raises(DecisionRefused):
        casework.merge(ledger, ("Anna Holm", "1"), "Ida")


def test_sealing_one_of_those_who_are_one_seals_all(ledger: Ledger) -> None:
    kept(ledger, by("Anna Holm", "2031-01-02", ARMY), by("Ana Holm", "2031-01-03", ARMY))
    casework.seal(ledger, "Ana Holm")
    (row,) = views.who(ledger)
    assert (row.name, row.names, row.roles, row.sides) == (
        "sealed source",
        ("sealed source",),
        (),
        (),
    )
    casework.unseal(ledger, "Ana Holm")
    assert views.who(ledger)[0].name == "Anna Holm"


def test_erasing_one_of_those_who_are_one_knows_the_other_name(ledger: Ledger) -> None:
    kept(ledger, by("Anna Holm", "2031-01-02", ARMY), by("Ana Holm", "2031-01-03", ARMY))
    found = casework.person(ledger, "Ana Holm")
    assert found.everywhere.stands_in("Anna Holm said so")


NAMES = st.sampled_from(
    "Anna Holm|Holm|Ana Holm|Anna Holme|Per Holm|Yevgeniy Dzhurin|Yevgeny Dzhuryn|Dzhurin".split(
        "|"
    )
)
SIDES = st.sampled_from([None, ARMY, ("Velmora",), ("Velmora", "Army")])
ROLES = st.sampled_from([None, "the minister", "Minister", "captain"])
VERDICTS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "leave"]), st.integers(1, 8), st.integers(1, 8)),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(NAMES, SIDES, ROLES), min_size=2, max_size=9), VERDICTS)
def test_who_is_one_with_an_actor_is_the_same_asked_alone_or_of_all(
    tmp_path_factory: pytest.TempPathFactory,
    told: list[tuple[str, tuple[str, ...] | None, str | None]],
    verdicts: list[tuple[Verdict, int, int]],
) -> None:
    with Ledger.open(tmp_path_factory.mktemp("one") / "case.db", create=True) as ledger:
        kept(ledger, *(by(name, f"2031-01-{day + 2:02}", side, role)
                       for day, (name, side, role) in enumerate(told)))  # fmt: skip
        ids = [row[0] for row in ledger.connection.execute("SELECT actor_id FROM actors")]
        for verdict, one, other in verdicts:
            if one != other and {one, other} <= set(ids):
                decide(ledger, verdict, (str(one), str(other)), "Ida")
        whole = identities(ledger.connection)
        for one in ids:
            assert around(ledger.connection, [one]).all_of(one) == whole.all_of(one)


def test_nothing_of_a_name_that_is_gone_stays_among_the_keys(ledger: Ledger) -> None:
    kept(ledger, by("Yevgeniy Dzhurin", "2031-01-02", ARMY))
    keys = "SELECT count(*) FROM name_keys"
    assert ledger.connection.execute(keys).fetchone()[0] > 0
    ledger.connection.execute("UPDATE actors SET name = '█████'")
    assert ledger.connection.execute(keys).fetchone()[0] == 0
