"""Pages of OpenActive: series and occasions, what is deleted, and where it goes on."""

import json
from typing import Any

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.found_lead import FoundLead
from assetmap.exchange.readers.openactive import RpdePage, knows, read_page

HALL = {
    "address": {"addressLocality": "Grays", "postalCode": "RM17 6SL"},
    "geo": {"latitude": 51.4779, "longitude": "0.3229"},
}
SERIES = {
    "@type": "SessionSeries",
    "name": "Judo",
    "url": "https://judo.example.org/",
    "activity": [{"prefLabel": "Judo"}, {"id": "x"}],
    "location": HALL,
    "organizer": {"name": "Jo Secret", "telephone": "01632 960123"},
}
LEAD = FoundLead(
    *("7", "Judo", "Judo", "Grays", "RM17 6SL", (51.4779, 0.3229), "https://judo.example.org/")
)


def page(*items: Any, following: str = "https://x.example/?after=1") -> bytes:
    return json.dumps({"items": items, "next": following, "license": "CC"}).encode()


def item(data: Any, kind: str = "SessionSeries", **more: Any) -> dict[str, Any]:
    return {"state": "updated", "kind": kind, "id": 7, "modified": 1, "data": data, **more}


def test_a_series_and_what_is_deleted() -> None:
    deleted = {"state": "deleted", "kind": "SessionSeries", "id": "8", "modified": 2}
    assert read_page(page(item(SERIES), deleted)) == RpdePage(
        (LEAD,), ("8",), "https://x.example/?after=1", False
    )


def test_an_occasion_points_up_to_its_series() -> None:
    above = {"@id": "https://x.example/7", "name": "Judo", "activity": SERIES["activity"]}
    occasion = {"@type": "ScheduledSession", "startDate": "2026-03-16", "location": HALL}
    for kind in ("ScheduledSession", "ScheduledSession.Slot"):
        (lead,) = read_page(page(item({**occasion, "superEvent": above}, kind))).found
        assert (lead.key, lead.name, lead.town) == ("https://x.example/7", "Judo", "Grays")


@pytest.mark.parametrize(
    "data", [None, {}, {"name": None}, {"superEvent": "https://x.example/7"}, "text", [1]]
)
def test_what_names_nothing_is_no_lead(data: Any) -> None:
    kind = (
        "ScheduledSession" if isinstance(data, dict) and "superEvent" in data else "SessionSeries"
    )
    assert read_page(page(item(data, kind), {"state": "wibble"})).found == ()


def test_nobody_is_named_in_a_lead() -> None:
    assert "Secret" not in str(read_page(page(item(SERIES))).found)
    assert "960123" not in str(read_page(page(item(SERIES))).found)


def test_an_empty_page_is_the_last() -> None:
    assert read_page(page()) == RpdePage((), (), "https://x.example/?after=1", True)


@pytest.mark.parametrize(
    "document", [[], {}, {"items": []}, {"items": {}, "next": ""}, {"items": [1], "next": ""}, None]
)
def test_what_is_no_page(document: Any) -> None:
    assert not knows(document)
    with pytest.raises(BadFile):
        read_page(json.dumps(document).encode())
