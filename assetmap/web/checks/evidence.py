"""Proof that staff have seen: `/work/listings/<id>/evidence`, and the list of what has run out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.evidence import Proof
from assetmap.domain.people.people import Action
from assetmap.domain.search.query import Problem
from assetmap.services.checks.evidence import (
    BadEvidence,
    expired,
    record_evidence,
    remove_evidence,
)
from assetmap.services.listing_repository import Actor
from assetmap.web.admin.work_page import expired_page
from assetmap.web.checks.evidence_page import (
    TypedEvidence,
    blank_evidence,
    evidence_page,
    place_of_problem,
    read_evidence,
    typed_evidence,
)
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

evidence = Blueprint("evidence", __name__, url_prefix="/work")


@evidence.get("/evidence")
@needs(Action.RECORD_EVIDENCE)
def tasks() -> str:
    """Every listing with a proof that has run out."""
    return render_template("checks/evidence_expired.html", page=expired_page(expired(context())))


@evidence.get("/listings/<listing_id>/evidence")
@needs(Action.RECORD_EVIDENCE)
def show(listing_id: str) -> str:
    """What is recorded, and the form for more."""
    return _page(listing_id, blank_evidence(context().clock.today()))


@evidence.post("/listings/<listing_id>/evidence")
@needs(Action.RECORD_EVIDENCE)
def record(listing_id: str) -> ResponseReturnValue:
    """Record a proof that was seen."""
    typed = typed_evidence(request.form)
    seen, problems = read_evidence(typed)
    if seen is None:
        return _page(listing_id, typed, *problems), 400
    try:
        record_evidence(context(), Actor(staff()), listing_id, seen)
    except BadEvidence as error:
        field = place_of_problem(seen, context().clock.today())
        return _page(listing_id, typed, Problem(field, str(error))), 400
    flash(f"Kept. The page says: {seen.words}.", "info")
    return redirect(url_for("evidence.show", listing_id=listing_id), 303)


@evidence.post("/listings/<listing_id>/evidence/remove")
@needs(Action.RECORD_EVIDENCE)
def remove(listing_id: str) -> ResponseReturnValue:
    """Take a proof away."""
    try:
        proof = Proof(request.form.get("proof", ""))
    except ValueError:
        blank = blank_evidence(context().clock.today())
        return _page(listing_id, blank, Problem("", "Choose which proof to take away.")), 400
    remove_evidence(context(), Actor(staff()), listing_id, proof)
    flash(f"{proof.label} is taken away.", "info")
    return redirect(url_for("evidence.show", listing_id=listing_id), 303)


def _page(listing_id: str, typed: TypedEvidence, *problems: Problem) -> str:
    listing = context().store.get_listing(listing_id).listing
    page = evidence_page(listing, context().clock.today(), typed, problems)
    return render_template("checks/evidence.html", page=page)
