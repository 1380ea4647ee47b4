"""`/work/listings/<id>/check`: recording a check by any method."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.check import CONFIRMABLE, Check, Method, Outcome
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, require
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.checks.checks import BadDay, PersonalDataError, record_check
from assetmap.services.checks.undo import undo_check
from assetmap.services.listing_repository import Actor
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.call_words import kept_words, say_kept
from assetmap.web.presenters.cards import checked_words

Choice = tuple[str, str, str]  # value, words, hint

_METHOD_HINTS = {
    Method.LOOKED: "Only looking does not count as a check: the date on the page stays as it is.",
    Method.REGISTER: "A register does not know the times: the date on the page stays as it is.",
}
_OUTCOME_HINTS = {
    Outcome.CHANGED: "Send us the change as well, from the listing's page.",
    Outcome.CLOSED: "An editor is asked to take it off.",
    Outcome.WANTS_REMOVAL: "An editor is asked to take it off, and not to list it again.",
}
METHODS: tuple[Choice, ...] = tuple(
    (method.value, method.label, _METHOD_HINTS.get(method, ""))
    for method in Method
    if method is not Method.ORGANISER_LINK
)
OUTCOMES: tuple[Choice, ...] = tuple(
    (outcome.value, outcome.label, _OUTCOME_HINTS.get(outcome, "")) for outcome in Outcome
)
CONFIRMED: tuple[tuple[str, str], ...] = tuple(
    (what, what[:1].upper() + what[1:]) for what in CONFIRMABLE
)


@dataclass(frozen=True)
class TypedCheck:
    """A check as typed into the form."""

    method: str = ""
    outcome: str = ""
    spoke_to: str = ""
    confirmed: tuple[str, ...] = ()
    note: str = ""
    on: Boxes = ("", "", "")


@dataclass(frozen=True)
class ReadCheck:
    """A check that could be read out of the form. `on` is None for today."""

    method: Method
    outcome: Outcome
    on: date | None


@dataclass(frozen=True)
class CheckPage:
    """`/work/listings/<id>/check`: the form, with what was typed."""

    title: str
    name: str
    listing_url: str
    checked: str
    typed: TypedCheck
    methods: tuple[Choice, ...] = METHODS
    outcomes: tuple[Choice, ...] = OUTCOMES
    confirmable: tuple[tuple[str, str], ...] = CONFIRMED
    problems: tuple[Problem, ...] = ()


def check_page(
    listing: Listing, checked: str, typed: TypedCheck, problems: tuple[Problem, ...] = ()
) -> CheckPage:
    """The page with the form of one listing."""
    return CheckPage(
        title="Record a check",
        name=listing.name,
        listing_url=f"/work/listings/{listing.id}",
        checked=checked,
        typed=typed,
        problems=problems,
    )


def blank_check(today: date) -> TypedCheck:
    """The form before anything is typed: today is filled in."""
    return TypedCheck(on=boxes_of(today))


def typed_check(form: Mapping[str, str], confirmed: list[str]) -> TypedCheck:
    """What was typed, as it was typed."""
    return TypedCheck(
        method=form.get("method", ""),
        outcome=form.get("outcome", ""),
        spoke_to=clean(form.get("spoke_to", "")),
        confirmed=tuple(confirmed),
        note=clean(form.get("note", "")),
        on=typed_boxes(form, "on"),
    )


def read_check(typed: TypedCheck) -> tuple[ReadCheck | None, tuple[Problem, ...]]:
    """The check that was typed, or what is wrong with it."""
    problems = []
    if typed.method not in {method for method, _, _ in METHODS}:
        problems.append(Problem("method", "Choose how you made sure."))
    if typed.outcome not in {outcome for outcome, _, _ in OUTCOMES}:
        problems.append(Problem("outcome", "Choose what came of it."))
    elif Outcome(typed.outcome).confirms and not set(typed.confirmed) & set(CONFIRMABLE):
        problems.append(Problem("confirmed", "Tick what they told you is right."))
    try:
        on = read_boxes(typed.on)
    except BadDate as error:
        on = None
        problems.append(Problem("on", str(error)))
    if problems:
        return None, tuple(problems)
    return ReadCheck(Method(typed.method), Outcome(typed.outcome), on), ()


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
    say_kept(check, _said(check))
    return redirect(f"/work/listings/{listing_id}", 303)


@checks.post("/<listing_id>/check/<check_id>/undo")
@needs(Action.CONFIRM)
def undo(listing_id: str, check_id: str) -> ResponseReturnValue:
    """Take back "All correct", pressed by mistake within the last minute."""
    require(staff(), Action.CONFIRM, listing_id)
    check = undo_check(context(), Actor(staff()), check_id)
    flash("Taken back. The listing is as it was before you pressed “All correct”.", "info")
    if request.args.get("from") == "call":
        around = request.args.get("all")
        return redirect(url_for("calls.show", listing_id=check.listing_id, all=around), 303)
    return redirect(f"/work/listings/{check.listing_id}", 303)


def _said(check: Check) -> str:
    if check.outcome.confirms and not check.resets_clock:
        return "Kept. It does not count as a check, so the date on the page stays as it is."
    return kept_words(check)


def _page(listing_id: str, typed: TypedCheck, *problems: Problem) -> str:
    listing = context().store.get_listing(listing_id).listing
    checked = checked_words(listing, context().borough) if listing.checked.on else ""
    return render_template("checks/check.html", page=check_page(listing, checked, typed, problems))
