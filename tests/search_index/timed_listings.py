"""Listings with every kind of times, for properties."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.text import fold
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from tests.domain.schedules import SERIES
from tests.factories import a_listing

TODAY = date(2026, 3, 16)
TERMS = SchoolTerms(
    (
        SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 3, 27)),
        SchoolTerm("2025 to 2026", date(2026, 4, 13), date(2026, 7, 21)),
    )
)
VENUES = ("The Annexe", "Riverside Hub", "Dock Road Hall")
_CHANGES = (
    *("2026-03-17 cancelled", "2026-03-17 10:00 moved to 2026-03-19 14:00-15:00 at The Annexe"),
    *("2026-03-20 open 10:00-13:00", "2026-03-23 to 2026-04-10 closed", "2027-05-01 closed"),
)
_CLOSED = (date(2026, 3, 16), date(2026, 3, 24), date(2026, 4, 6))


def schedules() -> st.SearchStrategy[Schedule]:
    """Schedules of series and hours, mostly with nothing that differs."""
    rules = st.lists(SERIES, max_size=3).map(tuple)
    usual = st.builds(
        Schedule,
        rules=rules,
        opening=st.one_of(st.just(()), rules),
        words=st.sampled_from([(), ("Tuesday mornings",), ("By arrangement",)]),
        terms=st.sampled_from(["", "School term time only", "March to October"]),
        closed=st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(_CLOSED))),
        bank_holidays=st.sampled_from(["", "closed", "as usual"]),
    )
    changes = st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=2, unique=True)
    differing = st.builds(
        lambda schedule, lines, holidays: replace(
            schedule, changes=tuple(map(parse_change, lines)), bank_holidays=holidays
        ),
        usual,
        changes,
        st.sampled_from(["", "closed", "10:00-14:00"]),
    )
    return st.one_of(usual, usual, differing)


def _listing(
    schedule: Schedule, kind: Kind, name: str, venue: str, precision: Precision, status: Status
) -> Listing:
    made = a_listing(name=name, kind=kind, status=status, schedule=schedule)
    return replace(made, where=replace(made.where, venue=venue, precision=precision))


LISTINGS = st.builds(
    _listing,
    schedules(),
    st.sampled_from([Kind.GROUP, Kind.HUB, Kind.SERVICE]),
    st.sampled_from(["Knit Club", *VENUES]),
    st.sampled_from(["", *VENUES]),
    st.sampled_from([Precision.VENUE, Precision.AREA]),
    st.sampled_from([Status.PUBLISHED, Status.PUBLISHED, Status.PAUSED]),
)
_IDS = tuple("abcdef")
# A directory by id, in order.
DIRECTORIES = st.dictionaries(st.sampled_from(_IDS), LISTINGS, max_size=5).map(
    lambda found: {each: replace(found[each], id=each) for each in sorted(found)}
)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Listing]]:
    """A directory as it was and as it became: what did not change is the same object."""
    found = [draw(DIRECTORIES)]
    for _ in range(draw(st.integers(1, 3))):
        now = dict(found[-1])
        for each in draw(st.lists(st.sampled_from(_IDS), max_size=2, unique=True)):
            if draw(st.booleans()):
                now[each] = replace(draw(LISTINGS), id=each)
            else:
                now.pop(each, None)
        found.append({each: now[each] for each in sorted(now)})
    return found


def calendar_of(listings: Mapping[str, Listing] | Sequence[Listing] = ()) -> BoroughCalendar:
    """A calendar whose venues are the hubs among some listings."""
    every = listings.values() if isinstance(listings, Mapping) else listings
    hubs = [each for each in every if each.kind is Kind.HUB]
    venues = {
        fold(name): Venue(hub.schedule, hub.where.postcode, hub.id)
        for hub in hubs
        if hub.where.precision is Precision.VENUE
        for name in (hub.where.venue, hub.name)
        if name
    }
    return BoroughCalendar(TERMS, BankHolidays("england"), venues)


def changed_venues(before: BoroughCalendar, now: BoroughCalendar) -> frozenset[str]:
    """The folded names of the venues that one calendar has and another has not, or otherwise."""
    names = before.venues.keys() | now.venues.keys()
    return frozenset(each for each in names if before.venues.get(each) != now.venues.get(each))
