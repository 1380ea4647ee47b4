"""What residents tell us is missing: a listing that nobody sees but staff, and the words beside it.

Nothing is asked of a resident but a name and where it is: staff find out the rest. Whether somebody
asked not to be listed is told to staff alone, when they look at the suggestion.
"""

import re
from dataclasses import dataclass

from assetmap.domain.listings.listing import SUMMARY_LONGEST, Status
from assetmap.domain.listings.proposal import Value
from assetmap.domain.listings.suggestion import Suggestion
from assetmap.domain.people.people import Action, require
from assetmap.domain.place import parse_postcode
from assetmap.services.checks.reports import new_reference, reference_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, save_change
from assetmap.services.listings.drafts import begun
from assetmap.storage.tables import SUGGESTIONS

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class SubmittedSuggestion:
    """What a resident told us, as typed; all but the name and where may be empty.

    `phone`, `email` and `website` are the group's own; `contact` is how to answer the resident.
    """

    name: str
    where: str
    what: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    words: str = ""
    contact: str = ""


def submit_suggestion(
    context: Context, actor: Actor, told: SubmittedSuggestion, *, once: str = ""
) -> Suggestion:
    """Keep a suggestion for staff to look at; gives it with its reference. Raises NotAllowed.

    `once` is the mark of the form that it came in: sent twice out of one form, it is kept once.
    """
    require(actor.person, Action.SUGGEST)
    content = (once, *vars(told).values())
    reference = reference_of("S", *content) if once else new_reference("S")
    with context.unit_of_work() as uow:
        if context.store.count(SUGGESTIONS, id=reference):
            return context.store.get(SUGGESTIONS, reference)
        listing = begun(context, actor, _fields(context, told), Status.SUGGESTED)
        listing = save_change(context, uow, actor, None, listing, "suggested a listing")
        suggestion = Suggestion(
            id=reference,
            listing_id=listing.id,
            at=context.clock.now(),
            words=told.words.strip(),
            contact=told.contact.strip(),
        )
        uow.save(SUGGESTIONS, suggestion)
    return suggestion


def _fields(context: Context, told: SubmittedSuggestion) -> dict[str, Value]:
    """The listing's fields. The group's contacts are those that it gives the public."""
    what = _SPACES.sub(" ", told.what).strip()
    about = "summary" if len(what) <= SUMMARY_LONGEST else "description"
    fields = {
        "name": _SPACES.sub(" ", told.name).strip(),
        about: what if about == "summary" else told.what.strip(),
        "phone": told.phone,
        "email": told.email,
        "website": told.website,
        **_ground(context, told.where),
    }
    return {name: value for name, value in fields.items() if value}


def _ground(context: Context, where: str) -> dict[str, str]:
    """Where it is: a postcode and the street beside it, or a place we know, or the words alone.

    Only the area may be shown until staff know whether it is somebody's home.
    """
    where = _SPACES.sub(" ", where).strip()
    read = context.gazetteer.read_words(where)
    label = read.found.label if read and read.found else ""
    if read and parse_postcode(label):
        return {"postcode": label, "address": read.rest}
    named = [place.label for place in context.gazetteer.places_in(where) if not place.whole_area]
    return {"place": named[0] if named else "", "area_served": where}
