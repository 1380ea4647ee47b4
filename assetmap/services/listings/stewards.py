"""Who will check that a listing stays true: a person on record, shown to staff by name.

A listing keeps the person's id. One from before, or from a file, may hold words of its own such as
`Hub volunteers`: they stay readable until somebody is chosen.
"""

from dataclasses import replace

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import FieldChange, Value
from assetmap.domain.people.people import Action, Person, is_person_id, may
from assetmap.domain.text import fold
from assetmap.services.account.people import everyone
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import PEOPLE

FIELD = "steward"
NOBODY = "Nobody for now"
EARLIER = "Earlier words: "
GONE = "Somebody who has left"


def steward_words(context: Context, steward: str) -> str:
    """What staff read of a listing's steward: a name, that it is nobody, or the earlier words.

    Somebody who is disabled or was erased looks after nothing, so it is nobody for now.
    """
    if not steward:
        return NOBODY
    if not is_person_id(steward):
        return f"{EARLIER}{steward}"
    person = _person(context, steward)
    return person.name if person and person.active else NOBODY


def has_steward(context: Context, steward: str) -> bool:
    """Whether a listing's steward is somebody who is here, or words that may mean somebody."""
    return steward_words(context, steward) != NOBODY


def steward_choices(context: Context, steward: str = "") -> tuple[tuple[str, str], ...]:
    """Whom a listing can be given to, by name, as id and name; `steward` is who it has now.

    Two of one name are told apart by their address.
    """
    people = possible_stewards(context)
    names = [fold(person.name) for person in people]
    found = [
        (each.id, f"{each.name} ({each.email})" if names.count(fold(each.name)) > 1 else each.name)
        for each in people
    ]
    if steward and steward not in dict(found):
        found.insert(0, (steward, steward_words(context, steward)))
    return (("", NOBODY), *found)


def possible_stewards(context: Context) -> list[Person]:
    """Everybody here who may record checks, by name."""
    return [each for each in everyone(context) if may(each, Action.CONFIRM)]


def is_possible(context: Context, steward: str) -> bool:
    """Whether a listing can be given to this: one of the people here, or to nobody."""
    return not steward or any(each.id == steward for each in possible_stewards(context))


def with_name(context: Context, change: FieldChange) -> FieldChange:
    """A change as staff read it: a steward's name where their id stands."""
    if change.field != FIELD:
        return change
    before, after = (_named(context, value) for value in (change.before, change.after))
    return replace(change, before=before, after=after)


def named(context: Context, field: str, value: Value) -> Value:
    """A field's value as staff read it: a steward's name where their id stands."""
    return _named(context, value) if field == FIELD else value


def looked_after_by(context: Context, person_id: str) -> list[Listing]:
    """The listings in any status whose steward somebody is, by id."""
    every = context.directory_cache.current().every
    return list(every.where(every.arrays.kept.coded["steward"].having(person_id)))


def _named(context: Context, value: Value) -> Value:
    """A name for an id, also of somebody who was disabled since; words stay as they are."""
    if not isinstance(value, str) or not is_person_id(value):
        return value
    person = _person(context, value)
    return (person.name if person else "") or GONE


def _person(context: Context, person_id: str) -> Person | None:
    try:
        return context.store.get(PEOPLE, person_id)
    except NotFound:
        return None
