from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import CheckSeen, GroupAccount, Member, Stage
from assetmap.domain.time_bank.slip_checks import SlipFacts, repeated_numbers, slip_problems
from assetmap.domain.time_bank.slip_reading import Slip, SlipProblem
from assetmap.domain.time_bank.slips import SlipPad
from tests.time_bank import a_member

TODAY = date(2026, 3, 16)
SLIP = Slip(1001, "101", "102", 90, "home", date(2026, 3, 12), PlaceKind.PUBLIC)


def facts(one: Member | GroupAccount | None = None, **values: Any) -> SlipFacts:
    """Two members who have exchanged before, and a pad of three slips, the third of them used."""
    parties: dict[str, Any] = {"101": one or a_member(id="101"), "102": a_member(id="102")}
    usual: dict[str, Any] = {
        "pads": [SlipPad("a", 1001, 1003, TODAY, "p")],
        "parties": parties,
        "has_exchanged": {"101", "102"},
        "is_used": lambda number: number == 1003,
        "today": TODAY,
    }
    return SlipFacts(**(usual | values))


def at(place: PlaceKind, **values: Any) -> Slip:
    return replace(SLIP, place=place, **values)


def test_nothing_is_wrong_with_most_slips() -> None:
    assert slip_problems(SLIP, facts()) == ()
    group = GroupAccount("101", "Riverside Hub", TODAY)
    assert slip_problems(SLIP, facts(group)) == ()
    assert slip_problems(SLIP, facts(a_member(id="101", stage=Stage.PAUSED))) == ()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"number": 9042}, SlipProblem("number", "No slip 9042 was printed here.")),
        ({"number": 1003}, SlipProblem("number", "Slip 1003 is in the ledger already.")),
        ({"giver": "999"}, SlipProblem("giver", "There is no member 999.")),
        ({"giver": "102"}, SlipProblem("receiver", "Nobody can give time to themselves.")),
        (
            {"on": date(2026, 3, 17)},
            SlipProblem("day", "It has not been yet: look at the day on the slip."),
        ),
        (
            {"on": date(2025, 3, 15)},
            SlipProblem("day", "That is more than a year ago.", can_be_so=True),
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_box(changes: dict[str, Any], problem: SlipProblem) -> None:
    assert slip_problems(replace(SLIP, **changes), facts()) == (problem,)


@pytest.mark.parametrize(
    ("party", "words"),
    [
        (a_member(id="101", stage=Stage.LEFT), "Member 101 has left."),
        (a_member(id="101", stage=Stage.REFERENCES), "Member 101 is not active yet."),
        (
            GroupAccount("101", "Old Hub", TODAY, closed_on=TODAY),
            "The account of Old Hub is closed.",
        ),
    ],
)
def test_who_is_no_member_now_stops_a_slip(party: Member | GroupAccount, words: str) -> None:
    """TB10."""
    assert slip_problems(SLIP, facts(party)) == (SlipProblem("giver", words),)


def flags(slip: Slip, **values: Any) -> list[tuple[str, str, bool]]:
    """What is told of a slip of a member with these values, at the giver alone."""
    other = a_member(id="102", home_allowed=True)
    known = facts(parties={"101": a_member(id="101", **values), "102": other})
    return [(x.field, x.message, x.can_be_so) for x in slip_problems(slip, known)]


def test_homes_and_lifts_without_a_flag_need_a_tick() -> None:
    """TB10: it has happened already, so a broker may say that it is right all the same."""
    home, lift = at(PlaceKind.HOME), at(PlaceKind.LIFT)
    assert flags(home) == [("giver", "Member 101 has no flag for homes.", True)]
    assert flags(home, home_allowed=True) == []
    over = CheckSeen(TODAY, "p", until=date(2026, 3, 11))
    assert flags(home, home_allowed=True, dbs=over) == [
        ("giver", "Member 101 has no flag for homes.", True)
    ]
    assert flags(lift) == [("giver", "Member 101 has no flag for lifts.", True)]
    assert flags(lift, lifts_allowed=True) == []
    assert flags(at(PlaceKind.LIFT, giver="102", receiver="101")) == [
        ("giver", "Member 102 has no flag for lifts.", True)
    ]
    assert flags(at(PlaceKind.REMOTE)) == []


def test_the_young_are_in_public_places_only() -> None:
    """TB9."""
    young = {"turns_18_on": date(2027, 1, 1), "home_allowed": True}
    words = "Member 101 is under 18: groups and public places only."
    assert flags(at(PlaceKind.HOME), **young) == [("giver", words, True)]
    assert flags(SLIP, **young) == []


def test_a_first_exchange_at_a_home_is_asked_about() -> None:
    """TB11."""
    both = {
        "101": a_member(id="101", home_allowed=True),
        "102": a_member(id="102", home_allowed=True),
    }
    known = facts(parties=both, has_exchanged={"101"})
    words = "It is the first exchange of Member 102. Was a broker there?"
    assert slip_problems(at(PlaceKind.HOME), known) == (SlipProblem("receiver", words, True),)
    assert slip_problems(at(PlaceKind.PUBLIC), known) == ()


def test_an_open_concern_is_told_and_never_what_it_is() -> None:
    """TB12."""
    frozen = facts(a_member(id="101", frozen_on=TODAY))
    words = "A concern about Member 101 is open."
    assert slip_problems(SLIP, frozen) == (SlipProblem("giver", words, True),)


def test_numbers_that_stand_twice_are_found() -> None:
    assert repeated_numbers([SLIP, replace(SLIP, number=1002), SLIP]) == {1001}
