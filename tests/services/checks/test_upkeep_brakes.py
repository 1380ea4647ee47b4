"""The day's work stops for a clock that cannot be right, and for far too much to archive."""

import pytest

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.people.people import Role
from assetmap.services.checks.upkeep_brakes import note_ran, note_stopped, reasons_to_stop
from assetmap.services.checks.upkeep_run import plan_day
from assetmap.services.checks.upkeep_state import read_state
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.archiving import archive
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.organisers import LONG_AGO, another_day, checked_on, due_listing, letters

RANG = checked_on(LONG_AGO, unanswered=(LONG_AGO.replace(month=9), LONG_AGO.replace(month=10)))


def reasons(context: Context) -> tuple[str, ...]:
    return reasons_to_stop(context, plan_day(context))


def on_day(context: Context, today: str) -> tuple[str, ...]:
    other = another_day(context, today)
    try:
        return reasons(other)
    finally:
        other.close()


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-03-16T09:00", ""),
        ("2026-03-16T08:30", ""),  # clocks differ a little
        ("2026-03-15", "but the newest change or run is of 16 March 2026. Set the clock right."),
        ("2024-01-01", "but the newest change or run is of 16 March 2026. Set the clock right."),
        ("2026-05-15", ""),
        ("2026-05-16", "the last run or change was on 16 March 2026, more than 60 days before."),
        ("2038-01-19", "the last run or change was on 16 March 2026, more than 60 days before."),
    ],
)
def test_a_clock_that_cannot_be_right(make_context: ContextMaker, today: str, says: str) -> None:
    context = make_context()
    a_person(context, Role.ADMIN)
    note_ran(context)
    found = on_day(context, today)
    assert (len(found), says in " ".join(found)) == (bool(says), True)


def test_a_change_of_tomorrow_is_a_clock_that_cannot_be_right(make_context: ContextMaker) -> None:
    context = make_context(due_listing("knit"))
    tomorrow = another_day(context, "2026-03-17")
    archive(tomorrow, Actor(a_person(tomorrow, Role.EDITOR), "web"), "knit", ArchiveReason.CLOSED)
    tomorrow.close()
    assert len(reasons(context)) == 1


def test_a_directory_without_a_past_has_nothing_to_go_by(make_context: ContextMaker) -> None:
    assert reasons(make_context(today="2040-01-01")) == ()


@pytest.mark.parametrize(
    ("gone", "kept", "stops"), [(10, 0, 0), (11, 0, 1), (11, 208, 1), (11, 209, 0)]
)
def test_far_too_much_to_archive_is_more_than_ten_and_a_twentieth(
    make_context: ContextMaker, gone: int, kept: int, stops: int
) -> None:
    context = make_context(
        *(due_listing(f"gone{number}", checked=RANG) for number in range(gone)),
        *(due_listing(f"kept{number}") for number in range(kept)),
    )
    found = reasons(context)
    assert len(found) == stops
    if stops:
        assert found[0].startswith(f"11 of {gone + kept} public listings would be archived")


def test_admins_are_told_once_for_as_long_as_it_stands(make_context: ContextMaker) -> None:
    context = make_context()
    admin = a_person(context, Role.ADMIN)
    a_person(context, Role.EDITOR)
    for _ in range(3):
        note_stopped(context, ("Set the clock right.",))
    assert [each.to for each in letters(context)] == [admin.email]
    assert "Set the clock right." in letters(context)[0].text
    state = read_state(context.config.home)
    assert (state.stopped_at, state.why) == (context.clock.now(), ("Set the clock right.",))
    note_ran(context)
    assert read_state(context.config.home).stopped_at is None
