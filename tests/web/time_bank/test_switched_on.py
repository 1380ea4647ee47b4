"""Pages of the time bank are nowhere where a borough has none, whoever asks."""

from dataclasses import replace

import pytest

from tests.conftest import ContextMaker
from tests.web.conftest import client_of


@pytest.mark.parametrize("is_on", [True, False])
def test_a_stranger_is_led_to_sign_in_only_where_there_is_a_page(
    make_context: ContextMaker, *, is_on: bool
) -> None:
    context = make_context()
    rules = replace(context.borough.time_bank, is_on=is_on)
    context.take_borough(replace(context.borough, time_bank=rules))
    assert client_of(context).get("/work/time-bank").status_code == (302 if is_on else 404)
