"""The register of those who asked not to be listed: asked at adding and at import."""

from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.privacy.do_not_list import DoNotList, contact_marks, earlier_marks, is_same
from assetmap.domain.text import fold
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.tables import DO_NOT_LIST
from assetmap.storage.unit_of_work import UnitOfWork

REFUSAL = "asked not to be listed"


class NothingToKnowBy(Exception):
    """An entry without a name and without any way to get in touch would match nobody."""


class Register:
    """The register as it is now, to look many listings up in."""

    def __init__(self, context: Context) -> None:
        self._key = context.config.secret_key.encode()
        self._entries = context.store.find(DO_NOT_LIST)

    def entry_of(self, listing: Listing) -> DoNotList | None:
        """The entry that a listing, taken with its private contact, falls under."""
        if not self._entries:
            return None
        marks = self._marks(listing.public, listing.private)
        return next((each for each in self._entries if is_same(each, listing, marks)), None)

    def has(self, contact: Contact) -> bool:
        """Whether any way to get in touch of a contact is on it."""
        marks = self._marks(contact)
        return any(not marks.isdisjoint(each.marks) for each in self._entries)

    def _marks(self, *contacts: Contact) -> set[str]:
        """As entries of now hold them, and those of before."""
        return {*contact_marks(contacts, self._key), *earlier_marks(contacts, self._key)}


def refused(context: Context, listing: Listing) -> DoNotList | None:
    """The entry of those who asked not to be listed that a listing falls under, if any.

    The listing is taken with its private contact (see `recording.whole`): that counts too.
    """
    return Register(context).entry_of(listing)


def entries(context: Context) -> list[DoNotList]:
    """Everyone who asked not to be listed, the newest first."""
    return context.store.find(DO_NOT_LIST, newest_first=True)


def add(context: Context, actor: Actor, name: str, contact: Contact) -> DoNotList:
    """Note that somebody asked not to be listed. Raises NotAllowed, NothingToKnowBy."""
    require(actor.person, Action.ARCHIVE)
    if not fold(name) and not contact_marks((contact,), b""):
        raise NothingToKnowBy("Give a name, or a way to get in touch.")
    with context.unit_of_work() as uow:
        return register(context, uow, actor, name, (contact,))


def register(
    context: Context, uow: UnitOfWork, actor: Actor, name: str, contacts: tuple[Contact, ...]
) -> DoNotList:
    """The same inside the caller's transaction, who has seen to it that the person may."""
    now = context.clock.now()
    marks = contact_marks(contacts, context.config.secret_key.encode())
    entry = DoNotList(new_id(), fold(name), marks, now, actor.person.id)
    uow.save(DO_NOT_LIST, entry)
    _note(context, uow, actor, "put on the do-not-list", entry.id)
    return entry


def remove(context: Context, actor: Actor, entry_id: str) -> None:
    """Take an entry out, so that they can be listed again. Raises NotAllowed, NotFound."""
    require(actor.person, Action.ERASE)
    with context.unit_of_work() as uow:
        entry = context.store.get(DO_NOT_LIST, entry_id)
        uow.delete(DO_NOT_LIST, id=entry.id)
        _note(context, uow, actor, "taken off the do-not-list", entry.id)


def _note(context: Context, uow: UnitOfWork, actor: Actor, what: str, entry_id: str) -> None:
    subject = f"do-not-list:{entry_id}"
    uow.audit(AuditEvent(context.clock.now(), actor.person.id, what, subject, actor.origin))
