"""Staff notes: what one member of staff leaves on a listing for the next."""

from assetmap.domain.listings.staff_note import LONGEST, StaffNote
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.tables import STAFF_NOTES


def add_note(context: Context, actor: Actor, listing_id: str, words: str) -> StaffNote:
    """Keep a note. Raises NotAllowed, NotFound, and ValueError when it is blank or too long."""
    require(actor.person, Action.WRITE_NOTES, listing_id)
    context.store.get_listing(listing_id)
    words = words.strip()
    if not words:
        raise ValueError("Write the note.")
    if len(words) > LONGEST:
        raise ValueError(f"Make the note {LONGEST} characters or fewer. It has {len(words)}.")
    note = StaffNote(new_id(), listing_id, actor.person.id, context.clock.now(), words)
    with context.unit_of_work() as uow:
        uow.save(STAFF_NOTES, note)
        subject = f"listing:{listing_id}"
        uow.audit(AuditEvent(note.at, note.by, "wrote a staff note", subject, actor.origin))
    return note


def notes_of(context: Context, actor: Actor, listing_id: str) -> list[StaffNote]:
    """Every note on a listing, newest first. Raises NotAllowed."""
    require(actor.person, Action.SEE_NOTES, listing_id)
    return context.store.find(STAFF_NOTES, listing_id=listing_id, newest_first=True)
