from datetime import date

from assetmap.exchange.session_cells import SessionCells, read_cells
from assetmap.exchange.time_headings import DATE, DAYS, ENDS, EXCEPTIONS, FREQUENCY, STARTS, TIME


def test_what_a_cell_looks_like_says_what_it_is() -> None:
    notes: list[str] = []
    said = {
        DAYS: "Monday",
        STARTS[0]: "2019-10-14",
        STARTS[1]: "09:20:00",
        ENDS[0]: "01/06/2026",
        ENDS[1]: "10",
        FREQUENCY: "Weekly",
        EXCEPTIONS: "25/12/2026; 2027-01-01",
    }
    assert read_cells(said, notes) == SessionCells(
        days="Monday",
        hours="09:20 - 10",
        first=date(2019, 10, 14),
        last=date(2026, 6, 1),
        closed="2026-12-25; 2027-01-01",
        has_frequency=True,
    )
    assert notes == []


def test_one_day_that_both_start_and_end_name_is_the_date() -> None:
    said = {STARTS[0]: "17/03/2026 10:00", ENDS[0]: "17/03/2026 12:00"}
    assert read_cells(said, []) == SessionCells(hours="10:00 - 12:00", on=date(2026, 3, 17))


def test_a_moment_with_an_offset_is_what_the_clock_shows_in_london() -> None:
    said = {STARTS[0]: "2026-07-17T09:00:00Z", ENDS[0]: "2026-07-17T12:00:00+02:00"}
    assert read_cells(said, []) == SessionCells(hours="10:00 - 11:00", on=date(2026, 7, 17))


def test_what_is_neither_is_noted() -> None:
    notes: list[str] = []
    assert read_cells({DATE: "soon", TIME: "lunch"}, notes) == SessionCells(hours="lunch")
    assert notes == ["“soon” is neither a time nor a date, so we left it out."]
