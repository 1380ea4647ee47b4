"""Who may meet whom, and where: TB9 to TB12 of the product's rules."""

from datetime import date, timedelta
from typing import Any

import pytest

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import CheckSeen, GroupAccount, Stage
from assetmap.domain.time_bank.safeguarding import Party, first_words, places_allowed, why_not
from tests.time_bank import a_member

TODAY = date(2026, 3, 16)
PUBLIC, HOME, REMOTE, LIFT = PlaceKind.PUBLIC, PlaceKind.HOME, PlaceKind.REMOTE, PlaceKind.LIFT
OVER = CheckSeen(date(2025, 1, 1), "p", until=TODAY - timedelta(days=1))


def party(number: str, exchanged: int = 1, **values: Any) -> Party:
    return Party(a_member(id=number, name=f"M{number}", **values), exchanged)


SEEN = CheckSeen(date(2026, 1, 5), "p-broker")
AT_HOME: dict[str, Any] = {"home_allowed": True, "dbs": SEEN}
DRIVES: dict[str, Any] = {"lifts_allowed": True, "driving": SEEN}


def refusals(giver: Party, receiver: Party, place: PlaceKind, **values: bool) -> tuple[str, ...]:
    said = {"broker_present": False, "is_done": False, **values}
    return why_not(giver, receiver, place, TODAY, **said)


@pytest.mark.parametrize(
    ("giver", "receiver", "allowed"),
    [
        ({}, {}, {PUBLIC, REMOTE}),
        (AT_HOME, {}, {PUBLIC, REMOTE}),
        (AT_HOME, AT_HOME, {PUBLIC, REMOTE, HOME}),
        ({"home_allowed": True}, AT_HOME, {PUBLIC, REMOTE}),
        (DRIVES, {}, {PUBLIC, REMOTE, LIFT}),
        ({"lifts_allowed": True}, {}, {PUBLIC, REMOTE}),
        ({}, DRIVES, {PUBLIC, REMOTE}),
        ({"home_allowed": True, "dbs": OVER}, AT_HOME, {PUBLIC, REMOTE}),
        ({"lifts_allowed": True, "driving": OVER}, {}, {PUBLIC, REMOTE}),
        (AT_HOME | DRIVES | {"turns_18_on": date(2027, 1, 1)}, AT_HOME, {PUBLIC}),
    ],
)
def test_places_follow_the_flags_of_both_tb9_tb10(
    giver: dict[str, Any], receiver: dict[str, Any], allowed: set[PlaceKind]
) -> None:
    """TB9, TB10: no flag, no home, no lift; under 18 in public alone; old papers count no more."""
    one, two = party("1", **giver), party("2", **receiver)
    assert places_allowed(one, two, TODAY) == allowed
    for place in PlaceKind:
        assert (place in allowed) == (not refusals(one, two, place)) or "consent" in str(
            refusals(one, two, place)
        )


def test_under_18_needs_consent_and_a_public_place_tb9() -> None:
    """TB9: the day on which a parent's consent was seen must be there."""
    young = {"turns_18_on": date(2027, 1, 1)}
    assert "consent" in refusals(party("1", **young), party("2"), PUBLIC)[0]
    seen = party("1", **young, consent_on=TODAY)
    assert refusals(seen, party("2"), PUBLIC) == ()
    assert refusals(seen, party("2"), REMOTE) == (
        "M1: under 18, so only in a group or a public place.",
    )


def test_first_exchange_of_either_tb11() -> None:
    """TB11: in a public place, by phone, or with a broker there."""
    new, known = party("1", exchanged=0, **AT_HOME), party("2", **AT_HOME)
    assert refusals(new, known, PUBLIC) == refusals(known, new, REMOTE) == ()
    assert refusals(known, new, HOME) == (first_words(known, new),)
    assert refusals(known, new, HOME, broker_present=True) == ()
    assert "first exchange of M1:" in first_words(known, new)
    assert first_words(known, known) == ""


@pytest.mark.parametrize(
    ("values", "planned", "done"),
    [
        ({"stage": Stage.APPLIED}, False, False),
        ({"stage": Stage.LEFT}, False, False),
        ({"stage": Stage.PAUSED}, False, True),
        ({"frozen_on": TODAY}, False, True),
        ({}, True, True),
    ],
)
def test_nothing_new_with_who_is_frozen_paused_or_has_left_tb12(
    values: dict[str, Any], planned: bool, done: bool
) -> None:
    """TB12: what was done before may still be entered of who is an active member otherwise."""
    for one, two in ((party("1", **values), party("2")), (party("2"), party("1", **values))):
        assert (refusals(one, two, PUBLIC) == ()) == planned
        assert (refusals(one, two, PUBLIC, is_done=True) == ()) == done


def test_groups_meet_in_public_and_not_once_closed() -> None:
    hub = Party(GroupAccount("3", "Riverside Hub", TODAY), 1)
    assert refusals(hub, party("1"), PUBLIC) == ()
    assert refusals(party("1", **AT_HOME), hub, HOME) != ()
    closed = Party(GroupAccount("3", "Riverside Hub", TODAY, closed_on=TODAY), 1)
    assert refusals(closed, party("1"), PUBLIC) == ("The account of Riverside Hub is closed.",)


def test_nobody_gives_to_themselves() -> None:
    assert refusals(party("1"), party("1"), PUBLIC) == ("Nobody can give time to themselves.",)
