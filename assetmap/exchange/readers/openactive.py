"""Pages of OpenActive's feeds (RPDE): sessions of activities, of which we take leads alone.

An occasion (ScheduledSession) points up to its series, which is what may be worth a listing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.found_lead import FoundLead
from assetmap.exchange.readers.referral_documents import document_of
from assetmap.exchange.readers.referral_values import (
    Item,
    first_text,
    item_of,
    items_of,
    text_of,
    texts_of,
    website_of,
)

_SERIES = frozenset(("SessionSeries", "CourseInstance", "EventSeries", "HeadlineEvent"))


@dataclass(frozen=True)
class RpdePage:
    """One page: what it names, the keys of what is deleted, and the address that goes on."""

    found: tuple[FoundLead, ...]
    deleted: tuple[str, ...]
    next: str
    is_empty: bool


def knows(document: object) -> bool:
    """Whether a document is a page of such a feed."""
    if not isinstance(document, dict):
        return False
    items = document.get("items")
    if not isinstance(items, list) or not isinstance(document.get("next"), str):
        return False
    return all(isinstance(each, dict) and "state" in each for each in items[:20])


def read_page(data: bytes) -> RpdePage:
    """A page of a feed. Raises BadFile when it is none."""
    document = document_of(data)
    if not knows(document):
        raise BadFile("This is no page of OpenActive's feeds.")
    items = items_of(document, "items")
    return RpdePage(
        tuple(lead for each in items if (lead := _lead(each))),
        tuple(text_of(each.get("id")) for each in items if each.get("state") == "deleted"),
        text_of(document.get("next")),
        not items,
    )


def _lead(item: Item) -> FoundLead | None:
    if item.get("state") != "updated":
        return None
    series, key = item_of(item, "data"), text_of(item.get("id"))
    if first_text(item, "kind").rpartition(".")[0] or not _is_series(item, series):
        above = item_of(series, "superEvent")
        key = first_text(above, "identifier", "@id", "id")
        series = {**_about_place(series), **above}
    name = first_text(series, "name")
    if not (name and key):
        return None
    address = item_of(item_of(series, "location"), "address")
    return FoundLead(
        key=key,
        name=name,
        what=", ".join(_activities(series)),
        town=first_text(address, "addressLocality"),
        postcode=first_text(address, "postalCode"),
        point=_point(item_of(series, "location")),
        website=website_of(first_text(series, "url")),
    )


def _is_series(item: Item, data: Item) -> bool:
    kind = first_text(item, "kind") or first_text(data, "@type", "type")
    return kind in _SERIES


def _about_place(event: Item) -> dict[str, Any]:
    return {key: event[key] for key in ("location", "activity", "url") if key in event}


def _activities(series: Item) -> Iterator[str]:
    for each in items_of(series, "activity"):
        if label := first_text(each, "prefLabel", "name"):
            yield label
    yield from texts_of(series, "category", "name")


def _point(location: Item) -> tuple[float, float] | None:
    """Latitude and longitude, to tell the council by: they are not kept."""
    geo = item_of(location, "geo")
    try:
        return float(text_of(geo.get("latitude"))), float(text_of(geo.get("longitude")))
    except ValueError:
        return None
