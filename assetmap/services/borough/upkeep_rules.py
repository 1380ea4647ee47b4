"""The rules of upkeep: intervals that make no sense, and rules that nobody here could keep to."""

from collections.abc import Iterator

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.people.people import Action, may
from assetmap.services.account.people import everyone, has_taken_up
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy, title_of, used_by
from assetmap.services.context import Context

YEARS_MOST = 5  # of an interval; what is kept for longer has reasons of its own
KEPT_YEARS_MOST = 10
_MONTH_DAYS = 28  # of the shortest


def interval_problems(borough: Borough) -> Iterator[ChangeProblem]:
    """Months and days that nobody can mean."""
    rules = borough.upkeep
    for key, months in _months(rules):
        if months > YEARS_MOST * 12:
            yield _too_long(key, f"{months:,} months", YEARS_MOST)
    for key, days in _days(rules):
        if days > YEARS_MOST * 366:
            yield _too_long(key, f"{days:,} days", YEARS_MOST)
    for key, months in _kept(rules):
        if months > KEPT_YEARS_MOST * 12:
            yield _too_long(key, f"{months:,} months", KEPT_YEARS_MOST)
    shortest = min(months for _, months in _months(rules))
    if rules.ask_before >= shortest * _MONTH_DAYS:
        message = (
            f"Organisers would be asked {rules.ask_before:,} days before a check is due, but some "
            f"checks hold for {shortest} {'month' if shortest == 1 else 'months'} only. They would "
            "be asked again at once. Give fewer days."
        )
        yield ChangeProblem("upkeep", "days.ask_before", message)


def lone_editor(context: Context, before: Borough, after: Borough) -> Iterator[ChangeProblem]:
    """That nobody may publish their own words, where only one person could publish any."""
    if not after.upkeep.four_eyes or before.upkeep.four_eyes:
        return
    able = [
        person
        for person in everyone(context)
        if may(person, Action.PUBLISH) and has_taken_up(context, person)
    ]
    if len(able) < 2:
        there = f"only {title_of(able[0].name)} can publish here" if able else "nobody here can"
        message = (
            f"A second person would have to publish what an editor wrote, but {there}. Invite "
            "another editor first."
        )
        users = [UsedBy(title_of(each.name), f"/work/people/{each.id}") for each in able]
        yield used_by("upkeep", "four_eyes", message, users)


def _too_long(key: str, given: str, years: int) -> ChangeProblem:
    message = f"{given} is more than {years} years. Give a shorter time."
    return ChangeProblem("upkeep", key, message)


def _months(rules: UpkeepRules) -> Iterator[tuple[str, int]]:
    yield "months.usual", rules.usual_months
    yield from ((f"months.{kind}", months) for kind, months in rules.months.items())


def _days(rules: UpkeepRules) -> Iterator[tuple[str, int]]:
    yield "days.ask_before", rules.ask_before
    yield "days.overdue_after", rules.overdue_after
    yield "days.unconfirmed_after", rules.unconfirmed_after
    yield "days.lapsed_after", rules.lapsed_after
    yield "days.link", rules.link_days
    yield "days.session", rules.session_days


def _kept(rules: UpkeepRules) -> Iterator[tuple[str, int]]:
    yield "keep_months.audit", rules.audit_months
    yield "keep_months.reports", rules.report_months
    yield "keep_months.submissions", rules.submission_months
    yield "keep_months.gaps", rules.gap_months
