"""Records of a map as one table."""

import pytest

from assetmap.exchange.geometry import Spot
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.records import (
    AT_NULL,
    MOST_RECORDS,
    Column,
    Record,
    check_number,
    counted,
    on_land,
    records_table,
)

NAME, AGE, LAYER = Column("name", "name"), Column("Age"), Column("Layer", "layer")


def test_records_become_rows_with_the_same_columns() -> None:
    records = [
        Record({AGE: "5"}, Spot(0.3, 51.4), notes=["x"], feature_id="node/1"),
        Record({NAME: "B", LAYER: "Walks"}, Spot(empty=True)),
    ]
    table = records_table(records, (NAME, LAYER, Column("Icon")), ["said"])
    assert (table.headings, table.known) == (("name", "Layer", "Age"), {1: "layer"})
    assert [row.cells for row in table.rows] == [("", "", "5"), ("B", "Walks", "")]
    first, second = table.rows
    assert (first.number, first.feature_id, first.notes, first.only_address) == (
        *(1, "node/1", ("x",), False),
    )
    assert (second.number, second.only_address) == (2, True)
    assert (table.notes, table.has_shapes) == (("said",), True)


def test_columns_of_one_name_are_apart_when_only_one_is_ours() -> None:
    record = Record({}, Spot())
    record.put(NAME, "A")
    record.put(Column("name"), "B")
    record.put(NAME, "C")
    table = records_table([record], (NAME,))
    assert (table.headings, table.rows[0].cells) == (("name", "name"), ("A", "B"))


def test_very_many_columns_are_cut_to_those_that_most_rows_have() -> None:
    records = [Record({NAME: "A", AGE: "1", Column(f"c{at}"): "x"}, Spot()) for at in range(400)]
    table = records_table(records, (NAME,))
    assert table.headings[:2] == ("name", "Age")
    assert len(table.headings) == 300
    assert table.notes == ("It has very many columns: 102 that few rows have were left out.",)


def test_points_at_null_are_none() -> None:
    records = [Record({}, Spot(0.0, 0.0), kind="point"), Record({}, Spot(0.3, 51.4), kind="point")]
    on_land(records)
    assert [(each.spot.empty, each.kind, each.notes) for each in records] == [
        (True, "", [AT_NULL]),
        (False, "point", []),
    ]


def test_there_is_a_most_of_things() -> None:
    check_number(MOST_RECORDS)
    with pytest.raises(BadFile, match=r"The map holds 50,001 things, and the most is 50,000: "):
        check_number(MOST_RECORDS + 1)


def test_counts_are_said_as_people_say_them() -> None:
    assert counted(1, "line") == "1 line"
    assert counted(1115, "point") == "1,115 points"
    assert counted(2, "layer is", "layers are") == "2 layers are"
