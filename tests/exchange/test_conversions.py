"""Other people's columns as ours, one conversion after the other; our own files as they stand."""

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Status
from assetmap.exchange.conversions import CONVERSIONS
from assetmap.exchange.csv_files import read_csv


def test_every_conversion_leaves_plain_columns_as_they_are() -> None:
    plain = {"name": "Knit Club", "postcode": "RM17 6SL", "phone": "01632 960001"}
    for conversion in CONVERSIONS:
        notes: list[str] = []
        assert conversion(dict(plain), notes) == plain
        assert notes == []


def test_rows_of_other_people_are_converted(words: Vocabulary) -> None:
    batch = read_csv(b"name,postcode,Closed\nKnit Club,RM17 6SL,Yes\n", words)
    assert [row.listing.status for row in batch.rows] == [Status.ARCHIVED]
    assert {"status", "name", "postcode"} <= batch.fields
