"""What a listing's document says, and that it is written once for one listing."""

import json
from dataclasses import replace

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.place import Point
from assetmap.storage.listing_document import from_document, to_document
from tests.factories import a_listing

KNIT = replace(
    a_listing("knit"),
    min_age=0,
    where=Where(Precision.VENUE, "Hall", place="Grays", point=Point(51.5, 0.0)),
    public=Contact(phone="01632 960101"),
)


def test_blank_parts_are_left_out_and_0_is_not() -> None:
    document = json.loads(to_document(KNIT))
    assert (document["min_age"], document["public"]) == (0, {"phone": "01632 960101"})
    assert document["where"] == {
        "precision": "venue",
        "venue": "Hall",
        "place": "Grays",
        "point": [51.5, 0.0],
    }
    assert "max_age" not in document
    assert from_document(to_document(KNIT)) == KNIT


def test_one_listing_is_written_once_and_another_anew() -> None:
    first = to_document(KNIT)
    assert to_document(KNIT) is first
    changed = replace(KNIT, name="Knit and natter")
    assert json.loads(to_document(changed))["name"] == "Knit and natter"
    assert to_document(KNIT) == first
