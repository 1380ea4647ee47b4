"""A table read with what a person chose for its columns, and without."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.exchange.geometry import Spot
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.table import Row, Table
from assetmap.exchange.table_reader import read_table, understood_headings

TABLE = Table(
    ("Wer", "Layer", "Ring", "Ring"),
    (
        Row(1, ("Knit Club", "Lunches", "01632 960101", "01632 960102")),
        Row(2, ("Walkers", "Walks", "01632 960103", "")),
    ),
)
CHOICES = ColumnChoices(
    fields={"Wer": "name", "Ring": "", "Ring (2)": "phone"},
    categories={"Layer": {"Lunches": "meet/lunch-clubs", "Walks": ""}},
    fixed={"postcode": "RM17 6SL"},
)


def test_what_was_chosen_is_read(words: Vocabulary) -> None:
    batch = read_table(TABLE, words, CHOICES)
    found = [
        (each.listing.name, each.listing.categories, each.listing.public.phone)
        for each in batch.rows
    ]
    assert found == [("Knit Club", ("meet/lunch-clubs",), "01632 960102"), ("Walkers", (), "")]
    assert [each.listing.where.postcode for each in batch.rows] == ["RM17 6SL", "RM17 6SL"]
    assert batch.refused == ()


def test_a_name_that_was_chosen_is_the_only_one(words: Vocabulary) -> None:
    table = Table(("name", "Second"), (Row(1, ("Kite Club", "Kites")), Row(2, ("Choir", "Song"))))
    batch = read_table(table, words, ColumnChoices(fields={"Second": "name"}))
    assert [each.listing.name for each in batch.rows] == ["Kites", "Song"]
    assert understood_headings(table).columns[0].heading == "name"


def test_a_table_without_a_name_is_refused(words: Vocabulary) -> None:
    with pytest.raises(BadFile, match="which column holds the names"):
        read_table(Table(("Code",), (Row(1, ("1234",)),)), words)


def test_a_shape_says_where_a_row_is_and_a_wrong_one_refuses_it(words: Vocabulary) -> None:
    rows = (
        Row(1, ("Knit Club",), spot=Spot(0.33, 51.48), feature_id="k1", notes=("Noticed.",)),
        Row(2, ("Walkers",), spot=Spot(reason="its point is not two numbers")),
        Row(3, ("Choir",), reason="it is not a feature"),
    )
    batch = read_table(Table(("name",), rows, has_shapes=True, notes=("Of all.",)), words)
    (taken,) = batch.rows
    assert taken.listing.where.point is not None
    assert (taken.listing.where.point.lat, taken.listing.where.point.lon) == (51.48, 0.33)
    assert taken.listing.source_id == "k1"
    assert taken.notes[0] == "Noticed."
    assert [(each.row, each.reason) for each in batch.refused] == [
        (2, "its point is not two numbers"),
        (3, "it is not a feature"),
    ]
    assert "point" in batch.fields
    assert batch.notes == ("Of all.",)


def test_headings_of_which_we_know_none_are_read_once_somebody_says_the_name(
    words: Vocabulary,
) -> None:
    table = Table(("Wer", "Wo"), (Row(2, ("Knit Club", "RM18 7TB")),), problem="Which is which?")
    with pytest.raises(BadFile, match="Which is which"):
        read_table(table, words)
    batch = read_table(table, words, ColumnChoices(fields={"Wer": "name", "Wo": "postcode"}))
    [row] = batch.rows
    assert (row.listing.name, row.listing.where.postcode) == ("Knit Club", "RM18 7TB")
