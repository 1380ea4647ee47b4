"""Asking organisers whether their listings are still correct: one letter for all of theirs.

A letter goes to the private address, or to the public one where there is no other. Organisers are
told apart by that address alone. That somebody was asked is told by the link that they were sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from assetmap.clock import LONDON
from assetmap.domain.checks.freshness import Freshness, Standing, standing_of
from assetmap.domain.checks.freshness_text import doubt_words
from assetmap.domain.email import comparable_email
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.mail_queue import OrganiserLink
from assetmap.domain.people.people import Action, organiser_of, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.mail.emails import ListedLine
from assetmap.search_index.listing_columns import RUNGS
from assetmap.search_index.row_columns import text_hash
from assetmap.services.checks import source_notice
from assetmap.services.checks.organiser_links import ends_at, make_link
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import waiting
from assetmap.services.mail.mail_queue import address_of, queue_email
from assetmap.storage.tables import EMAILS, LINKS
from assetmap.storage.unit_of_work import UnitOfWork

# Those on later rungs are for the call list.
ASKED = (Freshness.ASK, Freshness.DUE, Freshness.UNCHECKED, Freshness.OVERDUE)


class NoAddress(Exception):
    """There is no e-mail address at which the organiser could be asked; ring them instead."""


@dataclass(frozen=True)
class OrganiserRequest:
    """One organiser to ask, and their listings that are due or soon will be."""

    to: str
    listings: tuple[Listing, ...]


def to_ask(context: Context, listings: Iterable[Listing]) -> tuple[OrganiserRequest, ...]:
    """The organisers to be asked today, out of these listings (every one that there is).

    An organiser is left out while each of their listings was asked about on the rung where it
    stands now. So is a listing that its organiser has already sent a change for.
    """
    today, rules = context.clock.today(), context.borough.upkeep
    asked_on, answered = last_asked(context.store.find(LINKS)), _answered(context)
    due: list[Listing] = []
    fresh_rung: set[str] = set()
    for listing in listings:
        if not listing.status.is_public or listing.id in answered or _is_invented(context, listing):
            continue
        standing = standing_of(listing, rules)
        rung = standing.on(today)
        if rung in ASKED:
            due.append(listing)
            if _began(standing, rung) > asked_on.get(listing.id, date.min):
                fresh_rung.add(listing.id)
    return tuple(
        asking
        for asking in grouped(due, context.store.private_contacts())
        if any(listing.id in fresh_rung for listing in asking.listings)
    )


def grouped(
    listings: Iterable[Listing], private: Mapping[str, Contact]
) -> tuple[OrganiserRequest, ...]:
    """The listings by their organiser's address; those without any are left to the call list."""
    groups: dict[str, list[Listing]] = {}
    addresses: dict[str, str] = {}
    for listing in listings:
        address = address_of(listing, private.get(listing.id, Contact()))
        if address:
            key = comparable_email(address)
            addresses.setdefault(key, address)
            groups.setdefault(key, []).append(listing)
    return tuple(OrganiserRequest(addresses[key], tuple(theirs)) for key, theirs in groups.items())


def last_asked(links: Iterable[OrganiserLink]) -> dict[str, date]:
    """The last day on which somebody was sent a link for each listing."""
    found: dict[str, date] = {}
    for link in links:
        on = link.made_at.astimezone(LONDON).date()
        for listing_id in link.listing_ids:
            found[listing_id] = max(found.get(listing_id, date.min), on)
    return found


def ask(
    context: Context, uow: UnitOfWork, actor: Actor, asking: OrganiserRequest, about: str = ""
) -> bool:
    """Queue the one letter to an organiser; False when it was queued before.

    `about` names the occasion; left out, it is the rungs on which the listings stand.
    """
    rules, today = context.borough.upkeep, context.clock.today()
    rungs = [standing_of(listing, rules).on(today) for listing in asking.listings]
    about = about or _occasion(context, asking.listings)
    if context.store.count(EMAILS, about=about):
        return False
    name, says = _letter(context, asking, rungs)
    listing_ids = tuple(listing.id for listing in asking.listings)
    token = make_link(context, uow, listing_ids, name)
    queue_email(
        context,
        uow,
        name,
        asking.to,
        about,
        link=f"{context.config.public_url}/organiser/{token}",
        valid_until=ends_at(context, context.clock.now()),
        **says,
    )
    now = context.clock.now()
    for listing_id in listing_ids:
        subject = f"listing:{listing_id}"
        uow.audit(AuditEvent(now, actor.person.id, "asked the organiser", subject, actor.origin))
    return True


