"""Members' offers among the listings: made, changed and taken off with the offer (TB13).

`refresh` brings the listings to what the offers say by now. Whoever changes an offer, a member or a
group account calls it before the same transaction ends, so that nothing is public for longer than
it may be; the daily run calls it for what has run out. It writes only what differs.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from assetmap.domain.listings.lifecycle import ArchiveReason, Transition, next_status
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.domain.time_bank.named_wards import named_wards
from assetmap.domain.time_bank.telling_words import tells_who
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    StoredListing,
    exists,
    load_for_update,
    revisions_of,
    save_change,
)
from assetmap.services.time_bank.offer_listings import (
    CONSENT,
    SOURCE,
    PublicOffer,
    listing_id_of,
    offer_listing,
    whole_borough,
)
from assetmap.services.time_bank.wards import ward_names
from assetmap.storage.tables import (
    CHECKS,
    PROPOSALS,
    REPORTS,
    REVISIONS,
    STAFF_NOTES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
)
from assetmap.storage.unit_of_work import UnitOfWork

_AREA = "area_served"
# What staff took off for a reason of their own stays off, whatever the member offers.
_KEPT_OFF = frozenset(
    {ArchiveReason.OWNER_ASKED, ArchiveReason.POLICY, ArchiveReason.MERGED, ArchiveReason.REJECTED}
)
_ABOUT_ONE = (CHECKS, REPORTS, PROPOSALS, REVISIONS, STAFF_NOTES)


@dataclass(frozen=True)
class OffersRefreshed:
    """What became of the listings, by their ids, and the ids of offers whose words tell whose they
    are: those are not listed until somebody has changed them.
    """

    listed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    taken_off: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()


def refresh(context: Context, uow: UnitOfWork, actor: Actor) -> OffersRefreshed:
    """Bring the public listings of offers to what they should be, inside a transaction."""
    return _Refreshing(context, uow, actor).refresh()


def open_offers(context: Context) -> list[TimeBankItem]:
    """The offers that are open today, of members and groups that may be matched; by their id.

    None where the borough has no time bank.
    """
    if not context.borough.time_bank.is_on:
        return []
    today, may_offer = context.clock.today(), _who_may_offer(context)
    found = context.store.find(TIME_BANK_ITEMS, kind=ItemKind.OFFER, state=ItemState.OPEN)
    return sorted(
        (each for each in found if each.is_open(today) and each.account in may_offer),
        key=lambda each: each.id,
    )


def is_held_back(context: Context, item: TimeBankItem) -> bool:
    """Whether an offer is not listed because its words tell whose it is."""
    return _tells_who(item, _who_may_offer(context).get(item.account))


def public_offers(context: Context) -> tuple[list[PublicOffer], list[TimeBankItem]]:
    """The offers as the public may see them, with their area, and those that are held back because
    their words tell whose they are.
    """
    owners, names = _who_may_offer(context), ward_names(context)
    every = open_offers(context)
    held = [each for each in every if _tells_who(each, owners[each.account])]
    shown = [each for each in every if each not in held] if held else every
    wards = {each.id: _ward_of(each, owners[each.account], names.wards) for each in shown}
    counts = Counter(ward for ward in wards.values() if ward)
    least = context.borough.time_bank.ward_least
    named = named_wards(counts, len(names.wards), least)
    whole = whole_borough(context.borough)
    offers = [
        PublicOffer(each, names.called[wards[each.id]] if wards[each.id] in named else whole)
        for each in shown
    ]
    return offers, held


class _Refreshing:
    """One refreshing, inside a transaction."""

    def __init__(self, context: Context, uow: UnitOfWork, actor: Actor) -> None:
        self._context, self._uow, self._by = context, uow, actor
        self._whole = whole_borough(context.borough)
        self._listed: list[str] = []
        self._changed: list[str] = []
        self._taken_off: list[str] = []

    def refresh(self) -> OffersRefreshed:
        known = self._context.store.source_ids(SOURCE)
        offers, held = public_offers(self._context)
        for offer in offers:
            self._show(offer, known.get(offer.item.id, ""))
        shown = {offer.item.id for offer in offers}
        for item_id, listing_id in known.items():
            if item_id not in shown:
                self._take_off(item_id, listing_id)
        listed, changed, off = map(tuple, (self._listed, self._changed, self._taken_off))
        return OffersRefreshed(listed, changed, off, tuple(each.id for each in held))

    def _show(self, offer: PublicOffer, listing_id: str) -> None:
        context, today = self._context, self._context.clock.today()
        was = context.store.get_listing(listing_id).listing if listing_id else None
        if was and was.archived_because in _KEPT_OFF:
            return
        new_id = "" if was else listing_id_of(offer.item, partial(exists, context))
        after = offer_listing(offer, context.borough, today, was, new_id)
        if after == was:
            return
        is_new = was is None or not was.status.is_public
        before = load_for_update(context, listing_id) if was else None
        self._keep(before, after, "listed an offer" if is_new else "changed an offer")
        (self._listed if is_new else self._changed).append(after.id)
        if offer.item.listing_id != after.id:
            self._uow.save(TIME_BANK_ITEMS, replace(offer.item, listing_id=after.id))

    def _take_off(self, item_id: str, listing_id: str) -> None:
        """Archive the listing of an offer that is closed; of an erased one nothing is left."""
        before = load_for_update(self._context, listing_id)
        if before.listing.consent != CONSENT:
            return  # it came in with a file whose source is called so
        if not self._context.store.count(TIME_BANK_ITEMS, id=item_id):
            self._erase(listing_id)
            return
        if before.listing.status is Status.ARCHIVED:
            return
        where = replace(before.listing.where, area_served=self._whole)
        status = next_status(before.listing.status, Transition.ARCHIVE)
        reason = str(ArchiveReason.CLOSED)
        after = replace(before.listing, where=where, status=status, archived_because=reason)
        self._keep(before, after, "took an offer off")
        self._taken_off.append(listing_id)

    def _keep(self, before: StoredListing | None, after: Listing, what: str) -> None:
        saved = save_change(self._context, self._uow, self._by, before, after, what)
        was = before.listing.where.area_served if before else self._whole
        if was not in (saved.where.area_served, self._whole):
            self._forget_ward(saved)

    def _forget_ward(self, listing: Listing) -> None:
        """Take out of a listing's history which ward it was in: nobody may name that any more."""
        area = listing.where.area_served
        for revision in revisions_of(self._context, listing.id):
            where = replace(revision.listing.where, area_served=area)
            then = replace(revision.listing, where=where)
            if then != revision.listing:
                self._uow.save(REVISIONS, replace(revision, listing=then))
        self._blank(listing.id, [_AREA])

    def _erase(self, listing_id: str) -> None:
        for table in _ABOUT_ONE:
            self._uow.delete(table, listing_id=listing_id)
        audited = self._context.store.audited(subject=f"listing:{listing_id}")
        for each in list(audited):
            self._uow.erase_values([each.entry.number], [value.field for value in each.values])
        self._uow.delete_listings([listing_id])
        self._uow.must_rebuild = True
        self._taken_off.append(listing_id)
        now, by = self._context.clock.now(), self._by
        subject = f"listing:{listing_id}"
        self._uow.audit(AuditEvent(now, by.person.id, "erased an offer", subject, by.origin))

    def _blank(self, listing_id: str, fields: Collection[str]) -> None:
        audited = self._context.store.audited(subject=f"listing:{listing_id}")
        self._uow.erase_values([each.entry.number for each in audited], fields)


def _who_may_offer(context: Context) -> Mapping[str, Member | GroupAccount]:
    """The members and groups whose offers are public, by the number of their account."""
    return dict(_may_offer(context))


def _may_offer(context: Context) -> Iterator[tuple[str, Member | GroupAccount]]:
    for member in context.store.find(TIME_BANK_MEMBERS):
        if member.may_be_matched():
            yield member.id, member
    for group in context.store.find(TIME_BANK_GROUPS):
        if group.closed_on is None:
            yield group.id, group


def _tells_who(item: TimeBankItem, owner: Member | GroupAccount | None) -> bool:
    member = owner if isinstance(owner, Member) else None
    return any(tells_who(each, member) for each in (item.title, item.details))


def _ward_of(item: TimeBankItem, owner: Member | GroupAccount, wards: Collection[str]) -> str:
    """The code of the ward that an offer is in: its own, else where its member lives."""
    lives = owner.ward if isinstance(owner, Member) else ""
    return next((each for each in (item.ward, lives) if each in wards), "")
