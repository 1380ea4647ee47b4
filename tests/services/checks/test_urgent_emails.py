"""Editors are told of danger and of wrong addresses at once, and nothing private with it."""

from typing import Any

import pytest

from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Contact, Listing, Precision, Where
from assetmap.domain.people.people import RESIDENT, Role
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.open_reports import open_reports
from tests.conftest import ContextMaker
from tests.factories import TILBURY
from tests.people import a_person
from tests.services.colleagues import a_whole_listing, by
from tests.services.organisers import letters

HIDDEN = Where(Precision.WITHHELD, "MARK House", "9 MARK Row", "MARKbury", "RM18 7TB", TILBURY)
MARKS = ("MARK", "RM18", "960666", "Maureen", "51.46", "0.35", "960777", "Zelda", "960888")


def a_refuge(**changes: Any) -> Listing:
    private = Contact(phone="01632 960666", email="MARK@example.org", name="Maureen at home")
    parts: dict[str, Any] = {"name": "Safe Haven", "where": HIDDEN, "private": private}
    return a_whole_listing("haven", **{**parts, "public": Contact(phone="01632 960888"), **changes})


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_refuge())


def report(context: Context, trouble: Trouble) -> None:
    words = "My name is Zelda and I live at 9 MARK Row. Ring 01632 960777."
    report_problem(context, by(RESIDENT), "haven", trouble, words, "zelda-MARK@example.org")


@pytest.mark.parametrize("trouble", list(Trouble))
def test_danger_and_wrong_addresses_are_told_at_once_and_nothing_else_is(
    context: Context, trouble: Trouble
) -> None:
    a_person(context, Role.EDITOR)
    report(context, trouble)
    is_told = trouble in (Trouble.DANGER, Trouble.PLACE_WRONG, Trouble.PRIVATE)
    assert [letter.to for letter in letters(context)] == ["p-editor@example.org"] * is_told


def test_letter_says_the_public_name_and_what_is_wrong_and_nothing_private(
    context: Context,
) -> None:
    a_person(context, Role.EDITOR)
    report(context, Trouble.PLACE_WRONG)
    (letter,) = letters(context)
    assert letter.subject == "Please look today: Safe Haven"
    assert "Somebody has told us about Safe Haven: The place is wrong." in letter.text
    assert "http://127.0.0.1:8000/work/listings/haven#reports" in letter.text
    text = letter.subject + letter.text + letter.html
    assert [mark for mark in MARKS if mark in text] == []
    assert len(open_reports(context, "haven")) == 1


def test_every_editor_who_may_still_sign_in_is_told_and_nobody_else(context: Context) -> None:
    a_person(context, Role.EDITOR)
    a_person(context, Role.EDITOR, id="p-second")
    a_person(context, Role.EDITOR, id="p-left", active=False)
    for role in (Role.ADMIN, Role.VOLUNTEER, Role.COORDINATOR, Role.MANAGER):
        a_person(context, role)
    report(context, Trouble.DANGER)
    told = {letter.to for letter in letters(context)}
    assert told == {"p-editor@example.org", "p-second@example.org"}


def test_admins_are_told_where_there_is_no_editor(context: Context) -> None:
    a_person(context, Role.ADMIN)
    a_person(context, Role.VOLUNTEER)
    report(context, Trouble.DANGER)
    assert [letter.to for letter in letters(context)] == ["p-admin@example.org"]


def test_many_reports_of_one_thing_are_one_letter_a_day(context: Context) -> None:
    a_person(context, Role.EDITOR)
    report(context, Trouble.DANGER)
    report(context, Trouble.DANGER)
    report(context, Trouble.PLACE_WRONG)
    assert len(letters(context)) == 2
    assert len(open_reports(context, "haven")) == 3


def test_address_that_cannot_be_written_to_does_not_lose_the_report(context: Context) -> None:
    a_person(context, Role.EDITOR, email="not an address")
    report(context, Trouble.DANGER)
    assert letters(context) == []
    assert len(open_reports(context, "haven")) == 1
