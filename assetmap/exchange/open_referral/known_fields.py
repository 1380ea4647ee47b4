"""What the UK's standard knows of each record, for readers that refuse anything else.

Taken from the schemas of version 3.0 (openreferraluk.org/specifications/3.0/schema); a test
compares the two where the schemas are at hand. Two go as well that would keep nothing but
identifiers: a language without its name, a contact without name or number.
"""

from collections.abc import Mapping
from typing import Any

from assetmap.exchange.open_referral.filled import Record

# The fields of each sort of record that hold a single value.
_SINGLE = {
    "service": (
        "id organization_id name description url email status fees "
        "accreditations minimum_age maximum_age assured_date assurer_email "
        "alert last_modified"
    ),
    "organization": "id name description email website logo uri parent_organization_id",
    "organization_identifier": "id organization_id identifier_scheme identifier_type identifier",
    "location": (
        "id location_type name description latitude longitude "
        "external_identifier external_identifier_type"
    ),
    "address": (
        "id location_id attention address_1 city region state_province "
        "postal_code country address_type"
    ),
    "accessibility": "id location_id accessibility description details url",
    "service_at_location": "id service_id location_id",
    "schedule": (
        "id service_id service_at_location_id valid_from valid_to dtstart freq "
        "interval byday bymonthday description opens_at closes_at schedule_link "
        "attending_type notes"
    ),
    "service_area": "id service_id name extent extent_type uri service_area",
    "contact": "id service_id name title",
    "cost_option": "id service_id valid_from valid_to option amount amount_description",
    "funding": "id service_id source",
    "language": "id service_id phone_id",
    "taxonomy": "id name description uri version",
    "taxonomy_term": "id name description parent_id taxonomy taxonomy_id term_uri term",
    "attribute": "id link_id taxonomy_term_id link_type",
}
# Of which sort the records in the others are.
_NESTED = {
    "service": {
        "schedules": "schedule",
        "service_areas": "service_area",
        "service_at_locations": "service_at_location",
        "languages": "language",
        "organization": "organization",
        "funding": "funding",
        "cost_options": "cost_option",
        "contacts": "contact",
        "attributes": "attribute",
    },
    "organization": {
        "organization_identifiers": "organization_identifier",
        "attributes": "attribute",
    },
    "organization_identifier": {"attributes": "attribute"},
    "location": {
        "addresses": "address",
        "accessibility": "accessibility",
        "attributes": "attribute",
    },
    "address": {"attributes": "attribute"},
    "accessibility": {"attributes": "attribute"},
    "service_at_location": {"location": "location", "service": "service"},
    "contact": {"attributes": "attribute"},
    "taxonomy": {"taxonomy_terms": "taxonomy_term"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
}
KNOWN: Mapping[str, Mapping[str, str]] = {
    sort: dict.fromkeys(names.split(), "") | _NESTED.get(sort, {})
    for sort, names in _SINGLE.items()
}
_TELLS_NOTHING = {"contact": {"id", "service_id"}, "language": {"id", "service_id"}}


def only_known(sort: str, record: Record) -> Record:
    """A record with what the standard knows, and so all within it."""
    fields = KNOWN[sort]
    kept = {name: _known(fields[name], value) for name, value in record.items() if name in fields}
    return {name: value for name, value in kept.items() if value != []}


def _known(sort: str, value: Any) -> Any:
    if not sort:
        return value
    if isinstance(value, list):
        every = (only_known(sort, each) for each in value)
        return [each for each in every if not set(each) <= _TELLS_NOTHING.get(sort, set())]
    return only_known(sort, value)
