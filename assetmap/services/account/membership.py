"""Changing what somebody of the staff may do: their roles, their patch and their hub."""

from collections.abc import Iterable
from dataclasses import replace

from assetmap.domain.people.people import (
    COMMAND_LINE,
    Action,
    Digest,
    Person,
    Role,
    require,
)
from assetmap.domain.privacy.audit import AuditValue
from assetmap.services.account.people import (
    BadPerson,
    everyone,
    has_password,
    known_listings,
    known_places,
    person_of,
    staff_roles,
)
from assetmap.services.account.person_audit import note_person
from assetmap.services.account.sign_ins import end_all
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork


def change_roles(
    context: Context,
    actor: Actor,
    email: str,
    add: Iterable[Role] = (),
    remove: Iterable[Role] = (),
) -> Person:
    """Give and take roles, at once. Raises NotAllowed, BadPerson."""
    require(actor.person, Action.MANAGE_PEOPLE)
    before = person_of(context, email)
    roles = staff_roles((set(before.roles) | set(add)) - set(remove))
    if not roles:
        message = f"{before.email} would have no role left: disable them instead"
        raise BadPerson(message, "roles")
    return _change(context, actor, "changed roles", before, replace(before, roles=roles))


def change_patch(
    context: Context,
    actor: Actor,
    email: str,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> Person:
    """Give and take places that somebody looks after; none is all of the borough. Raises as above.

    A place that the borough no longer has can still be taken away.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    before = person_of(context, email)
    gone = {name.strip().casefold() for name in remove}
    added = known_places(context, add)
    patch = tuple(
        name for name in dict.fromkeys((*before.patch, *added)) if name.casefold() not in gone
    )
    return _change(context, actor, "changed the patch", before, replace(before, patch=patch))


def change_hub(
    context: Context,
    actor: Actor,
    email: str,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> Person:
    """Give and take the listings that are somebody's own: a hub team's hub. Raises as above.

    Each is a listing's id.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    before, gone = person_of(context, email), {each.strip() for each in remove}
    added = known_listings(context, add)
    own = tuple(each for each in dict.fromkeys((*before.own, *added)) if each not in gone)
    return _change(context, actor, "changed the hub", before, replace(before, own=own))


def enable(context: Context, actor: Actor, email: str) -> Person:
    """Let somebody in again, with their old password. Raises as above."""
    require(actor.person, Action.MANAGE_PEOPLE)
    before = person_of(context, email)
    return _change(context, actor, "enabled", before, replace(before, active=True))


def end_sign_ins(context: Context, actor: Actor, email: str) -> int:
    """End every sign-in of somebody's, such as on a phone they lost; gives how many. Raises so."""
    require(actor.person, Action.MANAGE_PEOPLE)
    person = person_of(context, email)
    with context.unit_of_work() as uow:
        ended = end_all(context, uow, person.id)
        if ended:
            note_person(context, uow, actor, "ended all sign-ins", person, person)
    return ended


def follow_merge(
    context: Context, uow: UnitOfWork, actor: Actor, gone_id: str, kept_id: str
) -> None:
    """Where a hub was merged into another listing, make that one its team's hub."""
    for before in everyone(context):
        if gone_id in before.own:
            own = dict.fromkeys(kept_id if each == gone_id else each for each in before.own)
            after = replace(before, own=tuple(own))
            save_person(context, uow, actor, "changed the hub", before, after)


def save_person(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    what: str,
    before: Person,
    after: Person,
    more: Iterable[AuditValue] = (),
) -> None:
    """Keep somebody as changed, with its line in the audit, inside the caller's transaction.

    Who may do less than before is signed out everywhere. Raises BadPerson when nobody were left
    who may manage people; only the command line, which can make another admin, may do that.
    """
    if actor.person.id != COMMAND_LINE.id:
        _refuse_last_admin(context, before, after)
    uow.save(PEOPLE, after)
    is_less = set(before.roles) - set(after.roles) or set(before.own) - set(after.own)
    if is_less or not after.active:
        end_all(context, uow, after.id)
    note_person(context, uow, actor, what, before, after, more)


def choose_digest(context: Context, actor: Actor, digest: Digest) -> Person:
    """How often somebody themselves is to be written to about what waits for them."""
    before = context.store.get(PEOPLE, actor.person.id)
    return _change(context, actor, "chose their emails", before, replace(before, digest=digest))


def _change(context: Context, actor: Actor, what: str, before: Person, after: Person) -> Person:
    if before == after:
        return after
    with context.unit_of_work() as uow:
        save_person(context, uow, actor, what, before, after)
    return after


def _refuse_last_admin(context: Context, before: Person, after: Person) -> None:
    if not _is_admin(before) or _is_admin(after):
        return
    others = (each for each in everyone(context) if each.id != before.id and _is_admin(each))
    if not any(has_password(context, each) for each in others):
        message = f"{before.name} is the only admin: make somebody else an admin first"
        raise BadPerson(message, "roles")


def _is_admin(person: Person) -> bool:
    return person.active and Role.ADMIN in person.roles
