"""In what sorts of place a member may give or be given time (TB9, TB10)."""

from datetime import date

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import Member


def member_places(member: Member, today: date) -> tuple[PlaceKind, ...]:
    """The sorts of place: who is under 18 in public ones alone; homes and lifts only with the flag,
    and while the check that it stands on holds.
    """
    if member.is_under_18(today):
        return (PlaceKind.PUBLIC,)
    homes = member.home_allowed and member.dbs is not None and member.dbs.holds(today)
    lifts = member.lifts_allowed and member.driving is not None and member.driving.holds(today)
    return (
        PlaceKind.PUBLIC,
        *((PlaceKind.HOME,) if homes else ()),
        PlaceKind.REMOTE,
        *((PlaceKind.LIFT,) if lifts else ()),
    )
