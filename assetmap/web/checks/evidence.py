"""Proof that staff have seen: `/work/listings/<id>/evidence`, and the list of what has run out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.evidence import DBS_LEVELS, Evidence, Proof
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.services.checks.evidence import (
    BadEvidence,
    Expired,
    expired,
    record_evidence,
    remove_evidence,
)
from assetmap.services.listing_repository import Actor
from assetmap.web.formatting import long_date
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

PROOFS = tuple((proof.value, proof.label) for proof in Proof)
LEVELS = (("", "Choose the level"), *((level, level.capitalize()) for level in DBS_LEVELS))


@dataclass(frozen=True)
class ExpiredPage:
    """`/work/evidence`: listings with proofs that have run out."""

    title: str
    listings: tuple[tuple[str, str, tuple[str, ...]], ...]  # name, address, what has run out


def expired_page(found: list[Expired]) -> ExpiredPage:
    """The task list of proofs that have run out."""
    return ExpiredPage(
        "Proofs that have run out",
        tuple(
            (
                each.listing.name,
                url_for("evidence.show", listing_id=each.listing.id),
                tuple(
                    f"{proof.proof.label}: ran out on {long_date(proof.expires)}"
                    for proof in each.proofs
                    if proof.expires
                ),
            )
            for each in found
        ),
    )


@dataclass(frozen=True)
class TypedEvidence:
    """A proof as typed into the form. `level` is for a DBS check, `number` for the CQC's alone."""

    proof: str = ""
    level: str = ""
    number: str = ""
    seen: Boxes = ("", "", "")
    expires: Boxes = ("", "", "")


@dataclass(frozen=True)
class ProofLine:
    """A proof that is recorded: what the public reads, until when, and whether they still do."""

    proof: str
    label: str
    words: str
    until: str
    holds: bool


@dataclass(frozen=True)
class EvidencePage:
    """`/work/listings/<id>/evidence`: what is recorded, and the form for more."""

    title: str
    name: str
    listing_id: str
    listing_url: str
    lines: tuple[ProofLine, ...]
    typed: TypedEvidence
    proofs: tuple[tuple[str, str], ...] = PROOFS
    levels: tuple[tuple[str, str], ...] = LEVELS
    problems: tuple[Problem, ...] = ()


def evidence_page(
    listing: Listing, today: date, typed: TypedEvidence, problems: tuple[Problem, ...] = ()
) -> EvidencePage:
    """The page of one listing's proofs."""
    return EvidencePage(
        title="What we have seen",
        name=listing.name,
        listing_id=listing.id,
        listing_url=f"/work/listings/{listing.id}",
        lines=tuple(_line(each, today) for each in listing.evidence),
        typed=typed,
        problems=problems,
    )


def blank_evidence(today: date) -> TypedEvidence:
    """The form before anything is typed: seen today."""
    return TypedEvidence(seen=boxes_of(today))


def typed_evidence(form: Mapping[str, str]) -> TypedEvidence:
    """What was typed, as it was typed."""
    return TypedEvidence(
        proof=form.get("proof", ""),
        level=form.get("level", ""),
        number=form.get("number", "").strip(),
        seen=typed_boxes(form, "seen"),
        expires=typed_boxes(form, "expires"),
    )


def read_evidence(typed: TypedEvidence) -> tuple[Evidence | None, tuple[Problem, ...]]:
    """The proof that was typed, or what is wrong with how it was typed."""
    dates: dict[str, date | None] = {}
    problems = []
    if typed.proof not in {value for value, _ in PROOFS}:
        problems.append(Problem("proof", "Choose what you have seen."))
    for name, boxes in (("seen", typed.seen), ("expires", typed.expires)):
        try:
            dates[name] = read_boxes(boxes)
        except BadDate as error:
            problems.append(Problem(name, str(error)))
    if dates.get("seen", date.min) is None:
        problems.append(Problem("seen", "Enter the day you saw it."))
    seen = dates.get("seen")
    if problems or seen is None:
        return None, tuple(problems)
    proof = Proof(typed.proof)
    detail = typed.level if proof is Proof.DBS else typed.number
    return Evidence(proof, seen, dates.get("expires"), detail), ()


def place_of_problem(evidence: Evidence, today: date) -> str:
    """The field of the form that a refused proof must be corrected in."""
    if evidence.seen_on > today:
        return "seen"
    if evidence.expires and evidence.expires < max(evidence.seen_on, today):
        return "expires"
    return "level" if evidence.proof is Proof.DBS else "number"


def _line(evidence: Evidence, today: date) -> ProofLine:
    until = "It does not run out."
    if evidence.expires:
        verb = "Holds until" if evidence.expires >= today else "Ran out on"
        until = f"{verb} {long_date(evidence.expires)}"
    return ProofLine(
        evidence.proof.value,
        evidence.proof.label,
        evidence.words,
        until,
        evidence.holds(today),
    )


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
