"""What waits: the patch, the call list and its order, and the counts of the home."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Checked, Kind, Listing, Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, Person, Role
from assetmap.domain.text import fold
from assetmap.services.checks.checks import checks_of, record_check
from assetmap.services.checks.reports import report_problem, settle
from assetmap.services.checks.work_queue import (
    DueListing,
    call_list,
    call_of,
    due_listings,
    next_call,
    tries,
    work_of,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.proposals import propose, send_back
from assetmap.services.listings.transitions import resume
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing

VOLUNTEER = Person("p-v", roles=(Role.VOLUNTEER,))
TILBURY_VOLUNTEER = replace(VOLUNTEER, patch=("Tilbury",))
EDITOR = Person("p-e", roles=(Role.EDITOR,))
TODAY = date(2026, 3, 16)
LATE = date(2025, 8, 8)  # overdue on Monday 16 March 2026


def checked(listing_id: str, on: date | None = LATE, **changes: Any) -> Listing:
    """A listing that was checked on a day."""
    parts = {"name": listing_id.title(), "checked": Checked(on, "Thurrock CVS", "visited")}
    return a_listing(listing_id, **{**parts, **changes})


def at(place: str) -> Where:
    return Where(Precision.VENUE, venue="Hall", place=place, point=GRAYS)


def ids(due: list[DueListing] | tuple[DueListing, ...]) -> list[str]:
    return [each.listing.id for each in due]


def test_due_is_whatever_is_due_within_a_week(make_context: ContextMaker) -> None:
    context = make_context(
        checked("fresh", date(2026, 3, 3)),
        checked("in-a-week", date(2025, 9, 23)),
        checked("in-eight-days", date(2025, 9, 24)),
        checked("today", date(2025, 9, 16)),
        checked("late"),
        checked("paused", status=Status.PAUSED),
        checked("draft", status=Status.DRAFT),
        checked("gone", status=Status.ARCHIVED),
    )
    found = due_listings(context, VOLUNTEER)
    assert [(each.listing.id, each.due_on, each.freshness) for each in found] == [
        ("in-a-week", date(2026, 3, 23), Freshness.ASK),
        ("late", date(2026, 2, 8), Freshness.OVERDUE),
        ("paused", date(2026, 2, 8), Freshness.OVERDUE),
        ("today", date(2026, 3, 16), Freshness.DUE),
    ]


def test_the_list_has_reports_first_and_then_goes_by_area_and_name(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        checked("b", where=at("Tilbury")),
        checked("a", where=at("Tilbury")),
        checked("c", where=at("Grays")),
        checked("d", date(2026, 3, 3), where=at("Tilbury")),
        checked("covers", where=Where(Precision.AREA, area_served="Aveley and Grays")),
    )
    report_problem(context, Actor(RESIDENT), "d", Trouble.NUMBER_DEAD)
    calls = call_list(context, VOLUNTEER)
    assert ids(calls.left) == ["d", "covers", "c", "a", "b"]
    assert [each.reports for each in calls.left] == [1, 0, 0, 0, 0]
    assert (calls.tried, calls.made) == (0, 0)


@pytest.mark.parametrize(
    ("where", "is_theirs"),
    [
        (at("Tilbury"), True),
        (at("tilbury"), True),
        (at("East Tilbury"), False),
        (at("Grays"), False),
        (Where(Precision.AREA, area_served="Grays, Tilbury and Aveley"), True),
        (Where(Precision.AREA, area_served="East Tilbury"), False),
        (Where(Precision.AREA, area_served="Thurrock"), False),
        (Where(Precision.WITHHELD, place="Tilbury"), False),  # the patch would tell where it is
    ],
)
def test_a_patch_is_the_places_that_a_listing_names(
    make_context: ContextMaker, where: Where, is_theirs: bool
) -> None:
    context = make_context(checked("it", where=where))
    assert ids(due_listings(context, TILBURY_VOLUNTEER)) == (["it"] if is_theirs else [])
    assert ids(due_listings(context, TILBURY_VOLUNTEER, everywhere=True)) == ["it"]


def test_a_withheld_place_is_no_area_to_be_read(make_context: ContextMaker) -> None:
    context = make_context(checked("it", where=Where(Precision.WITHHELD, place="Tilbury")))
    assert [each.area for each in due_listings(context, VOLUNTEER)] == [""]


def test_what_was_to_open_by_today_is_asked_about(make_context: ContextMaker) -> None:
    """Nothing else tells staff: it does not open by itself, and its last check may hold."""
    fresh: dict[str, Any] = {"kind": Kind.HUB, "status": Status.PLANNED}
    context = make_context(
        a_listing("today", **fresh, opens_on=TODAY),
        a_listing("before", **fresh, opens_on=date(2026, 3, 2)),
        a_listing("later", **fresh, opens_on=date(2026, 3, 17)),
        a_listing("some-day", **fresh),
        a_listing("open", kind=Kind.HUB, opens_on=date(2026, 3, 2)),
    )
    due = due_listings(context, VOLUNTEER)
    assert {each.listing.id: each.was_to_open_on for each in due} == {
        "before": date(2026, 3, 2),
        "today": TODAY,
    }
    assert call_of(context, "before").was_to_open_on == date(2026, 3, 2)
    resume(context, Actor(VOLUNTEER), "before")
    assert ids(due_listings(context, VOLUNTEER)) == ["today"]


def test_a_hub_team_sees_its_own_hub_only(make_context: ContextMaker) -> None:
    context = make_context(checked("hub"), checked("other"))
    report_problem(context, Actor(RESIDENT), "other", Trouble.OTHER)
    hub = Person("p-h", roles=(Role.HUB_TEAM,), own=("hub",))
    assert ids(call_list(context, hub).left) == ["hub"]
    assert ids(call_list(context, hub, everywhere=True).left) == ["hub"]
    work = work_of(context, hub, everywhere=True)
    assert (work.due, work.reports) == (1, 0)


def ring(context: Context, listing_id: str, outcome: Outcome) -> None:
    record_check(context, Actor(VOLUNTEER), listing_id, Method.PHONED, outcome)


@pytest.mark.parametrize(
    ("outcome", "tried"),
    [
        (Outcome.ALL_CORRECT, 0),
        (Outcome.CHANGED, 0),
        (Outcome.NO_ANSWER, 1),
        (Outcome.CLOSED, 0),
        (Outcome.WANTS_REMOVAL, 0),
    ],
)
def test_a_call_leaves_the_list_for_today(
    make_context: ContextMaker, outcome: Outcome, tried: int
) -> None:
    context = make_context(checked("a"), checked("b"))
    ring(context, "a", outcome)
    calls = call_list(context, VOLUNTEER)
    assert (ids(calls.left), calls.tried, calls.made) == (["b"], tried, 1)
    other = call_list(context, replace(VOLUNTEER, id="p-other"))
    assert (ids(other.left), other.made) == (["b"], 0)


def test_no_answer_comes_back_tomorrow_and_all_correct_does_not(make_context: ContextMaker) -> None:
    context = make_context(checked("a"), checked("b"))
    ring(context, "a", Outcome.NO_ANSWER)
    ring(context, "b", Outcome.ALL_CORRECT)
    tomorrow = call_list(make_context(today="2026-03-17"), VOLUNTEER)
    assert (ids(tomorrow.left), tomorrow.made) == (["a"], 0)


def test_the_next_call_follows_the_one_that_was_made(make_context: ContextMaker) -> None:
    context = make_context(*(checked(name) for name in "abc"))

    def after(listing_id: str) -> str:
        due = next_call(context, VOLUNTEER, call_of(context, listing_id))
        return due.listing.id if due else ""

    assert [after(each) for each in "abc"] == ["b", "c", "a"]
    ring(context, "b", Outcome.NO_ANSWER)
    assert [after(each) for each in "abc"] == ["c", "c", "a"]
    ring(context, "a", Outcome.ALL_CORRECT)
    assert after("a") == "c"
    assert after("c") == ""


def test_a_settled_call_goes_on_where_it_stood(make_context: ContextMaker) -> None:
    """One with a report stood first, and loses the report with the call."""
    context = make_context(*(checked(name) for name in "abc"))
    report_problem(context, Actor(RESIDENT), "c", Trouble.OTHER)
    assert ids(call_list(context, VOLUNTEER).left) == ["c", "a", "b"]
    ring(context, "c", Outcome.ALL_CORRECT)
    due = next_call(context, VOLUNTEER, call_of(context, "c"))
    assert due is not None
    assert due.listing.id == "a"


def test_the_home_counts_everything(make_context: ContextMaker) -> None:
    expired = (Evidence(Proof.INSURANCE, date(2025, 1, 1), date(2026, 1, 1)),)
    context = make_context(
        checked("late", where=at("Tilbury")),
        checked("grays", where=at("Grays"), evidence=expired),
        checked("fresh", date(2026, 3, 3), where=at("Tilbury")),
        checked("s1", status=Status.SUGGESTED, where=at("Tilbury")),
        checked("s2", status=Status.SUGGESTED, where=at("Grays")),
        checked("s3", status=Status.SUGGESTED, where=Where()),
        checked("r", status=Status.IN_REVIEW),
        checked("imported", status=Status.DRAFT),
    )
    report_problem(context, Actor(RESIDENT), "grays", Trouble.OTHER)
    settled = report_problem(context, Actor(RESIDENT), "late", Trouble.OTHER)
    settle(context, Actor(VOLUNTEER), settled.id, ReportState.UNFOUNDED)
    propose(context, Actor(VOLUNTEER), "fresh", {"summary": "New words."})
    sent = propose(context, Actor(VOLUNTEER), "late", {"summary": "Other words."})
    send_back(context, Actor(EDITOR), sent.id, "Say who told you.")
    draft = start_draft(
        context,
        Actor(TILBURY_VOLUNTEER),
        {"name": "Mine", "place": "Tilbury", "precision": "area", "phone": "01632 960004"},
    )
    mine = work_of(context, TILBURY_VOLUNTEER)
    counts = (mine.due, mine.reports, mine.suggestions, mine.to_review, mine.expired)
    assert counts == (1, 0, 2, 0, 0)
    assert [each.id for each in mine.drafts] == [draft.id]
    assert [(each.words, each.listing.id) for each in mine.sent_back] == [
        ("Say who told you.", "late")
    ]
    all_of_it = work_of(context, EDITOR)
    counts = (
        *(all_of_it.due, all_of_it.reports, all_of_it.suggestions),
        *(all_of_it.to_review, all_of_it.expired),
    )
    assert counts == (2, 1, 3, 2, 1)
    assert (all_of_it.drafts, all_of_it.sent_back) == ((), ())


def test_tries_are_the_days_since_the_last_check(make_context: ContextMaker) -> None:
    context = make_context(checked("a"))
    for today in ("2025-08-01", "2026-03-12", "2026-03-12", "2026-03-16"):
        ring(make_context(today=today), "a", Outcome.NO_ANSWER)
    found: tuple[Check, ...] = tries(checks_of(context, "a"), LATE)
    assert [each.on for each in found] == [date(2026, 3, 12), date(2026, 3, 16)]
    assert len(tries(checks_of(context, "a"), None)) == 3


def some_listing(dice: Random, number: int) -> Listing:
    """One of the sorts that a directory has, drawn by lot."""
    days = [TODAY + timedelta(days=n) for n in (-500, -250, -200, -170, -20, 0, 3, 40)]
    where = dice.choice(
        (
            at("Tilbury"),
            at("Grays"),
            Where(Precision.AREA, area_served="Aveley and Tilbury"),
            Where(Precision.AREA),
            Where(Precision.WITHHELD, place="Tilbury"),
        )
    )
    unanswered = tuple(dice.sample(days[4:6], dice.randrange(3)))
    return a_listing(
        f"n-{number:03}",
        name=dice.choice(("Knit", "knit", "Ärger", "Zoo")),
        status=dice.choice((*Status, *[Status.PUBLISHED] * 8)),
        where=where,
        when=dice.choice((["Tue 10:00-12:00"], ["2026-03-15 10:00-12:00"])),
        checked=Checked(dice.choice((None, *days[:5])), unanswered=unanswered),
        opens_on=dice.choice((None, *days)),
        evidence=(Evidence(Proof.INSURANCE, days[0], dice.choice((None, *days))),),
        source=dice.choice(("local", "a file")),
    )


def due_by_definition(context: Context, person: Person, *, everywhere: bool) -> list[DueListing]:
    """What is due, by looking at each listing alone."""
    patch = set() if everywhere else {fold(place) for place in person.patch}
    found = []
    for record in context.store.all():
        listing, due = record.listing, call_of(context, record.listing.id)
        texts = [text for text in (listing.where.place, listing.where.area_served) if text]
        places = {fold(x.label) for text in texts for x in context.gazetteer.places_in(text)}
        is_near = not patch or bool(patch & {*places, *map(fold, texts)})
        is_due = due.due_on <= TODAY + timedelta(days=7) or due.finished or due.was_to_open_on
        if listing.status.is_public and is_near and (is_due or due.reports):
            found.append(due)
    return sorted(found, key=lambda x: (not x.reports, fold(x.area), fold(x.listing.name)))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_due_is_what_each_listing_says_after_any_changes(
    make_context: ContextMaker, seed: int
) -> None:
    dice = Random(seed)
    context = make_context(*(some_listing(dice, number) for number in range(60)))
    for _ in range(3):
        public = [row.listing.id for row in context.directory_cache.current().snapshot.rows]
        report_problem(context, Actor(RESIDENT), dice.choice(public), Trouble.OTHER)
        for person, everywhere in ((VOLUNTEER, False), (TILBURY_VOLUNTEER, False), (EDITOR, True)):
            expected = due_by_definition(context, person, everywhere=everywhere)
            assert due_listings(context, person, everywhere=everywhere) == expected
            calls = call_list(context, person, everywhere=everywhere)
            left = [x for x in expected if TODAY not in x.listing.checked.unanswered]
            assert (list(calls.left), calls.tried) == (left, len(expected) - len(left))
            assert [calls.place_of(x.listing.id) for x in left] == [*range(len(left))]
            work = work_of(context, person, everywhere=everywhere)
            reports = sum(each.reports for each in expected)
            assert (work.due, work.reports) == (len(expected), reports)
        for following, done in zip([*left[1:], left[0]], left, strict=True):
            assert next_call(context, EDITOR, done, everywhere=True) == following
        with context.unit_of_work() as uow:
            for _ in range(5):
                uow.save_listing(some_listing(dice, dice.randrange(70)))
