"""The ladder: when a listing is due, overdue, unconfirmed, lapsed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.checks.check import Check, Method, Outcome, after_check, after_report
from assetmap.domain.checks.freshness import (
    Freshness,
    Standing,
    UpkeepRules,
    freshness_of,
    months_after,
    standing_of,
    was_rung_in_vain,
)
from assetmap.domain.listings.listing import Checked, Kind, Listing
from tests.factories import a_listing
from tests.properties import quick

RULES = UpkeepRules(months={Kind.HUB: 3, Kind.SPACE: 12})
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ANY_DAY = st.dates()
CHECKED = st.builds(
    Checked,
    on=st.none() | ANY_DAY,
    reported=st.lists(DAYS, max_size=3).map(tuple),
    unanswered=st.lists(DAYS, max_size=3).map(tuple),
)
MOMENTS = DAYS.map(lambda on: datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


def checked_on(on: date | None, **doubts: tuple[date, ...]) -> Listing:
    return a_listing(checked=Checked(on, "Thurrock CVS", "visited", **doubts))


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2026, 2, 1), Freshness.FRESH),
        (date(2026, 8, 3), Freshness.FRESH),
        (date(2026, 8, 4), Freshness.ASK),
        (date(2026, 9, 2), Freshness.ASK),
        (date(2026, 9, 3), Freshness.DUE),
        (date(2026, 10, 2), Freshness.DUE),
        (date(2026, 10, 3), Freshness.OVERDUE),
        (date(2026, 12, 1), Freshness.OVERDUE),
        (date(2026, 12, 2), Freshness.UNCONFIRMED),
        (date(2027, 3, 1), Freshness.UNCONFIRMED),
        (date(2027, 3, 2), Freshness.LAPSED),
    ],
)
def test_a_group_climbs_down_the_ladder(today: date, rung: Freshness) -> None:
    assert freshness_of(checked_on(date(2026, 3, 3)), RULES, today) is rung


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.GROUP, date(2026, 9, 3)),
        (Kind.HUB, date(2026, 6, 3)),
        (Kind.SPACE, date(2027, 3, 3)),
    ],
)
def test_each_kind_has_its_own_months(kind: Kind, due: date) -> None:
    assert standing_of(replace(checked_on(date(2026, 3, 3)), kind=kind), RULES).due_on == due


@pytest.mark.parametrize(
    ("on", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(9999, 12, 31), 6, date.max),
    ],
)
def test_months_end_where_the_shorter_month_does(on: date, months: int, then: date) -> None:
    assert months_after(on, months) == then


def test_one_report_makes_it_due_that_day_and_a_second_one_overdue() -> None:
    listing = checked_on(date(2026, 3, 3))
    once = after_report(listing, date(2026, 3, 10))
    assert freshness_of(once, RULES, date(2026, 3, 9)) is not Freshness.DUE
    assert freshness_of(once, RULES, date(2026, 3, 10)) is Freshness.DUE
    twice = after_report(once, date(2026, 3, 12))
    assert freshness_of(twice, RULES, date(2026, 3, 11)) is Freshness.DUE
    assert freshness_of(twice, RULES, date(2026, 3, 12)) is Freshness.OVERDUE


def test_calls_without_answer_count_once_a_day() -> None:
    same_day = checked_on(date(2026, 3, 3), unanswered=(date(2026, 3, 10), date(2026, 3, 10)))
    assert freshness_of(same_day, RULES, date(2026, 3, 16)) is Freshness.FRESH
    two_days = checked_on(date(2026, 3, 3), unanswered=(date(2026, 3, 12), date(2026, 3, 10)))
    assert freshness_of(two_days, RULES, date(2026, 3, 12)) is Freshness.OVERDUE
    assert standing_of(two_days, RULES).due_on == date(2026, 3, 12)


@pytest.mark.parametrize("needed", [1, 2, 3])
def test_borough_says_how_many_failures_are_too_many(needed: int) -> None:
    rules = replace(RULES, second_failure=needed)
    days = tuple(date(2026, 3, 10 + n) for n in range(needed))
    for some in (days[:-1], days[:-1] * 2):  # calls of one day are one
        few = checked_on(date(2026, 3, 3), unanswered=some)
        assert standing_of(few, rules).overdue_on == date(2026, 10, 3)
        assert not was_rung_in_vain(few.checked, rules)
    enough = checked_on(date(2026, 3, 3), unanswered=days)
    assert standing_of(enough, rules).overdue_on == days[-1]
    assert was_rung_in_vain(enough.checked, rules)
    reported = checked_on(date(2026, 3, 3), reported=(days[0],) * needed)  # each report counts
    assert standing_of(reported, rules).overdue_on == days[0]
    assert not was_rung_in_vain(reported.checked, rules)


def unchecked(**changes: Any) -> Listing:
    return replace(checked_on(None), **changes)


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2026, 3, 2), Freshness.UNCHECKED),
        (date(2026, 3, 3), Freshness.UNCHECKED),
        (date(2026, 10, 2), Freshness.UNCHECKED),
        (date(2026, 10, 3), Freshness.OVERDUE),
        (date(2026, 12, 2), Freshness.UNCONFIRMED),
        (date(2027, 3, 2), Freshness.LAPSED),
    ],
)
@pytest.mark.parametrize(
    "since",
    [
        {"published_on": date(2026, 3, 3), "created_at": datetime(2020, 1, 1, 9, tzinfo=UTC)},
        {"created_at": datetime(2026, 3, 3, 9, tzinfo=UTC)},
    ],
)
def test_one_that_nobody_checked_goes_down_from_the_day_it_became_public(
    since: dict[str, Any], today: date, rung: Freshness
) -> None:
    listing = unchecked(**since)
    assert freshness_of(listing, RULES, today) is rung
    on = date(2026, 3, 3)
    assert standing_of(listing, RULES) == Standing(
        *(on, on, date(2026, 10, 3), date(2026, 12, 2), date(2027, 3, 2)), is_checked=False
    )


def test_one_that_nobody_checked_by_kind_by_terms_and_by_doubts() -> None:
    on = date(2026, 1, 5)
    hub = unchecked(published_on=on, kind=Kind.HUB)
    assert standing_of(hub, RULES).overdue_on == date(2026, 5, 5)
    terms = unchecked(published_on=date(2026, 6, 1))
    terms = replace(terms, schedule=replace(terms.schedule, terms="In term time only"))
    assert standing_of(terms, RULES).overdue_on == date(2026, 10, 1)
    reported = after_report(unchecked(published_on=on), date(2026, 2, 1))
    assert freshness_of(reported, RULES, date(2026, 2, 3)) is Freshness.UNCHECKED
    doubted = after_report(reported, date(2026, 2, 2))
    assert freshness_of(doubted, RULES, date(2026, 2, 3)) is Freshness.OVERDUE


def test_one_of_which_nothing_is_known_is_unchecked_for_good() -> None:
    assert freshness_of(unchecked(), RULES, date(2036, 1, 1)) is Freshness.UNCHECKED


@quick
@given(CHECKED, st.sampled_from(Kind), st.none() | MOMENTS)
def test_the_rungs_stand_in_order(checked: Checked, kind: Kind, created: datetime | None) -> None:
    listing = replace(a_listing(checked=checked, created_at=created), kind=kind)
    standing = standing_of(listing, RULES)
    rungs = (
        *(standing.ask_on, standing.due_on, standing.overdue_on),
        *(standing.unconfirmed_on, standing.lapsed_on),
    )
    said = [on for on in rungs if on is not None]
    assert said == sorted(said)


@quick
@given(CHECKED, DAYS, DAYS)
def test_a_listing_only_gets_worse_while_nobody_checks_it(
    checked: Checked, one: date, other: date
) -> None:
    listing = a_listing(checked=checked)
    order = list(Freshness)
    early, late = sorted((one, other))
    worse = [order.index(freshness_of(listing, RULES, on)) for on in (early, late)]
    assert worse == sorted(worse)


@quick
@given(CHECKED, DAYS)
def test_a_doubt_never_makes_it_look_better(checked: Checked, on: date) -> None:
    listing = a_listing(checked=checked)
    order = list(Freshness)
    for today in (on, on + timedelta(days=200)):
        before = order.index(freshness_of(listing, RULES, today))
        assert order.index(freshness_of(after_report(listing, on), RULES, today)) >= before


@quick
@given(CHECKED, DAYS, st.sampled_from(Method), st.sampled_from(Outcome))
def test_only_an_answer_first_hand_moves_the_date(
    checked: Checked, on: date, method: Method, outcome: Outcome
) -> None:
    listing = a_listing(checked=checked)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    check = Check("c", listing.id, at, "p", method, outcome, "Thurrock CVS")
    after = after_check(listing, check)
    counts = outcome in (Outcome.ALL_CORRECT, Outcome.CHANGED) and method not in (
        *(Method.LOOKED, Method.REGISTER),
    )
    if counts and (checked.on is None or on >= checked.on):
        assert after.checked.on == on
    else:
        assert after.checked.on == checked.on
    if checked.on is not None:
        assert after.checked.on is not None
        assert after.checked.on >= checked.on


@pytest.mark.parametrize(
    ("checked", "due"),
    [
        (date(2026, 3, 3), date(2026, 9, 1)),
        (date(2026, 1, 5), date(2026, 7, 5)),
        (date(2026, 8, 23), date(2027, 2, 23)),
        (date(2026, 9, 1), date(2027, 3, 1)),
    ],
)
def test_what_goes_by_school_terms_is_due_each_september(checked: date, due: date) -> None:
    listing = checked_on(checked)
    terms = replace(listing, schedule=replace(listing.schedule, terms="In term time only"))
    assert standing_of(terms, UpkeepRules()).due_on == due


def test_each_rung_says_whether_a_check_is_due_and_whether_the_public_is_told() -> None:
    assert {rung: (rung.is_due, rung.is_doubtful) for rung in Freshness} == {
        Freshness.FRESH: (False, False),
        Freshness.ASK: (False, False),
        Freshness.DUE: (True, False),
        Freshness.UNCHECKED: (True, False),
        Freshness.OVERDUE: (True, True),
        Freshness.UNCONFIRMED: (True, True),
        Freshness.LAPSED: (True, True),
    }
