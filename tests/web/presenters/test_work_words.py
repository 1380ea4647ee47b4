"""What staff are told of a listing that waits, and where they ask for a change again."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.proposal import FieldChange, Proposal
from assetmap.services.checks.work_queue import DueListing
from assetmap.web.presenters.work_words import change_url, standing_words
from tests.factories import a_listing

TODAY = date(2026, 9, 8)
DUE = DueListing(a_listing(), date(2026, 12, 1), Freshness.FRESH, 0)


def test_what_was_to_open_is_asked_about() -> None:
    planned = replace(DUE, was_to_open_on=date(2026, 9, 7))
    assert standing_words(planned, TODAY) == "Was to open on 7 September 2026: has it?"
    assert standing_words(DUE, TODAY) == "Due on 1 December 2026"


@pytest.mark.parametrize(
    ("kind", "field", "part"),
    [
        (Kind.HUB, "changes", "news"),
        (Kind.GROUP, "changes", "when"),  # of what meets, a date is changed on its own page
        (Kind.HUB, "needs", "news"),
        (Kind.HUB, "rooms", "kind"),
    ],
)
def test_change_is_asked_for_again_where_its_question_is(kind: Kind, field: str, part: str) -> None:
    change = FieldChange(field, (), ("x",))
    asked = Proposal("p", "knit-club", "vera", datetime(2026, 9, 8), 1, (change,))
    listing = a_listing(kind=kind)
    assert change_url(listing, asked) == f"/work/listings/knit-club/change?part={part}"
