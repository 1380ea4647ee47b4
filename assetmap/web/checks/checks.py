"""`/work/listings/<id>/check`: recording a check by any method."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.check import Check
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action, require
from assetmap.domain.search.query import Problem
from assetmap.services.checks.checks import BadDay, PersonalDataError, record_check
from assetmap.services.listing_repository import Actor
from assetmap.web.checks.calls import kept_words
from assetmap.web.checks.check_page import (
    TypedCheck,
    blank_check,
    check_page,
    read_check,
    typed_check,
)
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.cards import checked_words

checks = Blueprint("checks", __name__, url_prefix="/work/listings")


@checks.get("/<listing_id>/check")
@needs(Action.CONFIRM)
def form(listing_id: str) -> str:
    """The form."""
    require(staff(), Action.CONFIRM, listing_id)
    return _page(listing_id, blank_check(context().clock.today()))


@checks.post("/<listing_id>/check")
@needs(Action.CONFIRM)
def keep(listing_id: str) -> ResponseReturnValue:
    """Keep the check, and go back to the listing."""
    require(staff(), Action.CONFIRM, listing_id)
    typed = typed_check(request.form, request.form.getlist("confirmed"))
    read, problems = read_check(typed)
    if read is None:
        return _page(listing_id, typed, *problems), 400
    try:
        check = record_check(
            context(),
            Actor(staff()),
            listing_id,
            read.method,
            read.outcome,
            spoke_to=typed.spoke_to,
            confirmed=typed.confirmed,
            note=typed.note,
            on=read.on,
        )
    except PersonalDataError as error:
        return _page(listing_id, typed, Problem(error.field, str(error))), 400
    except BadDay as error:
        return _page(listing_id, typed, Problem("on", str(error))), 400
    except NotPossible as error:
        return _page(listing_id, typed, Problem("", str(error))), 409
    flash(_said(check), "info")
    return redirect(f"/work/listings/{listing_id}", 303)


def _said(check: Check) -> str:
    if check.outcome.confirms and not check.resets_clock:
        return "Kept. It does not count as a check, so the date on the page stays as it is."
    return kept_words(check)


def _page(listing_id: str, typed: TypedCheck, *problems: Problem) -> str:
    listing = context().store.get_listing(listing_id).listing
    checked = checked_words(listing.checked, context().borough) if listing.checked.on else ""
    return render_template("checks/check.html", page=check_page(listing, checked, typed, problems))
