"""`/work/calls`: the call list. Each call is one page, and one press leads to the next."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import Action, require
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.checks.checks import (
    PersonalDataError,
    checks_of,
    has_private_number,
    record_check,
    reveal_contact,
)
from assetmap.services.checks.work_queue import call_list, call_of, next_call
from assetmap.services.listing_repository import Actor
from assetmap.services.open_reports import open_reports
from assetmap.web.checks.call_page import call_page, calls_page
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.call_words import kept_words, say_kept

calls = Blueprint("calls", __name__, url_prefix="/work/calls")


@calls.get("")
@needs(Action.CONFIRM)
def show_list() -> str:
    """Whom to ring today."""
    found = call_list(context(), staff(), everywhere=_is_all())
    page = calls_page(found, staff(), context().clock.today(), is_all=_is_all())
    return render_template("checks/calls.html", page=page)


@calls.get("/<listing_id>")
@needs(Action.CONFIRM)
def show(listing_id: str) -> str:
    """Everything for one call."""
    require(staff(), Action.CONFIRM, listing_id)
    return _page(listing_id)


@calls.post("/<listing_id>")
@needs(Action.CONFIRM)
def made(listing_id: str) -> ResponseReturnValue:
    """Keep what came of a call, and go to the next one."""
    require(staff(), Action.CONFIRM, listing_id)
    spoke_to = clean(request.form.get("spoke_to", ""))
    try:
        outcome = Outcome(request.form.get("outcome", ""))
        if outcome is Outcome.CHANGED:  # kept as a check once the change is sent
            return redirect(f"/work/listings/{listing_id}/change?from=call", 303)
        check = record_check(
            context(), Actor(staff()), listing_id, Method.PHONED, outcome, spoke_to=spoke_to
        )
    except ValueError:
        problem = Problem("outcome", "Press the button that says what came of the call.")
        return _page(listing_id, problems=(problem,), typed=spoke_to), 400
    except PersonalDataError as error:
        problem = Problem(error.field, str(error))
        return _page(listing_id, problems=(problem,), typed=spoke_to), 400
    except NotPossible as error:
        return _page(listing_id, problems=(Problem("", str(error)),), typed=spoke_to), 409
    say_kept(check, kept_words(check), **{"from": "call", "all": "yes" if _is_all() else None})
    return redirect(after_url(listing_id), 303)


@calls.post("/<listing_id>/number")
@needs(Action.SEE_PRIVATE)
def number(listing_id: str) -> str:
    """The same page with the private number, this once; that somebody looked is written down."""
    contact = reveal_contact(context(), Actor(staff()), listing_id)
    return _page(listing_id, private=contact)


@calls.get("/<listing_id>/next")
@needs(Action.CONFIRM)
def after(listing_id: str) -> ResponseReturnValue:
    """On to the call that follows this one."""
    return redirect(after_url(listing_id), 303)


def after_url(listing_id: str) -> str:
    """The address of the call that follows one, or of the list when nothing is left."""
    around = "yes" if _is_all() else None
    done = call_of(context(), listing_id)
    following = next_call(context(), staff(), done, everywhere=_is_all())
    if following is None:
        return url_for("calls.show_list", all=around)
    return url_for("calls.show", listing_id=following.listing.id, all=around)


def _is_all() -> bool:
    return request.args.get("all") == "yes"


def _page(
    listing_id: str,
    *,
    private: Contact | None = None,
    problems: tuple[Problem, ...] = (),
    typed: str = "",
) -> str:
    here: dict[str, Any] = {"private": private, "problems": problems, "typed": typed}
    page = call_page(
        call_of(context(), listing_id),
        call_list(context(), staff(), everywhere=_is_all()),
        checks_of(context(), listing_id),
        open_reports(context(), listing_id),
        context().borough,
        staff(),
        context().clock.today(),
        is_all=_is_all(),
        has_private=has_private_number(context(), listing_id),
        **here,
    )
    return render_template("checks/call.html", page=page)
