"""What to call whoever did something: history and queue keep ids, never names."""

from assetmap.domain.people.people import COMMAND_LINE, PROGRAM, RESIDENT, organiser_of
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import PEOPLE

GONE = "Somebody who has left"
_OTHERS = {
    each.id: each.name for each in (RESIDENT, PROGRAM, COMMAND_LINE, organiser_of(listing_ids=()))
}


def person_name(context: Context, person_id: str) -> str:
    """The name of a person's id, or what they are to the directory when they have no account.

    Somebody whose name was erased, or who is not known any more, is somebody who has left.
    """
    if person_id in _OTHERS:
        return _OTHERS[person_id]
    try:
        return context.store.get(PEOPLE, person_id).name or GONE
    except NotFound:
        return GONE
