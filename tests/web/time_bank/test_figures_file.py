"""The spreadsheet of figures and the public page's facts have the same numbers."""

from datetime import date

from assetmap.services.time_bank.figures import figures
from assetmap.services.time_bank.overview import overview
from assetmap.web.time_bank.figures_file import figures_rows
from assetmap.web.time_bank.overview_page import time_bank_page
from tests.conftest import ContextMaker
from tests.time_bank import the_time_bank


def test_tb17_rows_are_plain_cells(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    found = figures(context, date(2026, 3, 1), date(2026, 3, 31))
    rows = list(figures_rows(found, found, context.borough, {}))
    assert any("Hours exchanged" in str(row) for row in rows)
    page = time_bank_page(overview(context), context.borough, None)
    assert page.name == "Thurrock Time Bank"
    assert page.total == 0
