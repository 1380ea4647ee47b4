"""`/work/review`: what waits for an editor, and deciding on it."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.services.account.people import refused
from assetmap.services.checks.review_queue import QueueKind, review_queue
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings import transitions
from assetmap.services.listings.edits import Incomplete, Unreadable
from assetmap.services.listings.hidden_places import note_look, reveal_place
from assetmap.services.listings.proposals import AlreadyDecided, ConflictError, approve, send_back
from assetmap.services.listings.publishing_places import (
    PlaceNotConfirmed,
    becomes_public,
    hidden_changes,
)
from assetmap.services.listings.transitions import SelfApprovalError
from assetmap.storage.store import Stale
from assetmap.storage.tables import PROPOSALS
from assetmap.web.forms.lengths import long_words
from assetmap.web.forms.listing_form import read_form
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.proposal_page import (
    decided_page,
    edited_words,
    edits_group,
    edits_page,
    proposal_page,
)
from assetmap.web.listings.review_page import address_of, draft_page, queue_page

review = Blueprint("review", __name__, url_prefix="/work/review")

Showing = Callable[[tuple[Problem, ...]], str]


@review.get("")
@needs(Action.REVIEW)
def queue() -> str:
    """Everything that waits, or one sort of it."""
    asked = request.args.get("sort", "")
    sort = QueueKind(asked) if asked in set(QueueKind) else None
    number = read_number(request.args, "page", 1)
    page = queue_page(context(), review_queue(context(), Actor(staff())), sort, number)
    return render_template("listings/review_queue.html", page=page)


@review.get("/proposals/<proposal_id>")
@needs(Action.REVIEW)
def proposal(proposal_id: str) -> str:
    """What somebody asks for, or what was decided on it."""
    found = context().store.get(PROPOSALS, proposal_id)
    if found.state is not ProposalState.WAITING:
        page = decided_page(context(), found, came_too_late=False)
        return render_template("listings/review_decided.html", page=page)
    before = load_for_update(context(), found.listing_id).listing
    if becomes_public(before, found):  # the page shows it, so that nobody approves it unseen
        note_look(context(), Actor(staff()), found.listing_id)
    return _proposal(found)(())


@review.post("/proposals/<proposal_id>/place")
@needs(Action.REVIEW)
def proposal_place(proposal_id: str) -> str:
    """The same page with what it says of a hidden place, this once; the look is written down."""
    found = context().store.get(PROPOSALS, proposal_id)
    reveal_place(context(), Actor(staff()), found.listing_id)
    page = proposal_page(context(), staff(), found, shows_place=True)
    return render_template("listings/review_proposal.html", page=page)


@review.post("/proposals/<proposal_id>/approve")
@needs(Action.PUBLISH)
def approve_proposal(proposal_id: str) -> ResponseReturnValue:
    """Make it public as it was asked for."""
    found = context().store.get(PROPOSALS, proposal_id)
    return _decide(
        proposal_id,
        lambda: approve(context(), Actor(staff()), proposal_id, typed=_typed_word()),
        _proposal(found),
        "Approved. It is public now.",
    )


@review.get("/proposals/<proposal_id>/edits")
@needs(Action.REVIEW)
def edits(proposal_id: str) -> ResponseReturnValue:
    """The fields that it changes, to be put right first."""
    found = context().store.get(PROPOSALS, proposal_id)
    if found.state is not ProposalState.WAITING:
        return redirect(_address(proposal_id))
    _note_place(found)
    return render_template("listings/review_edits.html", page=edits_page(context(), found, None))


@review.post("/proposals/<proposal_id>/edits")
@needs(Action.PUBLISH)
def approve_edits(proposal_id: str) -> ResponseReturnValue:
    """Make it public with the editor's own words."""
    found = context().store.get(PROPOSALS, proposal_id)
    before = load_for_update(context(), found.listing_id).listing
    read = read_form(request.form, edits_group(found), before, today=context().clock.today())

    def show(problems: tuple[Problem, ...]) -> str:
        page = edits_page(context(), found, request.form, problems)
        return render_template("listings/review_edits.html", page=page)

    if "more" in request.form:  # another row for a time, and nothing is decided yet
        return show(())
    if read.problems:
        return show(read.problems), 422
    return _decide(
        proposal_id,
        lambda: approve(context(), Actor(staff()), proposal_id, read.values, typed=_typed_word()),
        show,
        _said_of_edits,
    )


@review.post("/proposals/<proposal_id>/send-back")
@needs(Action.REVIEW)
def send_proposal_back(proposal_id: str) -> ResponseReturnValue:
    """Decline it, and say why."""
    found = context().store.get(PROPOSALS, proposal_id)
    words = request.form.get("words", "")
    if problems := long_words(request.form, "words"):
        return _proposal(found, words)(problems), 422
    return _decide(
        proposal_id,
        lambda: send_back(context(), Actor(staff()), proposal_id, words),
        _proposal(found, words),
        "Sent back. The listing stays as it was.",
    )


