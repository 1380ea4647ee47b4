"""Accounts at the council's own provider: whose they are here, linked once and then for good.

Nobody gets an account here by having one there: an admin invites people, and gives them roles.
"""

from assetmap.domain.people.identity import IdentityClaims, LinkedIdentity, identity_id
from assetmap.domain.people.people import Action, Person, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.account import accounts
from assetmap.services.account.accounts import Member, note
from assetmap.services.account.people import BadPerson
from assetmap.services.account.sign_ins import end_all
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import IDENTITIES, PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork

LINKED = "linked a council account"  # what the audit says was done
UNLINKED = "unlinked a council account"


class NotInvited(Exception):
    """Nobody here has this account; the message is for the audit. `person_id` where one is meant.

    Visitors are told the same in every case.
    """

    def __init__(self, why: str, person_id: str = "") -> None:
        super().__init__(why)
        self.person_id = person_id


def member_of(context: Context, claims: IdentityClaims) -> Member:
    """The member of staff whose account at the provider this is; the first time it is linked.

    Found by issuer and subject, and the first time by a verified address. Raises NotInvited.
    """
    with context.unit_of_work() as uow:
        try:
            linked = context.store.get(IDENTITIES, identity_id(claims.issuer, claims.subject))
        except NotFound:
            return _link(context, uow, claims)
    found = accounts.member(context, linked.person_id)
    if found is None:
        raise NotInvited("council account of somebody who may not sign in", linked.person_id)
    return found


def linked_identities(context: Context, person_id: str) -> list[LinkedIdentity]:
    """The accounts at a provider that are a person's here."""
    return context.store.find(IDENTITIES, person_id=person_id)


def unlink(context: Context, actor: Actor, person_id: str) -> Person:
    """Take a person's accounts at the provider away, and sign them out everywhere.

    The next that has their verified address is linked: such as after they were given a new one.
    Raises NotAllowed, NotFound, and BadPerson when there is none.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    with context.unit_of_work() as uow:
        person = context.store.get(PEOPLE, person_id)
        if not uow.delete(IDENTITIES, person_id=person_id):
            raise BadPerson(f"{person.name} has no council account here")
        end_all(context, uow, person_id)
        now, subject = context.clock.now(), f"person:{person_id}"
        uow.audit(AuditEvent(now, actor.person.id, UNLINKED, subject, actor.origin))
    return person


def _link(context: Context, uow: UnitOfWork, claims: IdentityClaims) -> Member:
    provider = context.config.identity_provider
    email = claims.verified_email(provider.trusted_domains if provider else ())
    if not email:
        raise NotInvited("council account without a verified address")
    member = accounts.member_by_email(context, email)
    # People are found without regard to case, which makes some letters of other scripts our own.
    if member is None or not (email.isascii() or email == member.person.email):
        raise NotInvited("council account of nobody who is invited")
    person_id = member.person.id
    others = linked_identities(context, person_id)
    if any(each.issuer == claims.issuer for each in others):
        # The address has passed to another account, and perhaps to another person.
        raise NotInvited("another council account with the same address", person_id)
    id_ = identity_id(claims.issuer, claims.subject)
    now = context.clock.now()
    uow.save(IDENTITIES, LinkedIdentity(id_, person_id, claims.issuer, claims.subject, now))
    note(context, uow, person_id, LINKED)
    return member
