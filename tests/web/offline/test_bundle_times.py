"""When things are on with no signal: next date, open now and notices as the server says them.

On many days, for every sort of rule and all that can differ.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from assetmap.app import create_app
from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule import LONDON, Schedule
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule
from assetmap.domain.times.schedule_words import session_words
from assetmap.services.context import Context
from assetmap.services.offline.offline_bundle import offline_bundle
from assetmap.services.search.reading import hit_of
from assetmap.web.presenters.cards import is_of_door, notice_words, open_words, term_words
from assetmap.web.presenters.facts import facts_of
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.organisers import another_day
from tests.web.conftest import whole_pack
from tests.web.offline.test_offline_modules import run

HOUSE = Where(Precision.VENUE, venue="Riverside Hub", place="Tilbury")
WEEKDAYS = [f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
# Around Good Friday and Easter Monday, the change of the clocks, half term, a Saturday.
DAYS = (
    *("2026-03-16T09:00", "2026-03-17T11:30", "2026-03-18T08:00", "2026-03-21T20:00"),
    *("2026-03-24T00:30", "2026-03-29T01:30", "2026-04-03T10:00", "2026-04-06T10:00"),
    *("2026-04-07T13:00", "2026-04-20T16:59", "2026-05-04T10:00", "2026-05-13T09:00"),
    "2027-09-07T09:00",  # beyond the terms that are known
)


def made(*entries: str, changes: tuple[str, ...] = (), **more: Any) -> Schedule:
    schedule = parse_schedule(list(entries))
    return replace(schedule, changes=tuple(map(parse_change, changes)), **more)


SCHEDULES = {
    "weekly": made("Tue 10:00-12:00"),
    "monday": made("Mon 10:00-12:00"),
    "monday-closed": made("Mon 10:00-12:00", bank_holidays="closed"),
    "monday-usual": made("Mon 10:00-12:00", bank_holidays="as usual"),
    "monday-hours": made("Mon 10:00-12:00", bank_holidays="14:00-15:00"),
    "fortnight": made("Every 2 weeks Tue 10:00-12:00 from 2026-03-10"),
    "begins": made("Tue 10:00-12:00 from 2026-04-14"),
    "ends": made("Tue 10:00-12:00 until 2026-03-31"),
    "named": made('Tue 10:00-12:00 called "Surgery" at The Annexe'),
    "monthly": made("2nd Wed 14:00-16:00", "Last Fri 10:00-11:00"),
    "fifteenth": made("RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15"),
    "yearly": made("RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1 10:00-12:00 from 2020-09-01"),
    "term": made("Tue 10:00-12:00 in term time"),
    "late": made("Mon 22:00-02:00", "Sat 19:00-00:00"),
    "date": made("2026-04-06 10:00-12:00", "2026-05-20 10:00-12:00"),
    "cancelled": made("Tue 10:00-12:00", changes=("2026-03-17 10:00 cancelled: no hall",)),
    "moved": made(
        "Tue 10:00-12:00",
        changes=(
            "2026-03-17 10:00 moved to 2026-03-18 14:00-16:00 at The Annexe",
            "2026-04-07 moved at The Church",
            "2026-05-05 moved to 2026-05-04",
        ),
    ),
    "date-cancelled": made("2026-03-20 10:00-12:00", changes=("2026-03-20 cancelled",)),
    "closed": made("Tue 10:00-12:00", changes=("2026-03-17 to 2026-03-31 closed: Painting",)),
    "open-after-all": made("Mon 10:00-12:00", changes=("2026-04-06 open",), bank_holidays="closed"),
    "at-the-hub": made("Mon 10:00-12:00", "Thu 10:00-12:00"),
    "door": made(opening=parse_rules(WEEKDAYS)),
    "door-closed": made(
        opening=parse_rules(WEEKDAYS),
        bank_holidays="closed",
        changes=(
            "2026-03-18 closed: Training",
            "2026-04-20 open 10:00-13:00",
            "2026-03-21 open 10:00-23:00",
        ),
    ),
    "door-night": made(opening=parse_rules(["Fri 18:00-02:00", "Sat 18:00-02:00"])),
    "door-always": made(
        opening=parse_rules(
            [f"{d} 00:00-24:00" for d in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
        ),
        bank_holidays="as usual",
    ),
    "surgery": made('Wed 09:30-11:00 called "Housing surgery"'),
    "phone": made("Tue 10:00-12:00", phone=parse_rules(WEEKDAYS[:2]), bank_holidays="closed"),
    "paused": made("Tue 10:00-12:00", opening=parse_rules(WEEKDAYS)),
}


def listings() -> list[Listing]:
    """One of each schedule; a hub that is closed for two days, with a listing that meets there."""
    found = []
    for name, schedule in SCHEDULES.items():
        where = HOUSE if name == "at-the-hub" else a_listing().where
        status = Status.PAUSED if name == "paused" else Status.PUBLISHED
        found.append(a_listing(name, name=name, schedule=schedule, where=where, status=status))
    hub = made(
        *WEEKDAYS, changes=("2026-03-19 to 2026-03-20 closed: Boiler",), bank_holidays="closed"
    )
    planned = {"status": Status.PLANNED, "schedule": SCHEDULES["paused"]}
    return [
        *found,
        a_listing("planned", **planned, opens_on=date(2026, 4, 7)),
        a_listing("silent", **planned, opens_on=date(2026, 4, 3), public=Contact()),
        a_listing("was-planned", **planned, opens_on=date(2026, 3, 2)),
        a_listing("some-day", **planned),
        a_listing("hub", name="Riverside Hub", kind=Kind.HUB, schedule=hub, where=HOUSE),
    ]


def pack(context: Context) -> dict[str, Any]:
    """The pack as a phone is given it."""
    return whole_pack(create_app(context).test_client().get("/pack.json").get_json())


COUNTED = ("fortnight", "fifteenth", "yearly")
LABELS = ("When", "Open", "Phone answered", "Bank holidays")
SAY = (
    "const { isOfDoor, nextSession, sessionWords, opening, noticeWords, termWords }"
    " = await import(`${at}/times.js`);"
    "const { facts } = await import(`${at}/listing-view.js`);"
    "const said = (time) => { const about = { pack: given.pack, now: new Date(time) };"
    "  return given.pack.listings.map((each) => {"
    "    const [door, next] = [opening(each, about), nextSession(each, about)];"
    "    return [each.i, next ? sessionWords(next, about.now) : '', door?.words ?? '',"
    "      isOfDoor(door, next, each), noticeWords(each, about), termWords(each, next, about),"
    "      facts(each, given.pack, about.now).filter(([label]) => given.labels.includes(label))];"
    "  }); };"
    "console.log(JSON.stringify(given.days.map(said)));"
)


def test_next_date_door_and_notice_are_the_servers_on_many_days(
    node: str, make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    every = listings()
    context = make_context(*every)
    found = run(node, SAY, {"pack": pack(context), "days": DAYS, "labels": LABELS})
    wrong = []
    for day, offline in zip(DAYS, found, strict=True):
        later = another_day(context, day)
        now = later.clock.now()
        assert now == datetime.fromisoformat(day).replace(tzinfo=LONDON)
        by_id = {each.id: each for each in every}
        for listing_id, *said in offline:
            hit = hit_of(later, public_view(by_id[listing_id]))
            online = [
                session_words(hit.next, now) if hit.next else "",
                open_words(hit, now),
                is_of_door(hit),
                notice_words(hit, now.date()),
                term_words(hit, later.borough, now.date()),
                [
                    [fact.label, [*fact.lines, *fact.closed]]
                    for fact in facts_of(hit, later.borough, now)
                    if fact.label in LABELS
                ],
            ]
            if listing_id in COUNTED and day == DAYS[-1]:
                continue  # of such rules a bundle knows the days of two months
            if said != online:
                wrong.append((day, listing_id, said, online))
        later.close()
    assert wrong == []


def test_plain_rules_are_as_short_as_ever(make_context: ContextMaker) -> None:
    context = make_context(a_listing("plain"), a_listing("other", when=["1st Fri 10:00-11:00"]))
    times = ("r", "op", "oc", "bh", "x", "en", "dd", "off")
    kept = [
        {key: value for key, value in each.items() if key in times}
        for each in pack(context)["listings"]
    ]
    assert kept == [{"r": ["1st Fri 10:00-11:00"]}, {"r": ["Tue 10:00-12:00"]}]


def test_what_has_finished_is_not_in_the_pack(make_context: ContextMaker) -> None:
    over = a_listing("over", when=["2026-03-15 10:00-12:00"])
    context = make_context(over, a_listing("plain"))
    bundle = offline_bundle(context)
    assert [row.listing.id for row in bundle.rows] == ["plain"]
    assert (len(bundle.has), len(bundle.unsaid), len(bundle.hits)) == (1, 1, 1)
    assert [each["i"] for each in pack(context)["listings"]] == ["plain"]
