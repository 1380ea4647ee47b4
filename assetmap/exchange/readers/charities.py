"""The register of charities of England and Wales, as the Charity Commission gives it out.

Its extract is JSON or text parted by tabs, with some 170,000 charities: read row by row. Nothing
else of a charity is taken than its number, name, activities, website and postcode. The contact of a
small charity is somebody's home, so its telephone number and e-mail address are left alone.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from assetmap.domain.text import fold
from assetmap.exchange.decoding import decode
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.found_lead import FoundLead
from assetmap.exchange.readers.referral_values import Item, first_text, website_of

# The names of the extract, and of the Commission's own service for programs.
_NUMBER = ("registered_charity_number", "reg_charity_number")
_LINKED = ("linked_charity_number", "group_subsid_suffix")
_NAME = ("charity_name",)
_STATUS = ("charity_registration_status", "reg_status")
_ACTIVITIES = ("charity_activities", "activities")
_POSTCODE = ("charity_contact_postcode", "address_post_code")
_WEBSITE = ("charity_contact_web", "web")
_REGISTERED = ("registered", "r")
_CELL_MOST = 1_000_000
_LOOKED_AT = 20_000  # letters: the headings, or the first charities


def is_register(data: bytes) -> bool:
    """Whether a file surely is of the register: by names that no other list has."""
    start = data[:_LOOKED_AT].decode("utf-8", "replace").casefold()
    return "charity_name" in start and any(name in start for name in _STATUS)


def charities(data: bytes) -> Iterator[FoundLead]:
    """The charities that are registered now, without those that only hold property for one.

    Raises BadFile.
    """
    text, _ = decode(data)
    start = text[:100].lstrip()
    rows = _json_rows(text) if start.startswith(("[", "{")) else _text_rows(text)
    for row in rows:
        if lead := _lead(row):
            yield lead


def _lead(row: Item) -> FoundLead | None:
    is_registered = fold(first_text(row, *_STATUS)) in _REGISTERED
    is_whole = first_text(row, *_LINKED) in ("", "0")  # else it is a part of another
    name, number = first_text(row, *_NAME), first_text(row, *_NUMBER)
    if not (is_registered and is_whole and name and number):
        return None
    if first_text(row, "date_of_removal", "removal_date"):
        return None
    return FoundLead(
        key=number,
        name=_as_written(name),
        what=" ".join(first_text(row, *_ACTIVITIES).split()),
        postcode=first_text(row, *_POSTCODE),
        website=website_of(first_text(row, *_WEBSITE)),
    )


def _as_written(name: str) -> str:
    """The register shouts: `THE EXAMPLE TRUST` as `The Example Trust`."""
    name = " ".join(name.split())
    return " ".join(map(str.capitalize, name.split(" "))) if name.isupper() else name


def _json_rows(text: str) -> Iterator[Item]:
    decoder, at = json.JSONDecoder(), text.find("[")
    while at >= 0:
        at += 1
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at >= len(text) or text[at] == "]":
            return
        try:
            row, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            raise BadFile("The file breaks off, or is not whole JSON.") from None
        at = end - 1
        if isinstance(row, dict):
            yield row


def _text_rows(text: str) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(_CELL_MOST)
    first = text[: text.find("\n")]
    mark = "\t" if "\t" in first else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        yield from ({str(key): cell for key, cell in row.items()} for row in reader)
    except csv.Error:
        raise BadFile("A cell of the file has no end.") from None
