"""Rules as rows: what is told of each."""

from dataclasses import replace

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.times.schedule import slot_bits
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.search_index.session_rows import COLUMNS, rule_rows, weekday_bits
from tests.factories import a_listing


def test_rows_are_series_and_then_hours_of_the_door() -> None:
    series = parse_schedule(["Mon 22:00-02:00", 'Tue 10:00-12:00 called "Surgery" at The Lodge'])
    doors = parse_schedule(["Wed 09:00-17:00"]).rules
    hub = a_listing("hub", kind=Kind.HUB, schedule=replace(series, opening=doors))
    rows = rule_rows({3: hub, 7: a_listing("words", when=["Ring us"]), 9: a_listing("club")})
    assert rows.owner.tolist() == [3, 3, 3, 9]
    assert {name: column.tolist() for name, column in rows.columns.items()} == {
        "slots": [
            slot_bits(["mon"], ["evening"]) | slot_bits(["tue"], ["morning"]),
            slot_bits(["tue"], ["morning"]),
            slot_bits(["wed"], ["morning", "afternoon"]),
            slot_bits(["tue"], ["morning"]),
        ],
        "days": [1, 2, 4, 2],
        "start": [1320, 600, 540, 600],
        "end": [1560, 720, 1020, 720],
        "happens": [True, True, False, True],
        "is_away": [False, True, False, False],
        "named_as": [0, 1, 0, 0],
    }


def test_long_times_of_a_hub_without_hours_do_not_happen() -> None:
    hub = a_listing(when=["Mon 09:00-17:00", "Mon 10:00-11:00"], kind=Kind.HUB)
    assert rule_rows({0: hub}).columns["happens"].tolist() == [False, True]


def test_of_no_listings_there_are_columns_of_the_same_kinds() -> None:
    none, some = rule_rows({}), rule_rows({0: a_listing()})
    assert [len(none.owner), len(some.owner)] == [0, 1]
    for rows in (none, some):
        assert {name: column.dtype for name, column in rows.columns.items()} == COLUMNS


def test_weekdays_are_bits() -> None:
    assert [weekday_bits([]), weekday_bits([0, 6]), weekday_bits([2])] == [0, 65, 4]
