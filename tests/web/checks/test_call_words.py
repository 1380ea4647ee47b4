"""What staff are told of a listing's page after a call is what that page then says."""

import random
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Checked, Contact, Kind, Listing, Status
from assetmap.domain.people.people import RESIDENT, Role
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.properties import few
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

TODAY = date(2026, 3, 16)
CLUB = "/listing/club"
PAGE_SAYS = re.compile(
    r"(?:Not confirmed since .*|Never checked by us) – please (ring first|get in touch first)"
)
STAFF_ARE_TOLD = re.compile(r"Its page now asks people to (.+?)\.")
NO_NUMBER = Contact(email="knit@example.org")
PRIVATE = Contact(phone="01632 960777", name="MARK-Jean")


@dataclass
class Office:
    """A directory of one listing, a volunteer at work on it, and somebody who reads its page."""

    context: Context
    staff: Client
    public: Client

    def put(self, listing: Listing, second_failure: int = 2) -> None:
        """Have this listing as if nothing had been done yet, in a borough with this rule."""
        rules = replace(self.context.borough.upkeep, second_failure=second_failure)
        self.context.borough = replace(self.context.borough, upkeep=rules)
        with self.context.unit_of_work() as uow:
            uow.save_listing(listing)

    def tell(self, door: str) -> str:
        """What staff read once they have told of one more try."""
        data = {"csrf_token": csrf_token(self.staff), "outcome": "no-answer"}
        if door == "call":
            self.staff.post("/work/calls/club", data=data)
        else:
            on = {"on-day": "16", "on-month": "3", "on-year": "2026"}
            self.staff.post("/work/listings/club/check", data={**data, "method": door, **on})
        return self.staff.page("/work").words

    def told_and_said(self, door: str) -> tuple[str, str]:
        """What staff are told of the page after a try, and what it asks of people then."""
        told = STAFF_ARE_TOLD.search(self.tell(door))
        return told[1] if told else "", self.asked_by_page()

    def asked_by_page(self) -> str:
        """What the public page asks of people; empty when it asks nothing or there is none."""
        if self.public.get(CLUB).status_code != 200:
            return ""
        assert self.public.last is not None
        doubts = [
            PAGE_SAYS.fullmatch(words_of(each)) for each in self.public.last.by_class("doubt")
        ]
        assert all(doubts)
        return "".join(doubt[1] for doubt in doubts if doubt)


@dataclass(frozen=True)
class Case:
    """A listing, the borough's rule, and the doors at which today's tries are told."""

    listing: Listing
    second_failure: int
    reports: int
    doors: tuple[str, ...]


def before(most: int) -> st.SearchStrategy[tuple[date, ...]]:
    """Some days before today, in order."""
    days = st.integers(1, 9).map(lambda n: TODAY - timedelta(days=n))
    return st.lists(days, max_size=most, unique=True).map(lambda found: tuple(sorted(found)))


CHECKED = st.builds(
    Checked,
    on=st.sampled_from((None, date(2026, 3, 3), date(2025, 9, 1), date(2025, 1, 5))),
    by=st.just("Thurrock CVS"),
    reported=before(2),
    unanswered=before(3),
)
CASES = st.builds(
    Case,
    listing=st.builds(
        a_listing,
        st.just("club"),
        checked=CHECKED,
        kind=st.sampled_from(Kind),
        status=st.sampled_from(
            (*(Status.PUBLISHED, Status.PAUSED, Status.PLANNED), Status.DRAFT, Status.IN_REVIEW)
        ),
        public=st.sampled_from((Contact(phone="01632 960001"), NO_NUMBER, Contact())),
        private=st.just(PRIVATE),
    ),
    second_failure=st.integers(1, 3),
    reports=st.integers(0, 2),
    doors=st.lists(st.sampled_from(("call", "visited")), min_size=1, max_size=2).map(tuple),
)


def office_of(context: Context) -> Office:
    """The office over a directory."""
    public = client_of(context)
    return Office(context, sign_in(public, context, a_person(context, Role.VOLUNTEER)), public)


@pytest.fixture
def office(make_context: ContextMaker) -> Office:
    return office_of(make_context())


def test_staff_are_told_what_the_page_asks_and_nothing_else(office: Office) -> None:
    @few
    @given(CASES)
    def holds(case: Case) -> None:
        random.seed()  # the index names its files at random; hypothesis would repeat the names
        office.put(case.listing, case.second_failure)
        for _ in range(case.reports if case.listing.status.is_public else 0):
            report_problem(office.context, Actor(RESIDENT), "club", Trouble.TIMES_WRONG)
        for door in case.doors:
            told, said = office.told_and_said(door)
            assert told == said

    holds()


EARLIER = (date(2026, 3, 12),)
LATELY, NEVER = date(2026, 3, 3), None


@pytest.mark.parametrize(
    ("checked", "second_failure", "changes", "told"),
    [
        (Checked(LATELY), 1, {}, "ring first"),
        (Checked(LATELY), 2, {}, ""),
        (Checked(LATELY, unanswered=EARLIER), 2, {}, "ring first"),
        (Checked(LATELY, unanswered=EARLIER), 3, {}, ""),
        (Checked(LATELY, unanswered=(date(2026, 3, 11), *EARLIER)), 3, {}, "ring first"),
        (Checked(LATELY, unanswered=EARLIER), 2, {"public": NO_NUMBER}, "get in touch first"),
        (Checked(LATELY, unanswered=EARLIER), 2, {"status": Status.PAUSED}, "ring first"),
        (Checked(LATELY, unanswered=EARLIER), 2, {"status": Status.PLANNED}, "ring first"),
        (Checked(LATELY, unanswered=EARLIER), 2, {"status": Status.DRAFT}, ""),
        (Checked(NEVER), 2, {}, ""),
        (Checked(NEVER, unanswered=EARLIER), 2, {}, "ring first"),
        (Checked(NEVER, unanswered=EARLIER), 1, {"public": Contact()}, "get in touch first"),
        # Late for its kind already, so the first call leaves the page as it was: asking.
        (Checked(date(2025, 11, 1)), 2, {"kind": Kind.HUB}, "ring first"),
        (Checked(date(2025, 11, 1)), 2, {"kind": Kind.SPACE}, ""),
        (Checked(LATELY, reported=EARLIER), 2, {}, ""),
        (Checked(LATELY, reported=(*EARLIER, *EARLIER)), 2, {}, "ring first"),
    ],
)
def test_each_form_of_what_staff_are_told(
    office: Office, checked: Checked, second_failure: int, changes: dict[str, Any], told: str
) -> None:
    office.put(a_listing("club", checked=checked, **changes), second_failure)
    assert office.told_and_said("call") == (told, told)


def test_several_calls_on_one_day_are_one_try(make_context: ContextMaker) -> None:
    office = office_of(make_context(a_listing("club")))
    assert [office.told_and_said("call") for _ in range(3)] == [("", "")] * 3
    next_day = office_of(make_context(today="2026-03-17"))
    assert next_day.told_and_said("call") == ("ring first", "ring first")


def test_no_answer_that_is_no_try_is_not_counted_as_one(office: Office) -> None:
    """Only a call or a visit is a try: a website answers nobody."""
    office.put(a_listing("club", name="Club"))
    said = "Kept: no answer from Club. It does not count as a try: only a call or a visit does."
    assert said in office.tell("looked")
    assert office.context.store.get_listing("club").listing.checked.unanswered == ()
