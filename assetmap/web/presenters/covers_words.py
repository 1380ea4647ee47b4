"""Who covers a place, in words."""

from datetime import datetime

from flask import url_for

from assetmap.domain.search.results import Covers, Hit
from assetmap.web.formatting import distance_words
from assetmap.web.presenters.cards import open_words
from assetmap.web.presenters.covers_box import CoversBox, NearestHub


def covers_box(covers: Covers | None, now: datetime) -> CoversBox | None:
    """The box about who covers a place; None where nobody is known to."""
    if covers is None:
        return None
    contact = covers.contact
    return CoversBox(
        heading=f"{contact.label} for {covers.patch}" if covers.patch else "",
        phone=contact.phone,
        email=contact.email,
        text=contact.text,
        line=covers.line if covers.patch else "",
        rough=f"This goes by the middle of {covers.place}." if covers.is_rough else "",
        hub=hub_of(covers.hub, now) if covers.hub else None,
    )


def hub_of(hub: Hit, now: datetime) -> NearestHub:
    """A hub in words."""
    shown = hub.listing.shown
    says = (distance_words(hub.distance_m), open_words(hub, now))
    return NearestHub(
        name=shown.name,
        url=url_for("public.listing", listing_id=shown.id),
        says=". ".join(filter(None, says)),
        phone=shown.public.phone,
    )
