from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from assetmap.domain.time_bank.slip_reading import SlipProblem, TypedSlip
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.slip_entry import CheckedSlip, checked_slips
from assetmap.web.time_bank.slip_page import (
    ROWS,
    running_words,
    slips_page,
    typed_row,
    typed_rows,
)
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import a_row, bank_with_slips
from tests.time_bank import BY_BROKER


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return bank_with_slips(make_context)


def test_rows_are_read_by_the_names_of_their_boxes() -> None:
    form = MultiDict({"number-2": " 1002 ", "giver-2": "101", "sure-2": "yes", "time-2": "9" * 99})
    rows = typed_rows(form)
    assert len(rows) == ROWS
    assert rows[0] == TypedSlip()
    assert rows[1] == TypedSlip("1002", "101", time="9" * 40, is_sure=True)
    assert typed_row({"number": "7", "place": "h"}) == TypedSlip("7", place="h")


def test_a_page_has_twenty_rows_however_many_are_typed(context: Context) -> None:
    page = slips_page(context, checked_slips(context, BY_BROKER, [a_row(), a_row(1002)]))
    assert len(page.rows) == ROWS
    assert page.rows[0].words == (
        "Ada Lovelock gave Bertram Oddwick 1 h 30 min: Help at home and getting about, 12 March"
    )
    assert (page.rows[2].typed, page.running) == (TypedSlip(), "2 slips, 3 h")
    assert page.categories[5] == (6, "Help at home and getting about")
    assert page.every_problem == ()


def test_places_are_told_where_they_are_not_public(context: Context) -> None:
    (row,) = checked_slips(context, BY_BROKER, [a_row(place="r")])
    page = slips_page(context, [row])
    assert page.rows[0].words.endswith("12 March. By phone or online.")


def test_what_is_ticked_is_no_problem_of_the_page(context: Context) -> None:
    unusual = SlipProblem("day", "That is long ago.", can_be_so=True)
    rows = [
        CheckedSlip(a_row(), None, (unusual,)),
        CheckedSlip(replace(a_row(1002), is_sure=True), None, (unusual,)),
    ]
    page = slips_page(context, rows, total_problems=[SlipProblem("total", "It differs.")])
    assert page.every_problem == (
        Problem("day-1", "Row 1: That is long ago."),
        Problem("total", "It differs."),
    )
    assert [row.needs_tick for row in page.rows[:3]] == [True, True, False]


def test_totals_are_words() -> None:
    assert [running_words(0, 0), running_words(1, 15)] == ["No slips, 0 h", "1 slip, 15 min"]
