"""What one more check makes of a listing."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from assetmap.domain.checks.check import (
    Check,
    Method,
    Outcome,
    after_check,
    after_report,
    without_report,
)
from assetmap.domain.listings.listing import Checked, Contact
from tests.factories import a_listing

BEFORE = Checked(date(2026, 3, 3), "Thurrock CVS", "spoke to the organiser")


def check(on: str, method: Method = Method.PHONED, outcome: Outcome = Outcome.ALL_CORRECT) -> Check:
    at = datetime.fromisoformat(f"{on}T10:00").replace(tzinfo=UTC)
    return Check("c1", "knit-club", at, "p-1", method, outcome, "Thurrock CVS")


@pytest.mark.parametrize(
    ("method", "how"),
    [
        (Method.PHONED, "spoke to the organiser"),
        (Method.VISITED, "visited"),
        (Method.ORGANISER_LINK, "confirmed by the organiser"),
        (Method.ORGANISER_WROTE, "the organiser wrote to us"),
        (Method.MET, "spoke to the organiser"),
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.ALL_CORRECT, Outcome.CHANGED])
def test_an_answer_first_hand_is_the_new_date_in_public_words(
    method: Method, how: str, outcome: Outcome
) -> None:
    doubts = {"reported": (date(2026, 3, 10),), "unanswered": (date(2026, 3, 11),)}
    listing = a_listing(checked=replace(BEFORE, **doubts))
    after = after_check(listing, check("2026-03-16", method, outcome))
    assert after.checked == Checked(date(2026, 3, 16), "Thurrock CVS", how)
    assert replace(after, checked=listing.checked) == listing


@pytest.mark.parametrize("method", [Method.LOOKED, Method.REGISTER])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_looking_changes_nothing(method: Method, outcome: Outcome) -> None:
    listing = a_listing(checked=replace(BEFORE, reported=(date(2026, 3, 10),)))
    assert after_check(listing, check("2026-03-16", method, outcome)) == listing


@pytest.mark.parametrize("outcome", [Outcome.CLOSED, Outcome.WANTS_REMOVAL])
def test_an_ending_leaves_the_date_to_the_editor(outcome: Outcome) -> None:
    listing = a_listing(checked=BEFORE)
    assert after_check(listing, check("2026-03-16", outcome=outcome)) == listing


def test_no_answer_counts_once_a_day() -> None:
    listing = a_listing(checked=BEFORE)
    once = after_check(listing, check("2026-03-16", outcome=Outcome.NO_ANSWER))
    assert once.checked == replace(BEFORE, unanswered=(date(2026, 3, 16),))
    assert after_check(once, check("2026-03-16", outcome=Outcome.NO_ANSWER)) == once
    twice = after_check(once, check("2026-03-14", outcome=Outcome.NO_ANSWER))
    assert twice.checked.unanswered == (date(2026, 3, 14), date(2026, 3, 16))


def test_a_letter_without_an_answer_is_no_failed_call() -> None:
    listing = a_listing(checked=BEFORE)
    letter = check("2026-03-16", Method.ORGANISER_WROTE, Outcome.NO_ANSWER)
    assert after_check(listing, letter) == listing


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_check_from_before_the_last_one_changes_nothing(outcome: Outcome) -> None:
    listing = a_listing(checked=BEFORE)
    assert after_check(listing, check("2026-03-02", outcome=outcome)) == listing


def test_doubts_from_after_the_check_stay() -> None:
    doubts = {
        "reported": (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 12)),
        "unanswered": (date(2026, 3, 8), date(2026, 3, 13)),
    }
    listing = a_listing(checked=replace(BEFORE, **doubts))
    assert after_check(listing, check("2026-03-10")).checked == Checked(
        *(date(2026, 3, 10), "Thurrock CVS", "spoke to the organiser"),
        reported=(date(2026, 3, 12),),
        unanswered=(date(2026, 3, 13),),
    )


def test_an_unfounded_report_is_taken_back_once() -> None:
    listing = a_listing(checked=BEFORE)
    day = date(2026, 3, 10)
    twice = after_report(after_report(listing, day), day)
    assert twice.checked.reported == (day, day)
    assert without_report(twice, day).checked.reported == (day,)
    assert without_report(listing, day) == listing


@pytest.mark.parametrize(
    "edit",
    [
        {"name": "New"},
        {"summary": "New"},
        {"public": Contact(phone="01632 960005")},
        {"changed_at": datetime(2026, 3, 16, tzinfo=UTC)},
    ],
)
def test_an_edit_never_resets_the_clock(edit: dict[str, object]) -> None:
    from assetmap.domain.checks.freshness import UpkeepRules, standing_of  # beside its only use

    listing = a_listing(checked=BEFORE)
    assert {*edit} <= {field.name for field in fields(listing)}
    edited = replace(listing, **edit)  # type: ignore[arg-type]
    assert standing_of(edited, UpkeepRules()) == standing_of(listing, UpkeepRules())