def _letter(
    context: Context, asking: OrganiserRequest, rungs: Sequence[Freshness]
) -> tuple[str, dict[str, Any]]:
    """Which letter it is, and what it is given beside its link."""
    lines = [_line(context, *pair) for pair in zip(asking.listings, rungs, strict=True)]
    if source_notice.is_first(asking.listings):
        notice = source_notice.what_it_says(context, asking.listings)
        return source_notice.LETTER, {**notice, "listings": lines}
    is_late = any(rung.is_doubtful for rung in rungs)
    return "check_overdue" if is_late else "check_due", {"listings": lines}


def ask_now(context: Context, actor: Actor, listing_id: str) -> int:
    """Ask the organiser of a listing at once, about all of theirs that are due, and this one.

    Gives for how many listings; 0 when they were asked today already. Raises NotAllowed,
    NotFound, NotPossible when it is not public, and NoAddress.
    """
    require(actor.person, Action.CONFIRM, listing_id)
    listing = context.store.get_listing(listing_id).listing
    if not listing.status.is_public:
        raise NotPossible("Only the organiser of a listing that is public can be asked.")
    asking = _with_others(context, listing)
    with context.unit_of_work() as uow:
        is_asked = ask(context, uow, actor, asking, f"asked:{listing_id}:{context.clock.today()}")
    return len(asking.listings) if is_asked else 0


def ask_again(context: Context, link: OrganiserLink) -> bool:
    """Send the organiser a new link for one that does not work any more, to their own address.

    Once a day; False when none was sent. Raises NoAddress.
    """
    waiting_ids = [id_ for id_ in link.listing_ids if id_ not in link.done]
    listings = [context.store.get_listing(id_).listing for id_ in waiting_ids or link.listing_ids]
    public = [listing for listing in listings if listing.status.is_public]
    private = {listing.id: context.store.private_contact(listing.id) for listing in public}
    askings = grouped(public, private)
    if not askings:
        raise NoAddress("there is nobody to write to")
    by = Actor(organiser_of(link.listing_ids), "link")
    with context.unit_of_work() as uow:
        sent = [
            ask(context, uow, by, asking, f"again:{asking.listings[0].id}:{context.clock.today()}")
            for asking in askings
        ]
    return any(sent)


def _with_others(context: Context, listing: Listing) -> OrganiserRequest:
    """The organiser of a listing, with all of theirs that are not fresh, and this one first."""
    today, private = context.clock.today(), context.store.private_contacts()
    address = comparable_email(address_of(listing, private.get(listing.id, Contact())))
    every = context.directory_cache.current().every
    theirs = every.mask_of(
        other for other, kept in private.items() if comparable_email(kept.email) == address
    )
    theirs |= every.arrays.kept.flat["email"] == text_hash(address)
    is_fresh = every.arrays.rung(today) == RUNGS.index(Freshness.FRESH)
    is_other = every.arrays.is_public & ~is_fresh & ~every.mask_of([listing.id])
    others = every.where(theirs & is_other) if address else ()
    askings = grouped((listing, *others), private)
    if not askings or listing not in askings[0].listings:
        raise NoAddress("There is no email address for the organiser. Please ring them.")
    return askings[0]


def _answered(context: Context) -> set[str]:
    """The listings for which their organiser sent a change that nobody has decided on yet."""
    return {
        proposal.listing_id for proposal in waiting(context) if proposal.by == organiser_of(()).id
    }


def _is_invented(context: Context, listing: Listing) -> bool:
    """Whether its address may be a stranger's: sample listings stay off a real mail server."""
    return listing.is_sample and context.config.mail is not None


def _began(standing: Standing, rung: Freshness) -> date:
    """The day on which a listing reached one of the rungs on which organisers are asked."""
    began = {
        Freshness.ASK: standing.ask_on,
        Freshness.DUE: standing.due_on,
        Freshness.UNCHECKED: standing.due_on,
        Freshness.OVERDUE: standing.overdue_on,
    }[rung]
    return began or date.min


def _occasion(context: Context, listings: Sequence[Listing]) -> str:
    """The same for the same listings on the same rungs, and for nothing else."""
    today, rules = context.clock.today(), context.borough.upkeep
    standings = [(listing.id, standing_of(listing, rules)) for listing in listings]
    parts = [f"{id_} {each.on(today)} {each.due_on}" for id_, each in sorted(standings, key=_first)]
    return f"check:{sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"


def _first(pair: tuple[str, Standing]) -> str:
    return pair[0]


def _line(context: Context, listing: Listing, rung: Freshness) -> ListedLine:
    url = f"{context.config.public_url}/listing/{listing.id}"
    notice = doubt_words(listing, rung, context.clock.today())
    return ListedLine(listing.name, url, listing.checked.on, notice)
