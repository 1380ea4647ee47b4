"""Organisers' links: one signed address for all of somebody's listings, without an account.

The token in the address is a signed id; everything else is in the store's row: for which listings,
as of which revisions, since when, and which of them are dealt with. Nothing in either says who the
organiser is. When a link ends is told by `context.clock` and the row, not by a time in the token.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from assetmap.clock import LONDON
from assetmap.domain.listings.listing import Listing
from assetmap.domain.mail_queue import OrganiserLink
from assetmap.domain.people.people import Person, organiser_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import new_id, revision_number
from assetmap.storage.store import NotFound
from assetmap.storage.tables import LINKS
from assetmap.storage.unit_of_work import UnitOfWork

KEPT_DAYS = 30  # after a link has stopped working


class LinkRefused(Exception):
    """The link cannot be used. `link` is its row, where the token was ours at all."""

    def __init__(self, link: OrganiserLink | None = None) -> None:
        super().__init__("this link cannot be used")
        self.link = link


class BadLink(LinkRefused):
    """The token is not one of ours, or is no longer known."""


class ExpiredLink(LinkRefused):
    """The link is too old."""


class UsedLink(LinkRefused):
    """Everything that the link was for has been dealt with."""


class OutdatedLink(LinkRefused):
    """A listing was changed since the letter was written, so it no longer says what they read."""


@dataclass(frozen=True)
class OpenLink:
    """A link that works: the listings that wait for an answer, and the organiser who came by it."""

    link: OrganiserLink
    listings: tuple[Listing, ...]

    @property
    def person(self) -> Person:
        """The organiser of the listings that wait, and of no others."""
        return organiser_of(tuple(listing.id for listing in self.listings))

    def listing(self, listing_id: str) -> Listing:
        """One of the listings that wait. Raises BadLink for any other listing."""
        found = (listing for listing in self.listings if listing.id == listing_id)
        listing = next(found, None)
        if listing is None:
            raise BadLink(self.link)
        return listing


def make_link(context: Context, uow: UnitOfWork, listing_ids: tuple[str, ...], why: str) -> str:
    """A new link's token, for these listings as they are now."""
    link = OrganiserLink(
        id=new_id(),
        listing_ids=listing_ids,
        revisions=tuple(revision_number(context, listing_id) for listing_id in listing_ids),
        made_at=context.clock.now(),
        why=why,
    )
    uow.save(LINKS, link)
    return _signer(context).dumps(link.id)


def open_link(context: Context, token: str) -> OpenLink:
    """What a token opens; looking changes nothing.

    Raises BadLink, UsedLink, ExpiredLink, OutdatedLink.
    """
    link = link_of(context, token)
    if link.used_at is not None:
        raise UsedLink(link)
    # A clock that jumped back makes a link younger, never older: it stays usable once.
    if context.clock.now() >= ends_at(context, link.made_at):
        raise ExpiredLink(link)
    waiting = dict(zip(link.listing_ids, link.revisions, strict=True))
    for listing_id in link.done:
        waiting.pop(listing_id)
    listings = tuple(context.store.get_listing(listing_id).listing for listing_id in waiting)
    if any(_has_moved_on(context, link, listing, waiting[listing.id]) for listing in listings):
        raise OutdatedLink(link)
    return OpenLink(link, listings)


def link_of(context: Context, token: str) -> OrganiserLink:
    """The row of a token that is ours, whether the link still works or not. Raises BadLink."""
    try:
        id_ = _signer(context).loads(token)
        return context.store.get(LINKS, str(id_))
    except (BadData, NotFound):
        raise BadLink from None


def mark_done(context: Context, uow: UnitOfWork, link_id: str, *listing_ids: str) -> None:
    """Note that some of a link's listings are dealt with. Raises UsedLink if one was already."""
    link = context.store.get(LINKS, link_id)  # again, inside the transaction: only one may be first
    if not set(link.done).isdisjoint(listing_ids):
        raise UsedLink(link)
    done = (*link.done, *listing_ids)
    is_over = set(done) >= set(link.listing_ids)
    uow.save(LINKS, replace(link, done=done, used_at=context.clock.now() if is_over else None))


def mark_undone(context: Context, uow: UnitOfWork, link_id: str, listing_id: str) -> None:
    """Have a link work again for a listing whose answer was taken back, as it stands now."""
    link = context.store.get(LINKS, link_id)
    done = tuple(id_ for id_ in link.done if id_ != listing_id)
    uow.save(LINKS, _as_of_now(context, replace(link, done=done, used_at=None), listing_id))


def mark_seen(context: Context, uow: UnitOfWork, link_id: str, listing_id: str) -> None:
    """Have a link go on working for a listing that was changed by way of it, as it stands now."""
    uow.save(LINKS, _as_of_now(context, context.store.get(LINKS, link_id), listing_id))


def _as_of_now(context: Context, link: OrganiserLink, listing_id: str) -> OrganiserLink:
    numbers = zip(link.listing_ids, link.revisions, strict=True)
    revisions = tuple(
        revision_number(context, id_) if id_ == listing_id else number for id_, number in numbers
    )
    return replace(link, revisions=revisions, undone_at=context.clock.now())


def ends_at(context: Context, made_at: datetime) -> datetime:
    """When a link made at a moment stops working: at the same time of day, by London's clocks."""
    return made_at.astimezone(LONDON) + timedelta(days=context.borough.upkeep.link_days)


def forget_old_links(context: Context, uow: UnitOfWork) -> int:
    """Take out the links that stopped working long ago; gives how many.

    An unused one stays for as long as its rung of the ladder may last, since it tells that its
    organiser was asked already.
    """
    rules = context.borough.upkeep
    last_rung = rules.unconfirmed_after - rules.overdue_after
    longest = max(rules.link_days, rules.ask_before, rules.overdue_after, last_rung)
    now, after_use = context.clock.now(), timedelta(days=KEPT_DAYS)
    forgotten = 0
    for link in context.store.find(LINKS):
        unused_until = link.made_at + timedelta(days=longest) + after_use
        until = link.used_at + after_use if link.used_at else unused_until
        if until < now:
            forgotten += uow.delete(LINKS, id=link.id)
    return forgotten


def _has_moved_on(context: Context, link: OrganiserLink, listing: Listing, revision: int) -> bool:
    """Whether a listing is another than the one that the link was made for.

    A file that is imported again changes a listing without a revision, so its own date counts too.
    """
    as_of = max(filter(None, (link.made_at, link.undone_at)))
    is_later = listing.changed_at is not None and listing.changed_at > as_of
    is_newer = revision_number(context, listing.id) != revision
    return is_later or is_newer or not listing.status.is_public


def _signer(context: Context) -> URLSafeSerializer:
    return URLSafeSerializer(context.config.secret_key, salt="assetmap.organiser-link")
