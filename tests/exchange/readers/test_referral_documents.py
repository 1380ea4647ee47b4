"""What a document is, told by what is in it, and what one without services is refused with."""

import json
from typing import Any

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.referral_documents import (
    FRONT_PAGE,
    NOT_SERVICES,
    document_of,
    has_location,
    knows,
    knows_bytes,
    services_of,
)

SERVICE = {"id": "a", "name": "Club", "status": "active"}
OLD = {"id": 1, "name": "Club", "organisation": {"id": 2}, "min_age": None}
TAXONOMY = {"id": "t", "name": "Food", "description": "Food", "version": "1"}
HALL = {"id": "L", "name": "Hall"}
AT = {"id": "sal", "service_id": "a", "location_id": "L", "location": HALL, "service": SERVICE}
PAGE = {"total_items": 1, "page_number": 1, "contents": [SERVICE]}


@pytest.mark.parametrize(
    ("document", "services"),
    [
        (PAGE, [SERVICE]),
        ({"totalElements": 1, "content": [OLD]}, [OLD]),
        (SERVICE, [SERVICE]),
        ([SERVICE, OLD, "dirt"], [SERVICE, OLD, "dirt"]),
        ({"empty": True, "contents": []}, []),
        (
            [AT, {**AT, "id": "sal2", "location": {"id": "M"}}],
            [
                {
                    **SERVICE,
                    "service_at_locations": [
                        {name: value for name, value in AT.items() if name != "service"},
                        {
                            "id": "sal2",
                            "service_id": "a",
                            "location_id": "L",
                            "location": {"id": "M"},
                        },
                    ],
                }
            ],
        ),
    ],
)
def test_services_of_documents(document: Any, services: list[object]) -> None:
    assert knows(document)
    assert knows_bytes(json.dumps(document).encode()) or not services
    assert services_of(document) == services


def test_lines_of_services_are_a_list() -> None:
    lines = f"{json.dumps(SERVICE)}\n{json.dumps(OLD)}\n".encode()
    assert knows_bytes(lines)
    assert document_of(lines) == [SERVICE, OLD]


@pytest.mark.parametrize(
    "document",
    [
        {"type": "FeatureCollection", "features": [], "status": "active"},
        *({"elements": [], "version": 0.6}, {"contents": [SERVICE]}, TAXONOMY, [], [1], 7, None),
        [{"type": "Feature", "id": "x", "properties": {}, "status": "ok"}],
        {"items": [], "next": "https://example.org"},
    ],
)
def test_what_it_is_not(document: Any) -> None:
    assert not knows(document)
    assert not knows_bytes(json.dumps(document).encode())


def test_lists_of_other_things_and_front_pages_are_refused_with_what_to_do() -> None:
    root = {"version": "HSDS-UK-3.0", "profile": "x", "openapi_url": "https://x"}
    for document, said in (
        ({**PAGE, "contents": [TAXONOMY]}, NOT_SERVICES),
        ({**PAGE, "contents": [{"id": "o", "name": "Org", "website": "x"}]}, NOT_SERVICES),
        (root, FRONT_PAGE),
    ):
        assert knows(document)
        with pytest.raises(BadFile) as raised:
            services_of(document)
        assert str(raised.value) == said


@pytest.mark.parametrize(
    "data", [b'{"contents": [', b'{"a": 1}\n{"b"', b"[" * 100_000, b'{"status": ' + b"9" * 5000]
)
def test_json_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        document_of(data)
    assert not knows_bytes(data)


def test_whether_an_item_says_where_it_is() -> None:
    assert has_location({"locations": [{"id": 1}]})
    assert not has_location({"locations": [], "service_at_locations": None})
