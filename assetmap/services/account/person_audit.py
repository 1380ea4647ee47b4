"""What the audit says when somebody of the staff is invited, changed or disabled."""

from collections.abc import Iterable
from secrets import token_hex

from assetmap.domain.people.people import Person
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.unit_of_work import UnitOfWork


def note_person(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    what: str,
    before: Person,
    after: Person,
    more: Iterable[AuditValue] = (),
) -> None:
    """A line in the audit with whatever differs, and `more` values of what went with it.

    Names and addresses can be erased from it.
    """
    pairs = {
        "name": (before.name, after.name),
        "email": (before.email, after.email),
        "roles": (", ".join(before.roles), ", ".join(after.roles)),
        "patch": (", ".join(before.patch), ", ".join(after.patch)),
        "hub": (", ".join(before.own), ", ".join(after.own)),
    }
    values = [
        AuditValue(field, old, new, token_hex(16))
        for field, (old, new) in pairs.items()
        if old != new
    ]
    event = AuditEvent(
        context.clock.now(), actor.person.id, what, f"person:{after.id}", actor.origin
    )
    uow.audit(event, (*values, *more))
