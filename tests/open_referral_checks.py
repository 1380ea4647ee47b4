"""What Open Referral UK 3.0 demands of a record, for tests: a small table of our own, made from the
specification and not from our program; and the official schemas, where a folder of them is named.

ASSETMAP_ORUK_SCHEMAS is the folder that holds `schema/service.json` and its like, from
https://openreferraluk.org/specifications/3.0/.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

SCHEMAS = os.environ.get("ASSETMAP_ORUK_SCHEMAS", "")
needs_schemas = pytest.mark.skipif(not SCHEMAS, reason="ASSETMAP_ORUK_SCHEMAS names no folder")
BASE = "https://openreferraluk.org/specifications/3.0/schema/"

REQUIRED = {
    "api_details": ("version", "profile", "openapi_url"),
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "location": ("id", "location_type"),
    "address": (
        *("id", "address_1", "city", "state_province", "postal_code", "country"),
        "address_type",
    ),
    "phone": ("id", "number"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
    "service_at_location": ("id",),
    "schedule": ("id",),
    "service_area": ("id",),
    "contact": ("id",),
    "cost_option": ("id",),
    "language": ("id",),
    "accessibility": ("id",),
    "attribute": ("id",),
}
NESTED = {
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "languages": "language",
    "organization": "organization",
    "cost_options": "cost_option",
    "contacts": "contact",
    "phones": "phone",
    "attributes": "attribute",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_terms": "taxonomy_term",
    "location": "location",
    "addresses": "address",
    "accessibility": "accessibility",
    "service": "service",
    "services": "service_of_organization",
}
REQUIRED["service_of_organization"] = ("id", "name")
WORDS = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "freq": {"WEEKLY", "MONTHLY"},
}
NUMBERS = {"minimum_age", "maximum_age", "latitude", "longitude", "interval", "amount"}
URIS = {"url", "website", "uri", "term_uri", "profile", "openapi_url", "schedule_link"}
EMAILS = {"email", "assurer_email"}
DATES = {"valid_from", "valid_to", "dtstart", "assured_date"}
TIMES = {"opens_at", "closes_at"}
BY_DAY = re.compile(
    r"(?:-1|[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-1|[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*"
)


def is_uuid(text: str) -> bool:
    """Whether it is a UUID with its dashes."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def is_uri(text: str) -> bool:
    """Whether it is a whole and well-formed address."""
    parts = urlsplit(text)
    is_plain = text.isascii() and not set(' <>"{}|\\^`') & set(text)
    return bool(parts.scheme and parts.netloc) and is_plain


def is_moment(text: str) -> bool:
    """Whether it is a date and time with its zone."""
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def faults(sort: str, record: Any, path: str = "") -> Iterator[str]:
    """What is wrong with a record, and with all within it."""
    if not isinstance(record, dict):
        yield f"{path} is no record"
        return
    for name in REQUIRED[sort]:
        if record.get(name) in (None, ""):
            yield f"{path}.{name} is missing"
    for name, value in record.items():
        here = f"{path}.{name}"
        if value is None or value in ("", [], {}):
            yield f"{here} is empty"
        elif name in NESTED and isinstance(value, (dict, list)):
            for number, each in enumerate(value if isinstance(value, list) else [value]):
                yield from faults(NESTED[name], each, f"{here}[{number}]")
        elif not _fits(name, value):
            yield f"{here} is {value!r}"


def _fits(name: str, value: Any) -> bool:
    if name in NUMBERS:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if name == "mask_exact_address":
        return value is True
    if not isinstance(value, str):
        return False
    if name == "id" or name.endswith("_id"):
        return is_uuid(value)
    if name in WORDS:
        return value in WORDS[name]
    checks = (
        (URIS, is_uri),
        (EMAILS, lambda text: text.count("@") == 1),
        ({"last_modified"}, is_moment),
        (DATES, lambda text: date.fromisoformat(text).isoformat() == text),
        (TIMES, lambda text: re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text)),
        ({"byday"}, BY_DAY.fullmatch),
    )
    return all(check(value) for names, check in checks if name in names)


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    files = {
        path.stem: json.loads(path.read_text()) for path in Path(SCHEMAS).rglob("schema/*.json")
    }
    resources = [
        (f"{BASE}{stem}.json", Resource.from_contents(content, DRAFT202012))
        for stem, content in files.items()
    ]
    checker = FormatChecker(())
    for kind, check in (
        ("uuid", is_uuid),
        ("uri", is_uri),
        ("date-time", is_moment),
        ("email", lambda text: text.count("@") == 1),
    ):
        checker.checks(kind)(check)
    registry: Any = Registry().with_resources(resources)
    return Draft202012Validator(files[name], registry=registry, format_checker=checker)


def schema_faults(name: str, document: Any) -> list[str]:
    """What the official schema of that name finds wrong with a document; needs the folder."""
    return [
        f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(document)
    ]


def schema_fields(name: str) -> set[str]:
    """The fields that an official schema knows."""
    return set(_validator(name).schema["properties"])