@review.get("/listings/<listing_id>")
@needs(Action.REVIEW)
def draft(listing_id: str) -> ResponseReturnValue:
    """A draft in review or a suggestion; any other listing has a page of its own."""
    status = context().store.get_listing(listing_id).listing.status
    if status not in (Status.IN_REVIEW, Status.SUGGESTED):
        return redirect(f"/work/listings/{listing_id}")
    return _draft(listing_id)(())


@review.post("/listings/<listing_id>/publish")
@needs(Action.PUBLISH)
def publish(listing_id: str) -> ResponseReturnValue:
    """Make a draft public."""
    return _decide(
        listing_id,
        lambda: transitions.publish(
            context(), Actor(staff()), listing_id, _seen(), typed=_typed_word()
        ),
        _draft(listing_id),
        "Published.",
    )


@review.post("/listings/<listing_id>/send-back")
@needs(Action.REVIEW)
def send_draft_back(listing_id: str) -> ResponseReturnValue:
    """Give a draft back to its author, with words."""
    words = request.form.get("words", "")
    if problems := long_words(request.form, "words"):
        return _draft(listing_id, words)(problems), 422
    return _decide(
        listing_id,
        lambda: transitions.send_draft_back(context(), Actor(staff()), listing_id, words),
        _draft(listing_id, words),
        "Sent back. It is a draft again.",
    )


@review.post("/listings/<listing_id>/accept")
@needs(Action.REVIEW)
def accept(listing_id: str) -> ResponseReturnValue:
    """Take a suggestion up: it is a draft from now on."""
    return _decide(
        listing_id,
        lambda: transitions.accept(context(), Actor(staff()), listing_id),
        _draft(listing_id),
        "Taken up. It is a draft now: fill in what is missing.",
        onward=f"/work/listings/{listing_id}",
    )


@review.post("/listings/<listing_id>/reject")
@needs(Action.REVIEW)
def reject(listing_id: str) -> ResponseReturnValue:
    """Leave a suggestion aside."""
    why = request.form.get("why", "")
    if why not in REJECT_REASONS:
        return _draft(listing_id)((Problem("why", "Choose why."),)), 422
    return _decide(
        listing_id,
        lambda: transitions.reject(context(), Actor(staff()), listing_id, why),
        _draft(listing_id),
        "Left aside. It is not in the directory.",
    )


REJECT_REASONS = {
    "listed already": "It is listed already",
    "does not fit": "It does not fit what this directory lists",
    "not real": "It is an advert or a joke",
}


def _decide(
    id_: str,
    act: Callable[[], object],
    show: Showing,
    said: str | Callable[[object], str],
    onward: str = "",
) -> ResponseReturnValue:
    """Do it and go on to the next that waits; what stands against it is told on the page."""
    onward = onward or address_of(review_queue(context(), Actor(staff())).after(id_))
    try:
        done = act()
    except AlreadyDecided as error:
        page = decided_page(context(), error.proposal, came_too_late=True)
        return render_template("listings/review_decided.html", page=page), 409
    except SelfApprovalError as error:
        refused(context(), staff(), Action.PUBLISH, request.path)
        return show((Problem("", str(error)),)), 403
    except PlaceNotConfirmed as error:
        return show((Problem("publish_place", str(error)),)), 422
    except ConflictError:
        words = "The listing has changed since. Choose “Approve with edits” to say what is right."
        return show((Problem("", words),)), 409
    except Stale:
        words = "Somebody has changed it since you opened it. Look at it again, as it is now."
        return show((Problem("", words),)), 409
    except NotPossible as error:
        return show((Problem("", str(error)),)), 409
    except (Incomplete, Unreadable) as error:
        return show(tuple(Problem(gap.field, gap.message) for gap in error.gaps)), 422
    except ValueError as error:
        return show((Problem("words", str(error)),)), 422
    flash(said if isinstance(said, str) else said(done))
    return redirect(onward, 303)


def _said_of_edits(done: object) -> str:
    whose = edited_words(context(), done) if isinstance(done, Proposal) else ""
    return " ".join(filter(None, ("Approved.", whose, "It is public now.")))


def _proposal(found: Proposal, words: str = "") -> Showing:
    return lambda problems: render_template(
        "listings/review_proposal.html",
        page=proposal_page(context(), staff(), found, problems, words),
    )


def _draft(listing_id: str, words: str = "") -> Showing:
    return lambda problems: render_template(
        "listings/review_draft.html",
        page=draft_page(context(), staff(), listing_id, problems, words),
        reject_reasons=tuple(REJECT_REASONS.items()),
    )


def _typed_word() -> str:
    """What was typed to make a hidden place public."""
    return request.form.get("publish_place", "")


def _note_place(found: Proposal) -> None:
    """The form shows what was asked for, a hidden place too: the look is written down."""
    if hidden_changes(found):
        note_look(context(), Actor(staff()), found.listing_id)


def _seen() -> int | None:
    """The revision that the editor looked at, as the form says."""
    return read_number(request.form, "seen", -1) if "seen" in request.form else None


def _address(proposal_id: str) -> str:
    return f"/work/review/proposals/{proposal_id}"
