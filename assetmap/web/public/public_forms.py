"""Where anybody tells us something, without an account: what is wrong, and what is missing.

No cookie and no puzzle: the form carries a signed time, and a box that only machines fill in. A
machine is thanked like anybody else, and what it sent is forgotten.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.people.people import RESIDENT
from assetmap.domain.validation import Problem
from assetmap.services.checks.reports import new_reference, report_problem
from assetmap.services.checks.suggestions import SubmittedSuggestion, submit_suggestion
from assetmap.services.listing_repository import Actor
from assetmap.services.search.reading import Gone, MovedTo, read_listing
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.public_form_token import FIELD, Timing, check, issue, next_token
from assetmap.web.framework.rate_limit import rate_limited, seconds_to_wait, visitor, wait_words
from assetmap.web.framework.request_context import context
from assetmap.web.presenters import error_pages
from assetmap.web.public.public_forms_page import (
    REPORT_FIELDS,
    SUGGEST_FIELDS,
    TRAP,
    report_page,
    report_problems,
    suggest_page,
    suggest_problems,
    thanks_page,
    typed_in,
)

telling = Blueprint("telling", __name__)

GUARD = "the form's signed time"
OFTEN = "10 per 1 hour"
_SENT_TWICE = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please send it again.",
    Timing.FORGED: "We could not tell that this came from our page. Please send it again.",
}


def was_taken(response: Response) -> bool:
    """Whether an answer means that something was sent: a form with a mistake is not counted."""
    return response.status_code == 303


@telling.get("/listing/<listing_id>/wrong")
@open_to_all()
def report_form(listing_id: str) -> str:
    """The form about one listing."""
    page = report_page(_listing(listing_id), context().borough, issue(_key(), "report"))
    return render_template("public/report.html", page=page)


@telling.post("/listing/<listing_id>/wrong")
@open_to_all(csrf=GUARD)
@rate_limited(OFTEN, counts=was_taken)
def report(listing_id: str) -> ResponseReturnValue:
    """Take a report, and thank for it; a form with a mistake is shown again as it was typed."""
    listing = _listing(listing_id)
    typed = typed_in(request.form, "trouble", *REPORT_FIELDS)
    if problems := report_problems(typed):
        return _report_again(listing, typed, problems)
    match _timing("report"):
        case Timing.GOOD:
            reference = report_problem(
                context(),
                Actor(RESIDENT),
                listing.id,
                Trouble(typed["trouble"]),
                typed["words"],
                typed["contact"],
                once=_once(),
                visitor=visitor(),
            ).id
        case Timing.TOO_FAST:
            reference = new_reference("R")
        case late:
            return _report_again(listing, typed, (Problem("", _SENT_TWICE[late]),))
    thanks = url_for("telling.report_thanks", listing_id=listing.id, reference=reference)
    return redirect(thanks, 303)


@telling.get("/listing/<listing_id>/wrong/thanks")
@open_to_all()
def report_thanks(listing_id: str) -> str:
    """Thanks for a report, its reference, and what happens next."""
    listing = _listing(listing_id)
    back = url_for("public.listing", listing_id=listing.id)
    reference = request.args.get("reference", "")
    page = thanks_page(context().borough, reference, back, f"Back to {listing.shown.name}")
    return render_template("public/report_thanks.html", page=page)


@telling.get("/suggest")
@open_to_all()
def suggest_form() -> str:
    """The form for what is missing."""
    page = suggest_page(context().borough, issue(_key(), "suggest"))
    return render_template("public/suggest.html", page=page)


@telling.post("/suggest")
@open_to_all(csrf=GUARD)
@rate_limited(OFTEN, counts=was_taken)
def suggest() -> ResponseReturnValue:
    """Take a suggestion, and thank for it; a form with a mistake is shown again as typed."""
    typed = typed_in(request.form, *SUGGEST_FIELDS)
    if problems := suggest_problems(typed):
        return _suggest_again(typed, problems)
    match _timing("suggest"):
        case Timing.GOOD:
            told, token = SubmittedSuggestion(**typed), request.form[FIELD]
            reference = submit_suggestion(context(), Actor(RESIDENT), told, once=token).id
        case Timing.TOO_FAST:
            reference = new_reference("S")
        case late:
            return _suggest_again(typed, (Problem("", _SENT_TWICE[late]),))
    return redirect(url_for("telling.suggest_thanks", reference=reference), 303)


@telling.get("/suggest/thanks")
@open_to_all()
def suggest_thanks() -> str:
    """Thanks for a suggestion, its reference, and what happens next."""
    reference = request.args.get("reference", "")
    page = thanks_page(context().borough, reference, url_for("search.find"), "Search the directory")
    return render_template("public/suggest_thanks.html", page=page)


@telling.errorhandler(429)
def too_often(error: Exception) -> ResponseReturnValue:
    """Too much came from one address: the form again as typed, and when to send it."""
    seconds = seconds_to_wait()
    number = context().borough.help.phone
    wait = f"Please try again in {wait_words(seconds)}, or ring {number}."
    problem = Problem("", f"A lot has been sent from where you are. {wait}")
    try:
        if request.endpoint == "telling.suggest":
            page = _suggest_again(typed_in(request.form, *SUGGEST_FIELDS), (problem,), 429)
        else:
            listing = _listing((request.view_args or {})["listing_id"])
            typed = typed_in(request.form, "trouble", *REPORT_FIELDS)
            page = _report_again(listing, typed, (problem,), 429)
    except (NotFound, Gone):
        return error_pages.too_often(error)
    return *page, {"Retry-After": str(seconds)}


def _report_again(
    listing: PublicListing,
    typed: dict[str, str],
    problems: tuple[Problem, ...],
    status: int = 400,
) -> tuple[str, int]:
    token = next_token(_key(), "report", request.form.get(FIELD, ""))
    page = report_page(listing, context().borough, token, typed, problems)
    return render_template("public/report.html", page=page), status


def _suggest_again(
    typed: dict[str, str], problems: tuple[Problem, ...], status: int = 400
) -> tuple[str, int]:
    token = next_token(_key(), "suggest", request.form.get(FIELD, ""))
    page = suggest_page(context().borough, token, typed, problems)
    return render_template("public/suggest.html", page=page), status


def _timing(purpose: str) -> Timing:
    """What the form's token tells; a filled trap tells more: no person could be so fast."""
    if request.form.get(TRAP):
        return Timing.TOO_FAST
    return check(_key(), purpose, request.form.get(FIELD, ""))


def _once() -> str:
    """What makes a report the same one: a mark of the phone's that kept it, else the form's token.

    What was kept without a signal is sent with the token of a fresh form, perhaps more than once.
    """
    return request.form.get("once", "")[:64] or request.form[FIELD]


def _listing(listing_id: str) -> PublicListing:
    """The listing, or the one that it was merged into. Raises NotFound or Gone."""
    try:
        return read_listing(context(), listing_id)
    except MovedTo as moved:
        return _listing(moved.listing_id)


def _key() -> str:
    return context().config.secret_key
