"""Which times are the hours of a door, and which are sessions."""

from dataclasses import replace

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.opening import (
    is_at,
    is_session,
    opening_rules,
    session_venue,
    venue_names,
)
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import notation, parse_rules
from tests.factories import a_listing

DAYS = ["Mon 09:00-17:00", "Tue 09:00-17:00", "Thu 09:00-17:00"]
CLUB = "Wed 10:00-12:00"


@pytest.mark.parametrize(
    ("kind", "when", "opening", "hours"),
    [
        (Kind.HUB, [*DAYS, CLUB], [], DAYS),
        (Kind.HUB, DAYS[:1], [], DAYS[:1]),  # all its long times
        (Kind.SERVICE, [*DAYS, CLUB], [], DAYS),
        (Kind.SERVICE, [*DAYS[:2], CLUB], [], []),  # a long session now and then is a session
        (Kind.GROUP, DAYS, [], []),
        (Kind.HUB, DAYS, [CLUB], [CLUB]),  # hours that were given are all there are
        (Kind.GROUP, [CLUB], DAYS, DAYS),
    ],
)
def test_hours_and_sessions(
    kind: Kind, when: list[str], opening: list[str], hours: list[str]
) -> None:
    listing = a_listing(kind=kind, when=when)
    schedule = replace(listing.schedule, opening=parse_rules(opening))
    listing = replace(listing, schedule=schedule)
    assert [notation(rule) for rule in opening_rules(listing)] == hours
    sessions = [notation(rule) for rule in schedule.rules if is_session(listing, rule)]
    assert sessions == [each for each in when if opening or each not in hours]


def test_the_hub_that_it_meets_in() -> None:
    hub = Schedule(bank_holidays="closed")
    calendar = BoroughCalendar(venues={"riverside hub": Venue(hub, "RM18 7AR")})

    def at(name: str = "Knit", **where: object) -> Schedule | None:
        place = {"venue": "Riverside Hub", "postcode": "RM18 7AR", "precision": Precision.VENUE}
        listing = a_listing(name=name)
        changed = replace(listing.where, **{**place, **where})  # type: ignore[arg-type]
        return session_venue(replace(listing, where=changed), calendar)

    assert at() is hub
    assert at(venue="RIVERSIDE  hub".replace("  ", " ")) is hub
    assert at(postcode="") is hub
    assert at(postcode="RM17 6SL") is None
    assert at(precision=Precision.AREA) is None
    assert at(venue="") is None
    assert at(name="Riverside Hub") is None  # the hub itself


def test_hub_that_is_read_again_is_no_guest_of_its_own() -> None:
    hub = a_listing("hub", kind=Kind.HUB, name="The Hub")  # at Dock Road Hall
    again = replace(hub, schedule=replace(hub.schedule))
    venue = Venue(again.schedule, hub.where.postcode, "hub")
    calendar = BoroughCalendar(venues={"dock road hall": venue})
    assert session_venue(hub, calendar) is None
    assert session_venue(a_listing("club"), calendar) is again.schedule


def test_names_of_the_venues_that_any_of_its_times_go_by() -> None:
    club = a_listing(when=["Tue 10:00-12:00", "Wed 10:00-12:00 at The Annexe"])
    door = parse_rules(["Thu 10:00-12:00 at The Lodge"])
    club = replace(club, schedule=replace(club.schedule, opening=door))
    assert venue_names(club) == {"dock road hall", "the annexe", "the lodge"}
    hidden = replace(club, where=replace(club.where, precision=Precision.AREA))
    assert venue_names(hidden) == {"the annexe", "the lodge"}
    assert venue_names(a_listing(name="Dock Road Hall")) == frozenset()  # the hub itself


def test_what_is_at_a_house_meets_there_or_has_a_series_there() -> None:
    place = a_listing().where
    hub = a_listing(
        "hub", kind=Kind.HUB, name="The Hub", where=replace(place, venue="Riverside Hub")
    )
    away = replace(place, venue="Elsewhere")
    at_hub = ["Wed 10:00-12:00 at The Hub"]
    others = {
        "there": a_listing(where=hub.where),
        "no times": a_listing(where=hub.where, when=[]),
        "by its name": a_listing(where=replace(place, venue="the hub")),
        "a series": a_listing(where=away, when=at_hub),
        "away": a_listing(where=away),
        "other postcode": a_listing(where=replace(hub.where, postcode="RM17 6SL")),
        "only its area": a_listing(where=replace(hub.where, precision=Precision.AREA)),
    }
    assert [name for name, each in others.items() if is_at(each, hub)] == [
        *("there", "no times", "by its name", "a series"),
    ]
    hidden = replace(hub, where=replace(hub.where, precision=Precision.WITHHELD))
    assert not is_at(others["there"], hidden)
