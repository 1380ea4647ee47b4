"""Who runs a service. The standard demands an organisation with a description for every service.

A listing that names who runs it is of that organisation; a volunteering role of the group that it
is with; any other is its own. A name that one listing bears is that listing's organisation.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.email import is_email
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import fold
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.filled import Record, filled, uri_of


@dataclass(frozen=True)
class Organization:
    """An organisation, as far as it is known; `description` is made where nobody gave one."""

    id: str
    name: str
    description: str
    email: str = ""
    website: str = ""


class Organizations:
    """The organisations of some listings, which decide together whose name is whose."""

    def __init__(self, listings: Iterable[PublicListing], feed: Feed) -> None:
        self._feed = feed
        self._bears: dict[str, PublicListing | None] = {}  # None: several do
        for listing in listings:
            if not _runs(listing):
                name = fold(listing.shown.name)
                self._bears[name] = None if name in self._bears else listing

    def of(self, listing: PublicListing) -> Organization:
        """The organisation that runs a listing."""
        whose = self._whose(listing)
        if isinstance(whose, PublicListing):
            return _own(whose, self._feed)
        identifier, name = self.key_of(listing)
        return Organization(identifier, name, _is_listed(name, self._feed))

    def key_of(self, listing: PublicListing) -> tuple[str, str]:
        """The identifier and the name of the organisation that runs a listing."""
        whose = self._whose(listing)
        if isinstance(whose, PublicListing):
            return _own_id(whose, self._feed), whose.shown.name
        return self._feed.id_of("organization", "name", fold(whose)), whose

    def _whose(self, listing: PublicListing) -> PublicListing | str:
        """The listing whose own organisation it is, or the name of one that no listing is."""
        name = _runs(listing)
        return (self._bears.get(fold(name)) or name) if name else listing


def organization_record(organization: Organization) -> Record:
    """An organisation as the standard has it."""
    return filled(
        {
            "id": organization.id,
            "name": organization.name,
            "description": organization.description,
            "email": organization.email,
            "website": organization.website,
        }
    )


def _runs(listing: PublicListing) -> str:
    """Who runs it by another name than its own; empty when it runs itself."""
    shown = listing.shown
    name = (shown.run_by or (shown.with_group if shown.kind.rules.only_gives else "")).strip()
    folded = fold(name)
    return name if folded and folded != fold(shown.name) else ""


def _own(listing: PublicListing, feed: Feed) -> Organization:
    shown = listing.shown
    email = shown.public.email.strip()
    return Organization(
        _own_id(listing, feed),
        shown.name,
        shown.summary or shown.description or _is_listed(shown.name, feed),
        email if is_email(email) else "",
        uri_of(shown.public.website),
    )


def _own_id(listing: PublicListing, feed: Feed) -> str:
    return feed.id_of("organization", "listing", listing.id)


def _is_listed(name: str, feed: Feed) -> str:
    return f"{name} runs services that are listed in the {feed.borough.title}."
