"""What the tests of the time bank's papers share: a pad, and rows as they are typed."""

from dataclasses import replace
from typing import Any

from assetmap.domain.time_bank.slip_reading import TypedSlip
from assetmap.services.context import Context
from assetmap.services.time_bank.slip_pads import make_slip_pad
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, the_time_bank

HELP_AT_HOME = "6"  # the number of the category on a slip of the shipped borough


def bank_with_slips(make_context: ContextMaker, count: int = 30) -> Context:
    """Members 101 with 3 hours and 102 with 2 owed, the group 103, and a pad from 1001 on."""
    context = make_context()
    the_time_bank(context)
    make_slip_pad(context, BY_BROKER, count)
    return context


def a_row(number: int | str = 1001, **changes: Any) -> TypedSlip:
    """101 gave 102 an hour and a half of help at home on 12 March, in a public place."""
    return replace(TypedSlip(str(number), "101", "102", "90", HELP_AT_HOME, "12/3"), **changes)
