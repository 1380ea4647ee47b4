"""`/organiser/<token>`: an organiser looks at their listings and answers, without an account.

Looking changes nothing, so that programs which follow the links of a letter do no harm. An answer
is a form that was given out on such a page: it carries a signed time of its own.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.check import Outcome
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Status
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.checks.organiser_answers import (
    ask_to_end,
    close_for_now,
    confirm,
    open_again,
    send_change,
)
from assetmap.services.checks.organiser_links import LinkRefused, OpenLink, link_of, open_link
from assetmap.services.checks.organiser_requests import NoAddress, ask_again
from assetmap.services.checks.undo import undo_answers, undoable_answers
from assetmap.services.listings.edits import Incomplete, Unreadable
from assetmap.services.listings.proposals import NothingChanged
from assetmap.web.checks.organiser_page import (
    NO_ADDRESS,
    SENT,
    SENT_BEFORE,
    THANKS,
    TIMING_WORDS,
    AnswerPage,
    ThanksPage,
    change_page,
    groups_of,
    organiser_page,
    refused_page,
    said_page,
)
from assetmap.web.forms.lengths import long_words
from assetmap.web.forms.listing_form import read_form
from assetmap.web.forms.values import BadDate, read_boxes, typed_boxes
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.public_form_token import FIELD, Timing, check, issue, next_token
from assetmap.web.framework.rate_limit import PER_VISITOR, rate_limited
from assetmap.web.framework.request_context import context

organiser = Blueprint("organiser", __name__, url_prefix="/organiser")

GUARD = "the signed link and the form's signed time"
NOTICE_LONGEST, WORDS_LONGEST = 200, 1000
_ENDINGS = {"closed": Outcome.CLOSED, "removal": Outcome.WANTS_REMOVAL}


@organiser.after_request
def keep_to_themselves(response: Response) -> Response:
    """The address is the key: it must not be told to other sites, kept, or found by a search."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


@organiser.errorhandler(LinkRefused)
def refused(error: LinkRefused) -> tuple[str, int]:
    """A link that is wrong, too old, used, or for what is no longer so; and how to get on."""
    token = (request.view_args or {}).get("token", "")
    form_token = issue(_key(), f"new link {error.link.id}") if error.link else ""
    page, status = refused_page(
        error, context(), url_for("organiser.new_link", token=token), form_token
    )
    return render_template("checks/organiser_refused.html", page=page), status


@organiser.get("/<token>")
@open_to_all()
def show(token: str) -> str:
    """All their listings that wait for an answer."""
    return _shown(token, open_link(context(), token))


@organiser.post("/<token>/confirm")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def confirm_all(token: str) -> ResponseReturnValue:
    """Everything is still correct, for one of the listings or for all."""
    opened = open_link(context(), token)
    if problem := timing_problem(opened):
        return _shown(token, opened, problem), 400
    listing_ids = request.form.getlist("listing")
    if not listing_ids:
        return _shown(token, opened, Problem("", "Choose which listing is correct.")), 400
    try:
        confirm(context(), opened, listing_ids)
    except NotPossible as error:
        return _shown(token, opened, Problem("", str(error))), 409
    return _thanks(token, "confirmed")


@organiser.get("/<token>/<listing_id>/change")
@open_to_all()
def change_form(token: str, listing_id: str) -> str:
    """The form for what has changed."""
    opened = open_link(context(), token)
    return _change_form(token, opened, listing_id)


@organiser.post("/<token>/<listing_id>/change")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def change(token: str, listing_id: str) -> ResponseReturnValue:
    """Send a change to the editors; with a mistake the form comes back as it was typed."""
    opened = open_link(context(), token)
    listing = opened.listing(listing_id)
    reads = [
        read_form(request.form, group, listing, today=context().clock.today())
        for group in groups_of(listing)
    ]
    problems = tuple(problem for read in reads for problem in read.problems)
    if request.form.get("more"):
        return _change_form(token, opened, listing_id)
    problems += long_words(request.form, "words", WORDS_LONGEST)
    if problem := timing_problem(opened):
        problems += (problem,)
    if problems:
        return _change_form(token, opened, listing_id, *problems), 400
    values = {name: value for read in reads for name, value in read.values.items()}
    words = clean(request.form.get("words", ""))
    try:
        send_change(context(), opened, listing_id, values, words)
    except (Unreadable, Incomplete) as error:
        gaps = (Problem(gap.field, gap.message) for gap in error.gaps)
        return _change_form(token, opened, listing_id, *gaps), 400
    except NothingChanged:
        nothing = "You have not changed anything yet. Change an answer, or write to us below."
        return _change_form(token, opened, listing_id, Problem("words", nothing)), 400
    except NotPossible as error:
        return _change_form(token, opened, listing_id, Problem("", str(error))), 409
    return _thanks(token, "changed")


@organiser.get("/<token>/<listing_id>/pause")
@open_to_all()
def pause_form(token: str, listing_id: str) -> str:
    """Closed for now: until when."""
    return _answer("pause", token, open_link(context(), token), listing_id)


