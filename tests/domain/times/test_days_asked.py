from datetime import date, timedelta

import pytest

from assetmap.domain.times.days_asked import DaysAsked, monday_of, read_days, week_of

MONDAY = date(2026, 3, 16)


def read(today: date = MONDAY, **given: str) -> tuple[str, str, str, list[str]]:
    days, problems = read_days({name.replace("_", "-"): v for name, v in given.items()}, today)
    said = [f"{each.parameter}: {each.message}" for each in problems]
    return str(days.first), str(days.last), days.when, said


@pytest.mark.parametrize(
    ("given", "first", "last", "when"),
    [
        ({}, "2026-03-16", "2026-03-22", ""),
        ({"when": "today"}, "2026-03-16", "2026-03-16", "today"),
        ({"when": " Tomorrow "}, "2026-03-17", "2026-03-17", "tomorrow"),
        ({"when": "weekend"}, "2026-03-21", "2026-03-22", "weekend"),
        ({"week_of": "2026-03-30"}, "2026-03-30", "2026-04-05", ""),
        ({"week_of": "2026-04-05"}, "2026-03-30", "2026-04-05", ""),
        ({"week_of": "3 April 2026"}, "2026-03-30", "2026-04-05", ""),
        ({"week_of": "3/4/2026"}, "2026-03-30", "2026-04-05", ""),
        ({"week_of": "2025-12-31"}, "2025-12-29", "2026-01-04", ""),
        ({"on": "2026-03-18"}, "2026-03-18", "2026-03-18", ""),
    ],
)
def test_days_are_read(given: dict[str, str], first: str, last: str, when: str) -> None:
    assert read(**given) == (first, last, when, [])


@pytest.mark.parametrize(
    ("today", "first"), [("2026-03-21", "2026-03-21"), ("2026-03-22", "2026-03-22")]
)
def test_weekend_that_has_begun_is_what_is_left_of_it(today: str, first: str) -> None:
    on = date.fromisoformat(today)
    assert read(on, when="weekend") == (first, "2026-03-22", "weekend", [])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"week_of": "nonsense"}, "“nonsense” is no date. Write one such as 2026-03-16."),
        ({"week_of": "2026-02-30"}, "“2026-02-30” is no date. Write one such as 2026-03-16."),
        ({"on": "x" * 50}, f"“{'x' * 40}…” is no date. Write one such as 2026-03-16."),
        ({"when": "someday"}, "“when” is today, tomorrow or weekend."),
        ({"week_of": "9999-12-31"}, "There is no such week."),
    ],
)
def test_nonsense_is_answered_in_words_and_with_this_week(given: dict[str, str], said: str) -> None:
    (name,) = given
    expected = f"{name.replace('_', '-')}: {said} Here is this week."
    assert read(**given) == ("2026-03-16", "2026-03-22", "", [expected])


def test_of_two_words_about_days_the_first_counts_and_it_is_told() -> None:
    assert read(when="today", week_of="2026-03-30") == (
        *("2026-03-16", "2026-03-16", "today"),
        ["week-of: We used “when” and left “week-of” out: give only one."],
    )


def test_days_are_said_again_as_parameters() -> None:
    for given in ({}, {"when": "today"}, {"week-of": "2026-03-30"}, {"on": "2026-03-18"}):
        days, _ = read_days(given, MONDAY)
        assert dict(days.parameters()) == given


def test_this_week_is_known_from_its_monday_and_weeks_past_or_far_ahead_are_not() -> None:
    sunday = date(2026, 3, 22)
    this = week_of(sunday, sunday)
    assert (this.is_this_week, this.is_past, this.known) == (True, False, (MONDAY, sunday))
    assert [each.isoformat() for each in this.dates][::6] == ["2026-03-16", "2026-03-22"]
    last = week_of(MONDAY - timedelta(days=1), MONDAY)
    assert (last.is_past, last.known) == (True, None)
    edge = week_of(MONDAY + timedelta(days=400), MONDAY)  # of which some days are known
    assert edge.known == (edge.first, edge.known_until)
    far = week_of(MONDAY + timedelta(days=410), MONDAY)
    assert (far.is_beyond, far.known) == (True, None)


def test_ways_to_other_weeks_end_where_dates_do() -> None:
    this = week_of(MONDAY, MONDAY)
    following = this.week_at(1)
    assert following is not None
    assert following.first == date(2026, 3, 23)
    assert this.week_at(-1) is None
    assert following.week_at(-1) == this
    assert this.week_at(80) is None
    end = DaysAsked(date(9999, 12, 27), date(9999, 12, 31), MONDAY)
    assert end.week_at(1) is None


def test_monday_of_a_week_is_itself_on_a_monday() -> None:
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}
