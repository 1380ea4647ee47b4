"""The register of charities: which are leads, and that no contact of anybody is taken."""

import json
from typing import Any

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.charities import charities, is_register
from assetmap.exchange.readers.found_lead import FoundLead

ROW: dict[str, Any] = {
    "date_of_extract": "2026-03-01",
    "organisation_number": 1,
    "linked_charity_number": 0,
    "registered_charity_number": 200001,
    "charity_name": "THE EXAMPLE TRUST",
    "charity_registration_status": "Registered",
    "date_of_removal": None,
    "charity_contact_address1": "1 Secret Lane",
    "charity_contact_postcode": "RM17 6SL",
    "charity_contact_phone": "01632 960123",
    "charity_contact_email": "jo@secret.example",
    "charity_contact_web": "www.trust.example.org",
    "charity_activities": "HELPS\nPEOPLE.",
}
LEAD = FoundLead(
    *("200001", "The Example Trust", "HELPS PEOPLE.", "", "RM17 6SL", None, "www.trust.example.org")
)
REMOVED = {**ROW, "charity_registration_status": "Removed", "date_of_removal": "2020-01-01"}


def as_json(*rows: Any) -> bytes:
    return b"\xef\xbb\xbf" + json.dumps(rows).encode()


def as_text(*rows: dict[str, Any], mark: str = "\t") -> bytes:
    lines = [mark.join(ROW), *(mark.join(_cell(each[name]) for name in ROW) for each in rows)]
    return "\r\n".join(lines).encode("utf-8-sig")


def _cell(value: Any) -> str:
    return '"' + ("" if value is None else str(value)) + '"'


@pytest.mark.parametrize("data", [as_json(ROW), as_text(ROW), as_text(ROW, mark=",")])
def test_a_registered_charity_without_its_contact(data: bytes) -> None:
    assert is_register(data)
    assert list(charities(data)) == [LEAD]
    assert "ecret" not in str(list(charities(data)))


@pytest.mark.parametrize(
    "row",
    [
        REMOVED,
        {**ROW, "charity_registration_status": None},
        {**ROW, "linked_charity_number": 3},
        {**ROW, "charity_name": ""},
        {**ROW, "registered_charity_number": None},
        {**ROW, "date_of_removal": "2020-01-01"},
    ],
)
def test_which_are_none(row: dict[str, Any]) -> None:
    assert list(charities(as_json(row))) == list(charities(as_text(row))) == []


def test_names_of_the_commissions_own_service() -> None:
    row = {
        "reg_charity_number": 5,
        "charity_name": "Friends of the Hall",
        "reg_status": "R",
        "activities": "Fun",
        "address_post_code": "RM17 6SL",
        "web": None,
    }
    lead = FoundLead("5", "Friends of the Hall", "Fun", postcode="RM17 6SL")
    assert list(charities(json.dumps([row, 7]).encode())) == [lead]


def test_a_file_that_breaks_off() -> None:
    with pytest.raises(BadFile, match="breaks off"):
        list(charities(as_json(ROW)[:-20]))
    assert list(charities(b"[]")) == list(charities(b'{"a": 1}')) == []


@pytest.mark.parametrize(
    "data",
    [
        *(b"name,charity_name\nA,B\n", b'[{"charity_name": "A"}]', b"", b"\xff\xfe\x00"),
        b"charity name,status\nA,B\n",
    ],
)
def test_other_lists_are_no_register(data: bytes) -> None:
    assert not is_register(data)
