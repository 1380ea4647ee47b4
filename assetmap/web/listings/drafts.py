"""`/work/drafts/<id>`: a draft, one group of questions a page, saved as one goes."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.check import Method
from assetmap.domain.listings.hidden_place import hidden_place, without_hidden
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.listings.safety import speaks_of_refuge
from assetmap.domain.people.people import Action, may, require
from assetmap.domain.validation import Problem
from assetmap.services.checks.checks import reveal_contact
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.drafts import first_check, save_draft, submit
from assetmap.services.listings.duplicates import candidates, remember_not_same
from assetmap.services.listings.edits import Incomplete, Unreadable
from assetmap.services.listings.hidden_places import note_look, sees_place
from assetmap.services.listings.transitions import authors
from assetmap.services.privacy.do_not_list import refused
from assetmap.web.forms.listing_form import HOME, is_home, read_form
from assetmap.web.forms.questions import CONTACT, GROUP_OF, WHERE
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.draft_step_page import (
    AlikePage,
    HomePage,
    address,
    group_of,
    part_after,
    postcode_problem,
    step_page,
    step_words,
)
from assetmap.web.listings.new_page import alike_lines
from assetmap.web.listings.review_step import check_page
from assetmap.web.presenters.pages import TextPage

drafts = Blueprint("drafts", __name__, url_prefix="/work/drafts/<listing_id>")
_PARTS = ", ".join(GROUP_OF)  # the pages of questions, as addresses have them
# Shared Lives carers and the like: who provides a regulated service lists it, and not each carer.
_NOT_AT_HOME = (
    "We never list a service at the home of the person who gives it. Answer No, and give the "
    "office of whoever runs it or the area it covers. If one person works for themselves, choose "
    "Micro-enterprise as its kind."
)
_OPEN = (Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW)
_LOOK_AGAIN = (WHERE.slug, CONTACT.slug)  # what is like it may show once these are known


@drafts.app_errorhandler(NotPossible)
def not_possible(error: NotPossible) -> tuple[str, int]:
    """What cannot be done to a listing where it is, in plain words."""
    page = TextPage("You cannot do that now")
    return render_template("errors/not_possible.html", page=page, why=str(error)), 409


@drafts.get("")
@needs(Action.CREATE)
def whole_draft(listing_id: str) -> ResponseReturnValue:
    """The draft as it stands."""
    return redirect(url_for("drafts.check", listing_id=listing_id))


@drafts.get(f"/<any({_PARTS}):part>")
@needs(Action.CREATE)
def part(listing_id: str, part: str) -> ResponseReturnValue:
    """One group of questions; where it is begins with whether it is someone's home."""
    listing = open_draft(listing_id)
    _note_look(listing, part)
    if part == WHERE.slug and not is_home(listing) and HOME not in request.args:
        return redirect(url_for("drafts.home", listing_id=listing_id))
    return render_template(
        "listings/draft_step.html", page=step_page(context(), staff(), listing, part)
    )


@drafts.post(f"/<any({_PARTS}):part>")
@needs(Action.CREATE)
def save_part(listing_id: str, part: str) -> ResponseReturnValue:
    """Save what can be saved, and go on; with a problem, the page again as it was typed."""
    before = open_draft(listing_id)
    read = read_form(
        request.form,
        group_of(context(), part, before, staff()),
        before,
        today=context().clock.today(),
    )
    problems = list(read.problems)
    try:
        save_draft(context(), Actor(staff()), listing_id, read.values)
    except Unreadable as error:
        problems += [Problem(gap.field, gap.message) for gap in error.gaps]
    listing = open_draft(listing_id)
    if part == WHERE.slug:
        problems += postcode_problem(context(), listing)
    more = request.form.get("more", "")
    if more == "postcode" and not problems:
        return redirect(url_for("drafts.part", listing_id=listing_id, part=part), 303)
    if problems or more:
        page = step_page(context(), staff(), listing, part, tuple(problems), request.form)
        return render_template("listings/draft_step.html", page=page), 422 if problems else 200
    if part in _LOOK_AGAIN and candidates(context(), listing):
        return redirect(url_for("drafts.alike", listing_id=listing_id, after=part), 303)
    return _onward(listing, part)


@drafts.get("/home")
@needs(Action.CREATE)
def home(listing_id: str) -> str:
    """Is this someone's home?"""
    listing = open_draft(listing_id)
    return render_template("listings/draft_home.html", page=_home_page(listing))


