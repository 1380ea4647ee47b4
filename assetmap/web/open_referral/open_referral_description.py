"""What the API's document says of `/open-referral/`; the records themselves are the standard's."""

from collections.abc import Collection

from assetmap.services.open_referral import question as asked
from assetmap.services.open_referral.question import PER_PAGE_MOST
from assetmap.web.framework.api_description import (
    JSON,
    Description,
    in_path,
    in_query,
    json_answer,
    operation,
)
from assetmap.web.framework.json_schema import (
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    listed,
    mapped,
    one_of,
    record,
)

TAG = "Open Referral UK"
NDJSON = "application/x-ndjson"
STANDARD = "https://openreferraluk.org/specifications/3.0"

_WHOLE_FROM_1: Schema = {"type": "integer", "minimum": 1}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_CLOCK: Schema = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
_PARAMETERS: dict[str, tuple[str, Schema]] = {
    "strict": ("yes leaves out what the standard does not know.", one_of("yes", "no")),
    "page": ("The page, from 1.", _WHOLE_FROM_1),
    "per_page": ("How many a page.", {**_WHOLE_FROM_1, "maximum": PER_PAGE_MOST}),
    "format": ("ndjson: everything at once, a record a line.", one_of("json", "ndjson")),
    "search": ("Words.", TEXT),
    "taxonomy_term_id": ("The id of a term; the terms beneath it count.", TEXT),
    "taxonomy_id": ("The id of a taxonomy.", TEXT),
    "organization_id": ("The id of an organisation.", TEXT),
    "modified_after": ("Changed after this moment.", _MOMENT),
    "full": ("Each with all that belongs to it.", TRUTH),
    "minimal": ("Ids and moments of the last change alone, all at once.", TRUTH),
    "postcode": ("A postcode that they serve; with proximity, from which to measure.", TEXT),
    "proximity": ("Metres from the postcode.", {**NUMBER, "minimum": 0}),
    "minimum_age": ("For people of this age or older.", {**NUMBER, "minimum": 0}),
    "maximum_age": ("For people of this age or younger.", {**NUMBER, "minimum": 0}),
    "day": ("A day of the week.", TEXT),
    "start_time": ("Not before this time.", _CLOCK),
    "end_time": ("Not after this time.", _CLOCK),
    "full_service": ("With the whole services.", TRUTH),
    "top_only": ("Only terms without a parent.", TRUTH),
    "parent_id": ("The terms beneath this one.", TEXT),
}
_RECORD: Schema = mapped({})
_PAGE = record(
    total_items=WHOLE,
    total_pages=WHOLE,
    page_number=WHOLE,
    size=WHOLE,
    first_page=TRUTH,
    last_page=TRUTH,
    empty=TRUTH,
    contents=listed(_RECORD),
)


def _asked(names: Collection[str]) -> tuple[Schema, ...]:
    return tuple(in_query(name, *_PARAMETERS[name]) for name in names)


def _list(summary: str, names: Collection[str]) -> Description:
    answer = json_answer(_PAGE, f"A page of them, as {STANDARD} has it.")
    answer["content"][NDJSON] = {"schema": TEXT}
    return Description(operation(summary, TAG, answer, *(304, 400, 429), parameters=_asked(names)))


def _one(summary: str, name: str, names: Collection[str]) -> Description:
    answer = json_answer(_RECORD, f"The record, as {STANDARD} has it.")
    parameters = (in_path(name, "Its id.", TEXT), *_asked(names))
    return Description(
        operation(summary, TAG, answer, *(304, 400, 404, 429), parameters=parameters)
    )


FRONT = Description(
    operation(
        "Which version of the standard this is",
        TAG,
        json_answer(record(version=TEXT, profile=TEXT, openapi_url=TEXT), "The version.", JSON),
        *(304, 400, 429),
        parameters=_asked(asked.STRICT),
    )
)
SERVICES = _list("Services", asked.SERVICES)
SERVICE = _one("One service", "service_id", asked.STRICT)
SERVICE_AT_LOCATIONS = _list("Services at their locations", asked.SERVICE_AT_LOCATIONS)
SERVICE_AT_LOCATION = _one("One service at its location", "service_at_location_id", asked.STRICT)
ORGANIZATIONS = _list("Organisations", asked.ORGANIZATIONS)
ORGANIZATION = _one("One organisation", "organization_id", asked.ORGANIZATION)
TAXONOMIES = _list("Taxonomies", asked.LIST)
TAXONOMY = _one("One taxonomy", "taxonomy_id", asked.STRICT)
TAXONOMY_TERMS = _list("Terms of taxonomies", asked.TAXONOMY_TERMS)
TAXONOMY_TERM = _one("One term", "taxonomy_term_id", asked.STRICT)
