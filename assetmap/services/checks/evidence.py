"""Proof that staff have seen: recorded, renewed, taken away, and what of it has run out."""

from dataclasses import dataclass, replace

from assetmap.domain.listings.evidence import Evidence, Proof, evidence_problem
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, require
from assetmap.services.context import Context
from assetmap.services.every_listing import Selection
from assetmap.services.listing_repository import Actor, load_for_update, save_change


class BadEvidence(Exception):
    """A proof that cannot be recorded as typed; the message is plain words."""


@dataclass(frozen=True)
class Expired:
    """A public listing, and those of its proofs that have run out and were not renewed."""

    listing: Listing
    proofs: tuple[Evidence, ...]


def record_evidence(context: Context, actor: Actor, listing_id: str, evidence: Evidence) -> Listing:
    """Keep a proof that the person has seen; a proof of the same sort is renewed by it.

    Raises NotAllowed, BadEvidence, NotFound.
    """
    require(actor.person, Action.RECORD_EVIDENCE, listing_id)
    if problem := evidence_problem(evidence, context.clock.today()):
        raise BadEvidence(problem)
    seen = replace(evidence, by=actor.person.id)
    return _change(context, actor, listing_id, evidence.proof, (seen,), "recorded a proof")


def remove_evidence(context: Context, actor: Actor, listing_id: str, proof: Proof) -> Listing:
    """Take a sort of proof away from a listing. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RECORD_EVIDENCE, listing_id)
    return _change(context, actor, listing_id, proof, (), "removed a proof")


def expired(context: Context) -> list[Expired]:
    """The public listings with proofs that have run out, by name: to be renewed or removed."""
    today = context.clock.today()
    found = []
    for listing in expired_listings(context):
        held = {each.proof for each in listing.evidence if each.holds(today)}
        gone = tuple(
            each
            for each in listing.evidence
            if each.proof not in held and each.expires is not None and each.expires < today
        )
        found.append(Expired(listing, gone))
    return sorted(found, key=lambda each: (each.listing.name.casefold(), each.listing.id))


def expired_listings(context: Context) -> Selection[Listing]:
    """Those listings, by id."""
    every = context.directory_cache.current().every
    arrays = every.arrays
    return every.where(arrays.is_public & arrays.has_run_out(context.clock.today()))


def _change(
    context: Context,
    actor: Actor,
    listing_id: str,
    proof: Proof,
    new: tuple[Evidence, ...],
    what: str,
) -> Listing:
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        kept = tuple(each for each in before.listing.evidence if each.proof is not proof)
        order = {each: number for number, each in enumerate(Proof)}
        evidence = tuple(sorted((*kept, *new), key=lambda each: order[each.proof]))
        after = replace(before.listing, evidence=evidence)
        return save_change(context, uow, actor, before, after, what, proof.label)
