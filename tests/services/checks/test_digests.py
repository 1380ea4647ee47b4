"""The email of what waits: for who chose it, once a day or week, and nothing private in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assetmap.clock import Clock
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Contact, Status, Where
from assetmap.domain.people.people import RESIDENT, Digest, Person, Role
from assetmap.services.account.membership import choose_digest
from assetmap.services.checks.digests import digest_lines
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.upkeep_run import run_day
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import propose
from assetmap.services.listings.transitions import send_draft_back
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.checks.test_urgent_emails import MARKS, a_refuge
from tests.services.colleagues import EDITOR, a_draft_in_review, a_whole_listing, by
from tests.services.organisers import LATE, checked_on, due_listing

GRAYS = Where(place="Grays", area_served="Grays")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(
        a_refuge(checked=checked_on(LATE), private=Contact(phone="01632 960666")),
        due_listing("g1", LATE, where=GRAYS, private=Contact()),
        a_whole_listing("new", status=Status.DRAFT, source="libraries", private=Contact()),
    )
    report_problem(context, by(RESIDENT), "haven", Trouble.OTHER, "I am Zelda, 01632 960777")
    return context


def a_reader(
    context: Context, role: Role, digest: Digest = Digest.DAILY, **changes: object
) -> Person:
    return a_person(context, role, digest=digest, **changes)


def told(context: Context) -> list[tuple[str, str]]:
    """To whom each letter of what waits went, and its text."""
    found = context.store.find(EMAILS)
    return [(each.to, each.text) for each in found if each.about.startswith("digest:")]


def lines_of(context: Context, person: Person) -> list[tuple[str, str]]:
    lines = digest_lines(context, person)
    return [(each.words, each.url.removeprefix("http://127.0.0.1:8000")) for each in lines]


def test_editor_is_told_of_all_that_they_can_decide(context: Context) -> None:
    editor = a_reader(context, Role.EDITOR)
    propose(context, Actor(a_person(context, Role.VOLUNTEER)), "g1", {"summary": "New."})
    assert lines_of(context, editor) == [
        ("2 listings are due for a check", "/work/calls"),
        ("1 report", "/work/review"),
        ("1 change or new listing waits", "/work/review"),
        ("1 imported listing is not public yet", "/work/drafts?all=yes"),
    ]


def test_volunteer_is_told_of_their_patch_and_of_what_came_back(context: Context) -> None:
    volunteer = a_reader(context, Role.VOLUNTEER, patch=("Grays",))
    draft = a_draft_in_review(context, volunteer, name="Purl Club")
    send_draft_back(context, by(EDITOR), draft, "Ring 01632 960777, says Zelda.")
    assert lines_of(context, volunteer) == [
        ("1 listing is due for a check", "/work/calls"),
        ("“Purl Club” was sent back to you", "/work"),
    ]


def test_hub_team_is_told_of_its_own_and_who_only_looks_of_nothing(context: Context) -> None:
    hub = a_reader(context, Role.HUB_TEAM, own=("g1",))
    assert lines_of(context, hub) == [("1 listing is due for a check", "/work/calls")]
    assert lines_of(context, a_reader(context, Role.MANAGER)) == []
    assert lines_of(context, a_reader(context, Role.BROKER)) == []


def test_letter_goes_out_with_the_day_s_work_and_says_nothing_private(context: Context) -> None:
    a_reader(context, Role.EDITOR)
    assert run_day(context).digests == 1
    ((to, text),) = told(context)
    assert to == "p-editor@example.org"
    assert "* 1 report\n  http://127.0.0.1:8000/work/review" in text
    assert "you chose to have it daily" in text
    every = "".join(each.text + each.html + each.subject for each in context.store.find(EMAILS))
    assert [mark for mark in MARKS if mark in every] == []


def test_daily_and_weekly_come_once_however_often_the_work_is_done(context: Context) -> None:
    a_reader(context, Role.EDITOR)
    a_reader(context, Role.VOLUNTEER, Digest.WEEKLY)
    days = []
    for _ in range(8):
        days.append((run_day(context).digests, run_day(context).digests))
        context.clock = Clock(context.clock.now() + timedelta(days=1))
    assert days == [(2, 0), *[(1, 0)] * 6, (2, 0)]


def test_who_goes_from_daily_to_weekly_has_no_second_letter_that_week(context: Context) -> None:
    editor = a_reader(context, Role.EDITOR)
    run_day(context)
    choose_digest(context, Actor(editor), Digest.WEEKLY)
    context.clock = Clock(context.clock.now() + timedelta(days=1))
    assert run_day(context).digests == 0


def test_who_chose_none_left_or_has_nothing_to_do_is_not_written_to(
    context: Context, make_context: ContextMaker
) -> None:
    a_person(context, Role.EDITOR)
    a_reader(context, Role.ADMIN, active=False)
    a_reader(context, Role.VOLUNTEER, patch=("Aveley",))
    a_reader(context, Role.COORDINATOR, email="not an address")
    assert run_day(context).digests == 0
    assert told(context) == []


def test_none_is_what_everybody_begins_with(context: Context) -> None:
    assert a_person(context, Role.EDITOR).digest is Digest.NONE
    assert replace(EDITOR).digest is Digest.NONE