@drafts.post("/home")
@needs(Action.CREATE)
def save_home(listing_id: str) -> ResponseReturnValue:
    """A home shows only the area; anything else may show the place."""
    listing = open_draft(listing_id)
    answer = request.form.get(HOME, "")
    if answer not in ("yes", "no"):
        problems = (Problem(HOME, "Say whether it is someone’s home."),)
        return render_template("listings/draft_home.html", page=_home_page(listing, problems)), 422
    if answer == "yes" and listing.kind.rules.never_at_home:
        problems = (Problem(HOME, _NOT_AT_HOME),)
        return render_template("listings/draft_home.html", page=_home_page(listing, problems)), 422
    precision = listing.where.precision
    if answer == "yes":
        precision = Precision.AREA
    elif precision is Precision.AREA:
        is_refuge = speaks_of_refuge(listing.name, listing.categories)
        precision = Precision.WITHHELD if is_refuge else Precision.VENUE
    save_draft(context(), Actor(staff()), listing_id, {"precision": precision})
    where = url_for("drafts.part", listing_id=listing_id, part=WHERE.slug, home=answer)
    return redirect(where, 303)


@drafts.get("/alike")
@needs(Action.CREATE)
def alike(listing_id: str) -> ResponseReturnValue:
    """What may be the same thing, now that more is known."""
    listing, after = open_draft(listing_id), _part_named(request.args.get("after", ""))
    found = candidates(context(), listing)
    if not found:
        return _onward(listing, after)
    page = AlikePage("Is it listed already?", listing, alike_lines(found), after)
    return render_template("listings/draft_alike.html", page=page)


@drafts.post("/alike")
@needs(Action.CREATE)
def not_the_same(listing_id: str) -> ResponseReturnValue:
    """Remember that they only look alike, and go on."""
    listing = open_draft(listing_id)
    known = context().directory_cache.current().listings
    for other in request.form.getlist("not_same"):
        if other in known:
            remember_not_same(context(), Actor(staff()), listing_id, other)
    return _onward(listing, _part_named(request.form.get("after", "")))


@drafts.get("/check")
@needs(Action.CREATE)
def check(listing_id: str) -> str:
    """Everything that was answered, and what is missing."""
    listing = open_draft(listing_id)
    _note_look(listing, "check")
    is_refused = refused(context(), listing) is not None
    page = check_page(context(), staff(), listing, is_refused=is_refused)
    return render_template("listings/draft_review_step.html", page=page)


@drafts.post("/check")
@needs(Action.CREATE)
def send(listing_id: str) -> ResponseReturnValue:
    """Send it for review; or say what is missing, beside each question."""
    listing = open_draft(listing_id)
    is_refused = refused(context(), listing) is not None
    method, spoke_to = request.form.get("method", ""), request.form.get("spoke_to", "")
    if method in set(Method) and listing.checked.on is None:
        first_check(context(), Actor(staff()), listing_id, Method(method), spoke_to)
    try:
        submit(context(), Actor(staff()), listing_id)
    except Incomplete:
        page = check_page(
            context(),
            staff(),
            open_draft(listing_id),
            is_refused=is_refused,
            was_sent=True,
            method=method,
            spoke_to=spoke_to,
        )
        return render_template("listings/draft_review_step.html", page=page), 422
    flash(f"{listing.name} is sent for review. An editor looks at it before it is public.")
    return redirect(url_for("adding.drafts"), 303)


def open_draft(listing_id: str) -> Listing:
    """The draft with its private contact and hidden place if the person may see them.

    Raises NotFound, NotAllowed, and NotPossible when it is not a draft any more.
    """
    by = staff()
    if by.id not in authors(context(), listing_id):
        require(by, Action.CREATE, listing_id)
    listing = load_for_update(context(), listing_id).listing
    if listing.status not in _OPEN:
        raise NotPossible("This is not a draft any more. Propose a change instead.")
    if not sees_place(context(), by, listing):
        return replace(listing, where=without_hidden(listing.where))
    return listing


def _note_look(listing: Listing, part: str) -> None:
    """Write down that somebody looks at a private contact or place which they did not type."""
    by = staff()
    if by.id in authors(context(), listing.id):
        return
    is_last_look = part == "check"
    shows = part == CONTACT.slug or is_last_look
    if shows and listing.private and may(by, Action.SEE_PRIVATE, listing.id):
        reveal_contact(context(), Actor(by), listing.id)
    if (part == WHERE.slug or is_last_look) and hidden_place(listing.where):
        note_look(context(), Actor(by), listing.id)


def _onward(listing: Listing, part: str) -> ResponseReturnValue:
    """To the next page, or back to the last look when that is where one came from."""
    next_part = "check" if request.values.get("back") == "check" else part_after(part)
    return redirect(address(listing, next_part), 303)


def _part_named(text: str) -> str:
    return text if text in GROUP_OF else CONTACT.slug


def _home_page(listing: Listing, problems: tuple[Problem, ...] = ()) -> HomePage:
    return HomePage(
        "Is this someone’s home?",
        listing,
        step_words(WHERE.slug),
        address(listing, "about"),
        is_home(listing),
        problems,
    )
