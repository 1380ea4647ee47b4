"""Collections: listings that staff keep together under a name, for each other and for a wall."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assetmap.domain.checks.freshness import freshness_of
from assetmap.domain.handouts.collection import MOST, NAME_LONGEST, Collection
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.merging import end_of_merges
from assetmap.domain.people.people import Action, NotAllowed, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.tables import COLLECTIONS


@dataclass(frozen=True)
class StoredCollection:
    """A collection with its listings as they are today.

    `gone` are the ids of those that are no longer listed; `overdue` counts the others that nobody
    has confirmed for too long.
    """

    collection: Collection
    listings: tuple[Listing, ...]
    gone: tuple[str, ...]
    overdue: int


def every_collection(context: Context, actor: Actor) -> list[StoredCollection]:
    """All collections, by name. Raises NotAllowed."""
    require(actor.person, Action.SEE_NOTES)
    kept = [_kept(context, collection) for collection in context.store.find(COLLECTIONS)]
    return sorted(kept, key=lambda each: (each.collection.name.casefold(), each.collection.id))


def read_collection(context: Context, actor: Actor, collection_id: str) -> StoredCollection:
    """One collection. Raises NotAllowed, NotFound."""
    require(actor.person, Action.SEE_NOTES)
    return _kept(context, context.store.get(COLLECTIONS, collection_id))


def start_collection(context: Context, actor: Actor, name: str) -> Collection:
    """Make an empty collection. Raises NotAllowed, and ValueError when the name will not do."""
    require(actor.person, Action.WRITE_NOTES)
    name = _fit_name(context, name)
    made = Collection(new_id(), name, (), actor.person.id, context.clock.now())
    with context.unit_of_work() as uow:
        uow.save(COLLECTIONS, made)
        uow.audit(_happening(context, actor, made, "made a collection"))
    return made


def rename_collection(context: Context, actor: Actor, collection_id: str, name: str) -> None:
    """Give one's own collection another name. Raises NotAllowed, NotFound, ValueError."""
    _own(context, actor, collection_id)
    name = _fit_name(context, name, but=collection_id)
    _change(
        context, actor, collection_id, "renamed a collection", lambda now: replace(now, name=name)
    )


def delete_collection(context: Context, actor: Actor, collection_id: str) -> None:
    """Take out one's own collection; its listings stay as they are. Raises NotAllowed, NotFound."""
    collection = _own(context, actor, collection_id)
    with context.unit_of_work() as uow:
        uow.delete(COLLECTIONS, id=collection.id)
        uow.audit(_happening(context, actor, collection, "deleted a collection"))


def add_listing(context: Context, actor: Actor, collection_id: str, listing_id: str) -> Collection:
    """Put a listing into a collection, last. Raises NotAllowed, NotFound, and ValueError when full.

    Any of the staff may: a collection is shared.
    """
    require(actor.person, Action.WRITE_NOTES)
    if not context.store.get_listing(listing_id).listing.status.is_public:
        raise ValueError("Only what is listed for everybody can be in a collection.")

    def with_it(now: Collection) -> Collection:
        ids = dict.fromkeys((*now.listing_ids, listing_id))
        if len(ids) > MOST:
            raise ValueError(f"A collection holds {MOST} listings at most. Take one out first.")
        return replace(now, listing_ids=tuple(ids))

    return _change(context, actor, collection_id, "added to a collection", with_it)


def remove_listing(
    context: Context, actor: Actor, collection_id: str, listing_id: str
) -> Collection:
    """Take a listing out of a collection. Raises NotAllowed, NotFound."""
    require(actor.person, Action.WRITE_NOTES)

    def without_it(now: Collection) -> Collection:
        left = (x for x in now.listing_ids if x != listing_id)
        return replace(
            now, listing_ids=tuple(x for x in left if not _stands_for(context, x, listing_id))
        )

    return _change(context, actor, collection_id, "took out of a collection", without_it)


def _kept(context: Context, collection: Collection) -> StoredCollection:
    """Listings that were merged count as what they were merged into."""
    there: dict[str, Listing] = {}
    gone = []
    for listing_id in collection.listing_ids:
        listing = _today(context, listing_id)
        if listing is None:
            gone.append(listing_id)
        else:
            there.setdefault(listing.id, listing)
    rules, today = context.borough.upkeep, context.clock.today()
    overdue = sum(freshness_of(each, rules, today).is_doubtful for each in there.values())
    return StoredCollection(collection, tuple(there.values()), tuple(gone), overdue)


def _stands_for(context: Context, kept_id: str, listing_id: str) -> bool:
    listing = _today(context, kept_id)
    return listing is not None and listing.id == listing_id


def _today(context: Context, listing_id: str) -> Listing | None:
    """The public listing that an id stands for today; None when it is no longer listed."""
    known = context.directory_cache.current().listings
    end = end_of_merges(listing_id, lambda id_: known[id_].merged_into if id_ in known else None)
    listing = known.get(end or "")
    return listing if listing is not None and listing.status.is_public else None


def _own(context: Context, actor: Actor, collection_id: str) -> Collection:
    """One's own collection. Raises NotAllowed for anybody else's."""
    require(actor.person, Action.WRITE_NOTES)
    collection = context.store.get(COLLECTIONS, collection_id)
    if collection.by != actor.person.id:
        raise NotAllowed(actor.person, Action.WRITE_NOTES, collection_id)
    return collection


def _fit_name(context: Context, name: str, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise ValueError("Give the collection a name.")
    if len(name) > NAME_LONGEST:
        raise ValueError(f"Make the name {NAME_LONGEST} characters or fewer. It has {len(name)}.")
    others = (each for each in context.store.find(COLLECTIONS) if each.id != but)
    if any(each.name.casefold() == name.casefold() for each in others):
        raise ValueError("There is a collection of that name already. Choose another.")
    return name


def _change(
    context: Context,
    actor: Actor,
    collection_id: str,
    what: str,
    change: Callable[[Collection], Collection],
) -> Collection:
    """Read and keep in one transaction: colleagues may fill it at the same moment."""
    with context.unit_of_work() as uow:
        before = context.store.get(COLLECTIONS, collection_id)
        after = change(before)
        if after != before:
            uow.save(COLLECTIONS, after)
            uow.audit(_happening(context, actor, after, what))
    return after


def _happening(context: Context, actor: Actor, collection: Collection, what: str) -> AuditEvent:
    subject = f"collection:{collection.id}"
    return AuditEvent(context.clock.now(), actor.person.id, what, subject, actor.origin)
