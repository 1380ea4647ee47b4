"""Checks as they are kept, and what follows for the listing, its reports and the audit."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assetmap.domain.checks.check import CONFIRMABLE, Check, Method, Outcome
from assetmap.domain.checks.freshness import Freshness, freshness_of
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Checked, Contact, Status
from assetmap.domain.people.people import RESIDENT, NotAllowed, Person, Role, organiser_of
from assetmap.services.checks.checks import (
    BadDay,
    PersonalDataError,
    checks_of,
    has_private_number,
    next_due,
    record_check,
    reveal_contact,
)
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, revisions_of
from assetmap.services.listings.proposals import waiting
from assetmap.services.open_reports import open_reports
from assetmap.storage.store import NotFound
from assetmap.storage.tables import REPORTS
from tests.conftest import ContextMaker
from tests.factories import a_listing

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 3, 16)
OLD = Checked(date(2025, 8, 8), "Thurrock CVS", "spoke to the organiser")
VOLUNTEER = Actor(Person("p-v", roles=(Role.VOLUNTEER,)))
COORDINATOR = Actor(Person("p-c", roles=(Role.COORDINATOR,)))
PRIVATE = Contact(phone="01632 960777", name="Jean MARK-private")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing(checked=OLD, private=PRIVATE), a_listing("other", checked=OLD))


def said(context: Context) -> list[tuple[str, str, str]]:
    """The audit of the listing: who, what and why."""
    found = context.store.audited(subject="listing:knit-club")
    return [(x.entry.happening.by, x.entry.happening.what, x.entry.happening.why) for x in found]


def test_all_correct_is_public_at_once_and_keeps_the_contact(context: Context) -> None:
    check = record_check(
        *(context, VOLUNTEER, "knit-club", Method.PHONED, Outcome.ALL_CORRECT),
        spoke_to=" the \n treasurer ",
    )
    assert check == Check(
        *(check.id, "knit-club", context.clock.now(), "p-v", Method.PHONED, Outcome.ALL_CORRECT),
        *(context.borough.body, "the treasurer", CONFIRMABLE),
    )
    listing = context.store.get_listing("knit-club").listing
    assert listing.checked == Checked(TODAY, context.borough.body, "spoke to the organiser")
    assert next_due(context, listing) == date(2026, 9, 16)
    assert context.store.private_contact("knit-club") == PRIVATE
    assert checks_of(context, "knit-club") == [check]
    assert checks_of(context, "other") == []
    assert said(context) == [("p-v", "checked", "phoned: all-correct")]
    assert [each.what for each in revisions_of(context, "knit-club")] == ["taken in", "checked"]
    snapshot = context.directory_cache.current().snapshot
    assert snapshot.rows[snapshot.position["knit-club"]].listing.shown.checked.on == TODAY


@pytest.mark.parametrize("method", [Method.LOOKED, Method.REGISTER])
def test_looking_is_kept_and_moves_nothing(context: Context, method: Method) -> None:
    report_problem(context, Actor(RESIDENT), "knit-club", Trouble.TIMES_WRONG)
    before = context.store.get_listing("knit-club").listing
    record_check(context, VOLUNTEER, "knit-club", method, Outcome.ALL_CORRECT)
    assert context.store.get_listing("knit-club").listing == before
    assert len(open_reports(context, "knit-club")) == 1
    assert said(context)[-1] == ("p-v", "checked", f"{method}: all-correct")


def test_two_days_without_answer_make_it_overdue(make_context: ContextMaker) -> None:
    fresh = Checked(date(2026, 3, 3), "Thurrock CVS", "visited")
    first = make_context(a_listing(checked=fresh), today="2026-03-12")
    for _ in range(2):
        record_check(first, VOLUNTEER, "knit-club", Method.PHONED, Outcome.NO_ANSWER)
    listing = first.store.get_listing("knit-club").listing
    assert listing.checked == replace(fresh, unanswered=(date(2026, 3, 12),))
    rules = first.borough.upkeep
    assert freshness_of(listing, rules, date(2026, 3, 16)) is Freshness.FRESH
    second = make_context(today="2026-03-16")
    record_check(second, VOLUNTEER, "knit-club", Method.PHONED, Outcome.NO_ANSWER)
    listing = second.store.get_listing("knit-club").listing
    assert listing.checked.unanswered == (date(2026, 3, 12), date(2026, 3, 16))
    assert freshness_of(listing, rules, date(2026, 3, 16)) is Freshness.OVERDUE


def test_a_check_settles_the_reports_before_it_and_no_later_one(make_context: ContextMaker) -> None:
    early = make_context(a_listing(checked=OLD), today="2026-03-10")
    old = report_problem(early, Actor(RESIDENT), "knit-club", Trouble.TIMES_WRONG)
    context = make_context(today="2026-03-16")
    new = report_problem(context, Actor(RESIDENT), "knit-club", Trouble.NUMBER_DEAD)
    on = date(2026, 3, 12)
    record_check(context, VOLUNTEER, "knit-club", Method.MET, Outcome.ALL_CORRECT, on=on)
    assert [each.id for each in open_reports(context, "knit-club")] == [new.id]
    settled = context.store.get(REPORTS, old.id)
    assert (settled.state, settled.closed_by) == (ReportState.RIGHT, "p-v")
    assert context.store.get_listing("knit-club").listing.checked == Checked(
        *(on, context.borough.body, "spoke to the organiser"), reported=(TODAY,)
    )
    record_check(context, VOLUNTEER, "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    assert open_reports(context, "knit-club") == []
    assert context.store.get_listing("knit-club").listing.checked.reported == ()


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 17), "The day of the check must be today or in the past."),
        (date(2026, 1, 14), "The day of the check must be within the last 60 days."),
        (
            date(2026, 2, 27),
            "It was checked after that, on 28 February 2026: this would change nothing.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused(context: Context, on: date, words: str) -> None:
    checked = replace(OLD, on=date(2026, 2, 28))
    with context.store.transaction() as uow:
        uow.save_listing(a_listing(checked=checked))
    with pytest.raises(BadDay) as refused:
        record_check(context, VOLUNTEER, "knit-club", Method.MET, Outcome.ALL_CORRECT, on=on)
    assert str(refused.value) == words
    assert checks_of(context, "knit-club") == []


def test_a_list_on_paper_counts_from_its_day(context: Context) -> None:
    on = date(2026, 1, 15)
    check = record_check(context, VOLUNTEER, "knit-club", Method.MET, Outcome.ALL_CORRECT, on=on)
    assert check.at == datetime(2026, 1, 15, 12, tzinfo=LONDON)
    assert context.store.get_listing("knit-club").listing.checked.on == on
    (happened,) = context.store.audited(subject="listing:knit-club")
    assert happened.entry.happening.at.astimezone(UTC).date() == TODAY


def test_a_clock_that_jumps_back_makes_no_check_older(make_context: ContextMaker) -> None:
    context = make_context(a_listing(checked=OLD))
    record_check(context, VOLUNTEER, "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    after = context.store.get_listing("knit-club").listing
    earlier = make_context(today="2026-01-01")
    for outcome in (Outcome.ALL_CORRECT, Outcome.CHANGED, Outcome.NO_ANSWER):
        record_check(earlier, VOLUNTEER, "knit-club", Method.PHONED, outcome)
    assert earlier.store.get_listing("knit-club").listing == after


@pytest.mark.parametrize(
    ("outcome", "because"),
    [(Outcome.CLOSED, "closed"), (Outcome.WANTS_REMOVAL, "owner asked")],
)
def test_an_ending_asks_an_editor_once(context: Context, outcome: Outcome, because: str) -> None:
    for _ in range(2):
        record_check(context, VOLUNTEER, "knit-club", Method.PHONED, outcome)
    asked = [(each.listing_id, each.archive_because, each.by) for each in waiting(context)]
    assert asked == [("knit-club", because, "p-v")]
    listing = context.store.get_listing("knit-club").listing
    assert (listing.status, listing.checked) == (Status.PUBLISHED, OLD)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("note", "ring 01632 960 123", "Leave the phone number out: we must not keep it here."),
        ("spoke_to", "+44 (0)7700-900123", "Leave the phone number out: we must not keep it here."),
        ("note", "to jo@example.org", "Leave the email address out: we must not keep it here."),
        ("note", "x" * 501, "Keep it to 500 characters."),
    ],
)
def test_personal_texts_are_refused_and_nothing_is_kept(
    context: Context, field: str, text: str, words: str
) -> None:
    with pytest.raises(PersonalDataError) as refused:
        record_check(
            *(context, VOLUNTEER, "knit-club", Method.PHONED, Outcome.ALL_CORRECT), **{field: text}
        )
    assert (refused.value.field, str(refused.value)) == (field, words)
    assert checks_of(context, "knit-club") == []
    assert context.store.get_listing("knit-club").listing.checked == OLD


def test_plain_figures_are_no_phone_number(context: Context) -> None:
    note = "Now 12 to 14 on 17/3/2026, costs 4.50, 30 people, RM18 7TB."
    check = record_check(
        context, VOLUNTEER, "knit-club", Method.PHONED, Outcome.ALL_CORRECT, note=note
    )
    assert check.note == note


def test_what_was_confirmed_is_one_of_our_words(context: Context) -> None:
    check = record_check(
        *(context, VOLUNTEER, "knit-club", Method.MET, Outcome.CHANGED),
        confirmed=("cost", "<b>", "still running"),
    )
    assert check.confirmed == ("still running", "cost")


@pytest.mark.parametrize("role", [Role.BROKER, Role.MANAGER, Role.RESIDENT, Role.PROGRAM])
def test_who_may_not_confirm_is_refused(context: Context, role: Role) -> None:
    by = Actor(Person("p-x", roles=(role,)))
    with pytest.raises(NotAllowed):
        record_check(context, by, "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    assert checks_of(context, "knit-club") == []


def test_own_listings_only(context: Context) -> None:
    hub = Actor(Person("p-h", roles=(Role.HUB_TEAM,), own=("other",)))
    record_check(context, hub, "other", Method.PHONED, Outcome.ALL_CORRECT)
    with pytest.raises(NotAllowed):
        record_check(context, hub, "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    organiser = Actor(organiser_of(("other",)), "link")
    record_check(context, organiser, "other", Method.ORGANISER_LINK, Outcome.ALL_CORRECT)
    with pytest.raises(NotPossible):
        record_check(context, organiser, "other", Method.PHONED, Outcome.ALL_CORRECT)
    with pytest.raises(NotPossible):
        record_check(context, VOLUNTEER, "other", Method.ORGANISER_LINK, Outcome.ALL_CORRECT)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED, Status.SUGGESTED])
def test_only_what_is_public_is_checked(make_context: ContextMaker, status: Status) -> None:
    context = make_context(a_listing(status=status))
    with pytest.raises(NotPossible):
        record_check(context, VOLUNTEER, "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    with pytest.raises(NotFound):
        record_check(context, VOLUNTEER, "nobody", Method.PHONED, Outcome.ALL_CORRECT)


def test_the_private_contact_is_shown_to_few_and_written_down(context: Context) -> None:
    assert has_private_number(context, "knit-club")
    assert not has_private_number(context, "other")
    assert said(context) == []
    with pytest.raises(NotAllowed):
        reveal_contact(context, COORDINATOR, "knit-club")
    assert said(context) == []
    assert reveal_contact(context, VOLUNTEER, "knit-club") == PRIVATE
    assert said(context) == [("p-v", "looked at private contact", "")]
    kept = "".join(str(each) for each in context.store.audited())
    assert "960777" not in kept
    assert "MARK-private" not in kept
