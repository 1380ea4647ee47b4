"""Open Referral's services as a table in our columns, which the importer reads like any other."""

from collections.abc import Iterator
from typing import Any

from assetmap.exchange.decoding import decode, letters_note
from assetmap.exchange.readers.referral_documents import document_of, services_of
from assetmap.exchange.readers.referral_places import Cells
from assetmap.exchange.readers.referral_services import service_rows
from assetmap.exchange.table import Row, Table

NO_SERVICE = "it is not a service, but something else"
NO_SERVICES = "It has no services."
_HEADINGS = (
    *("id", "name", "also_known_as", "description", "type", "audience", "eligibility"),
    *("min_age", "max_age", "when", "changes", "cost", "free", "join", "join_note"),
    *("venue", "address", "place", "postcode", "lat", "lon", "mask_exact_address"),
    *("location_visible", "getting_there", "access", "accessibilities", "area_served"),
    *("languages", "phone", "email", "website", "facebook", "twitter", "instagram", "run_by"),
    *("status", "visible", "checked_on", "private_name", "private_phone", "private_email"),
)
_Said = tuple[Cells, list[str], str]  # a row's cells, its notes, and why it is none
_SHOWN = "location_visible"  # where one says no, the others say yes


def referral_file(data: bytes) -> Table:
    """A file of Open Referral as a table. Raises BadFile."""
    guessed = decode(data)[1]
    return referral_table(document_of(data), guessed=guessed)


def referral_table(document: Any, *, guessed: bool = False) -> Table:
    """A document of Open Referral as a table: a row for each service at each of its locations.

    `guessed` says that its letters are a guess. Raises BadFile for one that holds something else
    than services.
    """
    every = (each for service in services_of(document) for each in _rows(service))
    rows = list(enumerate(every, start=1))
    used = [
        heading
        for heading in _HEADINGS
        if heading == "name" or any(cells.get(heading) for _, (cells, _, _) in rows)
    ]
    return Table(
        tuple(used),
        tuple(_row(number, used, each, guessed) for number, each in rows),
        notes=() if rows else (NO_SERVICES,),
    )


def _rows(service: object) -> Iterator[_Said]:
    if isinstance(service, dict):
        yield from ((cells, notes, "") for cells, notes in service_rows(service))
    else:
        yield {}, [], NO_SERVICE


def _row(number: int, headings: list[str], said: _Said, guessed: bool) -> Row:
    cells, notes, reason = said
    texts = [cells.get(heading, "yes" if heading == _SHOWN else "") for heading in headings]
    return Row(number, tuple(texts), reason=reason, notes=(*notes, *letters_note(texts, guessed)))