@organiser.post("/<token>/<listing_id>/pause")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def pause(token: str, listing_id: str) -> ResponseReturnValue:
    """Mark it as closed for now, or as running again."""
    opened = open_link(context(), token)
    is_off = opened.listing(listing_id).status.is_off
    if problem := timing_problem(opened):
        return _answer("pause", token, opened, listing_id, problem), 400
    if problems := long_words(request.form, "notice", NOTICE_LONGEST):
        return _answer("pause", token, opened, listing_id, *problems), 400
    notice = " ".join(clean(request.form.get("notice", "")).split())
    try:
        until = read_boxes(typed_boxes(request.form, "until"))
        if is_off:
            open_again(context(), opened, listing_id)
        else:
            close_for_now(context(), opened, listing_id, until, notice)
    except (BadDate, ValueError) as error:
        problem = Problem("until", str(error))
        return _answer("pause", token, opened, listing_id, problem), 400
    except NotPossible as error:
        return _answer("pause", token, opened, listing_id, Problem("", str(error))), 409
    return _thanks(token, "resumed" if is_off else "paused")


@organiser.get("/<token>/<listing_id>/end")
@open_to_all()
def end_form(token: str, listing_id: str) -> str:
    """It has closed, or they want it taken off."""
    return _answer("end", token, open_link(context(), token), listing_id)


@organiser.post("/<token>/<listing_id>/end")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def end(token: str, listing_id: str) -> ResponseReturnValue:
    """Ask an editor to take it off."""
    opened = open_link(context(), token)
    opened.listing(listing_id)
    outcome = _ENDINGS.get(request.form.get("why", ""))
    problem = timing_problem(opened)
    if outcome is None:
        problem = Problem("why", "Choose why it should be taken off.")
    if problem or outcome is None:
        return _answer("end", token, opened, listing_id, *filter(None, (problem,))), 400
    try:
        ask_to_end(context(), opened, listing_id, outcome)
    except NotPossible as error:
        return _answer("end", token, opened, listing_id, Problem("", str(error))), 409
    return _thanks(token, request.form["why"])


@organiser.get("/<token>/thanks")
@open_to_all()
def thanks(token: str) -> str:
    """Thanks, what happens next, and the listings that still wait."""
    link = link_of(context(), token)
    title, says = THANKS.get(request.args.get("did", ""), THANKS["confirmed"])
    left = len(set(link.listing_ids) - set(link.done))
    can_undo = bool(undoable_answers(context(), link))
    undo_url = url_for(".undo", token=token) if can_undo else ""
    form_token = issue(_key(), f"undo {link.id}") if can_undo else ""
    page = ThanksPage(title, says, url_for(".show", token=token), left, undo_url, form_token)
    return render_template("checks/organiser_thanks.html", page=page)


@organiser.post("/<token>/undo")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def undo(token: str) -> ResponseReturnValue:
    """Take back that everything is correct, pressed by mistake within the last minute."""
    link = link_of(context(), token)
    if check(_key(), f"undo {link.id}", request.form.get(FIELD, "")) is Timing.FORGED:
        return redirect(url_for(".thanks", token=token), 303)
    try:
        undo_answers(context(), link)
    except NotPossible as error:
        page = said_page(("We could not take it back", str(error)))
        return render_template("checks/organiser_refused.html", page=page), 409
    return _thanks(token, "undone")


@organiser.post("/<token>/new-link")
@open_to_all(csrf=GUARD)
@rate_limited("5 per 1 hour")
def new_link(token: str) -> ResponseReturnValue:
    """Send a new link to where the old one was sent."""
    link = link_of(context(), token)
    if check(_key(), f"new link {link.id}", request.form.get(FIELD, "")) is Timing.FORGED:
        return redirect(url_for(".show", token=token), 303)
    try:
        said = SENT if ask_again(context(), link) else SENT_BEFORE
    except NoAddress:
        said = NO_ADDRESS
    return render_template("checks/organiser_refused.html", page=said_page(said))


def _shown(token: str, opened: OpenLink, *problems: Problem) -> str:
    address = url_for(".show", token=token)
    page = organiser_page(context(), opened, address, link_form_token(opened), problems)
    return render_template("checks/organiser.html", page=page)


def _change_form(token: str, opened: OpenLink, listing_id: str, *problems: Problem) -> str:
    listing = opened.listing(listing_id)
    form = request.form if request.method == "POST" else None
    address = url_for(".show", token=token)
    page = change_page(context(), listing, address, link_form_token(opened), form, problems)
    return render_template("checks/organiser_change.html", page=page)


def _answer(what: str, token: str, opened: OpenLink, listing_id: str, *problems: Problem) -> str:
    listing = opened.listing(listing_id)
    page = AnswerPage(
        title={"pause": "Closed for now", "end": "Take it off the directory"}[what],
        address=url_for(".show", token=token),
        listing_id=listing_id,
        name=listing.name,
        form_token=link_form_token(opened),
        problems=problems,
        until=typed_boxes(request.form, "until"),
        typed=request.form.get("notice", ""),
        chosen=request.form.get("why", ""),
        is_paused=listing.status is Status.PAUSED,
        is_planned=listing.status is Status.PLANNED,
    )
    return render_template(f"checks/organiser_{what}.html", page=page)


def _thanks(token: str, did: str) -> ResponseReturnValue:
    return redirect(url_for(".thanks", token=token, did=did), 303)


def timing_problem(opened: OpenLink) -> Problem | None:
    """What the form's signed time tells against it, if anything."""
    timing = check(_key(), _purpose(opened), request.form.get(FIELD, ""))
    return Problem("", TIMING_WORDS[timing]) if timing in TIMING_WORDS else None


def link_form_token(opened: OpenLink) -> str:
    """The signed time that the forms of a link's pages carry."""
    return next_token(_key(), _purpose(opened), request.form.get(FIELD, ""))


def _purpose(opened: OpenLink) -> str:
    return f"organiser {opened.link.id}"


def _key() -> str:
    return context().config.secret_key
