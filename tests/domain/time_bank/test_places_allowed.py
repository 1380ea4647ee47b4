"""In what sorts of place a member may give or be given time (TB9, TB10)."""

from datetime import date
from typing import Any

import pytest

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import CheckSeen, Member
from assetmap.domain.time_bank.places_allowed import member_places

TODAY = date(2026, 3, 16)
HOLDS = CheckSeen(TODAY, "p", until=TODAY)
RAN_OUT = CheckSeen(TODAY, "p", until=date(2026, 3, 15))
USUAL = (PlaceKind.PUBLIC, PlaceKind.REMOTE)


@pytest.mark.parametrize(
    ("member", "places"),
    [
        ({}, USUAL),
        ({"home_allowed": True, "lifts_allowed": True}, USUAL),
        ({"dbs": HOLDS, "driving": HOLDS}, USUAL),
        ({"home_allowed": True, "dbs": RAN_OUT}, USUAL),
        (
            {"home_allowed": True, "dbs": HOLDS},
            (PlaceKind.PUBLIC, PlaceKind.HOME, PlaceKind.REMOTE),
        ),
        ({"lifts_allowed": True, "driving": HOLDS}, (*USUAL, PlaceKind.LIFT)),
        (
            {
                "home_allowed": True,
                "lifts_allowed": True,
                "dbs": HOLDS,
                "driving": HOLDS,
                "turns_18_on": date(2026, 3, 17),
            },
            (PlaceKind.PUBLIC,),
        ),
    ],
)
def test_tb9_tb10_homes_and_lifts_need_flag_check_and_age(
    member: dict[str, Any], places: tuple[PlaceKind, ...]
) -> None:
    assert member_places(Member("101", **member), TODAY) == places
