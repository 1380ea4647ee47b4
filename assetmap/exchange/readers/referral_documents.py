"""What a JSON document of Open Referral is: a page of services, one service, a list, or no such.

Known are the envelopes of versions 1.0 and 3.0 of the UK's standard, services and services at
locations by themselves, lists of either, and lines of them (ndjson).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assetmap.exchange.decoding import decode
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.referral_values import Item, item_of, items_of, text_of

_LISTS = ("contents", "content")
_PAGING = frozenset(
    (
        *("total_items", "total_pages", "page_number", "first_page", "last_page", "empty"),
        *("totalElements", "totalPages", "number", "size", "first", "last", "numberOfElements"),
    )
)
# What only services have, in any version.
_OF_SERVICES = frozenset(
    (
        *("status", "organization", "organization_id", "organisation", "service_at_locations"),
        *("schedules", "regular_schedules", "eligibilitys", "eligibilities", "cost_options"),
        *("service_taxonomys", "service_taxonomies", "service_areas", "fees", "assured_date"),
        *("minimum_age", "maximum_age", "min_age", "max_age"),
    )
)
_OF_OTHERS = frozenset(
    (
        *("legal_status", "organization_identifiers", "parent_organization_id", "taxonomy"),
        *("taxonomy_terms", "taxonomy_id", "location_type", "term_uri"),
    )
)
_ROOT = frozenset(("version", "openapi_url"))
NOT_SERVICES = (
    "This is a list of Open Referral, but not of services. Give us what stands at the address that "
    "ends in /services."
)
FRONT_PAGE = (
    "This is the front page of an Open Referral feed, without services. Give its address to "
    "assetmap feeds add."
)


def knows(document: object) -> bool:
    """Whether a document is of Open Referral, of whatever in it."""
    if isinstance(document, list):
        found = [each for each in document if isinstance(each, dict)]
        return bool(found) and any(map(_is_service, found[:20]))
    if is_envelope(document) or is_front_page(document):
        return True
    return isinstance(document, dict) and _is_service(document)


def knows_bytes(data: bytes) -> bool:
    """The same of a file. Only what may be such a document is read."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    may_be = start[:1] in (b"{", b"[") and b'"FeatureCollection"' not in start
    if not may_be or not any(f'"{key}"'.encode() in data for key in (*_LISTS, *_HINTS)):
        return False
    try:
        return knows(document_of(data))
    except BadFile:
        return False


_HINTS = ("status", "organization", "openapi_url")


def document_of(data: bytes) -> Any:
    """The JSON of a file; of lines of it, a list. Raises BadFile when it is none."""
    text, _ = decode(data)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise BadFile("The file is not whole JSON.") from None
    except (RecursionError, ValueError):
        raise BadFile("The file is nested too deep, or has a number that is too long.") from None
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (RecursionError, ValueError):
        raise BadFile("The file is not whole JSON, nor a line of it for each service.") from None


def services_of(document: object) -> list[object]:
    """The services of a document, in its order; what is none stands as it is.

    A service at locations, each of which has an item of its own, is one. Raises BadFile for a
    document of Open Referral without services.
    """
    if isinstance(document, dict):
        if not is_envelope(document):
            if is_front_page(document):
                raise BadFile(FRONT_PAGE)
            return list(_together([document]))
        items = contents_of(document)
    else:
        items = document if isinstance(document, list) else []
    found = [each for each in items if isinstance(each, dict)]
    if found and not any(map(_is_service, found)):
        raise BadFile(NOT_SERVICES)
    return list(_together(items))


def contents_of(envelope: Item) -> list[object]:
    """The items of a page."""
    lists = (envelope.get(key) for key in _LISTS)
    return next((list(each) for each in lists if isinstance(each, list)), [])


def has_location(service: Item) -> bool:
    """Whether an item says already where the service is."""
    return bool(items_of(service, "service_at_locations", "locations", "location"))


def is_front_page(document: object) -> bool:
    """Whether a document says of a feed which version it is, and holds nothing."""
    return isinstance(document, dict) and document.keys() >= _ROOT


def is_envelope(document: object) -> bool:
    """Whether a document is a page of a list."""
    if not isinstance(document, dict):
        return False
    has_list = any(isinstance(document.get(key), list) for key in _LISTS)
    return has_list and bool(_PAGING & document.keys())


def _is_service(item: Item) -> bool:
    if item_of(item, "service") and ("location" in item or "location_id" in item):
        return True
    if not ("name" in item or "id" in item) or "properties" in item:
        return False
    found = _OF_SERVICES & item.keys()
    if found == {"status"}:
        return {"id", "name"} <= item.keys() and not _OF_OTHERS & item.keys()
    return bool(found - {"organization_id"}) and not _OF_OTHERS & item.keys()


def _together(items: list[object]) -> Iterator[object]:
    """Services at locations as services, those of one service together; others as they are."""
    merged: dict[str, dict[str, Any]] = {}
    order: list[object] = []
    for each in items:
        service = item_of(each, "service") if isinstance(each, Mapping) else {}
        if not isinstance(each, Mapping) or not service:
            order.append(each)
            continue
        key = text_of(service.get("id"))
        whole = merged.get(key) if key else None
        if whole is None:
            whole = {**service, "service_at_locations": []}
            merged[key] = whole
            order.append(whole)
        whole["service_at_locations"].append(
            {name: value for name, value in each.items() if name != "service"}
        )
    yield from order
