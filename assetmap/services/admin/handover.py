"""Disabling somebody of the staff, and handing what was theirs to a colleague in the same step.

Theirs are the listings that they look after, the drafts they began and have not sent, their
collections, and the calls of their patch or hub. What they did stays theirs: proposals that wait,
checks, notes and the history.
"""

from dataclasses import dataclass, replace
from secrets import token_hex

from assetmap.domain.handouts.collection import Collection
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Action, Person, Role, may, require
from assetmap.domain.privacy.audit import AuditValue
from assetmap.services.account.membership import save_person
from assetmap.services.account.people import BadPerson, everyone, person_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.listings.stewards import looked_after_by
from assetmap.services.listings.transitions import authors, take_over_draft
from assetmap.storage.tables import COLLECTIONS
from assetmap.storage.unit_of_work import UnitOfWork

HANDED_OVER = "handed over"  # what a listing's history says


@dataclass(frozen=True)
class Belongings:
    """What is somebody's to look after; `patch` and `own` are those of the person."""

    listings: tuple[Listing, ...] = ()
    drafts: tuple[Listing, ...] = ()
    collections: tuple[Collection, ...] = ()
    patch: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How much it is: `3 listings, 1 draft, the calls of Grays`; empty for nothing."""
        counts = ((self.listings, "listing"), (self.drafts, "draft"))
        counted = [(len(each), word) for each, word in (*counts, (self.collections, "collection"))]
        parts = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counted if n]
        parts += [f"the calls of {', '.join(self.patch)}"] if self.patch else []
        parts += [f"{len(self.own)} hub{'' if len(self.own) == 1 else 's'}"] if self.own else []
        return ", ".join(parts)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        return not (self.listings or self.drafts or self.collections or self.patch or self.own)


def belongings_of(context: Context, person: Person) -> Belongings:
    """Everything that would have to go to somebody else."""
    drafts = context.directory_cache.current().every.with_status(Status.DRAFT)
    return Belongings(
        tuple(looked_after_by(context, person.id)),
        tuple(each for each in drafts if person.id in authors(context, each.id)),
        tuple(context.store.find(COLLECTIONS, by=person.id)),
        person.patch,
        person.own,
    )


def possible_successors(context: Context, person: Person) -> list[Person]:
    """Everybody here who may do with it all what the person did, by name."""
    theirs = belongings_of(context, person)
    return [each for each in everyone(context) if each.id != person.id and _may_take(each, theirs)]


def disable(context: Context, actor: Actor, email: str, successor: str = "") -> Belongings:
    """Let somebody in no more; every sign-in of theirs ends at once.

    `successor` is the address of who gets what was theirs. Without one it stays where it is, with
    nobody for now, and `hand_over` can give it to somebody later. Gives what it was, all in one
    transaction and with one line in the audit. Raises NotAllowed, BadPerson.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    person = person_of(context, email)
    to = person_of(context, successor, "to") if successor else None
    theirs = belongings_of(context, person)
    if not person.active and to is None:
        return theirs
    if to:
        _refuse_successor(person, to, theirs)
    with context.unit_of_work() as uow:
        values = _given(context, uow, actor, theirs, person, to) if to else ()
        what = "disabled" if person.active else HANDED_OVER
        save_person(context, uow, actor, what, person, _left(person, to), values)
    return theirs


def _left(person: Person, to: Person | None) -> Person:
    """Somebody as they are kept once they are gone: with no patch or hub that another has."""
    if to is None:
        return replace(person, active=False)
    return replace(person, active=False, patch=(), own=())


def _may_take(successor: Person, theirs: Belongings) -> bool:
    """Whether somebody may check each of the listings, go on with the drafts, keep collections."""
    return (
        may(successor, Action.CONFIRM)
        and all(may(successor, Action.CONFIRM, each.id) for each in theirs.listings)
        and (not theirs.drafts or may(successor, Action.CREATE))
        and (not theirs.collections or may(successor, Action.WRITE_NOTES))
    )


def _refuse_successor(person: Person, to: Person, theirs: Belongings) -> None:
    if to.id == person.id:
        raise BadPerson("choose somebody else to hand it over to", "to")
    if not to.active or not _may_take(to, theirs):
        raise BadPerson(f"{to.name} may not look after all of it: choose somebody else", "to")


def _given(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    theirs: Belongings,
    person: Person,
    to: Person,
) -> tuple[AuditValue, ...]:
    """Give it all to somebody; gives what the audit says of it."""
    for listing in theirs.listings:
        before = load_for_update(context, listing.id)
        after = replace(before.listing, steward=to.id)
        save_change(context, uow, actor, before, after, HANDED_OVER)
    for draft in theirs.drafts:
        take_over_draft(context, uow, draft.id, to.id)
    for collection in theirs.collections:
        uow.save(COLLECTIONS, replace(collection, by=to.id))
    _widen(context, uow, actor, person, to)
    return (
        AuditValue("handed_to", "", to.id, token_hex(16)),
        *_listed("listings", [each.id for each in theirs.listings]),
        *_listed("drafts", [each.id for each in theirs.drafts]),
        *_listed("collections", [each.id for each in theirs.collections]),
    )


def _widen(context: Context, uow: UnitOfWork, actor: Actor, person: Person, to: Person) -> None:
    """The calls of a patch or hub go to whoever gets it; who rings all of the borough does so."""
    patch = to.patch
    if patch:
        patch = tuple(dict.fromkeys((*patch, *person.patch)))
    own = to.own
    if Role.HUB_TEAM in to.roles:
        own = tuple(dict.fromkeys((*own, *person.own)))
    after = replace(to, patch=patch, own=own)
    if after != to:
        save_person(context, uow, actor, "took over", to, after)


def _listed(field: str, ids: list[str]) -> tuple[AuditValue, ...]:
    """How many of a sort there were, and their ids; none when there was nothing."""
    if not ids:
        return ()
    return (AuditValue(field, "", f"{len(ids)}: {', '.join(ids)}", token_hex(16)),)
