"""A check at which something had changed counts when the change does, and not before."""

from datetime import date

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Checked
from assetmap.domain.people.people import RESIDENT
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.proposals import approve, propose, send_back, withdraw
from assetmap.services.open_reports import open_reports
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, OTHER_VOLUNTEER, VOLUNTEER, a_whole_listing, by

OLD, TODAY = date(2025, 11, 3), date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_whole_listing(checked=Checked(OLD, "Thurrock CVS", "phoned")))
    report_problem(context, by(RESIDENT), "knit-club", Trouble.COST_WRONG)
    return context


def checked(context: Context) -> date | None:
    return load_for_update(context, "knit-club").listing.checked.on


def heard(context: Context) -> None:
    record_check(context, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.CHANGED)


@pytest.mark.parametrize("is_check_first", [True, False])
def test_date_counts_once_the_change_is_approved(context: Context, is_check_first: bool) -> None:
    if is_check_first:
        heard(context)
    proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "£3"})
    if not is_check_first:
        heard(context)
    assert (checked(context), len(open_reports(context))) == (OLD, 1)
    approve(context, by(EDITOR), proposal.id)
    assert (checked(context), len(open_reports(context))) == (TODAY, 0)


def test_refused_or_withdrawn_change_leaves_the_old_date(context: Context) -> None:
    for end in (
        lambda id_: send_back(context, by(EDITOR), id_, "It is £2."),
        lambda id_: withdraw(context, by(VOLUNTEER), id_),
    ):
        proposal = propose(context, by(VOLUNTEER), "knit-club", {"cost": "£3"})
        heard(context)
        end(proposal.id)
        assert (checked(context), len(open_reports(context))) == (OLD, 1)


def test_change_of_somebody_else_brings_no_check_along(context: Context) -> None:
    heard(context)
    proposal = propose(context, by(OTHER_VOLUNTEER), "knit-club", {"cost": "£3"})
    approve(context, by(EDITOR), proposal.id)
    assert checked(context) == OLD
